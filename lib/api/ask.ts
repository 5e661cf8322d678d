import 'server-only';
import { shownValue } from '@/lib/domain/text';
import { uri } from '@/lib/domain/uri';
import { DEFAULT_LOCALE } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import type { Loading } from '@/lib/queries/releases';
import { auditSearchParams, type Problem } from '@/lib/view-state/audit';
import { type ProblemReport, problemReports } from '@/lib/view-state/problems';
import { type Cursor, readCursor, writeCursor } from './cursor';
import {
  type ApiParameters,
  fieldsParameter,
  LIST_PARAMETERS,
  PAGE_LIMIT,
  RELEASE_PARAMETER,
  rulesOf,
} from './parameters';
import type { ApiResource, Near, Reading } from './resource';
import { RESOURCES } from './resources';
import type { ApiIndex } from './schemas';

/** Where the API is. */
export const API_PATH = '/api/v1';
/** Its documentation for people. */
export const API_PAGE = '/api';
/** Of the description; the first number is that of the address. */
export const API_VERSION = '1.0.0';

/** What the API has to say to an address: content, what of the address was not understood, or what is not there. */
export type ApiAnswer =
  | { kind: 'found'; body: object; next: string | null }
  | { kind: 'refused'; reports: ProblemReport[] }
  | { kind: 'missing'; title: string; detail: string; near: Near[] };

const english = translator(DEFAULT_LOCALE);

/** Every parameter of a resource's list. */
export function listParameters(resource: ApiResource): ApiParameters {
  return {
    ...resource.parameters,
    ...(resource.ofRelease && RELEASE_PARAMETER),
    fields: fieldsParameter(resource.fields, resource.key),
    ...LIST_PARAMETERS,
  };
}

/** Every parameter of one entry of a resource; none where entries have no address of their own. */
export function itemParameters(resource: ApiResource): ApiParameters {
  return resource.item === null
    ? {}
    : {
        ...resource.item.parameters,
        ...(resource.ofRelease && RELEASE_PARAMETER),
        fields: fieldsParameter(resource.fields, resource.key),
      };
}

function refused(problems: readonly Problem[], { known }: Reading): ApiAnswer {
  return { kind: 'refused', reports: problemReports(problems, known, english) };
}

/** The fields asked for, in the order of the schema; the key is always among them. */
function picked(
  item: Readonly<Record<string, unknown>>,
  { fields, key }: ApiResource,
  asked: readonly string[],
): Readonly<Record<string, unknown>> {
  if (asked.length === 0) return item;
  return Object.fromEntries(
    fields.filter((field) => field === key || asked.includes(field)).map((field) => [field, item[field]]),
  );
}

function commonMeta({ newest }: Reading, release: Loading['release'], asOf: string | null) {
  return {
    release: {
      id: release.id,
      loaded_at: release.loadedAt,
      is_current: release.id === newest.release.id,
    },
    as_of: asOf,
    licence: null,
    licence_note: english.t('view.export.licenceNote'),
  };
}

/** What stands in every address of a query besides its filters, in one order. */
function ownQuery(understood: URLSearchParams, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const values = understood.getAll(name);
    return values.length === 0 ? [] : [`${name}=${values.join(',')}`];
  });
}

function addressOf(path: string, parts: readonly string[]): string {
  const query = parts.filter((part) => part !== '').join('&');
  return query === '' ? path : `${path}?${query}`;
}

/** The address of a page for people; null where there is none. */
function pageOf(html: string | null, origin: string): string | null {
  return html === null ? null : uri(`${origin}${html}`);
}

function cursorReport(value: string, message: string): ApiAnswer {
  return { kind: 'refused', reports: [{ param: 'cursor', value: shownValue(value), allowed: [], message }] };
}

