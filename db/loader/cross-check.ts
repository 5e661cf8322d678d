import { isDeepStrictEqual } from 'node:util';
import type { Indicator } from '../../lib/domain/codes';
import { compareDates, type PartialDate, yearOf } from '../../lib/domain/partial-date';
import { readPeriod } from '../../lib/domain/period';
import type { FileFindings } from './finding';
import type { MeasureEntry, ObservationEntry } from './shapes';
import type { Citing, Located } from './validate';

/** The kind of unit an indicator is counted in (codebook, "Observation"). */
const UNIT_KINDS: Readonly<Record<Indicator, 'persons' | 'percent' | 'money'>> = {
  intake_per_year: 'persons',
  intake_total: 'persons',
  assessed_per_year: 'persons',
  applicants: 'persons',
  registered_total: 'persons',
  trained_total: 'persons',
  active_personnel: 'persons',
  reserve_personnel: 'persons',
  budget_total: 'money',
  budget_annual: 'money',
  pay: 'money',
  public_support_percent: 'percent',
};

function unitKind(unit: string): 'persons' | 'percent' | 'money' {
  return unit === 'persons' || unit === 'percent' ? unit : 'money';
}

/** Sources of one file: ids once, each cited somewhere in the file; cited ids: each there, once in a list. */
export function checkSources(citing: Citing, findings: FileFindings): void {
  const cited = new Set(citing.citations.map(({ sourceId }) => sourceId));
  const first = new Map<string, string>();
  for (const { path, entry } of citing.sources) {
    const earlier = first.get(entry.id);
    if (earlier !== undefined)
      findings.mistake(`${path}.id`, entry.id, `an id of its own: ${earlier} has this one`);
    else first.set(entry.id, path);
    if (!cited.has(entry.id)) {
      findings.mistake(
        `${path}.id`,
        entry.id,
        'a source that something in this file cites; cite it or take it out',
      );
    }
  }
  for (const { path, sourceId, repeated } of citing.citations) {
    if (!citing.writtenSourceIds.has(sourceId)) {
      findings.mistake(path, sourceId, 'the id of a source in this file (see its "sources")');
    } else if (repeated) findings.mistake(path, sourceId, 'each source once');
  }
}

/** What must hold inside one observation: its range, its unit, its pay terms. Warns of a figure stated before its period. */
export function checkObservation(
  { path, entry: o }: Located<ObservationEntry>,
  findings: FileFindings,
): void {
  const { low, high, value } = o;
  if (low === null || high === null) {
    if (low !== high) findings.mistake(path, { low, high }, 'low and high together, or both null');
    if (o.qualifier === 'range')
      findings.mistake(`${path}.qualifier`, 'range', 'low and high with the qualifier range');
  } else {
    if (o.qualifier !== 'range') {
      findings.mistake(`${path}.qualifier`, o.qualifier, 'range, because low and high are given');
    }
    if (!(low <= value && value <= high)) {
      findings.mistake(path, { low, value, high }, 'low ≤ value ≤ high');
    } else if (Math.abs(value - (low + high) / 2) > 1e-9 * high) {
      findings.mistake(`${path}.value`, value, `the middle of low and high: ${(low + high) / 2}`);
    }
  }
  const wanted = UNIT_KINDS[o.indicator];
  const given = unitKind(o.unit);
  if (given !== wanted) {
    const allowed = wanted === 'money' ? 'an ISO 4217 currency code' : wanted;
    findings.mistake(`${path}.unit`, o.unit, `${allowed}, because the indicator is ${o.indicator}`);
  } else if (given === 'percent' && value > 100) {
    findings.mistake(`${path}.value`, value, 'from 0 to 100, because the unit is percent');
  } else if (given === 'persons' && !Number.isInteger(low === null ? value : low)) {
    findings.mistake(`${path}.value`, value, 'a whole number, because the unit is persons');
  }
  for (const field of ['per', 'tax'] as const) {
    if (o.indicator === 'pay' && o[field] === null) {
      findings.mistake(`${path}.${field}`, null, `not null, because the indicator is pay`);
    } else if (o.indicator !== 'pay' && o[field] !== null) {
      findings.mistake(`${path}.${field}`, o[field], `null, because the indicator is ${o.indicator}`);
    }
  }
  const period = o.period === null ? null : readPeriod(o.period);
  if (period && o.stated_on !== null && o.basis === 'actual' && yearOf(o.stated_on) < period.start) {
    findings.warn(`${path}.stated_on`, o.stated_on, `an actual stated before its period ${o.period}`);
  }
}

