import 'server-only';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { isOneOfMany } from '@/db/records';
import { measures } from '@/db/schema';
import type { MeasureType, Obligation, Status } from '@/lib/domain/codes';
import { foldText } from '@/lib/domain/text';

/**
 * Which measures. A list of codes that is left out or empty sets no bound; `ids` is the answer of another query, so an
 * empty one means no measure at all.
 */
export interface MeasureFilter {
  /** ISO 3166-1 alpha-2, capitals. */
  countries?: readonly string[];
  types?: readonly MeasureType[];
  obligations?: readonly Obligation[];
  statuses?: readonly Status[];
  /** Words, each of which must begin a word of the name, native name, country or summary; case and diacritics do not count. */
  q?: string;
  headline?: boolean;
  ids?: readonly string[];
}

/**
 * What the full-text table is asked for: every word as the beginning of one (FTS5: a quoted string before `*`).
 * Null when there is no letter or digit to look for.
 */
export function searchExpression(q: string): string | null {
  const words = foldText(q).match(/[\p{L}\p{N}\p{Co}]+/gu);
  return words ? words.map((word) => `"${word}"*`).join(' ') : null;
}

function found(q: string): SQL {
  const expression = searchExpression(q);
  // Text without a letter or digit ("!?") is in no name: nothing matches, which is true, rather than all.
  if (expression === null) return sql`false`;
  return sql`${measures.id} in (select measure_id from measure_search where measure_search match ${expression})`;
}

/** The filter as a condition on `measures`; undefined when it sets no bound. */
export function measureCondition(filter: MeasureFilter): SQL | undefined {
  const { countries = [], types = [], obligations = [], statuses = [], q = '', headline, ids } = filter;
  return and(
    countries.length > 0 ? inArray(measures.countryIso2, [...countries]) : undefined,
    types.length > 0 ? inArray(measures.type, [...types]) : undefined,
    obligations.length > 0 ? inArray(measures.obligation, [...obligations]) : undefined,
    statuses.length > 0 ? inArray(measures.status, [...statuses]) : undefined,
    q.trim() !== '' ? found(q) : undefined,
    headline !== undefined ? eq(measures.headline, headline) : undefined,
    ids !== undefined ? isOneOfMany(measures.id, ids) : undefined,
  );
}
