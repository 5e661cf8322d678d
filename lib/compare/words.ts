import type { DerivedInput } from '@/lib/domain/derived';
import type { Observation } from '@/lib/domain/records';
import { formatDerived, refusalWords } from '@/lib/i18n/derived-words';
import {
  formatAges,
  formatDate,
  formatDuration,
  formatFigure,
  formatPay,
  formatPeople,
  formatPeriodOrNone,
} from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';
import { type CompareState, type MoneyMode, priceYear } from '@/lib/view-state/compare';
import type { Absence, Attribute, Cell, Entry, Group } from './comparison';

export interface EntryWords {
  /** What is said: "selective", "at least 10,000 a year", "8.92%", "not computed: …". */
  text: string;
  /** What a figure covers where that is a part of the measure, in the data's English. */
  scope: string | null;
  /** What the figure is: basis, period, date stated; for a computed one, what it was computed from. */
  aside: string[];
}

/** The name of a row. */
export function attributeWords(attribute: Attribute, state: CompareState, tr: Translator): string {
  return tr.t(`compare.attribute.${attribute}`, { year: String(state.year) });
}

/** The name of a group of rows, with the terms that the view sets for it: "How many: share of the cohort turning 18". */
export function groupTerms(group: Group, state: CompareState, tr: Translator): string | null {
  switch (group) {
    case 'people':
      return tr.t(`compare.mode.${state.mode}`);
    case 'cost':
      return moneyWords(state.money, tr);
    case 'obligation':
    case 'who':
    case 'length':
    case 'pay':
    case 'dates':
    case 'sources':
      return null;
  }
}

/** Terms of money: "euro in prices of 2025". */
export function moneyWords(money: MoneyMode, tr: Translator): string {
  const year = priceYear(money);
  return year === null
    ? tr.t(`compare.money.${money}`)
    : tr.t('compare.money.prices', { year: String(year) });
}

/** Why a cell holds nothing. */
export function absenceWords(absence: Absence, state: CompareState, tr: Translator): string {
  return tr.t(`compare.absence.${absence}`, { year: String(state.year) });
}

function isMoney(o: Observation): boolean {
  return o.unit !== 'persons' && o.unit !== 'percent';
}

/** A figure as stated: people with the words of their indicator, money in words of magnitude. */
export function statedWords(o: Observation, tr: Translator): string {
  return isMoney(o) ? formatFigure(o, tr, true) : formatPeople(o, tr);
}

function basisAndPeriod(o: Observation, tr: Translator): string[] {
  return [tr.label('basis', o.basis), formatPeriodOrNone(o.period, tr)];
}

function statedOn(o: Observation, tr: Translator): string {
  const date = formatDate(o.statedOn, tr);
  return date === null ? tr.t('compare.entry.notStated') : tr.t('compare.entry.stated', { date });
}

function figureAside(o: Observation, standing: 'current' | 'earlier', tr: Translator): string[] {
  return [
    ...basisAndPeriod(o, tr),
    ...(o.coverage === 'full' ? [] : [tr.label('coverage', o.coverage)]),
    statedOn(o, tr),
    ...(standing === 'earlier' ? [tr.t('compare.entry.earlier')] : []),
  ];
}

function derivedAside(entry: Extract<Entry, { kind: 'derived' }>, tr: Translator): string[] {
  const { of, base, pay, standing, derivation } = entry;
  const isGrowth = derivation === 'required_growth';
  if (pay !== null) return [tr.t('compare.entry.from', { figure: formatPay(pay, tr) ?? '' })];
  if (of === null) return [];
  if (isGrowth && base !== null) {
    return [
      tr.t('compare.entry.growthFrom', {
        from: formatPeople(base, tr),
        fromPeriod: formatPeriodOrNone(base.period, tr),
        to: formatPeople(of, tr),
        toPeriod: formatPeriodOrNone(of.period, tr),
      }),
    ];
  }
  // A cost per recruit may rest on several statements: its inputs name them all.
  if (derivation === 'cost_per_recruit' && entry.derived.ok) return basisAndPeriod(of, tr);
  // A growth without a start is refused: the one figure there is says where it would lead to.
  return [
    tr.t(`compare.entry.${isGrowth ? 'growthTo' : 'from'}`, { figure: statedWords(of, tr) }),
    ...figureAside(of, standing, tr),
    ...(base === null
      ? []
      : [
          tr.t('compare.entry.indexBase', {
            figure: formatPeople(base, tr),
            basis: tr.label('basis', base.basis),
            period: formatPeriodOrNone(base.period, tr),
          }),
        ]),
  ];
}

