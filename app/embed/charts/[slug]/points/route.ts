import { pointsAnswer } from '@/app/_embed/answer';

// GET /embed/charts/{slug}/points – the figures that a reader of an embed can reach, fetched when they do
export async function GET(
  request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  return pointsAnswer(request, (await params).slug);
}
