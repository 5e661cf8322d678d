import type { ChartSpec } from './spec';

/** What of a chart belongs to one country: a line, a row, a panel. */
interface Owned {
  countryIso2: string;
  colour: number | null;
  points: readonly { id: string }[];
}

/** The parts of a chart that belong to a country each; a map has none. */
function ownedParts(spec: ChartSpec): Owned[] {
  return spec.series.flatMap((one) => ('countryIso2' in one ? [one] : []));
}

/** The countries that a chart draws something of, in its order. */
export function countriesDrawn(spec: ChartSpec): string[] {
  return [...new Set(ownedParts(spec).map(({ countryIso2 }) => countryIso2))];
}

/** The country whose figure a point is; null for a point of a chart whose parts belong to no country. */
export function countryOfPoint(spec: ChartSpec, pointId: string): string | null {
  return ownedParts(spec).find(({ points }) => points.some(({ id }) => id === pointId))?.countryIso2 ?? null;
}

/** The same chart with one country brought out, or none. */
export function withFocus(spec: ChartSpec, iso2: string | null): ChartSpec {
  const { focus: _, ...rest } = spec;
  return iso2 === null ? rest : { ...rest, focus: iso2 };
}

/**
 * The chart as it is drawn: where a country is brought out, it alone has its colour and stands in front; the others are grey,
 * and say all that they said before. Nothing moves.
 */
export function asFocused<Spec extends ChartSpec>(spec: Spec): Spec {
  const { focus } = spec;
  if (focus === undefined) return spec;
  const own = new Set(
    ownedParts(spec)
      .filter(({ countryIso2 }) => countryIso2 === focus)
      .flatMap(({ points }) => points.map(({ id }) => id)),
  );
  const grey = <Part extends object>(part: Part): Part =>
    'countryIso2' in part && part.countryIso2 !== focus ? { ...part, colour: null } : part;
  const series = spec.series.map(grey);
  if (!('labels' in spec)) return { ...spec, series };
  // Lines cross, and what is drawn last lies on top.
  const front = (part: object) => Number('countryIso2' in part && part.countryIso2 === focus);
  return {
    ...spec,
    series: series.toSorted((a, b) => front(a) - front(b)),
    labels: spec.labels.map((label) => (own.has(label.pointId) ? label : { ...label, colour: null })),
    ...(spec.events && { events: spec.events.map(grey) }),
  };
}
