import { BASES } from '@/lib/domain/codes';
import {
  cohortShare,
  type Derivation,
  type Derived,
  indexOn,
  inEuro,
  inEuroOf,
  per100k,
  requiredGrowth,
} from '@/lib/domain/derived';
import { lengthInDays, payPerMonth } from '@/lib/domain/derived-terms';
import { byDate, lastDay, type PartialDate } from '@/lib/domain/partial-date';
import { measureAsKnownOn } from '@/lib/domain/past-measure';
import { isPayKnownOn, payFigure } from '@/lib/domain/pay';
import { byPeriod, samePeriod } from '@/lib/domain/period';
import type { Measure, Observation, Pay } from '@/lib/domain/records';
import { firstAndLastTarget, TARGET_INDICATORS, type TargetIndicator } from '@/lib/domain/target';
import { asKnownOn, byStatedLast, latestVintage, statedOrder, subjectKey } from '@/lib/domain/vintage';
import { derivedSourceIds } from '@/lib/i18n/derived-words';
import { type CompareState, priceYear } from '@/lib/view-state/compare';
import {
  type Absence,
  type Attribute,
  type Cell,
  type Column,
  type CompareInput,
  type Comparison,
  type Entry,
  GROUPS,
  type Group,
  type PastSummary,
  type Row,
  type Standing,
} from './comparison';
import { compareCells } from './differences';
import { recruitCosts } from './recruit-cost';

/** The three measures of the mission stand for their countries unless another is chosen. */
const FIRST_CHOICE: ReadonlySet<string> = new Set(['fr-service-national', 'se-varnplikt', 'pl-wgotowosci']);

const byName = new Intl.Collator('en').compare;

/** Headline measures first, those of the mission before them; then by name. */
function byChoice(a: Measure, b: Measure): number {
  return (
    Number(FIRST_CHOICE.has(b.id)) - Number(FIRST_CHOICE.has(a.id)) ||
    Number(b.headline) - Number(a.headline) ||
    byName(a.name, b.name)
  );
}

/** What a column is filled from. */
interface Subject extends Column {
  measure: Measure;
  /** Every figure of the measure that the view knows. */
  observations: Observation[];
}

interface View {
  state: CompareState;
  input: CompareInput;
  /** The day the table speaks of: today, or that of a past view. YYYY-MM-DD. */
  day: string;
  isPast: boolean;
}

type Filling = { entries: Entry[] } | { absence: Absence };

const filled = (entries: Entry[], absence: Absence = 'none_found'): Filling =>
  entries.length > 0 ? { entries } : { absence };

/** Figures of a measure's natural scope and full coverage that nothing later replaced, the leading statement first. */
function currentFigures(
  observations: readonly Observation[],
  indicator: TargetIndicator,
  basis: Observation['basis'],
): Observation[] {
  const whole = observations.filter(
    (o) => o.indicator === indicator && o.basis === basis && o.component === null && o.coverage === 'full',
  );
  return latestVintage(whole).current.sort(byStatedLast);
}

/** What counts a measure's people: as its targets do; without a target, what is otherwise promised or has happened. */
function indicatorOf(measure: Measure, observations: readonly Observation[]): TargetIndicator | null {
  const targets = firstAndLastTarget(measure, observations);
  if (targets) return targets.indicator;
  const bases = ['ceiling', 'ambition', 'actual'] as const;
  return (
    bases
      .map((basis) =>
        TARGET_INDICATORS.find((indicator) => currentFigures(observations, indicator, basis).length > 0),
      )
      .find((indicator) => indicator !== undefined) ?? null
  );
}

/** The latest figures that happened: counted as the targets are, or else in another way, which their words then name. */
function latestActuals({ observations, indicator }: Subject): Observation[] {
  const order = indicator ? [indicator, ...TARGET_INDICATORS] : TARGET_INDICATORS;
  for (const candidate of order) {
    const dated = currentFigures(observations, candidate, 'actual').filter((o) => o.period !== null);
    const latest = [...dated].sort((a, b) => byPeriod(b.period, a.period))[0];
    if (latest) return dated.filter((o) => samePeriod(o.period, latest.period));
  }
  return [];
}

