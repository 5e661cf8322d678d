import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRealData } from '@/db/loader/real-data.fixture';
import { API_PATH } from '@/lib/api/ask';
import { PAGE_LIMIT } from '@/lib/api/parameters';
import { address, call } from './client.fixture';

/*
 * Every operation that the description has, called with valid, edge and hostile parameters: the answer must be one of
 * those described, and never a fault of ours. The description is read as a client gets it, not from the code that makes it.
 */

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Schema = { [name: string]: Json };

interface Parameter {
  name: string;
  in: 'query' | 'path' | 'header';
  required?: boolean;
  description: string;
  schema: Schema;
  example?: Json;
}
interface Described {
  description: string;
  headers?: Record<string, { description: string }>;
  content?: Record<string, { schema: Schema }>;
}
interface Operation {
  path: string;
  operationId: string;
  summary: string;
  description: string;
  parameters: Parameter[];
  responses: Record<string, Described>;
}

/** About 3,000 calls in all: bounded by their number, not by the clock. */
const RUNS_PER_OPERATION = 65;
const LONG = 180_000;

let folder: string;
let document: {
  openapi: string;
  paths: Record<string, { get: Operation }>;
  components: { schemas: Record<string, Schema> };
};
let operations: Operation[];
let ajv: Ajv2020;
const configured = process.env.DATABASE_URL;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-contract-'));
  const url = `file:${join(folder, 'muster.sqlite')}`;
  await loadRealData(url);
  process.env.DATABASE_URL = url;
  document = await (await call(`${API_PATH}/openapi.json`)).json();
  operations = Object.entries(document.paths).map(([path, { get }]) => ({ ...get, path }));
  // Of what `example` is, JSON Schema says nothing; everything else must be a keyword of it.
  ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  ajv.addVocabulary([
    'example',
    'paths',
    'components',
    'info',
    'servers',
    'tags',
    'externalDocs',
    'openapi',
    'webhooks',
  ]);
  addFormats(ajv);
  ajv.addSchema(closed(document), 'api');
});

afterAll(() => {
  if (configured === undefined) Reflect.deleteProperty(process.env, 'DATABASE_URL');
  else process.env.DATABASE_URL = configured;
  rmSync(folder, { recursive: true, force: true });
});

/** The description with every object closed, so that a field nobody described is found. Clients must not do this. */
function closed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(closed) as T;
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, closed(one)]));
  const isObject = 'properties' in inner && !('additionalProperties' in inner);
  return (isObject ? { ...inner, additionalProperties: false } : inner) as T;
}

