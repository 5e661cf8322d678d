import { scriptAnswer } from '@/app/_embed/answer';

// GET /embed/loader.js, /embed/interaction.js – the scripts of embeds
export async function GET(
  request: Request,
  { params }: { params: Promise<{ script: string }> },
): Promise<Response> {
  return scriptAnswer(request, (await params).script);
}
