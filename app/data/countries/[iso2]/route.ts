import { loadCountry } from '@/app/_components/countries/load';
import { answer, CACHE_CONTROL, notUnderstood, originOf, problem } from '@/app/_data/respond';
import { countryJson } from '@/lib/export/country-json';
import { translator } from '@/lib/i18n/translator';
import { countryHref } from '@/lib/view-state/country';
import { problemReports } from '@/lib/view-state/problems';

// GET /countries/{iso2}.json?asOf= – what the country's page shows (rewritten here by next.config.js)
export function GET(request: Request, { params }: { params: Promise<{ iso2: string }> }): Promise<Response> {
  return answer(request, async () => {
    const { iso2 } = await params;
    const search = new URL(request.url).searchParams;
    const view = /^[a-z]{2}$/.test(iso2) ? await loadCountry(iso2, search) : null;
    if (!view) return problem(404, 'No such country', `There is no country "${iso2}".`);
    const { state, problems, countries } = view;
    if (problems.length > 0) {
      return notUnderstood(problemReports(problems, { countries }, translator('en')));
    }
    const address = (suffix: string) => countryHref(`${originOf(request)}/countries/${iso2}${suffix}`, state);
    const json = countryJson({ ...view, asOf: state.asOf, pageUrl: address(''), dataUrl: address('.json') });
    return new Response(`${JSON.stringify(json, null, 2)}\n`, {
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': CACHE_CONTROL },
    });
  });
}
