import 'server-only';
import { getDatabase } from '@/db/client';
import { shownValue } from '@/lib/domain/text';
import { getCountry } from '@/lib/queries/countries';
import { problem } from './respond';

/**
 * Answers an address that names a country by `iso2`, as it stands there. Its one address has the code in small letters:
 * capitals are led to it, as on pages (proxy.ts); a code that is no country's of ours gets 404.
 */
export async function atCountry(
  request: Request,
  iso2: string,
  handle: () => Promise<Response>,
): Promise<Response> {
  const db = await getDatabase();
  const code = iso2.toLowerCase();
  if (!/^[a-z]{2}$/.test(code) || !(await getCountry(db, code.toUpperCase()))) {
    return problem(
      404,
      'No such country',
      `There is no country “${shownValue(iso2)}” here. Codes are ISO 3166-1 alpha-2; /api/v1/countries lists those there are.`,
    );
  }
  if (code === iso2) return handle();
  const { pathname, search } = new URL(request.url);
  const location = `${pathname.replace(`/countries/${iso2}`, `/countries/${code}`)}${search}`;
  return new Response(null, { status: 308, headers: { location } });
}
