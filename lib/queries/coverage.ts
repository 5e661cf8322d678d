import 'server-only';
import type { Database } from '@/db/client';
import { sources as sourceTable } from '@/db/schema';
import type { SourceKind } from '@/lib/domain/codes';
import { byDate, lastDay, type PartialDate } from '@/lib/domain/partial-date';
import type { Country, Measure, Observation } from '@/lib/domain/records';
import { TARGET_INDICATORS } from '@/lib/domain/target';
import { latestVintage, subjectKey } from '@/lib/domain/vintage';
import { listCountries } from './countries';
import { listMeasures } from './measures';
import { listObservations } from './observations';

/** What is looked for about every measure. */
export const COVERAGE_TOPICS = [
  'dates',
  'length',
  'pay',
  'eligibility',
  'intake_target',
  'intake_actual',
  'cost',
] as const;
export type CoverageTopic = (typeof COVERAGE_TOPICS)[number];

/** How many of the things sought about a topic were found: 2 of 3 dates. */
export interface Found {
  found: number;
  sought: number;
}

/** What a measure or a country rests on. */
export interface Evidence {
  /** Distinct sources of the terms, the pay and the figures. */
  sourceIds: ReadonlySet<string>;
  /** Latest publication among them; null when none is dated. */
  newestSourceOn: PartialDate | null;
  /** Whole months from that publication (its last possible day) to the release; null without a date. */
  newestSourceAgeMonths: number | null;
  /** Figures, each counted once however many statements repeat it. */
  figureCount: number;
  /** Of those, figures that only one source states. */
  singleSourceCount: number;
  /** Of those, figures that no official source states. */
  nonOfficialCount: number;
  /** Subjects on which current statements differ. */
  conflictCount: number;
}

export interface MeasureCoverage extends Evidence {
  measure: Pick<Measure, 'id' | 'name' | 'type' | 'status'>;
  country: Pick<Country, 'iso2' | 'iso3' | 'name'>;
  topics: Readonly<Record<CoverageTopic, Found>>;
}

export interface CountryCoverage extends Evidence {
  country: Pick<Country, 'iso2' | 'iso3' | 'name'>;
  measureCount: number;
  /** Of the country's measures (`sought`), those about which something was found. */
  topics: Readonly<Record<CoverageTopic, Found>>;
}

type DatedSource = { kind: SourceKind; publishedOn: PartialDate | null };

const INTAKE: ReadonlySet<string> = new Set(TARGET_INDICATORS);
const COST: ReadonlySet<string> = new Set(['budget_total', 'budget_annual']);

function count(conditions: readonly boolean[]): Found {
  return { found: conditions.filter(Boolean).length, sought: conditions.length };
}

/**
 * What is known about a measure, by topic. Dates: announced, legislated, start, and for a measure that ended or was suspended
 * its end. Eligibility: sex and age. Intake: any figure of how many people, as target or as actual, of whatever scope.
 */
export function topicsOf(
  measure: Measure,
  observations: readonly Observation[],
): Record<CoverageTopic, Found> {
  const { announcedOn, legislatedOn, startsOn, endedOn, status, eligibility, duration, pay } = measure;
  const over = status === 'ended' || status === 'suspended';
  const intake = observations.filter(({ indicator }) => INTAKE.has(indicator));
  return {
    dates: count([announcedOn, legislatedOn, startsOn, ...(over ? [endedOn] : [])].map((d) => d !== null)),
    length: count([duration !== null && (duration.min !== null || duration.max !== null)]),
    pay: count([
      (pay !== null && pay.amount !== null) || observations.some(({ indicator }) => indicator === 'pay'),
    ]),
    eligibility: count([
      eligibility.sex !== null,
      eligibility.ageMin !== null || eligibility.ageMax !== null,
    ]),
    intake_target: count([intake.some(({ basis }) => basis === 'target')]),
    intake_actual: count([intake.some(({ basis }) => basis === 'actual')]),
    cost: count([observations.some(({ indicator }) => COST.has(indicator))]),
  };
}

/** Whole months from the last day a date can mean to a day (YYYY-MM-DD); 0 when the day is not later. */
export function monthsSince(date: PartialDate, day: string): number {
  const from = lastDay(date);
  const [years, months, days] = [0, 5, 8].map((at) => {
    const length = at === 0 ? 4 : 2;
    return Number(day.slice(at, at + length)) - Number(from.slice(at, at + length));
  });
  const whole = (years ?? 0) * 12 + (months ?? 0) - ((days ?? 0) < 0 ? 1 : 0);
  return Math.max(0, whole);
}

/**
 * What a set of figures rests on. Statements of the same thing with the same value are one figure, resting on all
 * their sources. Throws an Error that names a cited source that `sources` lacks.
 */
