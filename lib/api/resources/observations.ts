import 'server-only';
import type { Database } from '@/db/client';
import { BASES, COVERAGES, INDICATORS } from '@/lib/domain/codes';
import type { Observation } from '@/lib/domain/records';
import { knownFrom } from '@/lib/domain/vintage';
import { observationJson } from '@/lib/export/records-json';
import { measureCountries, nearMeasures } from '@/lib/queries/measures';
import { getObservation, observationIdsOf, observationPage } from '@/lib/queries/observations';
import { sourcesByIds } from '@/lib/queries/sources';
import { nearestWords } from '@/lib/view-state/audit';
import { FILTER_RULES, FILTER_URL_KEYS, filterParsers } from '@/lib/view-state/measures';
import { parseAsCodes } from '@/lib/view-state/parsers';
import { AS_OF, COUNTRIES, codes, FILTER_PARSERS, MEASURES, years } from '../filters';
import { defineResource } from '../resource';
import type { Item } from '../schemas';

async function observationItems(
  db: Database,
  observations: readonly Observation[],
): Promise<Item<'observations'>[]> {
  const [sources, countryOf] = await Promise.all([
    sourcesByIds(db, [...new Set(observations.flatMap(({ sourceIds }) => sourceIds))]),
    measureCountries(db, [...new Set(observations.map(({ measureId }) => measureId))]),
  ]);
  const urlOf = new Map(sources.map(({ id, url }) => [id, url]));
  return observations.map((observation) => {
    const { id, ...figure } = observationJson(observation);
    const country = countryOf.get(observation.measureId);
    if (country === undefined) throw new Error(`observation ${id}: no measure "${observation.measureId}"`);
    return {
      id,
      measure_id: observation.measureId,
      country_iso2: country,
      ...figure,
      source_urls: observation.sourceIds.map((source) => {
        const url = urlOf.get(source);
        if (url === undefined) throw new Error(`observation ${id}: no source "${source}"`);
        return url;
      }),
    };
  });
}

/** `/observations`: every stated figure. */
export const observations = defineResource({
  name: 'observations',
  key: 'id',
  description:
    'The figures: each as stated, with its basis, period, the date it was stated and its sources. Nothing is averaged.',
  order:
    'By measure, indicator (in the order of the codebook), component (natural scope first), period (none last), date stated.',
  parsers: {
    countries: FILTER_PARSERS.countries,
    measures: FILTER_PARSERS.measures,
    types: filterParsers.types,
    obligations: filterParsers.obligations,
    statuses: filterParsers.statuses,
    q: filterParsers.q,
    indicators: parseAsCodes(INDICATORS).withDefault([]),
    bases: parseAsCodes(BASES).withDefault([]),
    coverages: parseAsCodes(COVERAGES).withDefault([]),
    from: FILTER_PARSERS.from,
    to: FILTER_PARSERS.to,
    asOf: FILTER_PARSERS.asOf,
  },
  urlKeys: { ...FILTER_URL_KEYS, indicators: 'indicator', bases: 'basis', coverages: 'coverage' },
  parameters: {
    countries: COUNTRIES,
    measures: MEASURES,
    type: { rule: FILTER_RULES.type, description: 'Of measures of these types.' },
    obligation: { rule: FILTER_RULES.obligation, description: 'Of measures with these obligations.' },
    status: { rule: FILTER_RULES.status, description: 'Of measures that are this far.' },
    q: {
      rule: FILTER_RULES.q,
      description:
        'Of measures whose name, native name, country or summary has words that begin so; case and diacritics do not count.',
    },
    indicator: { ...codes(INDICATORS, 'What is counted.'), example: 'intake_per_year' },
    basis: { ...codes(BASES, 'What kind of statement.'), example: 'actual,target' },
    coverage: codes(COVERAGES, 'How much of it the figure covers.'),
    ...years('the period; a figure whose period overlaps is taken, one without a period is left out'),
    asOf: AS_OF,
  },
  list: async ({ db }, { asOf, measures, ...filter }, window) => {
    const page = await observationPage(
      db,
      { ...filter, ...(measures.length > 0 && { ids: measures }) },
      asOf,
      window,
    );
    return {
      items: await observationItems(db, page.observations),
      count: page.count,
      leftOut: asOf === null ? null : { later: page.later, undatable: page.undatable },
    };
  },
  item: {
    parameters: { asOf: AS_OF },
    example: 'se-varnplikt.d35cf953a0',
    read: async ({ db }, id, asOf) => {
      const observation = await getObservation(db, id);
      if (observation === null) return null;
      if (asOf !== null) {
        const sources = await sourcesByIds(db, observation.sourceIds);
        const known = knownFrom(
          observation,
          new Map(sources.map((source) => [source.id, source.publishedOn])),
        );
        if (known === null || known.day > asOf) return null;
      }
      const [item] = await observationItems(db, [observation]);
      return item ? { item, html: `/measures/${observation.measureId}#figures` } : null;
    },
    near: async ({ db }, id) => {
      const [measure] = await nearMeasures(db, id.replace(/\.[^.]*$/, ''), 1);
      if (!measure) return [];
      const ids = await observationIdsOf(db, measure.id);
      return nearestWords(id, ids).map((near) => ({ id: near, name: `A figure of ${measure.name}` }));
    },
  },
});
