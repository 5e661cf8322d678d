import { oembedAnswer } from '@/app/_embed/oembed';

// GET /oembed?url=…&format=json|xml&maxwidth=…&maxheight=… – oEmbed 1.0 for the charts' pages and embeds
export function GET(request: Request): Promise<Response> {
  return oembedAnswer(request);
}
