import 'server-only';
import { VERDICTS } from '@/lib/domain/codes';
import type { Claim } from '@/lib/domain/records';
import { claimJson } from '@/lib/export/records-json';
import { listClaims } from '@/lib/queries/claims';
import { nearestWords } from '@/lib/view-state/audit';
import { CLAIMS_URL_KEYS, claimsHref, claimsParsers } from '@/lib/view-state/claims';
import { COUNTRIES, codes, FILTER_PARSERS, MEASURES } from '../filters';
import { defineResource, inWindow } from '../resource';
import type { Item } from '../schemas';

const pathOf = ({ id }: Pick<Claim, 'id'>) => `/claims#${id}`;

function claimItem(claim: Claim, origin: string): Item<'claims'> {
  const { id, statement, attributed_to, ...checked } = claimJson(claim);
  return {
    id,
    statement,
    attributed_to,
    country_iso2: claim.countryIso2,
    measure_id: claim.measureId,
    ...checked,
    url: `${origin}${pathOf(claim)}`,
  };
}

/** `/claims`: statements from public debate, checked. */
export const claims = defineResource({
  name: 'claims',
  key: 'id',
  description: 'Statements from public debate with our verdict, explanation and sources.',
  order: 'In the order of the article from which they come.',
  parsers: { ...claimsParsers, measures: FILTER_PARSERS.measures },
  urlKeys: CLAIMS_URL_KEYS,
  parameters: {
    verdict: { ...codes(VERDICTS, 'Our verdicts.'), example: 'disputed' },
    countries: {
      ...COUNTRIES,
      description: 'About these countries only (ISO 3166-1 alpha-2, separated by commas).',
    },
    measures: { ...MEASURES, description: 'About these measures only (ids, separated by commas).' },
  },
  list: async ({ db, origin }, { verdicts, countries, measures }, window) => {
    const { entries, count } = inWindow(
      (await listClaims(db)).filter(
        ({ verdict, countryIso2, measureId }) =>
          (verdicts.length === 0 || verdicts.includes(verdict)) &&
          (countries.length === 0 || (countryIso2 !== null && countries.includes(countryIso2))) &&
          (measures.length === 0 || (measureId !== null && measures.includes(measureId))),
      ),
      window,
    );
    return { items: entries.map((claim) => claimItem(claim, origin)), count };
  },
  html: ({ verdicts, countries }) => claimsHref('/claims', { verdicts, countries }),
  item: {
    example: 'baltic-debating-or-implementing',
    read: async ({ db, origin }, id) => {
      const claim = (await listClaims(db)).find((known) => known.id === id);
      return claim ? { item: claimItem(claim, origin), html: pathOf(claim) } : null;
    },
    near: async ({ db }, id) => {
      const statementOf = new Map((await listClaims(db)).map((claim) => [claim.id, claim.statement]));
      return nearestWords(id, [...statementOf.keys()]).map((near) => ({
        id: near,
        name: statementOf.get(near) ?? near,
      }));
    },
  },
});
