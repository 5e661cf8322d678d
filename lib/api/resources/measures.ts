import 'server-only';
import type { Observation } from '@/lib/domain/records';
import type { FirstAndLastTarget } from '@/lib/domain/target';
import { measureTermsJson } from '@/lib/export/records-json';
import { measureSummary, measureWindow } from '@/lib/queries/facets';
import { type MeasureSummary, nearMeasures } from '@/lib/queries/measures';
import {
  EXPLORER_ROWS_RULES,
  EXPLORER_URL_KEYS,
  explorerHref,
  explorerRowsParsers,
} from '@/lib/view-state/explorer';
import { AS_OF, COUNTRIES } from '../filters';
import { defineResource } from '../resource';
import type { Item } from '../schemas';

function targetJson({ id, indicator, period, value, low, high, qualifier, statedOn }: Observation) {
  return { observation_id: id, indicator, period, value, low, high, qualifier, stated_on: statedOn };
}

function targetsJson(targets: FirstAndLastTarget | null) {
  return targets && { first: targetJson(targets.first), last: targetJson(targets.last) };
}

function measureItem(measure: MeasureSummary, origin: string): Item<'measures'> {
  const { iso2, iso3, name } = measure.country;
  return {
    id: measure.id,
    url: `${origin}/measures/${measure.id}`,
    country: { iso2, iso3, name },
    ...measureTermsJson(measure),
    targets: targetsJson(measure.targets),
    source_count: measure.sourceCount,
  };
}

/** `/measures`: the national schemes, with the filters of the explorer. */
export const measures = defineResource({
  name: 'measures',
  key: 'id',
  description:
    'The national schemes: who serves, for how long, on what terms, and their first and last target.',
  order: 'By country and name, or as `sort` says; nothing known comes last in either direction.',
  parsers: explorerRowsParsers,
  urlKeys: EXPLORER_URL_KEYS,
  parameters: {
    countries: COUNTRIES,
    type: { rule: EXPLORER_ROWS_RULES.type, description: 'Types of measure.', example: 'voluntary_service' },
    obligation: { rule: EXPLORER_ROWS_RULES.obligation, description: 'Whether one must.' },
    status: {
      rule: EXPLORER_ROWS_RULES.status,
      description: 'How far it is.',
      example: 'in_force,announced',
    },
    region: { rule: EXPLORER_ROWS_RULES.region, description: 'Regions, as Muster groups countries.' },
    alliance: {
      rule: EXPLORER_ROWS_RULES.alliance,
      description: 'Countries in one of these organisations; `none` for those in none.',
    },
    sex: {
      rule: EXPLORER_ROWS_RULES.sex,
      description: 'Who can or must serve; `unknown` where none was found.',
    },
    length: {
      rule: EXPLORER_ROWS_RULES.length,
      description: 'Bands of the length of service; a range is in every band that it touches.',
    },
    start: { rule: EXPLORER_ROWS_RULES.start, description: 'Bands of the year in which it starts.' },
    q: {
      rule: EXPLORER_ROWS_RULES.q,
      description:
        'Words that must begin words of the name, native name, country or summary; case and diacritics do not count.',
      example: 'reserve',
    },
    asOf: AS_OF,
    sort: {
      rule: EXPLORER_ROWS_RULES.sort,
      description: 'Column to sort by; a minus sign before it sorts the other way round.',
      example: '-starts',
    },
  },
  list: async ({ db, origin }, state, window) => {
    const { measures: found, count, past } = await measureWindow(db, state, window);
    return {
      items: found.map((measure) => measureItem(measure, origin)),
      count,
      leftOut: past && { later: past.measuresLater, undatable: 0 },
    };
  },
  html: (state) => explorerHref('/measures', state),
  item: {
    parameters: { asOf: AS_OF },
    example: 'se-varnplikt',
    read: async ({ db, origin }, id, asOf) => {
      const measure = await measureSummary(db, id, asOf);
      return measure && { item: measureItem(measure, origin), html: `/measures/${id}` };
    },
    near: async ({ db }, id) =>
      (await nearMeasures(db, id, 5)).map((measure) => ({ id: measure.id, name: measure.name })),
  },
});
