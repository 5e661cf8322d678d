import { createParser } from 'nuqs/server';
import type { ParameterRule } from './audit';

/** How people are counted: as stated, or on equal terms. */
export const PEOPLE_MODES = ['people', 'per-100k', 'cohort-share', 'index'] as const;
export type PeopleMode = (typeof PEOPLE_MODES)[number];

/** Euro at the year's average rate, the currency as stated, or euro in prices of one year. */
export type MoneyMode = 'eur' | 'native' | `eur-${number}`;

const MONEY_MODE = /^(?:eur|native|eur-\d{4})$/;

function isMoneyMode(value: string): value is MoneyMode {
  return MONEY_MODE.test(value);
}

/** The year in whose prices money is shown; null where it is nominal. */
export function priceYear(money: MoneyMode): number | null {
  return money === 'eur' || money === 'native' ? null : Number(money.slice('eur-'.length));
}

/** `money` in an address; which years have a price index is data, so `moneyRule` checks that. */
export const parseAsMoney = createParser<MoneyMode>({
  parse: (value) => (isMoneyMode(value) ? value : null),
  serialize: (value) => value,
});

/**
 * What `money` may be where these years have a euro-area price index; `euro_only` for figures that are computed in euro
 * and have no amount as stated.
 */
export function moneyRule(
  priceYears: readonly number[],
  choice: 'with_native' | 'euro_only' = 'with_native',
): ParameterRule {
  const nominal = choice === 'with_native' ? ['eur', 'native'] : ['eur'];
  return { kind: 'one', set: [...nominal, ...priceYears.map((year) => `eur-${year}`)] };
}