/** Every statement that holds on the period of a target: sources may disagree on it. */
function statementsOf(target: Observation, observations: readonly Observation[]): Observation[] {
  return latestVintage(observations.filter((o) => subjectKey(o) === subjectKey(target))).current.sort(
    byStatedLast,
  );
}

function nextTargets({ observations, indicator }: Subject, year: number): Observation[] {
  if (!indicator) return [];
  const ahead = currentFigures(observations, indicator, 'target')
    .filter((o) => o.period !== null && o.period.end >= year)
    .sort((a, b) => byPeriod(a.period, b.period));
  const next = ahead[0];
  return next ? ahead.filter((o) => samePeriod(o.period, next.period)).sort(byStatedLast) : [];
}

/**
 * What is promised for a year: its target; without one a ceiling, without that an ambition. A promise for exactly the year
 * goes before one for a span of years around it, unless the one for the span was surely made later.
 */
function promisesFor({ observations, indicator }: Subject, year: number): Observation[] {
  if (!indicator) return [];
  for (const basis of ['target', 'ceiling', 'ambition'] as const) {
    const covering = currentFigures(observations, indicator, basis).filter(
      ({ period }) => period !== null && period.start <= year && year <= period.end,
    );
    const isExact = ({ period }: Observation) => period?.start === year && period.end === year;
    const spans = covering.filter((o) => !isExact(o));
    const exact = covering.filter(
      (o) => isExact(o) && spans.every((span) => statedOrder(o, span) !== 'before'),
    );
    if (exact.length > 0) return exact;
    if (spans.length > 0) return spans;
  }
  return [];
}

function figureEntry(observation: Observation, standing: Standing = 'current'): Entry {
  return { kind: 'figure', observation, standing, sourceIds: observation.sourceIds };
}

function derivedEntry(
  derivation: Derivation,
  derived: Derived,
  of: Observation | null,
  more: Partial<Pick<Extract<Entry, { kind: 'derived' }>, 'base' | 'pay' | 'standing'>> = {},
): Entry {
  const cited = [...(of?.sourceIds ?? []), ...(derived.ok ? derivedSourceIds(derived.figure) : [])];
  return {
    kind: 'derived',
    derivation,
    derived,
    of,
    base: null,
    pay: null,
    standing: 'current',
    ...more,
    sourceIds: [...new Set([...cited, ...(more.pay?.sourceIds ?? [])])],
  };
}

/** A number of people on the terms that the view asks for. */
function peopleEntry(o: Observation, subject: Subject, view: View): Entry {
  const { context } = view.input;
  const iso2 = subject.country.iso2;
  switch (view.state.mode) {
    case 'people':
      return figureEntry(o);
    case 'per-100k':
      return derivedEntry('per_100k', per100k(o, iso2, context), o);
    case 'cohort-share':
      return derivedEntry('cohort_share', cohortShare(o, iso2, subject.measure.eligibility, context), o);
    case 'index': {
      const base = indexBase(subject);
      return base
        ? derivedEntry('index', indexOn(base, o), o, { base })
        : derivedEntry('index', { ok: false, reason: 'not_an_actual' }, o);
    }
  }
}

/** An index starts from what came last; where nothing came yet, from the first target. */
function indexBase(subject: Subject): Observation | null {
  const [actual] = latestActuals(subject);
  if (actual && actual.indicator === subject.indicator) return actual;
  return firstAndLastTarget(subject.measure, subject.observations)?.first ?? actual ?? null;
}

