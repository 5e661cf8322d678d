import { atCountry } from '@/app/_data/country-address';
import { feedResponse } from '@/app/_data/feed';
import { answer } from '@/app/_data/respond';

// GET /countries/{iso2}/feed.atom, feed.json ?lang= – what each release changed there (rewritten here by next.config.js)
export function GET(
  request: Request,
  { params }: { params: Promise<{ format: string; iso2: string }> },
): Promise<Response> {
  return answer(request, async () => {
    const { format, iso2 } = await params;
    return atCountry(request, iso2, () => feedResponse(request, format, iso2));
  });
}
