import type { MeasureType, Status } from '@/lib/domain/codes';
import type { Measure } from '@/lib/domain/records';
import type { Scope } from './scope';
import type { AmountRow } from './spec';

/** What charts of terms compare: a term that someone is called to or volunteers for, and serves through. */
const SERVICE_TYPES: readonly MeasureType[] = [
  'universal_conscription',
  'selective_conscription',
  'voluntary_service',
];
const OVER: readonly Status[] = ['suspended', 'ended', 'rejected'];

/** False for refresher training, courses and contracts of soldiers: their lengths and pay are of another kind. */
export const isTermOfService = ({ type }: Measure): boolean => SERVICE_TYPES.includes(type);

/** True when nobody serves on these terms any more, or never did: the measure is suspended, ended or rejected. */
export const isOver = ({ status }: Measure): boolean => OVER.includes(status);

/** The measures whose terms a chart considers: those chosen, else all of each country, headline measures first. */
export function measuresConsidered(scope: Scope): Measure[] {
  return (
    scope.chosen ??
    scope.countries.flatMap(({ iso2 }) =>
      scope.measuresOf(iso2).sort((a, b) => Number(b.headline) - Number(a.headline)),
    )
  );
}

/** Whether terms hold already, are planned or debated, or are over. */
export type Standing = 'in_force' | 'planned' | 'over';

/** The standing of a measure by its status: what is under debate, announced or legislating is planned. */
export function standingOf(measure: Measure): Standing {
  if (isOver(measure)) return 'over';
  return measure.status === 'in_force' ? 'in_force' : 'planned';
}

/** The countries of a selection of which no measure is among these. */
export function countriesWithout(scope: Scope, measures: readonly Measure[]): string[] {
  const found = new Set(measures.map(({ countryIso2 }) => countryIso2));
  return scope.countries.filter(({ iso2 }) => !found.has(iso2)).map(({ iso2 }) => scope.countryName(iso2));
}

/** Rows in their order, each point on its row; the heading stands over the first row in words only. */
export function numbered(rows: readonly AmountRow[], listedHeading: string): AmountRow[] {
  const firstListed = rows.findIndex(({ kind }) => kind === 'stated');
  return rows.map((row, index) => ({
    ...row,
    heading: index === firstListed ? listedHeading : row.heading,
    points: row.points.map((point) => ({ ...point, y: index })),
  }));
}

/** The parts of a row that only the measure decides. */
export function rowOf(
  scope: Scope,
  measure: Measure,
): Omit<AmountRow, 'kind' | 'valueLabel' | 'otherLabel' | 'points'> {
  return {
    key: measure.id,
    countryIso2: measure.countryIso2,
    countryName: scope.countryName(measure.countryIso2),
    measureId: measure.id,
    measureName: measure.name,
    scope: '',
    colour: scope.colourOf(measure.countryIso2),
    heading: null,
    ownMax: null,
  };
}