/** Ranges of a measure in order, and warnings where its dates contradict each other or its status. */
export function checkMeasure({ path, entry: m }: Located<MeasureEntry>, findings: FileFindings): void {
  const { age_min: ageMin, age_max: ageMax } = m.eligibility;
  if (ageMin !== null && ageMax !== null && ageMin > ageMax) {
    findings.mistake(`${path}.eligibility`, { age_min: ageMin, age_max: ageMax }, 'age_min ≤ age_max');
  }
  if (m.duration) {
    const { min, max } = m.duration;
    if (min === null && max === null) {
      findings.mistake(`${path}.duration`, { min, max }, 'min or max, or null for the whole duration');
    } else if (min !== null && max !== null && min > max) {
      findings.mistake(`${path}.duration`, { min, max }, 'min ≤ max');
    }
  }
  const before = (earlier: PartialDate | null, later: PartialDate | null) =>
    earlier !== null && later !== null && compareDates(earlier, later) === 'before';
  if (before(m.starts_on, m.announced_on)) {
    findings.warn(`${path}.starts_on`, m.starts_on, `in force before it was announced (${m.announced_on})`);
  }
  if (before(m.legislated_on, m.announced_on)) {
    findings.warn(
      `${path}.legislated_on`,
      m.legislated_on,
      `made law before it was announced (${m.announced_on})`,
    );
  }
  if (before(m.starts_on, m.legislated_on)) {
    findings.warn(`${path}.starts_on`, m.starts_on, `in force before it was made law (${m.legislated_on})`);
  }
  if (before(m.ended_on, m.starts_on)) {
    findings.warn(`${path}.ended_on`, m.ended_on, `ended before it started (${m.starts_on})`);
  }
  if (m.status === 'in_force' && before(m.status_as_of, m.starts_on)) {
    findings.warn(
      `${path}.status_as_of`,
      m.status_as_of,
      `in force on a date before its start (${m.starts_on})`,
    );
  }
  if ((m.status === 'ended' || m.status === 'suspended') && before(m.status_as_of, m.ended_on)) {
    findings.warn(
      `${path}.status_as_of`,
      m.status_as_of,
      `${m.status} on a date before its end (${m.ended_on})`,
    );
  }
  if (m.status === 'in_force' && before(m.ended_on, m.status_as_of)) {
    findings.warn(`${path}.status`, m.status, `in force on ${m.status_as_of}, after its end (${m.ended_on})`);
  }
}

/**
 * Entries that are equal in every field: one of them is a slip. `keys` are what the entries are about, entry by entry:
 * only entries with one key are compared. `warnOfShared` words a warning for different entries that share a key.
 */
export function checkDuplicates(
  entries: readonly Located<unknown>[],
  keys: readonly string[],
  findings: FileFindings,
  warnOfShared?: (earlierPath: string) => string,
): void {
  const byKey = new Map<string, Located<unknown>[]>();
  entries.forEach((located, index) => {
    const key = keys[index] ?? '';
    const earlier = byKey.get(key);
    if (earlier === undefined) {
      byKey.set(key, [located]);
      return;
    }
    const same = earlier.find((other) => isDeepStrictEqual(other.entry, located.entry));
    if (same) {
      findings.mistake(located.path, located.entry, `an entry of its own: it repeats ${same.path}`);
    } else {
      if (warnOfShared) findings.warn(located.path, located.entry, warnOfShared(earlier[0]?.path ?? ''));
      earlier.push(located);
    }
  });
}
