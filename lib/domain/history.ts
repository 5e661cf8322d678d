/** What a change between two releases can be about. */
export const CHANGE_ENTITIES = [
  'country',
  'measure',
  'observation',
  'source',
  'event',
  'claim',
  'series_source',
  'series_point',
  'conscription_event',
] as const;
export type ChangeEntity = (typeof CHANGE_ENTITIES)[number];

export const CHANGE_KINDS = ['added', 'removed', 'changed'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/**
 * One difference between a release and the one before it: an entry that came or went, or one field of an entry.
 * `before` and `after` are the field as text (null: it had, or has, no value); for an entry that came or went
 * they are what it says in one line, on the side where it exists.
 */
export interface Change {
  entity: ChangeEntity;
  entityId: string;
  measureId: string | null;
  countryIso2: string | null;
  kind: ChangeKind;
  /** What the entry is about, in one line: "intake_per_year 2030 target, stated 2025-11-27". */
  subject: string;
  /** The field as the data files name it ("pay.amount"); null for an entry that came or went. */
  field: string | null;
  before: string | null;
  after: string | null;
}

/** What the present data says of the entries that changes are about, to put them into words. */
export interface ChangeContext {
  /** English names of the countries there are, by ISO 3166-1 alpha-2. */
  countries: ReadonlyMap<string, string>;
  /** Names of measures by id; of one that is gone, the name that the record has. */
  measures: ReadonlyMap<string, string>;
  /** Units of the figures that are still there, by id: a unit is a part of what identifies a figure. */
  units: ReadonlyMap<string, string>;
  /** "Publisher: title" of the sources that are still there, by id. */
  sources: ReadonlyMap<string, string>;
  /** Ids of the measures and events that have a page. */
  present: ReadonlySet<string>;
}

/** Changes of one entry that stand one after the other: one that came or went, or every changed field of it. */
export interface ChangedEntry<C extends Change> {
  entity: ChangeEntity;
  entityId: string;
  kind: ChangeKind;
  subject: string;
  /** At least one. */
  changes: C[];
}

/** Neighbouring changes of the same entry put together, in their order. */
export function byEntry<C extends Change>(changes: readonly C[]): ChangedEntry<C>[] {
  const entries: ChangedEntry<C>[] = [];
  for (const change of changes) {
    const last = entries.at(-1);
    if (last?.entity === change.entity && last.entityId === change.entityId && last.kind === change.kind) {
      last.changes.push(change);
    } else {
      const { entity, entityId, kind, subject } = change;
      entries.push({ entity, entityId, kind, subject, changes: [change] });
    }
  }
  return entries;
}

/**
 * Which loadings a page of the record shows: those with lines on it, and one without any where its lines would begin, or on
 * the last page. `loadings` and their lines are the newest first; pages count from 1.
 */
export function loadingsOnPage<L extends { loadNumber: number }>(
  loadings: readonly L[],
  linesOf: (loadNumber: number) => number,
  page: number,
  pageSize: number,
): L[] {
  const total = loadings.reduce((sum, { loadNumber }) => sum + linesOf(loadNumber), 0);
  const lastPage = Math.max(1, Math.ceil(total / pageSize));
  const pageOf = (line: number) => Math.min(lastPage, Math.floor(line / pageSize) + 1);
  let before = 0;
  return loadings.filter(({ loadNumber }) => {
    const lines = linesOf(loadNumber);
    const first = pageOf(before);
    const last = pageOf(before + Math.max(lines, 1) - 1);
    before += lines;
    return first <= page && page <= last;
  });
}
