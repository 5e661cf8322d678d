import type { z } from 'zod';
import type { FileFindings } from './finding';
import {
  type ClaimEntry,
  type ContextEventEntry,
  type CountryEntry,
  type CountryFileEntry,
  claimShape,
  claimsFileShape,
  contextEventShape,
  countriesFileShape,
  countryFileShape,
  countryShape,
  type EventEntry,
  eventShape,
  type MeasureEntry,
  measureShape,
  type ObservationEntry,
  observationShape,
  type SourceEntry,
  sourceShape,
} from './shapes';

/** An entry of the right shape, and where it stands in its file. */
export interface Located<T> {
  path: string;
  entry: T;
}

export interface ShapedMeasure {
  path: string;
  /** null when the measure itself is misshapen; its observations are checked all the same. */
  entry: MeasureEntry | null;
  /** The id as written, as far as it is text: a misshapen measure must not make every reference to it dangle. */
  writtenId: string | null;
  observations: Located<ObservationEntry>[];
}

/** What any file with sources tells about citing, misshapen entries included. */
export interface Citing {
  sources: Located<SourceEntry>[];
  writtenSourceIds: ReadonlySet<string>;
  /** Every source id that is cited, and where. */
  citations: readonly Citation[];
  /** Every measure id that an event or claim names, and where. */
  namedMeasures: readonly NamedMeasure[];
}

export interface Citation {
  path: string;
  sourceId: string;
  /** True when the same list has this id before. */
  repeated: boolean;
}

export interface NamedMeasure {
  path: string;
  measureId: string;
  /** The country that the entry is about, as far as it is text. */
  countryIso2: string | null;
}

export interface ShapedCountryFile extends Citing {
  entry: CountryFileEntry | null;
  measures: ShapedMeasure[];
  events: Located<EventEntry>[];
}

export interface ShapedCountriesFile extends Citing {
  countries: Located<CountryEntry>[];
  /** ISO 3166-1 alpha-2 codes as written, of misshapen entries too. */
  writtenCodes: ReadonlySet<string>;
}

export interface ShapedClaimsFile extends Citing {
  claims: Located<ClaimEntry>[];
  contextEvents: Located<ContextEventEntry>[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let at = root;
  for (const step of path) {
    if (Array.isArray(at) && typeof step === 'number') at = at[step];
    else if (isRecord(at) && typeof step === 'string') at = at[step];
    else return undefined;
  }
  return at;
}

/** A path as a reader writes it: `measures[3].pay.amount`; "the file" for the root. */
export function joinPath(base: string, path: readonly PropertyKey[]): string {
  let joined = base;
  for (const step of path) {
    if (typeof step === 'number') joined += `[${step}]`;
    else joined += joined === '' ? String(step) : `.${String(step)}`;
  }
  return joined === '' ? 'the file' : joined;
}

/** The entry in its checked form; undefined, with one mistake for each field that is wrong, when it is misshapen. */
export function shaped<T>(
  schema: z.ZodType<T>,
  raw: unknown,
  base: string,
  findings: FileFindings,
): T | undefined {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const fields = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const paths = fields.length > 0 ? fields.map((field) => [...issue.path, field]) : [issue.path];
    for (const path of paths) findings.mistake(joinPath(base, path), valueAt(raw, path), issue.message);
  }
  return undefined;
}

function shapedEach<T>(
  schema: z.ZodType<T>,
  raw: unknown,
  base: string,
  findings: FileFindings,
): Located<T>[] {
  if (!Array.isArray(raw)) return [];
  const found: Located<T>[] = [];
  raw.forEach((each: unknown, index) => {
    const path = `${base}[${index}]`;
    const entry = shaped(schema, each, path, findings);
    if (entry !== undefined) found.push({ path, entry });
  });
  return found;
}

const CITING_LISTS = new Set(['source_ids', 'model_source_ids']);