function pointer(...segments: string[]): string {
  return segments.map((one) => encodeURIComponent(one.replace(/~/g, '~0').replace(/\//g, '~1'))).join('/');
}

/** Throws when an answer is not one that the operation describes. */
async function requireDescribed(operation: Operation, asked: string, response: Response): Promise<Json> {
  const said = `${asked} → ${response.status}`;
  const described = operation.responses[String(response.status)];
  if (!described) throw new Error(`${said}: the description has no such status`);
  if (response.status >= 500) throw new Error(`${said}: ${await response.text()}`);
  for (const name of Object.keys(described.headers ?? {})) {
    if (!response.headers.has(name)) throw new Error(`${said}: without the header ${name}`);
  }
  const text = await response.text();
  if (!described.content) {
    expect(text, said).toBe('');
    return null;
  }
  const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
  if (!described.content[mediaType]) throw new Error(`${said}: ${mediaType} is not described`);
  const validate = ajv.getSchema(
    `api#/${pointer('paths', operation.path, 'get', 'responses', String(response.status), 'content', mediaType, 'schema')}`,
  );
  if (!validate) throw new Error(`${said}: no schema`);
  const body: Json = JSON.parse(text);
  if (!validate(body)) {
    throw new Error(`${said}: ${ajv.errorsText(validate.errors?.slice(0, 5))}\n${text.slice(0, 600)}`);
  }
  return body;
}

const schemaOf = ({ schema }: Parameter): Schema =>
  schema.type === 'array' ? (schema.items as Schema) : schema;

/** Values that the schema of a parameter lets through and that name something that exists. */
function validValues(parameter: Parameter): fc.Arbitrary<string> {
  const schema = schemaOf(parameter);
  const known: Record<string, readonly string[]> = {
    countries: ['FR', 'SE', 'PL', 'GB', 'TW'],
    measures: ['se-varnplikt', 'fr-service-national'],
    language: ['fr', 'sv', 'en'],
    year: ['2026', '2018', 'undated'],
    currency: ['SEK', 'PLN'],
    asOf: ['2014-02-28', '2025-11-27', '1900-01-01', '2100-12-31'],
    q: ['reserve', 'wojskowa', 'Ü', '!?', 'a b c d', '"', '*', 'NOT OR AND', '%', "'; --"],
  };
  const listed = known[parameter.name];
  const one: fc.Arbitrary<string> = listed
    ? fc.constantFrom(...listed)
    : Array.isArray(schema.enum)
      ? fc.constantFrom(...schema.enum.map(String))
      : schema.type === 'integer'
        ? fc.integer({ min: Number(schema.minimum), max: Number(schema.maximum) }).map(String)
        : fc.constantFrom(...[parameter.example ?? ''].flat().map(String));
  return parameter.schema.type === 'array'
    ? fc.array(one, { minLength: 1, maxLength: 4 }).map((values) => values.join(','))
    : one;
}

const HOSTILE = [
  '',
  ' ',
  ',',
  ',,,,',
  '0',
  '-1',
  '1e9',
  '00',
  '99999999999999999999',
  'NaN',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
  "' or 1=1 --",
  '"; drop table measures; --',
  '../../etc/passwd',
  '%00',
  '\u0000',
  '\ud800',
  '\u202e',
  '<script>alert(1)</script>',
  '2025-02-30',
  '9999-99-99',
  'W10',
  Buffer.from('["0132dce18957",1,999999999,"AAAAAAAA"]').toString('base64url'),
  Buffer.from('{"__proto__":1}').toString('base64url'),
  'x'.repeat(1001),
  Array.from({ length: 70 }, (_, n) => `c${n}`).join(','),
];

const hostileValue = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.base64String({ maxLength: 80 }),
);

const queryParameters = ({ parameters }: Operation) => parameters.filter((one) => one.in === 'query');

/** Each parameter left out or valid; cursors and releases are of their own tests. */
function validQuery(operation: Operation): fc.Arbitrary<(readonly [string, string])[]> {
  const free = queryParameters(operation).filter(({ name }) => name !== 'cursor' && name !== 'release');
  return fc
    .tuple(
      ...free.map((one) =>
        fc.option(
          validValues(one).map((value) => [one.name, value] as const),
          { freq: 2, nil: null },
        ),
      ),
    )
    .map((pairs) => pairs.filter((pair) => pair !== null));
}

/** Some parameters valid, some with whatever somebody types, some that do not exist, some twice. */
function anyQuery(operation: Operation): fc.Arbitrary<(readonly [string, string])[]> {
  const names = [...queryParameters(operation).map(({ name }) => name), 'foo', '__proto__', 'utm_source', ''];
  return fc
    .tuple(
      validQuery(operation),
      fc.array(fc.tuple(fc.constantFrom(...names), hostileValue), { maxLength: 3 }),
    )
    .map(([valid, hostile]) => [...valid, ...hostile]);
}

/** The path with the id of an entry, or with what somebody types. */
const filled = (path: string, id: string) => path.replace('{id}', encodeURIComponent(id));

describe('the description', () => {
  it('is OpenAPI 3.1 whose every schema is JSON Schema 2020-12, and every reference leads somewhere', () => {
    expect(document.openapi).toBe('3.1.0');
    const broken: string[] = [];
    walk(document, (node, place) => {
      if (typeof node.$ref !== 'string') return;
      const target = node.$ref
        .replace('#/', '')
        .split('/')
        .reduce<Json | undefined>(
          (at, segment) =>
            typeof at === 'object' && at !== null && !Array.isArray(at) ? at[segment] : undefined,
          document as unknown as Json,
        );
      if (target === undefined) broken.push(`${place}: ${node.$ref}`);
    });
    expect(broken).toEqual([]);
    for (const name of Object.keys(document.components.schemas)) {
      expect(ajv.getSchema(`api#/components/schemas/${name}`), name).toBeTypeOf('function');
    }
  });

  it('has an operation for each resource, with ids of their own', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(document.paths)).toEqual([
      '/api/v1',
      '/api/v1/openapi.json',
      ...[
        'measures',
        'measures/{id}',
        'observations',
        'observations/{id}',
        'countries',
        'countries/{id}',
        'sources',
        'sources/{id}',
        'events',
        'events/{id}',
        'claims',
        'claims/{id}',
        'series',
        'series/{id}',
        'series-points',
        'charts',
        'charts/{id}',
        'releases',
        'releases/{id}',
        'changes',
      ].map((path) => `/api/v1/${path}`),
    ]);
  });

  it('describes every operation, parameter, answer, header and field in words', () => {
    const silent: string[] = [];
    for (const operation of operations) {
      if (!operation.summary || !operation.description) silent.push(operation.path);
      for (const { name, description } of operation.parameters) {
        if (!description) silent.push(`${operation.path}: parameter ${name}`);
      }
      for (const [status, { description, headers = {} }] of Object.entries(operation.responses)) {
        if (!description) silent.push(`${operation.path}: ${status}`);
        for (const [name, header] of Object.entries(headers)) {
          if (!header.description) silent.push(`${operation.path}: ${status}: ${name}`);
        }
      }
    }
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      walk(schema, (node, place) => {
        if (!isObject(node.properties)) return;
        for (const [field, described] of Object.entries(node.properties)) {
          if (!says(described)) silent.push(`${name}${place}.${field}`);
        }
      });
    }
    expect(silent).toEqual([]);
  });

  it('has examples that are what they are examples of', async () => {
    const wrong: string[] = [];
    for (const operation of operations) {
      for (const { name, schema, example } of operation.parameters) {
        if (example !== undefined && !ajv.validate(schema, example)) {
          wrong.push(`${operation.path}: ${name}: ${JSON.stringify(example)}: ${ajv.errorsText()}`);
        }
      }
    }
    for (const schema of Object.values(document.components.schemas)) {
      walk(schema, (node, place) => {
        if (!('example' in node) || '$ref' in node || isObject(node.example)) return;
        if (!ajv.validate(node, node.example)) wrong.push(`${place}: ${JSON.stringify(node.example)}`);
      });
    }
    expect(wrong).toEqual([]);
  });
});

