import { createLoader } from 'nuqs/server';
import { auditSearchParams, type Problem } from './audit';
import { CSV_RULES, type CsvState, csvParsers } from './measures';

const { lang: _language, ...parsers } = csvParsers;
const { lang: _rule, ...RULES } = CSV_RULES;
const load = createLoader(parsers);

/**
 * Takes `bom` and `sep` out of an address, for views that read their own language. `rest` is what remains; what is not
 * understood stands in `problems`.
 */
export function readCsvOptions(search: URLSearchParams): {
  options: Pick<CsvState, 'bom' | 'sep'>;
  rest: URLSearchParams;
  problems: Problem[];
} {
  const own = new URLSearchParams();
  const rest = new URLSearchParams();
  for (const [name, value] of search) (Object.hasOwn(RULES, name) ? own : rest).append(name, value);
  const { understood, problems } = auditSearchParams(own, RULES, { countries: [] });
  return { options: load(understood), rest, problems };
}
