import { embedAnswer } from '@/app/_embed/answer';

// GET /embed/charts/{slug} – a chart for a frame in another page
export async function GET(
  request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  return embedAnswer(request, (await params).slug);
}
