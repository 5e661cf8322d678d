import 'server-only';
import {
  type KnownCodes,
  MAX_LIST_VALUES,
  type ParameterRule,
  type ParameterRules,
} from '@/lib/view-state/audit';

/** What exists in the release that is read: countries, measures and releases, and what its sources and rates have. */
export interface KnownForApi extends KnownCodes {
  measures: readonly string[];
  releases: NonNullable<KnownCodes['releases']>;
  /** Languages of sources, ISO 639-1. */
  languages: readonly string[];
  /** Years in which sources were published, four digits, and `undated`. */
  publicationYears: readonly string[];
  /** Currencies that have exchange rates, ISO 4217. */
  currencies: readonly string[];
}

/** A parameter of the API: how it is read, as on the pages, and what its description says. */
export interface ApiParameter {
  /** A rule of what is known at the moment of reading, for codes that are data. */
  rule: ParameterRule | ((known: KnownForApi) => ParameterRule);
  description: string;
  example?: string;
  /** What codes that are data look like, as a regular expression. */
  pattern?: string;
}
export type ApiParameters = Readonly<Record<string, ApiParameter>>;

/** Entries of a page. */
export const PAGE_LIMIT = { min: 1, max: 500, usual: 100 } as const;

/** Longer than any cursor of ours. */
const CURSOR_LENGTH = 400;

/** What every list takes besides its own filters. */
export const LIST_PARAMETERS = {
  limit: {
    rule: { kind: 'whole', min: PAGE_LIMIT.min, max: PAGE_LIMIT.max },
    description: `Entries of a page, from ${PAGE_LIMIT.min} to ${PAGE_LIMIT.max}; ${PAGE_LIMIT.usual} when left out.`,
    example: '50',
  },
  cursor: {
    rule: { kind: 'text', maxLength: CURSOR_LENGTH },
    description:
      'Where the page begins: opaque, taken from `links.next`. It belongs to one query and one release, so a walk through the pages is not disturbed by a new release.',
  },
} as const satisfies ApiParameters;

/** Which release is read. */
export const RELEASE_PARAMETER = {
  release: {
    rule: { kind: 'release' },
    description: 'Id of a release that is kept: the answer is read from its data. Left out: the present one.',
  },
} as const satisfies ApiParameters;

/** Which fields of an entry are answered. */
export function fieldsParameter(fields: readonly string[], key: string): ApiParameter {
  return {
    rule: { kind: 'codes', set: fields },
    description: `Fields of an entry to answer, separated by commas; \`${key}\` is always among them. Left out: all.`,
    example: fields.slice(0, 3).join(','),
  };
}

/** The rules of parameters for what is known. */
export function rulesOf(parameters: ApiParameters, known: KnownForApi): ParameterRules {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { rule }]) => [name, ruleFor(rule, known)]),
  );
}

const NOTHING_KNOWN: KnownForApi = {
  countries: [],
  measures: [],
  releases: [],
  languages: [],
  publicationYears: [],
  currencies: [],
};

function ruleFor(rule: ApiParameter['rule'], known: KnownForApi): ParameterRule {
  return typeof rule === 'function' ? rule(known) : rule;
}

/** What a rule takes, in one English sentence. */
export function ruleInWords(rule: ParameterRule): string {
  switch (rule.kind) {
    case 'countries':
      return `Codes of countries (ISO 3166-1 alpha-2), at most ${rule.max ?? MAX_LIST_VALUES}.`;
    case 'measures':
      return `Ids of measures, at most ${MAX_LIST_VALUES}.`;
    case 'codes':
      return 'Some of the codes.';
    case 'one':
      return 'One of the codes.';
    case 'text':
    case 'line':
      return `Text of at most ${rule.maxLength} characters.`;
    case 'page':
      return 'A whole number from 1.';
    case 'day':
      return 'A day, YYYY-MM-DD.';
    case 'year':
      return `A year from ${rule.min} to ${rule.max}.`;
    case 'whole':
      return `A whole number from ${rule.min} to ${rule.max}.`;
    case 'release':
      return 'The id of a release that is kept.';
  }
}

/** The values that a rule takes, where they are few and fixed; else null. */
export function allowedBy(rule: ParameterRule): readonly string[] | null {
  return (rule.kind === 'codes' || rule.kind === 'one') && rule.set.length > 0 ? rule.set : null;
}

/** True when a parameter of this rule takes several values, separated by commas. */
export function takesList(rule: ParameterRule): boolean {
  return rule.kind === 'countries' || rule.kind === 'measures' || rule.kind === 'codes';
}

type JsonSchema = Readonly<Record<string, unknown>>;

function itemSchema({ rule, pattern }: ApiParameter): JsonSchema {
  const fixed = ruleFor(rule, NOTHING_KNOWN);
  switch (fixed.kind) {
    case 'countries':
      return { type: 'string', pattern: '^[A-Z]{2}$' };
    case 'measures':
      return { type: 'string' };
    case 'codes':
    case 'one':
      return fixed.set.length > 0
        ? { type: 'string', enum: [...fixed.set] }
        : { type: 'string', ...(pattern !== undefined && { pattern }) };
    case 'text':
    case 'line':
      return { type: 'string', maxLength: fixed.maxLength };
    case 'page':
      return { type: 'integer', minimum: 1, maximum: 9999 };
    case 'day':
      return { type: 'string', format: 'date' };
    case 'year':
    case 'whole':
      return { type: 'integer', minimum: fixed.min, maximum: fixed.max };
    case 'release':
      return { type: 'string', pattern: '^[0-9a-f]{12}$' };
  }
}

/** Parameters of a query as OpenAPI describes them. */
export function describedParameters(parameters: ApiParameters) {
  return Object.entries(parameters).map(([name, parameter]) => {
    const rule = ruleFor(parameter.rule, NOTHING_KNOWN);
    const list = takesList(rule);
    const schema = itemSchema(parameter);
    return {
      name,
      in: 'query' as const,
      required: false,
      description: parameter.description,
      ...(list && { style: 'form' as const, explode: false }),
      schema: list
        ? { type: 'array' as const, items: schema, minItems: 1, maxItems: MAX_LIST_VALUES }
        : schema,
      ...(parameter.example !== undefined && {
        example: list
          ? parameter.example.split(',')
          : schema.type === 'integer'
            ? Number(parameter.example)
            : parameter.example,
      }),
    };
  });
}
