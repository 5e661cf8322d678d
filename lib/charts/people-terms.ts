import { lineKey } from '@/lib/domain/comparability';
import { cohortShare, type Derived, type DerivedFigure, indexOn, per100k } from '@/lib/domain/derived';
import { byPeriod } from '@/lib/domain/period';
import type { Observation } from '@/lib/domain/records';
import { byStatedLast } from '@/lib/domain/vintage';
import { formatDerived } from '@/lib/i18n/derived-words';
import { formatFigure } from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';
import type { PeopleMode } from '@/lib/view-state/terms';
import { groupBy, type Scope, shortFigure } from './scope';

/** A figure as a chart shows it: as stated, or derived from what was stated. */
export type ShownFigure = Pick<DerivedFigure, 'value' | 'low' | 'high' | 'qualifier'>;

/** How a chart of people counts them, and what becomes of each figure. */
export interface PeopleTerms {
  mode: PeopleMode;
  /** null where figures are shown as stated. */
  derivedOf: (o: Observation) => Derived | null;
  /** The figure to draw. Throws for one that is refused. */
  shown: (o: Observation) => ShownFigure;
  /** "about 12,000", "about 8.92%". */
  words: (o: Observation) => string;
  /** The same for a label: "≈ 12,000", "≈ 8.92%". */
  short: (o: Observation) => string;
  /** A tick or a label's number on these terms. */
  number: (value: number) => string;
}

/**
 * What an index counts from, by line: what came last; where nothing came yet, the first target. The same rule as in a
 * comparison, so that one address says the same in table and chart.
 */
export function indexBases(figures: readonly Observation[]): ReadonlyMap<string, Observation> {
  const bases = new Map<string, Observation>();
  for (const [key, line] of groupBy(figures, lineKey)) {
    const came = line
      .filter((o) => o.basis === 'actual')
      .sort((a, b) => byPeriod(b.period, a.period) || byStatedLast(a, b))[0];
    const planned = line
      .filter((o) => o.basis === 'target')
      .sort((a, b) => byPeriod(a.period, b.period) || byStatedLast(a, b))[0];
    const base = came ?? planned;
    if (base) bases.set(key, base);
  }
  return bases;
}

function derive(
  scope: Scope,
  mode: PeopleMode,
  bases: ReadonlyMap<string, Observation>,
  o: Observation,
): Derived | null {
  const measure = scope.measure(o.measureId);
  const { context } = scope.input;
  switch (mode) {
    case 'people':
      return null;
    case 'per-100k':
      return per100k(o, measure.countryIso2, context);
    case 'cohort-share':
      return cohortShare(o, measure.countryIso2, measure.eligibility, context);
    case 'index': {
      const base = bases.get(lineKey(o));
      return base ? indexOn(base, o) : { ok: false, reason: 'not_an_actual' };
    }
  }
}

/** A number on derived terms for a tick or label: three significant digits. */
function termNumber(mode: PeopleMode, tr: Translator): (value: number) => string {
  switch (mode) {
    case 'people':
      return (value) => tr.number(value);
    case 'per-100k':
    case 'index':
      return (value) => tr.number(value, { maximumSignificantDigits: 3 });
    case 'cohort-share':
      return (value) =>
        tr.t('pages.figure.percent', { value: tr.number(value, { maximumSignificantDigits: 3 }) });
  }
}

/** The terms of a view over the figures that hold; every figure is derived once. */
export function peopleTerms(scope: Scope, mode: PeopleMode, holding: readonly Observation[]): PeopleTerms {
  const { tr } = scope;
  const bases = mode === 'index' ? indexBases(holding) : new Map<string, Observation>();
  const made = new Map<Observation, Derived | null>();
  const derivedOf = (o: Observation) => {
    const known = made.get(o);
    if (known !== undefined) return known;
    const derived = derive(scope, mode, bases, o);
    made.set(o, derived);
    return derived;
  };
  const figureOf = (o: Observation): DerivedFigure | null => {
    const derived = derivedOf(o);
    if (derived === null) return null;
    if (!derived.ok) throw new Error(`the figure ${o.id} is refused (${derived.reason}) and cannot be drawn`);
    return derived.figure;
  };
  const number = termNumber(mode, tr);
  const shown = (o: Observation): ShownFigure => figureOf(o) ?? o;
  return {
    mode,
    derivedOf,
    shown,
    number,
    words: (o) => {
      const figure = figureOf(o);
      return figure ? formatDerived(figure, tr) : formatFigure(o, tr);
    },
    short: (o) => shortFigure(shown(o), tr, number),
  };
}