/** An amount of money in what the view asks for; euro that were stated in euro stay as stated. */
function moneyEntry(o: Observation, standing: Standing, view: View): Entry {
  const { money } = view.state;
  const { context } = view.input;
  const inPricesOf = priceYear(money);
  if (inPricesOf !== null)
    return derivedEntry('euro_real', inEuroOf(inPricesOf, o, context), o, { standing });
  if (money === 'native' || o.unit === 'EUR') return figureEntry(o, standing);
  return derivedEntry('euro', inEuro(o, context), o, { standing });
}

/** Every statement of a cost: what holds first, then what it replaced; the whole scheme before its parts. */
function costs({ observations }: Subject, indicator: 'budget_total' | 'budget_annual', view: View): Filling {
  const { current, superseded } = latestVintage(observations.filter((o) => o.indicator === indicator));
  const byScope = (a: Observation, b: Observation) =>
    byName(a.component ?? '', b.component ?? '') ||
    byPeriod(a.period, b.period) ||
    BASES.indexOf(a.basis) - BASES.indexOf(b.basis) ||
    byStatedLast(a, b);
  const entries = [...current].sort(byScope).flatMap((o, index, all) => {
    const isLastOfSubject = all.findLastIndex((other) => subjectKey(other) === subjectKey(o)) === index;
    const earlier = isLastOfSubject
      ? superseded
          .filter(
            (other) => subjectKey(other) === subjectKey(o) && !all.some((now) => sameFigure(now, other)),
          )
          .sort(byStatedLast)
      : [];
    return [moneyEntry(o, 'current', view), ...earlier.map((other) => moneyEntry(other, 'earlier', view))];
  });
  return filled(entries);
}

/** Stated again without a change: not worth a second line. */
function sameFigure(a: Observation, b: Observation): boolean {
  return subjectKey(a) === subjectKey(b) && a.value === b.value && a.low === b.low && a.high === b.high;
}

/** Pay as it stands in the measure's terms; null where a past view did not surely know it. */
function knownPay(subject: Subject, view: View): Pay | null | 'not_known_then' {
  const { pay } = subject.measure;
  if (pay === null || pay.amount === null || !view.isPast) return pay;
  const { observations } = subject;
  return isPayKnownOn(pay, observations, view.day, view.input.publishedOn) ? pay : 'not_known_then';
}

function payFilling(subject: Subject, view: View, entriesOf: (pay: Pay) => Entry[]): Filling {
  const pay = knownPay(subject, view);
  if (pay === 'not_known_then') return { absence: 'not_known_then' };
  return filled(pay === null || pay.amount === null ? [] : entriesOf(pay));
}

function payMonthEntries(pay: Pay, subject: Subject, view: View, unit: 'native' | 'euro'): Entry[] {
  const year = payFigure(pay, subject.observations)?.period?.start ?? null;
  const derived = payPerMonth(
    pay,
    unit === 'native' ? { in: 'native' } : { in: 'euro', year, context: view.input.context },
  );
  if (derived === null) return [];
  const isAsStated = pay.per === 'month' && (unit === 'native' || pay.currency === 'EUR');
  return isAsStated
    ? [{ kind: 'pay', pay, sourceIds: pay.sourceIds }]
    : [derivedEntry('pay_per_month', derived, null, { pay })];
}

function dateFilling(date: PartialDate | null, view: View, measure: Measure, mayBeAhead: boolean): Filling {
  if (date === null) return { absence: 'none_found' };
  const ahead = view.isPast && lastDay(date) > view.day;
  if (ahead && !mayBeAhead) return { absence: 'not_by_then' };
  return { entries: [{ kind: 'date', date, ahead, sourceIds: measure.sourceIds }] };
}

function endFilling({ measure }: Subject): Filling {
  if (measure.endedOn !== null) {
    return {
      entries: [{ kind: 'date', date: measure.endedOn, ahead: false, sourceIds: measure.sourceIds }],
    };
  }
  const over = measure.status === 'ended' || measure.status === 'suspended';
  return { absence: over ? 'none_found' : 'not_ended' };
}