/** Every source id cited anywhere below, whatever the shape of what cites it. */
function citationsIn(raw: unknown, path: string): Citation[] {
  if (Array.isArray(raw)) return raw.flatMap((each, index) => citationsIn(each, `${path}[${index}]`));
  if (!isRecord(raw)) return [];
  return Object.entries(raw).flatMap(([field, value]): Citation[] => {
    const at = joinPath(path, [field]);
    if (CITING_LISTS.has(field) && Array.isArray(value)) {
      return value.flatMap((id: unknown, index) =>
        typeof id === 'string'
          ? [{ path: `${at}[${index}]`, sourceId: id, repeated: value.indexOf(id) !== index }]
          : [],
      );
    }
    if (field === 'source_id' && typeof value === 'string') {
      return [{ path: at, sourceId: value, repeated: false }];
    }
    return field === 'sources' ? [] : citationsIn(value, at);
  });
}

/** Every measure id that an entry of these lists names, whatever else is wrong with the entry. */
function namedMeasuresIn(raw: unknown, lists: readonly string[]): NamedMeasure[] {
  return lists.flatMap((list) => {
    const entries = isRecord(raw) ? raw[list] : undefined;
    if (!Array.isArray(entries)) return [];
    return entries.flatMap((entry: unknown, index): NamedMeasure[] =>
      isRecord(entry) && typeof entry.measure_id === 'string'
        ? [
            {
              path: `${list}[${index}].measure_id`,
              measureId: entry.measure_id,
              countryIso2: typeof entry.country === 'string' ? entry.country : null,
            },
          ]
        : [],
    );
  });
}

/** The texts that entries have in a field, whatever else is wrong with them. */
function writtenTexts(entries: readonly unknown[], field: string): ReadonlySet<string> {
  const written = entries.map((entry) => (isRecord(entry) ? entry[field] : undefined));
  return new Set(written.filter((text) => typeof text === 'string'));
}

function citingOf(raw: unknown, findings: FileFindings): Citing {
  const sources: unknown[] = isRecord(raw) && Array.isArray(raw.sources) ? raw.sources : [];
  return {
    sources: shapedEach(sourceShape, sources, 'sources', findings),
    writtenSourceIds: writtenTexts(sources, 'id'),
    citations: citationsIn(raw, ''),
    namedMeasures: namedMeasuresIn(raw, ['events', 'claims', 'context_events']),
  };
}

/** The shape of a country file: each mistake is told, and what is right is given on for the checks between entries. */
export function shapeCountryFile(raw: unknown, findings: FileFindings): ShapedCountryFile {
  const entry = shaped(countryFileShape, raw, '', findings) ?? null;
  const rawMeasures = isRecord(raw) && Array.isArray(raw.measures) ? raw.measures : [];
  const measures = rawMeasures.map((rawMeasure: unknown, index): ShapedMeasure => {
    const path = `measures[${index}]`;
    const record = isRecord(rawMeasure) ? rawMeasure : {};
    return {
      path,
      entry: shaped(measureShape, rawMeasure, path, findings) ?? null,
      writtenId: typeof record.id === 'string' ? record.id : null,
      observations: shapedEach(observationShape, record.observations, `${path}.observations`, findings),
    };
  });
  return {
    entry,
    measures,
    events: shapedEach(eventShape, isRecord(raw) ? raw.events : undefined, 'events', findings),
    ...citingOf(raw, findings),
  };
}

/** The shape of countries.json. */
export function shapeCountriesFile(raw: unknown, findings: FileFindings): ShapedCountriesFile {
  shaped(countriesFileShape, raw, '', findings);
  const countries = isRecord(raw) && Array.isArray(raw.countries) ? raw.countries : [];
  return {
    countries: shapedEach(countryShape, countries, 'countries', findings),
    writtenCodes: writtenTexts(countries, 'iso2'),
    ...citingOf(raw, findings),
  };
}

/** The shape of claims.json. */
export function shapeClaimsFile(raw: unknown, findings: FileFindings): ShapedClaimsFile {
  shaped(claimsFileShape, raw, '', findings);
  const record = isRecord(raw) ? raw : {};
  return {
    claims: shapedEach(claimShape, record.claims, 'claims', findings),
    contextEvents: shapedEach(contextEventShape, record.context_events, 'context_events', findings),
    ...citingOf(raw, findings),
  };
}