/** An entry of a cell in words. */
export function entryWords(entry: Entry, tr: Translator): EntryWords {
  const plain = (text: string, ...aside: string[]): EntryWords => ({ text, scope: null, aside });
  switch (entry.kind) {
    case 'type':
    case 'obligation':
    case 'sex':
      return plain(tr.label(entry.kind, entry.code));
    case 'status': {
      const asOf = formatDate(entry.asOf, tr);
      const label = tr.label('status', entry.code);
      return asOf === null ? plain(label) : plain(label, tr.t('compare.entry.asOf', { date: asOf }));
    }
    case 'ages':
      return plain(formatAges(entry.eligibility, tr) ?? '');
    case 'duration':
      return plain(formatDuration(entry.duration, tr) ?? '');
    case 'pay':
      return plain(formatPay(entry.pay, tr) ?? '');
    case 'date': {
      const date = formatDate(entry.date, tr) ?? '';
      return entry.ahead ? plain(date, tr.t('compare.entry.ahead')) : plain(date);
    }
    case 'figure':
      return {
        text: statedWords(entry.observation, tr),
        scope: entry.observation.component,
        aside: figureAside(entry.observation, entry.standing, tr),
      };
    case 'derived':
      return {
        text: entry.derived.ok
          ? formatDerived(entry.derived.figure, tr)
          : refusalWords(entry.derived.reason, tr),
        scope: entry.of?.component ?? null,
        aside: derivedAside(entry, tr),
      };
    case 'sources': {
      const newest = formatDate(entry.newest, tr);
      return plain(
        newest === null ? tr.t('compare.entry.undated') : tr.t('compare.entry.newest', { date: newest }),
        ...(entry.later > 0 ? [tr.t('compare.entry.later', { count: entry.later })] : []),
      );
    }
  }
}

function statedSources(input: DerivedInput): string[] {
  return input.kind === 'observation' ? input.sourceIds : [];
}

/**
 * The sources that an entry names beside it. Terms rest on the measure's sources, which have a row of their own; what else is
 * said names its sources at once.
 */
export function entrySources(entry: Entry): readonly string[] {
  switch (entry.kind) {
    case 'figure':
      return entry.sourceIds;
    case 'derived':
      // The sources of series stand with the inputs, where the figure opens.
      return entry.derived.ok && entry.of
        ? [...new Set(entry.derived.figure.inputs.flatMap(statedSources))]
        : (entry.of?.sourceIds ?? entry.pay?.sourceIds ?? []);
    case 'pay':
    case 'sources':
      return entry.sourceIds;
    case 'type':
    case 'obligation':
    case 'status':
    case 'sex':
    case 'ages':
    case 'duration':
    case 'date':
      return [];
  }
}

/** An entry on one line: "at least 10,000 a year (target, 2030, stated Nov 2025)". */
export function entryLine(entry: Entry, tr: Translator): string {
  const { text, scope, aside } = entryWords(entry, tr);
  const inside = [...(scope === null ? [] : [scope]), ...aside];
  return inside.length === 0 ? text : `${text} (${inside.join(', ')})`;
}

/** A cell on one line, its entries parted by semicolons; the word for what is missing where it holds none. */
export function cellLine(cell: Cell, state: CompareState, tr: Translator): string {
  return cell.absence === null
    ? tr.series(cell.entries.map((entry) => entryLine(entry, tr)))
    : absenceWords(cell.absence, state, tr);
}