function growthFilling(subject: Subject, view: View): Filling {
  const promises = promisesFor(subject, view.state.year);
  if (promises.length === 0) return { absence: 'none_for_year' };
  const [actual] = latestActuals(subject);
  const entries = promises.map((promise) =>
    actual
      ? derivedEntry('required_growth', requiredGrowth(actual, promise), promise, { base: actual })
      : derivedEntry('required_growth', { ok: false, reason: 'not_an_actual' }, promise),
  );
  return { entries };
}

function sourcesFilling({ measure }: Subject, view: View): Filling {
  const { publishedOn } = view.input;
  const dateOf = (id: string) => publishedOn.get(id) ?? null;
  const isLater = (id: string) => {
    const date = dateOf(id);
    return view.isPast && date !== null && lastDay(date) > view.day;
  };
  const sourceIds = measure.sourceIds.filter((id) => !isLater(id));
  const newest = sourceIds.map(dateOf).sort(byDate).at(-1) ?? null;
  const later = measure.sourceIds.length - sourceIds.length;
  return filled(
    sourceIds.length > 0 ? [{ kind: 'sources', newest, later, sourceIds }] : [],
    measure.sourceIds.length > 0 ? 'not_known_then' : 'none_found',
  );
}

/** What a measure says on an attribute. */
function fill(attribute: Attribute, subject: Subject, view: View): Filling {
  const { measure } = subject;
  const { sourceIds, eligibility, duration } = measure;
  const people = (figures: readonly Observation[], absence: Absence = 'none_found') =>
    filled(
      figures.map((o) => peopleEntry(o, subject, view)),
      absence,
    );
  switch (attribute) {
    case 'type':
      return { entries: [{ kind: 'type', code: measure.type, sourceIds }] };
    case 'obligation':
      return { entries: [{ kind: 'obligation', code: measure.obligation, sourceIds }] };
    case 'status':
      return {
        entries: [{ kind: 'status', code: measure.status, asOf: measure.statusAsOf, sourceIds }],
      };
    case 'sex':
      return filled(
        eligibility.sex === null
          ? []
          : [{ kind: 'sex', code: eligibility.sex, note: eligibility.note, sourceIds }],
      );
    case 'ages':
      return filled(
        eligibility.ageMin === null && eligibility.ageMax === null
          ? []
          : [{ kind: 'ages', eligibility, sourceIds }],
      );
    case 'length_days': {
      const days = lengthInDays(duration, sourceIds);
      return filled(days === null ? [] : [derivedEntry('length_days', days, null)]);
    }
    case 'length_stated':
      return filled(
        duration === null || lengthInDays(duration, sourceIds) === null
          ? []
          : [{ kind: 'duration', duration, sourceIds }],
      );
    case 'pay_month_eur':
      return payFilling(subject, view, (pay) => payMonthEntries(pay, subject, view, 'euro'));
    case 'pay_month_native':
      return payFilling(subject, view, (pay) => payMonthEntries(pay, subject, view, 'native'));
    case 'pay_stated':
      return payFilling(subject, view, (pay) => [{ kind: 'pay', pay, sourceIds: pay.sourceIds }]);
    case 'announced':
      return dateFilling(measure.announcedOn, view, measure, false);
    case 'legislated':
      return dateFilling(measure.legislatedOn, view, measure, false);
    case 'starts':
      return dateFilling(measure.startsOn, view, measure, true);
    case 'ended':
      return endFilling(subject);
    case 'latest_actual':
      return people(latestActuals(subject));
    case 'first_target':
    case 'last_target': {
      const targets = firstAndLastTarget(measure, subject.observations);
      const target = attribute === 'first_target' ? targets?.first : targets?.last;
      return people(target ? statementsOf(target, subject.observations) : []);
    }
    case 'next_target':
      return people(nextTargets(subject, Number(view.day.slice(0, 4))), 'none_ahead');
    case 'year_target':
      return people(promisesFor(subject, view.state.year), 'none_for_year');
    case 'growth':
      return growthFilling(subject, view);
    case 'cost_total':
      return costs(subject, 'budget_total', view);
    case 'cost_annual':
      return costs(subject, 'budget_annual', view);
    case 'cost_per_recruit':
      return filled(
        recruitCosts(subject.observations, view.input.context, priceYear(view.state.money)).map(
          ({ budgets, derived }) => derivedEntry('cost_per_recruit', derived, budgets[0] ?? null),
        ),
      );
    case 'sources':
      return sourcesFilling(subject, view);
  }
}