describe('every operation', () => {
  it('answers each example of its parameters, alone and all together, with 200 and content', async () => {
    for (const operation of operations) {
      const id = operation.parameters.find((one) => one.in === 'path')?.example;
      if (operation.path.includes('{id}') && id === undefined) continue;
      const path = filled(operation.path, String(id));
      const examples = queryParameters(operation).flatMap(({ name, example }): [string, string][] =>
        example === undefined ? [] : [[name, [example].flat().join(',')]],
      );
      for (const query of [[], ...examples.map((one) => [one])]) {
        const asked = address(path, query);
        const response = await call(asked);
        expect(response.status, asked).toBe(200);
        const body = await requireDescribed(operation, asked, response);
        if (isObject(body) && Array.isArray(body.data) && operation.operationId !== 'list_changes') {
          expect(body.data.length, asked).toBeGreaterThan(0);
        }
      }
    }
  });

  it(
    'answers valid parameters, whatever they are, with 200 as described and within limits',
    async () => {
      for (const operation of operations) {
        const id = operation.parameters.find((one) => one.in === 'path')?.example;
        if (operation.path.includes('{id}') && id === undefined) continue;
        await fc.assert(
          fc.asyncProperty(validQuery(operation), async (query) => {
            const asked = address(filled(operation.path, String(id)), query);
            const response = await call(asked);
            const body = await requireDescribed(operation, asked, response);
            // A past view may not know the entry yet.
            if (operation.path.includes('{id}') && query.some(([name]) => name === 'asOf')) {
              expect([200, 404]).toContain(response.status);
            } else expect(response.status, asked).toBe(200);
            if (!isObject(body) || !Array.isArray(body.data) || !isObject(body.meta)) return;
            const limit = Number(query.find(([name]) => name === 'limit')?.[1] ?? PAGE_LIMIT.usual);
            if (operation.operationId === 'index') return;
            expect(body.meta.limit).toBe(limit);
            expect(body.data.length).toBe(Math.min(limit, Number(body.meta.count)));
          }),
          { numRuns: RUNS_PER_OPERATION },
        );
      }
    },
    LONG,
  );

  it(
    'answers whatever somebody types as described, never with a fault of ours',
    async () => {
      for (const operation of operations) {
        const ids = operation.path.includes('{id}')
          ? fc.oneof(
              {
                weight: 1,
                arbitrary: fc.constant(
                  String(operation.parameters.find((one) => one.in === 'path')?.example ?? 'x'),
                ),
              },
              { weight: 1, arbitrary: hostileValue.filter((text) => text !== '' && !/\p{Cs}/u.test(text)) },
            )
          : fc.constant('');
        await fc.assert(
          fc.asyncProperty(ids, anyQuery(operation), async (id, query) => {
            const asked = address(filled(operation.path, id), query);
            const response = await call(asked);
            expect([200, 400, 404], asked).toContain(response.status);
            await requireDescribed(operation, asked, response);
          }),
          { numRuns: RUNS_PER_OPERATION },
        );
      }
    },
    LONG,
  );

  it('answers a path below it that somebody makes up with 404 and where to look', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          hostileValue.filter((text) => text !== '' && !/\p{Cs}/u.test(text) && !/^\.{1,2}$/.test(text)),
          { minLength: 1, maxLength: 4 },
        ),
        async (segments) => {
          const response = await call(`/api/v1/${['zz', ...segments].map(encodeURIComponent).join('/')}`);
          expect(response.status).toBe(404);
          expect((await response.json()).near.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: RUNS_PER_OPERATION },
    );
  });

  it(
    'of a list: the pages together are the list, once each, for every size of page',
    async () => {
      for (const operation of operations) {
        const { operationId, path } = operation;
        if (!operationId.startsWith('list_')) continue;
        const key = operationId === 'list_countries' ? 'iso2' : 'id';
        const walked = async (limit: number, query: string) => {
          const seen: string[] = [];
          let next: string | null = `${path}?limit=${limit}${query}`;
          let pages = 0;
          while (next !== null) {
            const response: Response = await call(next);
            const page = await response.clone().json();
            // Every entry of the real data, not only those that a drawn query happens to meet.
            await requireDescribed(operation, next, response);
            seen.push(...page.data.map((entry: Record<string, string>) => entry[key]));
            next = page.links.next;
            expect(response.headers.get('link')?.includes('rel="next"')).toBe(next !== null);
            pages += 1;
            expect(pages).toBeLessThan(60);
          }
          return seen;
        };
        const many = operationId === 'list_series_points' ? '&series=population' : '';
        const whole = await walked(500, many);
        expect(new Set(whole).size, path).toBe(whole.length);
        expect(await walked(97, `${many}&fields=${key}`), path).toEqual(whole);
      }
    },
    LONG,
  );
});

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True when a field is described, by itself or by the schema it refers to. */
function says(schema: Json | undefined): boolean {
  if (!isObject(schema)) return false;
  if (typeof schema.description === 'string') return true;
  return [schema, ...[schema.anyOf, schema.oneOf, schema.allOf].flat().filter(isObject)].some(
    ({ $ref, description }) => typeof $ref === 'string' || typeof description === 'string',
  );
}

function walk(value: unknown, visit: (node: Schema, place: string) => void, place = ''): void {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) walk(one, visit, `${place}[${index}]`);
    return;
  }
  if (!isObject(value)) return;
  visit(value, place);
  for (const [name, one] of Object.entries(value)) walk(one, visit, `${place}.${name}`);
}
