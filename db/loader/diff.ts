import { isDeepStrictEqual } from 'node:util';
import {
  claimLine,
  conscriptionSubjectLine,
  eventLine,
  figureLine,
  figureSubjectLine,
  measureLine,
  seriesSubjectLine,
  seriesValueLine,
  sourceLine,
} from '../../lib/domain/change-text';
import type { Change, ChangeEntity } from '../../lib/domain/history';
import type {
  Claim,
  ConscriptionEvent,
  Country,
  Measure,
  MusterEvent,
  Observation,
  SeriesSource,
  Source,
} from '../../lib/domain/records';
import type { IdentifiedSeriesPoint } from './normalise';

/** How entries of one kind are told apart and described when two releases are compared. */
export interface EntityKind<T> {
  entity: ChangeEntity;
  idOf: (entry: T) => string;
  measureIdOf: (entry: T) => string | null;
  countryOf: (entry: T) => string | null;
  /** What it is about, in one line. */
  subjectOf: (entry: T) => string;
  /** What it says, in one line. */
  statementOf: (entry: T) => string;
}

/** A measure's id starts with its country's code (data check). */
const countryOfMeasure = (measureId: string) => measureId.slice(0, 2).toUpperCase();

export const COUNTRY: EntityKind<Country> = {
  entity: 'country',
  idOf: (c) => c.iso2,
  measureIdOf: () => null,
  countryOf: (c) => c.iso2,
  subjectOf: (c) => c.name,
  statementOf: (c) => c.name,
};

export const MEASURE: EntityKind<Measure> = {
  entity: 'measure',
  idOf: (m) => m.id,
  measureIdOf: (m) => m.id,
  countryOf: (m) => m.countryIso2,
  subjectOf: (m) => m.name,
  statementOf: measureLine,
};

export const OBSERVATION: EntityKind<Observation> = {
  entity: 'observation',
  idOf: (o) => o.id,
  measureIdOf: (o) => o.measureId,
  countryOf: (o) => countryOfMeasure(o.measureId),
  subjectOf: figureSubjectLine,
  statementOf: figureLine,
};

export const SOURCE: EntityKind<Source> = {
  entity: 'source',
  idOf: (s) => s.id,
  measureIdOf: () => null,
  countryOf: (s) => {
    const scope = s.id.slice(0, s.id.indexOf('.'));
    return scope.length === 2 ? scope.toUpperCase() : null;
  },
  subjectOf: (s) => s.title,
  statementOf: sourceLine,
};

export const EVENT: EntityKind<MusterEvent> = {
  entity: 'event',
  idOf: (e) => e.id,
  measureIdOf: (e) => e.measureId,
  countryOf: (e) => e.countryIso2,
  subjectOf: eventLine,
  statementOf: eventLine,
};

export const CLAIM: EntityKind<Claim> = {
  entity: 'claim',
  idOf: (c) => c.id,
  measureIdOf: (c) => c.measureId,
  countryOf: (c) => c.countryIso2,
  subjectOf: (c) => c.statement,
  statementOf: claimLine,
};

export const SERIES_SOURCE: EntityKind<SeriesSource> = {
  entity: 'series_source',
  idOf: (s) => s.id,
  measureIdOf: () => null,
  countryOf: () => null,
  subjectOf: (s) => s.title,
  statementOf: sourceLine,
};

export const SERIES_POINT: EntityKind<IdentifiedSeriesPoint> = {
  entity: 'series_point',
  idOf: (p) => p.id,
  measureIdOf: () => null,
  countryOf: (p) => p.countryIso2,
  subjectOf: seriesSubjectLine,
  statementOf: seriesValueLine,
};

export const CONSCRIPTION_EVENT: EntityKind<ConscriptionEvent> = {
  entity: 'conscription_event',
  idOf: (e) => e.id,
  measureIdOf: () => null,
  countryOf: (e) => e.countryIso2,
  subjectOf: conscriptionSubjectLine,
  statementOf: (e) => e.detail,
};

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

/** Where a record's field has another name than in the data files. */
const FILE_NAMES: Readonly<Record<string, string>> = {
  'pay.tax': 'pay.basis',
  'period.start': 'period start',
  'period.end': 'period end',
};

/** An entry of a list as text: of an object, what its fields hold. */
function oneLine(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return String(entry);
  return [...flatFields(entry).values()].filter((value) => value !== null).join(', ');
}

/** A record as fields with text values, named as in the data files: `pay.amount` → "800". Null where there is none. */
export function flatFields(record: object, prefix = ''): Map<string, string | null> {
  const fields = new Map<string, string | null>();
  for (const [name, value] of Object.entries(record)) {
    const field = prefix + snakeCase(name);
    if (value === null) fields.set(FILE_NAMES[field] ?? field, null);
    else if (Array.isArray(value)) {
      const listed: unknown[] = value;
      const ofText = listed.every((each) => typeof each === 'string');
      fields.set(field, listed.map(oneLine).join(ofText ? ' ' : '; '));
    } else if (typeof value === 'object') {
      for (const [inner, text] of flatFields(value, `${field}.`)) fields.set(inner, text);
    } else fields.set(FILE_NAMES[field] ?? field, String(value));
  }
  return fields;
}

/**
 * Compares the entries of one kind with those of the release before, which come in portions so that a million of them
 * need not be in memory twice. Gives what went, what changed field by field, and what came, each in the order of ids.
 */
export async function diffEntity<T extends object>(
  kind: EntityKind<T>,
  previous: AsyncIterable<readonly T[]>,
  next: readonly T[],
): Promise<Change[]> {
  const remaining = new Map(next.map((entry) => [kind.idOf(entry), entry]));
  const changes: Change[] = [];
  const about = (entry: T) => ({
    entity: kind.entity,
    entityId: kind.idOf(entry),
    measureId: kind.measureIdOf(entry),
    countryIso2: kind.countryOf(entry),
    subject: kind.subjectOf(entry),
  });
  for await (const portion of previous) {
    for (const before of portion) {
      const id = kind.idOf(before);
      const after = remaining.get(id);
      if (after === undefined) {
        changes.push({
          ...about(before),
          kind: 'removed',
          field: null,
          before: kind.statementOf(before),
          after: null,
        });
        continue;
      }
      remaining.delete(id);
      if (isDeepStrictEqual(before, after)) continue;
      const oldFields = flatFields(before);
      const newFields = flatFields(after);
      for (const field of new Set([...oldFields.keys(), ...newFields.keys()])) {
        const was = oldFields.get(field) ?? null;
        const is = newFields.get(field) ?? null;
        if (was !== is) changes.push({ ...about(after), kind: 'changed', field, before: was, after: is });
      }
    }
  }
  for (const entry of remaining.values()) {
    changes.push({
      ...about(entry),
      kind: 'added',
      field: null,
      before: null,
      after: kind.statementOf(entry),
    });
  }
  return changes.sort((a, b) => (a.entityId < b.entityId ? -1 : a.entityId > b.entityId ? 1 : 0));
}