export function evidenceOf(
  observations: readonly Observation[],
  termSourceIds: readonly string[],
  sources: ReadonlyMap<string, DatedSource>,
  releaseDay: string,
): Evidence {
  const figures = new Map<string, Set<string>>();
  for (const o of observations) {
    const key = JSON.stringify([subjectKey(o), o.value, o.low, o.high]);
    const cited = figures.get(key) ?? new Set<string>();
    for (const id of o.sourceIds) cited.add(id);
    figures.set(key, cited);
  }
  const sourceIds = new Set([...termSourceIds, ...observations.flatMap((o) => o.sourceIds)]);
  const source = (id: string): DatedSource => {
    const known = sources.get(id);
    if (!known) throw new Error(`source ${id} is cited and not in the database`);
    return known;
  };
  const newestSourceOn = newest([...sourceIds].map((id) => source(id).publishedOn));
  const resting = [...figures.values()];
  return {
    sourceIds,
    newestSourceOn,
    newestSourceAgeMonths: newestSourceOn === null ? null : monthsSince(newestSourceOn, releaseDay),
    figureCount: resting.length,
    singleSourceCount: resting.filter((cited) => cited.size === 1).length,
    nonOfficialCount: resting.filter((cited) => ![...cited].some((id) => source(id).kind === 'official'))
      .length,
    conflictCount: latestVintage(observations).conflicts.length,
  };
}

function newest(dates: readonly (PartialDate | null)[]): PartialDate | null {
  return dates.reduce((latest, date) => (byDate(latest, date) < 0 ? date : latest), null);
}

/** The measures of each country taken together; countries in the order of their first measure. */
export function countryCoverage(measures: readonly MeasureCoverage[], releaseDay: string): CountryCoverage[] {
  const byCountry = new Map<string, MeasureCoverage[]>();
  for (const coverage of measures) {
    const ofCountry = byCountry.get(coverage.country.iso2);
    if (ofCountry) ofCountry.push(coverage);
    else byCountry.set(coverage.country.iso2, [coverage]);
  }
  return [...byCountry.values()].flatMap((ofCountry) => {
    const [first] = ofCountry;
    if (!first) return [];
    return [
      { country: first.country, measureCount: ofCountry.length, ...totalCoverage(ofCountry, releaseDay) },
    ];
  });
}

/** Measures taken together: how many have something on each topic, and the evidence added up. */
export function totalCoverage(
  measures: readonly MeasureCoverage[],
  releaseDay: string,
): Evidence & Pick<CountryCoverage, 'topics'> {
  const sum = (key: 'figureCount' | 'singleSourceCount' | 'nonOfficialCount' | 'conflictCount'): number =>
    measures.reduce((total, coverage) => total + coverage[key], 0);
  const newestSourceOn = newest(measures.map((coverage) => coverage.newestSourceOn));
  const topics = Object.fromEntries(
    COVERAGE_TOPICS.map((topic) => [topic, count(measures.map(({ topics }) => topics[topic].found > 0))]),
  ) as Record<CoverageTopic, Found>;
  return {
    topics,
    sourceIds: new Set(measures.flatMap(({ sourceIds }) => [...sourceIds])),
    newestSourceOn,
    newestSourceAgeMonths: newestSourceOn === null ? null : monthsSince(newestSourceOn, releaseDay),
    figureCount: sum('figureCount'),
    singleSourceCount: sum('singleSourceCount'),
    nonOfficialCount: sum('nonOfficialCount'),
    conflictCount: sum('conflictCount'),
  };
}

export interface Coverage {
  /** By country and name. */
  measures: MeasureCoverage[];
  /** Countries of the selection that have no measure at all. */
  withoutMeasures: Country[];
}

/**
 * What is known about every measure, of some countries only when named (ISO 3166-1 alpha-2). `releaseDay` (YYYY-MM-DD) is
 * the day from which the age of sources is counted.
 */
export async function readCoverage(
  db: Database,
  iso2s: readonly string[],
  releaseDay: string,
): Promise<Coverage> {
  const [measures, observations, countries, sourceRows] = await Promise.all([
    listMeasures(db, { countries: iso2s }),
    listObservations(db, { countries: iso2s }),
    listCountries(db),
    db
      .select({ id: sourceTable.id, kind: sourceTable.kind, publishedOn: sourceTable.publishedOn })
      .from(sourceTable),
  ]);
  const sources = new Map(sourceRows.map((row) => [row.id, row]));
  const figuresOf = new Map<string, Observation[]>();
  for (const o of observations) {
    const ofMeasure = figuresOf.get(o.measureId);
    if (ofMeasure) ofMeasure.push(o);
    else figuresOf.set(o.measureId, [o]);
  }
  const covered = new Set(measures.map(({ countryIso2 }) => countryIso2));
  return {
    measures: measures.map((measure) => {
      const figures = figuresOf.get(measure.id) ?? [];
      const termSources = [...measure.sourceIds, ...(measure.pay?.sourceIds ?? [])];
      return {
        measure,
        country: measure.country,
        topics: topicsOf(measure, figures),
        ...evidenceOf(figures, termSources, sources, releaseDay),
      };
    }),
    withoutMeasures: countries.filter(
      ({ iso2 }) => !covered.has(iso2) && (iso2s.length === 0 || iso2s.includes(iso2)),
    ),
  };
}
