import type { DerivedQualifier, Qualifier } from './codes';

/** What a qualifier says of a number: whether it is rounded, and on which side the true one may lie beyond it. */
interface Said {
  about: boolean;
  bound: 'at_least' | 'up_to' | null;
}

function said(qualifier: DerivedQualifier): Said {
  switch (qualifier) {
    case 'exact':
    case 'range':
      return { about: false, bound: null };
    case 'about':
      return { about: true, bound: null };
    case 'at_least':
    case 'up_to':
      return { about: false, bound: qualifier };
    case 'at_least_about':
      return { about: true, bound: 'at_least' };
    case 'up_to_about':
      return { about: true, bound: 'up_to' };
  }
}

/** The side on which a figure is a bound: "at least 4,000" and "at least about 4,000" are both at least. */
export function boundOf(qualifier: DerivedQualifier): 'at_least' | 'up_to' | null {
  return said(qualifier).bound;
}

/** The qualifier of what falls as a figure rises: a share of "at least 4,000" parts is "up to". */
export function turned(qualifier: DerivedQualifier): DerivedQualifier {
  switch (qualifier) {
    case 'at_least':
      return 'up_to';
    case 'up_to':
      return 'at_least';
    case 'at_least_about':
      return 'up_to_about';
    case 'up_to_about':
      return 'at_least_about';
    case 'exact':
    case 'about':
    case 'range':
      return qualifier;
  }
}

/**
 * The qualifier of what is computed from several figures, each given as it moves the result (`turned` for one that moves it
 * the other way). A bound and "about" make a bound that is itself about; bounds on both sides leave "about". Ranges are
 * left to the interval that they make.
 */
export function combined(qualifiers: readonly DerivedQualifier[]): DerivedQualifier {
  const all = qualifiers.map(said);
  const bounds = new Set(all.flatMap(({ bound }) => bound ?? []));
  const about = all.some((one) => one.about);
  if (bounds.size > 1) return 'about';
  const [bound] = bounds;
  if (bound !== undefined) return about ? `${bound}_about` : bound;
  return about ? 'about' : 'exact';
}

/** An "about" is taken to be within this share of its number: sources do not say how far they rounded. */
export const ABOUT_MARGIN = 0.1;

/** The lowest and the highest number that a stated figure can mean. */
export function possible(figure: {
  value: number;
  low: number | null;
  high: number | null;
  qualifier: Qualifier;
}): { low: number; high: number } {
  const { value, qualifier } = figure;
  const [low, high] = [figure.low ?? value, figure.high ?? value];
  switch (qualifier) {
    case 'exact':
    case 'range':
      return { low, high };
    case 'about':
      return { low: low * (1 - ABOUT_MARGIN), high: high * (1 + ABOUT_MARGIN) };
    case 'at_least':
      return { low, high: Number.POSITIVE_INFINITY };
    case 'up_to':
      return { low: Number.NEGATIVE_INFINITY, high };
  }
}
