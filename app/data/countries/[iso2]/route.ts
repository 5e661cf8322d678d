import { loadCountry } from '@/app/_components/countries/load';
import { atCountry } from '@/app/_data/country-address';
import { answer, CACHE_CONTROL, notUnderstood, originOf } from '@/app/_data/respond';
import { countryJson } from '@/lib/export/country-json';
import { translator } from '@/lib/i18n/translator';
import { countryHref } from '@/lib/view-state/country';
import { problemReports } from '@/lib/view-state/problems';

// GET /countries/{iso2}.json?asOf= – what the country's page shows (rewritten here by next.config.js)
export function GET(request: Request, { params }: { params: Promise<{ iso2: string }> }): Promise<Response> {
  return answer(request, async () => {
    const { iso2 } = await params;
    return atCountry(request, iso2, () => countryAsJson(request, iso2));
  });
}

async function countryAsJson(request: Request, iso2: string): Promise<Response> {
  const view = await loadCountry(iso2, new URL(request.url).searchParams);
  if (!view) throw new Error(`country ${iso2} is gone since it was looked up`);
  const { state, problems, countries } = view;
  if (problems.length > 0) {
    return notUnderstood(problemReports(problems, { countries }, translator('en')));
  }
  const address = (suffix: string) => countryHref(`${originOf(request)}/countries/${iso2}${suffix}`, state);
  const json = countryJson({ ...view, asOf: state.asOf, pageUrl: address(''), dataUrl: address('.json') });
  return new Response(`${JSON.stringify(json, null, 2)}\n`, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': CACHE_CONTROL },
  });
}
