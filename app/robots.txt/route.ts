import { CACHE_CONTROL, originOf } from '@/app/_data/respond';
import { robotsText } from '@/lib/export/robots';

// GET /robots.txt – what crawlers may read, and where the sitemap is
export function GET(request: Request): Response {
  return new Response(robotsText(originOf(request)), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': CACHE_CONTROL },
  });
}