/** One page of a resource. */
export async function askList(
  resource: ApiResource,
  reading: Reading,
  release: Loading['release'],
  search: URLSearchParams,
): Promise<ApiAnswer> {
  const rules = rulesOf(listParameters(resource), reading.known);
  const { understood, problems } = auditSearchParams(search, rules, reading.known);
  if (problems.length > 0) return refused(problems, reading);
  const filters = resource.canonical(understood);
  const query = addressOf(resource.name, [
    filters,
    ...(resource.ofRelease ? ownQuery(understood, ['release']) : []),
  ]);
  const written = understood.get('cursor');
  const start: Cursor | 'other_query' | null =
    written === null
      ? { release: release.id, load: reading.newest.loadNumber, offset: 0 }
      : readCursor(written, query);
  if (start === null) {
    return cursorReport(
      written ?? '',
      `Parameter cursor: “${shownValue(written ?? '')}” is no cursor of this API. Take it from links.next of a page, or leave it out to begin with the first.`,
    );
  }
  if (start === 'other_query') {
    return cursorReport(
      written ?? '',
      'Parameter cursor belongs to another query: filters and release must stay as they were. Take it from links.next of a page of this query, or leave it out.',
    );
  }
  const limit = Number(understood.get('limit') ?? PAGE_LIMIT.usual);
  const bounded = { ...reading, throughLoad: start.load };
  const { items, count, leftOut } = await resource.list(bounded, understood, { offset: start.offset, limit });
  const path = `${reading.origin}${API_PATH}/${resource.name}`;
  const own = [
    filters,
    ...ownQuery(understood, [...(resource.ofRelease ? ['release'] : []), 'fields', 'limit']),
  ];
  const after = start.offset + limit;
  const next =
    items.length > 0 && after < count
      ? uri(addressOf(path, [...own, `cursor=${writeCursor({ ...start, offset: after }, query)}`]))
      : null;
  const asked = understood.getAll('fields');
  return {
    kind: 'found',
    next,
    body: {
      data: items.map((item) => picked(item, resource, asked)),
      meta: {
        count,
        limit,
        left_out: leftOut,
        ...commonMeta(reading, release, resource.asOf(understood)),
      },
      links: {
        self: uri(addressOf(path, written === null ? own : [...own, `cursor=${writeCursor(start, query)}`])),
        first: uri(addressOf(path, own)),
        next,
        html: pageOf(resource.html(understood), reading.origin),
      },
    },
  };
}

/** One entry of a resource. */
export async function askItem(
  resource: ApiResource,
  id: string,
  reading: Reading,
  release: Loading['release'],
  search: URLSearchParams,
): Promise<ApiAnswer> {
  const { item: entry } = resource;
  if (entry === null) {
    return {
      kind: 'missing',
      title: 'No such address',
      detail: `Entries of ${resource.name} have no address of their own; see ${API_PATH}/${resource.name}.`,
      near: [{ id: resource.name, name: `${API_PATH}/${resource.name}` }],
    };
  }
  const rules = rulesOf(itemParameters(resource), reading.known);
  const { understood, problems } = auditSearchParams(search, rules, reading.known);
  if (problems.length > 0) return refused(problems, reading);
  const asOf = 'asOf' in entry.parameters ? understood.get('asOf') : null;
  const found = await entry.read(reading, id, asOf);
  if (found === null) {
    const then = asOf === null ? '' : ` that was known on ${asOf}`;
    return {
      kind: 'missing',
      title: 'No such entry',
      detail: `There is no entry “${shownValue(id)}” in ${resource.name}${then} (release ${release.id}).`,
      near: await entry.near(reading, id),
    };
  }
  const canonicalId = String(found.item[resource.key]);
  const own = ownQuery(understood, ['asOf', ...(resource.ofRelease ? ['release'] : []), 'fields']);
  const path = `${reading.origin}${API_PATH}/${resource.name}/${encodeURIComponent(canonicalId)}`;
  return {
    kind: 'found',
    next: null,
    body: {
      data: picked(found.item, resource, understood.getAll('fields')),
      meta: commonMeta(reading, release, asOf),
      links: {
        self: uri(addressOf(path, own)),
        html: pageOf(found.html, reading.origin),
      },
    },
  };
}

/** Says what of the parameters of an address that takes none was not understood; null where all is well. */
export function askPlain(reading: Reading, search: URLSearchParams): ApiAnswer | null {
  const { problems } = auditSearchParams(search, {}, reading.known);
  return problems.length > 0 ? refused(problems, reading) : null;
}

/** What the API has: the answer of its root. */
export function askIndex(reading: Reading, search: URLSearchParams): ApiAnswer {
  const { origin, newest } = reading;
  const body: ApiIndex = {
    data: RESOURCES.map(({ name, description }) => ({
      name,
      url: `${origin}${API_PATH}/${name}`,
      description,
    })),
    meta: {
      version: API_VERSION,
      release: { id: newest.release.id, loaded_at: newest.release.loadedAt, is_current: true },
    },
    links: {
      self: `${origin}${API_PATH}`,
      openapi: `${origin}${API_PATH}/openapi.json`,
      html: `${origin}${API_PAGE}`,
    },
  };
  return askPlain(reading, search) ?? { kind: 'found', body, next: null };
}
