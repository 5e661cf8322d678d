import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Context, ContextPoint } from '@/lib/domain/derived';
import { partialDate } from '@/lib/domain/partial-date';
import { readPeriod } from '@/lib/domain/period';
import type {
  Country,
  Measure,
  MusterEvent,
  Observation,
  SeriesPoint,
  SeriesSource,
  Source,
} from '@/lib/domain/records';
import type { ChartInput } from './spec';

/** The fields of the data files that charts use, as the codebook (db/data/README.md) names them. */
interface CountryFile {
  country: string;
  service_model_today: Country['serviceModel'];
  model_note: string | null;
  model_source_ids: string[];
  sources: {
    id: string;
    title: string;
    publisher: string;
    url: string;
    published_on: string | null;
    language: string;
    kind: Source['kind'];
  }[];
  measures: {
    id: string;
    name: string;
    native_name: string | null;
    headline?: boolean;
    type: Measure['type'];
    obligation: Measure['obligation'];
    status: Measure['status'];
    status_as_of: string | null;
    announced_on: string | null;
    legislated_on: string | null;
    starts_on: string | null;
    ended_on: string | null;
    eligibility: { sex: Measure['eligibility']['sex'] };
    duration: Measure['duration'];
    pay: {
      amount: number | null;
      currency: string | null;
      per: Observation['per'];
      basis: Observation['tax'];
      qualifier: Observation['qualifier'] | null;
      note: string | null;
      source_ids: string[];
    } | null;
    summary: string;
    source_ids: string[];
    observations: {
      indicator: Observation['indicator'];
      component: string | null;
      period: string | null;
      value: number;
      low: number | null;
      high: number | null;
      qualifier: Observation['qualifier'];
      unit: string;
      per: Observation['per'];
      tax: Observation['tax'];
      basis: Observation['basis'];
      coverage: Observation['coverage'];
      stated_on: string | null;
      note: string | null;
      source_ids: string[];
    }[];
  }[];
  events: {
    date: string;
    measure_id: string | null;
    type: MusterEvent['type'];
    title: string;
    source_ids: string[];
  }[];
}

interface CountryEntry {
  iso2: string;
  iso3: string;
  name: string;
  memberships: {
    organisation: Country['memberships'][number]['organisation'];
    since: number;
    until: number | null;
    note: string | null;
    source_id: string;
  }[];
}

const date = (text: string | null) => (text === null ? null : partialDate(text));

/**
 * The shipped data as charts get it, read from its files without a database: for tests and benchmarks of charts only
 * (the product reads the database that the loader fills). `directory` holds the codebook's files. Observation ids are
 * numbered here; the loader's are stable across releases.
 */
