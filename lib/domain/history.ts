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
