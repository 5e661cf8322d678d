import 'server-only';
import { SERIES_IDS } from '@/lib/domain/codes';
import { listSeries, type SeriesDescription, seriesPointPage } from '@/lib/queries/series';
import { nearestWords } from '@/lib/view-state/audit';
import { parseAsCodes } from '@/lib/view-state/parsers';
import { COUNTRIES, codes, FILTER_PARSERS, parseAsCurrencies, years } from '../filters';
import { defineResource, inWindow } from '../resource';
import type { Item } from '../schemas';

const CODEBOOK = '/codebook';

function seriesItem(series: SeriesDescription, origin: string): Item<'series'> {
  return {
    id: series.id,
    title: series.title,
    unit: series.unit,
    limits: series.limits,
    first_year: series.firstYear,
    last_year: series.lastYear,
    point_count: series.pointCount,
    sources: series.sources.map(({ id, title, publisher, url, vintage, licence, notes }) => ({
      id,
      title,
      publisher,
      url,
      vintage,
      licence,
      notes,
    })),
    points_url: `${origin}/api/v1/series-points?series=${series.id}`,
  };
}

/** `/series`: what the context series are. */
export const series = defineResource({
  name: 'series',
  key: 'id',
  description: 'The yearly context series: what each is, its unit, limits, source and licence.',
  order: 'In the order of the codebook.',
  parsers: {},
  parameters: {},
  list: async ({ db, origin }, _state, window) => {
    const { entries, count } = inWindow(await listSeries(db), window);
    return { items: entries.map((one) => seriesItem(one, origin)), count };
  },
  html: () => CODEBOOK,
  item: {
    example: 'population',
    read: async ({ db, origin }, id) => {
      const found = (await listSeries(db)).find((one) => one.id === id);
      return found ? { item: seriesItem(found, origin), html: CODEBOOK } : null;
    },
    near: async (_reading, id) => nearestWords(id, SERIES_IDS).map((near) => ({ id: near, name: near })),
  },
});

/** `/series-points`: the values of the context series. */
export const seriesPoints = defineResource({
  name: 'series-points',
  key: 'id',
  description: 'The values of the context series, year by year.',
  order: 'By series (in the order of the codebook), country or currency, and year.',
  parsers: {
    series: parseAsCodes(SERIES_IDS).withDefault([]),
    countries: FILTER_PARSERS.countries,
    currencies: parseAsCurrencies.withDefault([]),
    from: FILTER_PARSERS.from,
    to: FILTER_PARSERS.to,
  },
  urlKeys: { currencies: 'currency' },
  parameters: {
    series: { ...codes(SERIES_IDS, 'Of these series only.'), example: 'population' },
    countries: COUNTRIES,
    currency: {
      rule: ({ currencies }) => ({ kind: 'codes', set: currencies.map((code) => code.toLowerCase()) }),
      pattern: '^[A-Z]{3}$',
      description: 'Exchange rates of these currencies only (ISO 4217).',
      example: 'SEK',
    },
    ...years('the points'),
  },
  list: async ({ db }, filter, window) => {
    const { points, count } = await seriesPointPage(db, filter, window);
    return {
      items: points.map((point) => ({
        id: point.id,
        series_id: point.seriesId,
        country_iso2: point.countryIso2,
        currency: point.currency,
        year: point.year,
        value: point.value,
        low: point.low,
        high: point.high,
        projection: point.projection,
        source_id: point.sourceId,
      })),
      count,
    };
  },
  item: null,
});