export function readRealInput(directory = join(process.cwd(), 'db/data')): ChartInput {
  const read = <T>(path: string): T => JSON.parse(readFileSync(join(directory, path), 'utf8')) as T;
  const names = new Map(
    read<{ countries: CountryEntry[] }>('countries.json').countries.map((country) => [country.iso2, country]),
  );
  const input: ChartInput = {
    countries: [],
    measures: [],
    observations: [],
    events: [],
    sources: [],
    context: readContext(directory),
    activeForces: readActiveForces(directory),
    defenceSpending: readDefenceSpending(directory),
    seriesSources: (
      JSON.parse(readFileSync(join(directory, 'series/sources.json'), 'utf8')) as SeriesSource[]
    ).map((source) => ({ ...source, id: `series.${source.id}` })),
    release: {
      id: 'test-release',
      loadedAt: '2026-11-22T12:00:00Z',
      note: null,
      counts: {
        countries: 0,
        measures: 0,
        observations: 0,
        sources: 0,
        events: 0,
        claims: 0,
        seriesPoints: 0,
      },
    },
  };
  for (const name of readdirSync(join(directory, 'countries')).sort()) {
    const file = read<CountryFile>(join('countries', name));
    const prefix = file.country.toLowerCase();
    const sourceIds = (ids: string[]) => ids.map((id) => `${prefix}.${id}`);
    const known = names.get(file.country);
    input.countries.push({
      iso2: file.country,
      iso3: known?.iso3 ?? '',
      name: known?.name ?? file.country,
      region: 'nordic',
      memberships: (known?.memberships ?? []).map((one) => ({
        organisation: one.organisation,
        since: one.since,
        until: one.until,
        note: one.note,
        sourceId: `countries.${one.source_id}`,
      })),
      serviceModel: file.service_model_today,
      modelNote: file.model_note,
      modelSourceIds: sourceIds(file.model_source_ids),
    });
    for (const source of file.sources) {
      input.sources.push({ ...source, id: `${prefix}.${source.id}`, publishedOn: date(source.published_on) });
    }
    for (const [index, event] of file.events.entries()) {
      input.events?.push({
        id: `${prefix}-event-${index}`,
        date: partialDate(event.date),
        countryIso2: file.country,
        measureId: event.measure_id,
        type: event.type,
        theme: null,
        title: event.title,
        sourceIds: sourceIds(event.source_ids),
      });
    }
    for (const measure of file.measures) {
      input.measures.push({
        id: measure.id,
        countryIso2: file.country,
        name: measure.name,
        nativeName: measure.native_name,
        headline: measure.headline ?? false,
        type: measure.type,
        obligation: measure.obligation,
        status: measure.status,
        statusAsOf: date(measure.status_as_of),
        announcedOn: date(measure.announced_on),
        legislatedOn: date(measure.legislated_on),
        startsOn: date(measure.starts_on),
        endedOn: date(measure.ended_on),
        eligibility: { sex: measure.eligibility.sex, ageMin: null, ageMax: null, note: null },
        duration: measure.duration,
        pay: measure.pay && {
          amount: measure.pay.amount,
          currency: measure.pay.currency,
          per: measure.pay.per,
          tax: measure.pay.basis,
          qualifier: measure.pay.qualifier,
          note: measure.pay.note,
          sourceIds: sourceIds(measure.pay.source_ids),
        },
        summary: measure.summary,
        sourceIds: sourceIds(measure.source_ids),
      });
      for (const [index, o] of measure.observations.entries()) {
        input.observations.push({
          ...o,
          id: `${measure.id}-${index}`,
          measureId: measure.id,
          period: o.period === null ? null : readPeriod(o.period),
          statedOn: date(o.stated_on),
          sourceIds: sourceIds(o.source_ids),
        });
      }
    }
  }
  return input;
}

type Row = Readonly<Record<string, string>>;

const seriesRows = (directory: string, name: string): Row[] =>
  parse(readFileSync(join(directory, `series/${name}.csv`), 'utf8'), { columns: true });

const seriesSource = ({ source_id }: Row): string => `series.${source_id}`;

/** Values by a column's codes and year. */
function byYear(rows: readonly Row[], keyOf: (row: Row) => string, valueColumn: string) {
  const table = new Map<string, Map<number, ContextPoint>>();
  for (const row of rows) {
    const value = row[valueColumn] ?? '';
    if (value === '') continue;
    const years = table.get(keyOf(row)) ?? new Map<number, ContextPoint>();
    years.set(Number(row.year), {
      value: Number(value),
      projection: row.projection === 'true',
      sourceId: seriesSource(row),
    });
    table.set(keyOf(row), years);
  }
  return table;
}

function readContext(directory: string): Context {
  const ofCountry = (name: string) =>
    byYear(seriesRows(directory, name), (row) => row.country_iso2 ?? '', 'value');
  const rates = byYear(
    seriesRows(directory, 'exchange_rates_per_eur'),
    (row) => row.currency ?? '',
    'per_eur',
  );
  return {
    population: ofCountry('population'),
    births: ofCountry('births'),
    rates: new Map(
      [...rates].map(([currency, years]) => [
        currency,
        new Map([...years].map(([year, { value }]) => [year, value])),
      ]),
    ),
    rateSource: (currency, year) => rates.get(currency)?.get(year)?.sourceId ?? '',
    hicp: byYear(seriesRows(directory, 'hicp_euro_area'), () => 'EA', 'index_2015').get('EA') ?? new Map(),
  };
}

function readActiveForces(directory: string): SeriesPoint[] {
  return seriesRows(directory, 'active_forces').map((row) => {
    const [low, high] = [Number(row.low), Number(row.high)];
    return {
      countryIso2: row.country_iso2 ?? '',
      currency: null,
      year: Number(row.year),
      value: low === high ? low : null,
      low,
      high,
      projection: false,
      sourceId: seriesSource(row),
    };
  });
}

function readDefenceSpending(directory: string): SeriesPoint[] {
  return seriesRows(directory, 'defence_spending_pct_gdp').map((row) => ({
    countryIso2: row.country_iso2 ?? '',
    currency: null,
    year: Number(row.year),
    value: Number(row.value),
    low: null,
    high: null,
    projection: false,
    sourceId: seriesSource(row),
  }));
}
