/** An amount in full units of its own currency (ISO 4217), nominal. */
export interface Money {
  amount: number;
  currency: string;
}

/** Yearly average rates, units of currency per euro: rates.get('SEK')?.get(2025). */
export type ExchangeRates = ReadonlyMap<string, ReadonlyMap<number, number>>;

export type Conversion =
  | { ok: true; euro: number; rate: number; rateYear: number; wantedYear: number }
  | { ok: false; reason: 'unknown_currency' | 'no_rate_for_year'; currency: string; wantedYear: number };

/**
 * Euro at the year's average rate. A year after the last known one uses the last and says so through
 * `rateYear !== wantedYear` (codebook, exchange_rates_per_eur: "for 2026 and later use the last year and say so").
 * A year that is missing inside or before the series is refused: no rate is made up.
 */
export function toEuro(money: Money, year: number, rates: ExchangeRates): Conversion {
  if (money.currency === 'EUR') {
    return { ok: true, euro: money.amount, rate: 1, rateYear: year, wantedYear: year };
  }
  const ofCurrency = rates.get(money.currency);
  if (!ofCurrency || ofCurrency.size === 0) {
    return { ok: false, reason: 'unknown_currency', currency: money.currency, wantedYear: year };
  }
  const last = Math.max(...ofCurrency.keys());
  const rateYear = Math.min(year, last);
  const rate = ofCurrency.get(rateYear);
  if (rate === undefined) {
    return { ok: false, reason: 'no_rate_for_year', currency: money.currency, wantedYear: year };
  }
  return { ok: true, euro: money.amount / rate, rate, rateYear, wantedYear: year };
}

/** The amount with its currency in the reader's language, no decimals above 100 units: "€800", "PLN 6,300". */
export function formatMoney(money: Money, tag: string): string {
  return new Intl.NumberFormat(tag, {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: money.currency === 'EUR' ? 'symbol' : 'code',
    maximumFractionDigits: Math.abs(money.amount) < 100 && !Number.isInteger(money.amount) ? 2 : 0,
    minimumFractionDigits: 0,
  }).format(money.amount);
}

/**
 * Where Unicode's short words mislead: French and Swedish "Bn" and "bn" are 10^12 and read as the English 10^9, and their
 * words for thousands ("k €", "tn €") are hardly used of money. There milliards go on, and thousands are written in full.
 */
const MISLEADING_SHORT_WORDS: ReadonlySet<string> = new Set(['fr', 'sv']);

const MILLION = 1e6;
const MILLIARD = 1e9;
const BILLION = 1e12;

/**
 * The same in words of magnitude, for charts and sentences: "€2.3bn", "170 md SEK", "45 Mio. PLN", rounded to so many
 * significant digits. Below a million Polish and English shorten thousands ("€650k"), the others do not.
 */
export function formatMoneyShort(money: Money, tag: string, maximumSignificantDigits = 3): string {
  const size = Math.abs(money.amount);
  const options = {
    style: 'currency',
    currency: money.currency,
    currencyDisplay: money.currency === 'EUR' ? 'symbol' : 'code',
    maximumSignificantDigits,
  } as const;
  const compact = new Intl.NumberFormat(tag, {
    ...options,
    notation: 'compact',
    compactDisplay: size < MILLION ? 'short' : 'long',
  });
  if (!MISLEADING_SHORT_WORDS.has(tag)) return compact.format(money.amount);
  if (size < MILLION) return new Intl.NumberFormat(tag, options).format(money.amount);
  if (size < BILLION) return compact.format(money.amount);
  const number = new Intl.NumberFormat(tag, { maximumSignificantDigits }).format(money.amount / MILLIARD);
  return compact
    .formatToParts(MILLIARD)
    .map(({ type, value }) => (type === 'integer' ? number : value))
    .join('');
}