function cellOf(filling: Filling): Cell {
  return 'entries' in filling
    ? { entries: filling.entries, absence: null, mark: null, share: null }
    : { entries: [], absence: filling.absence, mark: null, share: null };
}

function columnOf(country: Column['country'], view: View, known: readonly Observation[]): Column | Subject {
  const choices = view.input.measures
    .filter(({ countryIso2 }) => countryIso2 === country.iso2)
    .sort(byChoice);
  const named = choices.find(({ id }) => view.state.measures.includes(id));
  const asOfDay = (measure: Measure): Measure | null => {
    if (!view.isPast) return measure;
    const past = measureAsKnownOn(measure, view.day);
    return past.known ? past.measure : null;
  };
  const measure = named
    ? asOfDay(named)
    : (choices.map(asOfDay).find((candidate) => candidate !== null) ?? null);
  if (measure === null) return { country, measure, choices, indicator: null };
  const observations = known.filter(({ measureId }) => measureId === measure.id);
  return { country, measure, choices, observations, indicator: indicatorOf(measure, observations) };
}

function isSubject(column: Column | Subject): column is Subject {
  return column.measure !== null && 'observations' in column;
}

function citedSources(groups: Comparison['groups']): string[] {
  const entries = groups.flatMap(({ rows }) =>
    rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.entries)),
  );
  return [...new Set(entries.flatMap(({ sourceIds }) => sourceIds))];
}

/**
 * The comparison that an address asks for, as data: one column a country, attributes as rows in groups. Pure; drawn by the
 * page and written by /compare.csv alike. `today` (YYYY-MM-DD) decides what lies ahead; a past view
 * (`state.asOf` before today) speaks of that day and knows only what was surely known by its end.
 */
export function buildComparison(input: CompareInput, state: CompareState, today: string): Comparison {
  const isPast = state.asOf !== null && state.asOf < today;
  const view: View = { state, input, day: isPast && state.asOf ? state.asOf : today, isPast };
  const past = isPast ? asKnownOn(input.observations, view.day, input.publishedOn) : null;
  const columns = input.countries.map((country) =>
    columnOf(country, view, past ? past.known : input.observations),
  );
  const absent = ({ choices }: Column): Filling => ({
    absence: choices.length === 0 ? 'no_measure' : 'not_known_then',
  });
  const rowOf = (attribute: Attribute): Row =>
    compareCells(
      attribute,
      columns.map((column) => cellOf(isSubject(column) ? fill(attribute, column, view) : absent(column))),
      state.mode,
    );
  const groups = (Object.keys(GROUPS) as Group[]).map((group) => ({
    group,
    rows: GROUPS[group].map(rowOf),
  }));
  const shown = new Set(columns.flatMap(({ measure }) => (measure ? [measure.id] : [])));
  const ofShown = (observations: readonly Observation[]) =>
    observations.filter(({ measureId }) => shown.has(measureId)).length;
  const summary: PastSummary | null = past
    ? {
        day: view.day,
        later: ofShown(past.later),
        byPublication: ofShown(past.byPublication),
        undatable: ofShown(past.undatable),
      }
    : null;
  return {
    columns: columns.map(({ country, measure, choices, indicator }) => ({
      country,
      measure,
      choices,
      indicator,
    })),
    groups,
    past: summary,
    observations: new Map(input.observations.map((o) => [o.id, o])),
    sourceIds: citedSources(groups),
  };
}
