import type { PeopleMode } from '@/lib/view-state/compare';
import type { Attribute, Cell, Entry, Row } from './comparison';

/** Rows whose figures are for the same thing and time in every column, so that highest and lowest mean something. */
const RANKED: ReadonlySet<Attribute> = new Set([
  'length_days',
  'pay_month_eur',
  'year_target',
  'growth',
  'cost_per_recruit',
]);

/** What an entry says, without who said it and when: equal texts are the same statement. */
function saying(entry: Entry): string {
  switch (entry.kind) {
    case 'type':
    case 'obligation':
    case 'status':
    case 'sex':
      return entry.code;
    case 'ages':
      return `${entry.eligibility.ageMin} ${entry.eligibility.ageMax}`;
    case 'duration':
      return `${entry.duration.min} ${entry.duration.max} ${entry.duration.unit}`;
    case 'pay':
      return `${entry.pay.amount} ${entry.pay.currency} ${entry.pay.per} ${entry.pay.tax} ${entry.pay.qualifier}`;
    case 'date':
      return entry.date;
    case 'figure': {
      const { value, low, high, qualifier, unit, indicator, period } = entry.observation;
      return [value, low, high, qualifier, unit, indicator, period?.start, period?.end].join(' ');
    }
    case 'derived':
      return entry.derived.ok
        ? [
            entry.derived.figure.value,
            entry.derived.figure.low,
            entry.derived.figure.high,
            entry.derived.figure.qualifier,
            entry.derived.figure.unit,
          ].join(' ')
        : entry.derived.reason;
    case 'sources':
      return entry.sourceIds.join(' ');
  }
}

interface Rankable {
  value: number;
  /** The right end of the bar. */
  high: number;
  /** Figures of different kinds are not ranked against each other. */
  kind: string;
}

/** The number of a cell that says one thing; null where it says none or several, or was refused. */
function rankable(cell: Cell): Rankable | null {
  const [entry, another] = cell.entries;
  if (!entry || another) return null;
  switch (entry.kind) {
    case 'figure': {
      const { value, high, unit, indicator } = entry.observation;
      return { value, high: high ?? value, kind: `${unit} ${indicator}` };
    }
    case 'derived': {
      if (!entry.derived.ok) return null;
      const { value, high, unit } = entry.derived.figure;
      const counts = unit === 'EUR_per_person' ? '' : (entry.of?.indicator ?? entry.pay?.tax ?? '');
      return { value, high: high ?? value, kind: `${unit} ${counts}` };
    }
    case 'pay': {
      const { amount, currency, tax } = entry.pay;
      if (amount === null || currency === null) return null;
      return { value: amount, high: amount, kind: `${currency} ${tax ?? ''}` };
    }
    case 'type':
    case 'obligation':
    case 'status':
    case 'sex':
    case 'ages':
    case 'duration':
    case 'date':
    case 'sources':
      return null;
  }
}

/** The one saying that more cells share than any other, at least two; null where there is none. */
function mostShared(sayings: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const one of sayings) counts.set(one, (counts.get(one) ?? 0) + 1);
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  if (!first || first[1] < 2 || (second && second[1] === first[1])) return null;
  return first[0];
}

/**
 * A row with its differences marked. Ranked rows mark highest and lowest and give each figure the length of its bar; the
 * others mark cells that depart from what most share. A missing value is neither the same nor different.
 */
export function compareCells(attribute: Attribute, cells: readonly Cell[], mode: PeopleMode): Row {
  const sayings = cells.map((cell) =>
    cell.entries.length === 0 ? null : cell.entries.map(saying).join('\n'),
  );
  const said = sayings.filter((one) => one !== null);
  const agreement =
    said.length < 2 ? 'alone' : said.length === cells.length && new Set(said).size === 1 ? 'same' : 'differs';
  const plain: Row = { attribute, cells: [...cells], agreement, mixed: false };
  if (attribute === 'sources' || agreement !== 'differs') return plain;

  // An index has its own base in every column: a higher one is not more people.
  const isRanked = RANKED.has(attribute) && !(attribute === 'year_target' && mode === 'index');
  if (isRanked) {
    const numbers = cells.map(rankable);
    const ranked = numbers.filter((number) => number !== null);
    if (new Set(ranked.map(({ kind }) => kind)).size > 1) return { ...plain, mixed: true };
    if (ranked.length < 2) return plain;
    const values = ranked.map(({ value }) => value);
    const [lowest, highest] = [Math.min(...values), Math.max(...values)];
    const longest = Math.max(...ranked.map(({ high }) => high));
    return {
      ...plain,
      cells: cells.map((cell, index) => {
        const number = numbers[index];
        if (!number) return cell;
        const mark =
          lowest === highest
            ? null
            : number.value === highest
              ? 'highest'
              : number.value === lowest
                ? 'lowest'
                : null;
        return { ...cell, mark, share: longest > 0 ? Math.max(number.high, 0) / longest : null };
      }),
    };
  }
  const shared = mostShared(said);
  if (shared === null) return plain;
  return {
    ...plain,
    cells: cells.map((cell, index): Cell => {
      const own = sayings[index];
      return own !== null && own !== undefined && own !== shared ? { ...cell, mark: 'differs' } : cell;
    }),
  };
}
