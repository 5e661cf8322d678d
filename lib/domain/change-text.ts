import {
  BASES,
  CONSCRIPTION_EVENTS,
  COVERAGES,
  type ConscriptionEventKind,
  INDICATORS,
  isOneOf,
  MEASURE_TYPES,
  type MeasureType,
  QUALIFIERS,
  type Qualifier,
  SERIES_IDS,
  type SeriesId,
  STATUSES,
  type Status,
  VERDICTS,
  type Verdict,
} from './codes';
import { isPartialDate, type PartialDate } from './partial-date';
import { type Period, readPeriod } from './period';
import type {
  Claim,
  ConscriptionEvent,
  Measure,
  MusterEvent,
  Observation,
  SeriesPoint,
  Source,
} from './records';

/*
 * What the record of changes says of an entry, in one line of codes and English, and the way back: the line is kept for
 * ever, and is put into words of any language when it is shown. Each reader gives null for a line that its writer did not make.
 */

/** Parts of a line with spaces between; nothing where there is none. */
function line(...parts: (string | number | null | false)[]): string {
  return parts.filter((part) => part !== null && part !== false).join(' ');
}

type FigureParts = Pick<Observation, 'low' | 'high' | 'qualifier' | 'unit'> & {
  /** Null where the line has a range instead. */
  value: number | null;
};

/** A figure: "at least 4000 persons", "3000 to 3500 persons". */
export function figureLine(o: Pick<Observation, 'value' | 'low' | 'high' | 'qualifier' | 'unit'>): string {
  const range = o.low !== null && o.high !== null ? `${o.low} to ${o.high}` : null;
  return line(
    o.qualifier !== 'exact' && range === null && o.qualifier.replaceAll('_', ' '),
    range ?? o.value,
    o.unit,
  );
}

