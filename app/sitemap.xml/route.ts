import { answer, CACHE_CONTROL, originOf, problem } from '@/app/_data/respond';
import { sitePages } from '@/app/_data/sitemap';
import { sitemapIndex, sitemaps } from '@/lib/export/sitemap';

// GET /sitemap.xml – every page in every language; where one file cannot hold them, a list of /sitemap.xml?part=1 and on
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const origin = originOf(request);
    const { pages, changedAt } = await sitePages();
    const files = sitemaps(pages, origin);
    const part = new URL(request.url).searchParams.get('part');
    const whole = files.length === 1 ? files[0] : sitemapIndex(files.map(partOf(origin)), changedAt);
    const text = part === null ? whole : /^[1-9]\d{0,5}$/.test(part) ? files[Number(part) - 1] : undefined;
    if (text === undefined) {
      return problem(404, 'No such sitemap', `The pages fill ${files.length} of them: part=1 and on.`);
    }
    return new Response(text, {
      headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': CACHE_CONTROL },
    });
  });
}

function partOf(origin: string): (file: string, index: number) => string {
  return (_file, index) => `${origin}/sitemap.xml?part=${index + 1}`;
}
