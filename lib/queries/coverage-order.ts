import 'server-only';
import { byDate } from '@/lib/domain/partial-date';
import type { CoverageSortKey } from '@/lib/view-state/coverage';
import type { CountryCoverage, Evidence, Found, MeasureCoverage } from './coverage';

/** A share of what was sought that was found: 0 to 1. */
function share({ found, sought }: Found): number {
  return sought === 0 ? 0 : found / sought;
}

function byEvidence<Row extends Evidence & Pick<CountryCoverage, 'topics'>>(
  key: Exclude<CoverageSortKey, 'country' | 'name' | 'measures'>,
): (a: Row, b: Row) => number {
  switch (key) {
    case 'sources':
      return (a, b) => a.sourceIds.size - b.sourceIds.size;
    case 'newest':
      return (a, b) => byDate(a.newestSourceOn, b.newestSourceOn);
    case 'figures':
      return (a, b) => a.figureCount - b.figureCount;
    case 'single':
      return (a, b) => a.singleSourceCount - b.singleSourceCount;
    case 'non_official':
      return (a, b) => a.nonOfficialCount - b.nonOfficialCount;
    case 'conflicts':
      return (a, b) => a.conflictCount - b.conflictCount;
    default:
      return (a, b) => share(a.topics[key]) - share(b.topics[key]);
  }
}

function ordered<Row>(rows: readonly Row[], compare: (a: Row, b: Row) => number, descending: boolean): Row[] {
  return [...rows].sort((a, b) => (descending ? compare(b, a) : compare(a, b)));
}

/**
 * Countries by a column; equal ones stay as they stand (by name). A column of measures alone (`name`) sorts by
 * country. `nameOf` gives a country's name in the reader's language.
 */
export function sortCountryCoverage(
  rows: readonly CountryCoverage[],
  key: CoverageSortKey,
  descending: boolean,
  nameOf: (row: CountryCoverage) => string,
  collator: Intl.Collator,
): CountryCoverage[] {
  const byName = (a: CountryCoverage, b: CountryCoverage) => collator.compare(nameOf(a), nameOf(b));
  const named = [...rows].sort(byName);
  if (key === 'country' || key === 'name') return ordered(named, byName, descending);
  if (key === 'measures') return ordered(named, (a, b) => a.measureCount - b.measureCount, descending);
  return ordered(named, byEvidence(key), descending);
}

/** Measures by a column; equal ones by country, then name. A column of countries alone (`measures`) sorts by country. */
export function sortMeasureCoverage(
  rows: readonly MeasureCoverage[],
  key: CoverageSortKey,
  descending: boolean,
  nameOf: (row: MeasureCoverage) => string,
  collator: Intl.Collator,
): MeasureCoverage[] {
  const byCountry = (a: MeasureCoverage, b: MeasureCoverage) => collator.compare(nameOf(a), nameOf(b));
  const byName = (a: MeasureCoverage, b: MeasureCoverage) => collator.compare(a.measure.name, b.measure.name);
  const named = [...rows].sort((a, b) => byCountry(a, b) || byName(a, b));
  if (key === 'country' || key === 'measures') return ordered(named, byCountry, descending);
  if (key === 'name') return ordered(named, byName, descending);
  return ordered(named, byEvidence(key), descending);
}