const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:e[+-]\d+)?`;
const SPOKEN_QUALIFIERS = new Map<string, Qualifier>(
  QUALIFIERS.map((code) => [code.replaceAll('_', ' '), code]),
);
const FIGURE = new RegExp(`^(?:(\\D+?) )?(${NUMBER})(?: to (${NUMBER}))? (\\S+)$`);

/** Reads `figureLine`. */
export function readFigureLine(text: string): FigureParts | null {
  const [, spoken, first, last, unit] = FIGURE.exec(text) ?? [];
  if (first === undefined || unit === undefined) return null;
  const qualifier = spoken === undefined ? 'exact' : SPOKEN_QUALIFIERS.get(spoken);
  if (qualifier === undefined) return null;
  return last === undefined
    ? { value: Number(first), low: null, high: null, qualifier, unit }
    : { value: null, low: Number(first), high: Number(last), qualifier, unit };
}

/** What a figure is about, as far as a line of the record says it. */
export type FigureSubject = Pick<
  Observation,
  'indicator' | 'component' | 'period' | 'basis' | 'coverage' | 'statedOn'
>;

/** "intake_per_year (men) 2030 target partial stated 2025-11-27" */
export function figureSubjectLine(o: FigureSubject): string {
  return line(
    o.indicator,
    o.component && `(${o.component})`,
    o.period && periodCode(o.period),
    o.basis,
    o.coverage !== 'full' && o.coverage,
    o.statedOn !== null && `stated ${o.statedOn}`,
  );
}

const FIGURE_SUBJECT = new RegExp(
  String.raw`^(\S+)(?: \((.*)\))?(?: (\d{4}(?:/\d{4})?))? (${BASES.join('|')})(?: (${COVERAGES.join('|')}))?(?: stated (\S+))?$`,
  's',
);

/** Reads `figureSubjectLine`. */
export function readFigureSubject(text: string): FigureSubject | null {
  const [, indicator, component, period, basis, coverage = 'full', stated] = FIGURE_SUBJECT.exec(text) ?? [];
  if (!isOneOf(INDICATORS, indicator) || !isOneOf(BASES, basis) || !isOneOf(COVERAGES, coverage)) return null;
  if (stated !== undefined && !isPartialDate(stated)) return null;
  const years = period === undefined ? null : readPeriod(period);
  if (period !== undefined && years === null) return null;
  return {
    indicator,
    component: component ?? null,
    period: years,
    basis,
    coverage,
    statedOn: stated ?? null,
  };
}

function periodCode({ start, end }: Period): string {
  return start === end ? `${start}` : `${start}/${end}`;
}

/** "Service national (voluntary_service, in_force)" */
export function measureLine(m: Pick<Measure, 'name' | 'type' | 'status'>): string {
  return line(m.name, `(${m.type}, ${m.status})`);
}

/** Reads `measureLine`. */
export function readMeasureLine(text: string): { name: string; type: MeasureType; status: Status } | null {
  const [, name, type, status] = /^(.*) \((\w+), (\w+)\)$/s.exec(text) ?? [];
  if (name === undefined || !isOneOf(MEASURE_TYPES, type) || !isOneOf(STATUSES, status)) return null;
  return { name, type, status };
}

/** "2025-11-27 The president announces …" */
export function eventLine(e: Pick<MusterEvent, 'date' | 'title'>): string {
  return `${e.date} ${e.title}`;
}

/** Reads `eventLine`. */
export function readEventLine(text: string): { date: PartialDate; title: string } | null {
  const [, date, title] = /^(\S+) (.*)$/s.exec(text) ?? [];
  return date === undefined || title === undefined || !isPartialDate(date) ? null : { date, title };
}

/** "disputed: Poland will train 100,000 volunteers" */
export function claimLine(c: Pick<Claim, 'verdict' | 'statement'>): string {
  return `${c.verdict}: ${c.statement}`;
}

/** Reads `claimLine`. */
export function readClaimLine(text: string): { verdict: Verdict; statement: string } | null {
  const [, verdict, statement] = /^(\w+): (.*)$/s.exec(text) ?? [];
  return statement === undefined || !isOneOf(VERDICTS, verdict) ? null : { verdict, statement };
}

/** "Ipsos: Les Français et le service" */
export function sourceLine(s: Pick<Source, 'publisher' | 'title'>): string {
  return `${s.publisher}: ${s.title}`;
}

/** "births FR 2025", "hicp_euro_area 2025" */
export function seriesSubjectLine(
  p: Pick<SeriesPoint, 'countryIso2' | 'currency' | 'year'> & { seriesId: SeriesId },
): string {
  return line(p.seriesId, p.countryIso2 ?? p.currency, p.year);
}

/** Reads `seriesSubjectLine`; `of` is a country of two letters or a currency of three. */
export function readSeriesSubject(
  text: string,
): { seriesId: SeriesId; of: string | null; year: number } | null {
  const [, seriesId, of, year] = /^(\S+)(?: ([A-Z]{2,3}))? (\d{4})$/.exec(text) ?? [];
  return isOneOf(SERIES_IDS, seriesId) ? { seriesId, of: of ?? null, year: Number(year) } : null;
}

/** "649000", "180000 to 200000" */
export function seriesValueLine(p: Pick<SeriesPoint, 'value' | 'low' | 'high'>): string {
  return p.value === null ? `${p.low} to ${p.high}` : String(p.value);
}

const SERIES_VALUE = new RegExp(`^(${NUMBER})(?: to (${NUMBER}))?$`);

/** Reads `seriesValueLine`; `high` is null for a single value. */
export function readSeriesValue(text: string): { low: number; high: number | null } | null {
  const [, low, high] = SERIES_VALUE.exec(text) ?? [];
  return low === undefined ? null : { low: Number(low), high: high === undefined ? null : Number(high) };
}

/** "SE 2018 reinstated" */
export function conscriptionSubjectLine(
  e: Pick<ConscriptionEvent, 'countryIso2' | 'year' | 'event'>,
): string {
  return line(e.countryIso2, e.year, e.event);
}

/** Reads `conscriptionSubjectLine`. */
export function readConscriptionSubject(
  text: string,
): { countryIso2: string; year: number; event: ConscriptionEventKind } | null {
  const [, countryIso2, year, event] = /^([A-Z]{2}) (\d{4}) (.*)$/.exec(text) ?? [];
  if (countryIso2 === undefined || !isOneOf(CONSCRIPTION_EVENTS, event)) return null;
  return { countryIso2, year: Number(year), event };
}
