import { INTL_TAGS } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { KnownCodes, Problem } from './audit';

/** One thing an address asked for and did not get, as a data address answers it (status 400). */
export interface ProblemReport {
  param: string;
  value: string;
  allowed: string[];
  message: string;
  /** Only where what was asked for did exist and is gone; every other report is a 400. */
  status?: 404;
}

const EXAMPLE_COUNTRIES = 3;

function choices(values: readonly string[], t: Translator): string {
  return new Intl.ListFormat(INTL_TAGS[t.locale], { type: 'disjunction' }).format(values);
}

/** Codes as a list; a code that is itself punctuation (the separators of a CSV) stands in quotes. */
function listed(codes: readonly string[]): string {
  return codes.map((code) => (/^\p{P}+$/u.test(code) ? `"${code}"` : code)).join(', ');
}

function unknownValue(
  problem: Extract<Problem, { kind: 'unknown_value' }>,
  known: KnownCodes,
  t: Translator,
): string[] {
  const { param, value, nearest, allowed, existing } = problem;
  const named = (code: string) => {
    const country = known.countries.find(({ iso2 }) => iso2 === code);
    return country
      ? t.t('view.problem.countryName', { code, name: t.country(country.iso2, country.name) })
      : code;
  };
  switch (problem.about) {
    case 'country': {
      const examples = known.countries.slice(0, EXAMPLE_COUNTRIES).map(({ iso2 }) => named(iso2));
      return [
        t.t('view.problem.unknownCountry', { param, value }),
        ...(nearest.length > 0
          ? [t.t('view.problem.nearest', { values: choices(nearest.map(named), t) })]
          : []),
        t.t('view.problem.existingCountries', { count: existing, examples: t.list(examples) }),
      ];
    }
    case 'measure':
      return [
        t.t('view.problem.unknownMeasure', { param, value }),
        ...(nearest.length > 0 ? [t.t('view.problem.nearest', { values: choices(nearest, t) })] : []),
        t.t('view.problem.existingMeasures', { count: existing }),
      ];
    case 'page':
      return [t.t('view.problem.unknownValue', { param, value }), t.t('view.problem.wholeNumber')];
    case 'day':
      return [t.t('view.problem.unknownValue', { param, value }), t.t('view.problem.day')];
    case 'year': {
      const [first = '', last = ''] = allowed;
      return [t.t('view.problem.unknownValue', { param, value }), t.t('view.problem.year', { first, last })];
    }
    case 'whole': {
      const [first = '', last = ''] = allowed;
      return [t.t('view.problem.unknownValue', { param, value }), t.t('view.problem.whole', { first, last })];
    }
    case 'release':
      return [
        t.t('view.problem.unknownRelease', { param, value }),
        ...(nearest.length > 0 ? [t.t('view.problem.nearest', { values: choices(nearest, t) })] : []),
        t.t('view.problem.existingReleases', { count: existing, values: listed(allowed) }),
      ];
    case 'code': {
      const forward = allowed.filter((code) => !code.startsWith('-'));
      return [
        t.t('view.problem.unknownValue', { param, value }),
        ...(nearest.length > 0 ? [t.t('view.problem.nearest', { values: choices(nearest, t) })] : []),
        t.t('view.problem.allowedValues', { values: listed(forward) }),
        ...(forward.length < allowed.length ? [t.t('view.problem.reverse')] : []),
      ];
    }
  }
}

function problemMessage(problem: Problem, known: KnownCodes, t: Translator): string {
  switch (problem.kind) {
    case 'unknown_value':
      return unknownValue(problem, known, t).join(' ');
    case 'unknown_parameter': {
      const { param, nearest, allowed } = problem;
      return [
        t.t('view.problem.unknownParameter', { param }),
        ...(nearest.length > 0 ? [t.t('view.problem.nearest', { values: choices(nearest, t) })] : []),
        t.t('view.problem.allowedParameters', { values: listed(allowed) }),
      ].join(' ');
    }
    case 'too_many':
      return t.t('view.problem.tooMany', {
        param: problem.param,
        given: problem.given,
        limit: problem.limit,
      });
    case 'too_long':
      return t.t('view.problem.tooLong', {
        param: problem.param,
        given: problem.given,
        limit: problem.limit,
      });
    case 'not_kept':
      return [
        t.t('view.problem.releaseNotKept', { value: problem.value }),
        t.t('view.problem.existingReleases', {
          count: problem.existing,
          values: listed(problem.allowed),
        }),
      ].join(' ');
    case 'unprintable':
      return t.t('view.problem.unprintable', { param: problem.param, character: problem.character });
    case 'repeated':
      return t.t('view.problem.repeated', {
        param: problem.param,
        given: problem.given,
        value: problem.value,
      });
    case 'decided':
      return t.t('view.problem.decided', { param: problem.param, by: problem.by });
  }
}

/** Each problem as sentences: the parameter, what was not understood, what may be meant, and what exists. */
export function problemMessages(
  problems: readonly Problem[],
  known: KnownCodes,
  translator: Translator,
): string[] {
  return problems.map((problem) => problemMessage(problem, known, translator));
}

/** The problems as a data address answers them, with the same sentences as the page. */
export function problemReports(
  problems: readonly Problem[],
  known: KnownCodes,
  translator: Translator,
): ProblemReport[] {
  return problems.map((problem) => ({
    param: problem.param,
    value: problem.value,
    allowed: problem.allowed,
    message: problemMessage(problem, known, translator),
    ...(problem.kind === 'not_kept' && { status: 404 as const }),
  }));
}
