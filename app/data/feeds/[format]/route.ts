import { feedResponse } from '@/app/_data/feed';
import { answer } from '@/app/_data/respond';

// GET /feed.atom, /feed.json ?lang= – what each release changed (rewritten here by next.config.js)
export function GET(
  request: Request,
  { params }: { params: Promise<{ format: string }> },
): Promise<Response> {
  return answer(request, async () => feedResponse(request, (await params).format, null));
}
