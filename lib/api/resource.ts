import 'server-only';
import { createLoader, createSerializer, type inferParserType, type ParserMap } from 'nuqs/server';
import type { z } from 'zod';
import type { Database } from '@/db/client';
import type { ListWindow } from '@/lib/queries/observations';
import type { Loading } from '@/lib/queries/releases';
import type { ApiParameters, KnownForApi } from './parameters';
import { type Item, type leftOut, SCHEMAS, type SchemaName } from './schemas';

/** What a resource is read from. */
export interface Reading {
  /** The release asked for. */
  db: Database;
  /** The database of the present release, which has the history of all. */
  live: Database;
  /** The loading of the present release, or the one that a cursor began with. */
  throughLoad: number;
  known: KnownForApi;
  /** The latest loading there is. */
  newest: Loading;
  /** Absolute address of the site, without a slash at the end. */
  origin: string;
}

export interface ListAnswer {
  items: readonly Readonly<Record<string, unknown>>[];
  /** Entries that match, on all pages. */
  count: number;
  /** Null unless it is a past view. */
  leftOut: z.infer<typeof leftOut> | null;
}

/** Something that a wrong id may have meant. */
export interface Near {
  id: string;
  name: string;
}

/** A resource of the API, ready to be asked with parameters that were audited. */
export interface ApiResource {
  name: SchemaName;
  /** The field that names an entry. */
  key: string;
  /** The fields of an entry. */
  fields: readonly string[];
  /** What it holds, in one English sentence; and in which order. */
  description: string;
  order: string;
  parameters: ApiParameters;
  /** False where the content does not depend on a release (`releases`), or `release` is a filter of its own (`changes`). */
  ofRelease: boolean;
  /** The filters in canonical form, as a query. */
  canonical: (understood: URLSearchParams) => string;
  /** The day of a past view; null for today. */
  asOf: (understood: URLSearchParams) => string | null;
  list: (reading: Reading, understood: URLSearchParams, window: ListWindow) => Promise<ListAnswer>;
  /** Path of the page that shows the same list; null where there is none. */
  html: (understood: URLSearchParams) => string | null;
  item: ApiItem | null;
}

export interface ApiItem {
  /** Besides `fields` and `release`. */
  parameters: ApiParameters;
  /** The id of an entry, for the description; null where ids differ from one installation to the next (releases). */
  example: string | null;
  /** Null when there is none of that id, or none was known by the day. */
  read: (
    reading: Reading,
    id: string,
    asOf: string | null,
  ) => Promise<{ item: Readonly<Record<string, unknown>>; html: string | null } | null>;
  /** Entries that a wrong id may have meant, nearest first. */
  near: (reading: Reading, id: string) => Promise<Near[]>;
}

interface ResourceDefinition<Name extends SchemaName, Parsers extends ParserMap> {
  name: Name;
  key: keyof Item<Name> & string;
  description: string;
  order: string;
  /** The same parsers as on the pages, and under which names they stand in the address. */
  parsers: Parsers;
  urlKeys?: Partial<Record<keyof Parsers & string, string>>;
  parameters: ApiParameters;
  ofRelease?: boolean;
  list: (
    reading: Reading,
    state: inferParserType<Parsers>,
    window: ListWindow,
  ) => Promise<{ items: Item<Name>[]; count: number; leftOut?: ListAnswer['leftOut'] }>;
  html?: (state: inferParserType<Parsers>) => string | null;
  item: {
    parameters?: ApiParameters;
    example: string | null;
    read: (
      reading: Reading,
      id: string,
      asOf: string | null,
    ) => Promise<{ item: Item<Name>; html: string | null } | null>;
    near: (reading: Reading, id: string) => Promise<Near[]>;
  } | null;
}

/** A resource from its schema, its parsers and its queries. */
export function defineResource<Name extends SchemaName, Parsers extends ParserMap>(
  definition: ResourceDefinition<Name, Parsers>,
): ApiResource {
  const { name, key, description, order, parsers, urlKeys = {}, parameters, ofRelease = true } = definition;
  const load = createLoader(parsers, { urlKeys });
  const serialize = createSerializer(parsers, { urlKeys });
  const { html = () => null, item } = definition;
  return {
    name,
    key,
    fields: Object.keys(SCHEMAS[name].shape),
    description,
    order,
    parameters,
    ofRelease,
    canonical: (understood) => serialize('', load(understood)).replace(/^\?/, ''),
    asOf: (understood) => ('asOf' in parameters ? understood.get('asOf') : null),
    list: async (reading, understood, window) => {
      const { items, count, leftOut = null } = await definition.list(reading, load(understood), window);
      return { items, count, leftOut };
    },
    html: (understood) => html(load(understood)),
    item: item && { parameters: {}, ...item },
  };
}

/** A window of a list that is wholly in memory. */
export function inWindow<Entry>(
  all: readonly Entry[],
  { offset, limit }: ListWindow,
): { entries: Entry[]; count: number } {
  return { entries: all.slice(offset, offset + limit), count: all.length };
}
