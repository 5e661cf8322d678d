import 'server-only';
import { createHash } from 'node:crypto';
import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { API_PAGE, API_PATH, API_VERSION, itemParameters, listParameters } from './ask';
import { describedParameters } from './parameters';
import type { ApiResource } from './resource';
import { RESOURCES } from './resources';
import { apiIndex, itemLinks, itemMeta, listLinks, listMeta, problemDetails, SCHEMAS } from './schemas';

const PROMISE = [
  'Sourced, comparable figures on what states do to put more trained people behind their armed forces.',
  'Read-only, without a key. Within `v1` changes are additive: new resources, fields, parameters, codes of a set. Ignore what you do not know.',
  'What goes away is announced at least 12 months before, in the release notes and with the headers `Deprecation` (RFC 9745) and `Sunset` (RFC 8594).',
  'Every address also answers `HEAD`, with the same headers and no body, and `OPTIONS`; every other method is answered 405 with `Allow`.',
  'All answers may be read by pages of any origin (CORS). They are packed with brotli or gzip where the client accepts it.',
].join('\n\n');

const HEADERS = {
  ETag: {
    description:
      'Names the answer: made from the release, the address and the version of the API. Send it back as `If-None-Match` to be told 304 while nothing has changed.',
    schema: { type: 'string' as const },
  },
  'Cache-Control': {
    description: 'How long shared caches may keep the answer.',
    schema: { type: 'string' as const },
  },
  Vary: { description: 'Answers differ by `Accept-Encoding` only.', schema: { type: 'string' as const } },
  Link: {
    description:
      'The description of the API (`service-desc`) and, on a list that goes on, the page after this one (`next`).',
    schema: { type: 'string' as const },
  },
  'Content-Language': { description: 'Language of the texts: `en`.', schema: { type: 'string' as const } },
  'Access-Control-Allow-Origin': {
    description: '`*`: pages of any origin may read the answer.',
    schema: { type: 'string' as const },
  },
};

const notModified = {
  description: 'The answer is the one that `If-None-Match` names; no body.',
  headers: { ETag: HEADERS.ETag, 'Cache-Control': HEADERS['Cache-Control'], Vary: HEADERS.Vary },
};

const ERRORS = {
  400: 'A parameter was not understood. `errors` names each, its value, and what it takes.',
  404: 'There is nothing at this address, or a release whose data was not kept was asked for. `near` has what may have been meant.',
  405: 'The API is for reading; `Allow` has the methods.',
  500: 'A fault on our side. Never an empty result.',
  503: 'The data cannot be read right now; `Retry-After` says in how many seconds to try again.',
} as const;
type ErrorStatus = keyof typeof ERRORS;

const EXTRA_HEADERS: Partial<
  Record<ErrorStatus, Record<string, { description: string; schema: { type: 'string' } }>>
> = {
  405: { Allow: { description: 'The methods that the address answers.', schema: { type: 'string' } } },
  503: { 'Retry-After': { description: 'Seconds.', schema: { type: 'string' } } },
};

function errors(...statuses: readonly ErrorStatus[]): RouteConfig['responses'] {
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: ERRORS[status],
        headers: {
          'Access-Control-Allow-Origin': HEADERS['Access-Control-Allow-Origin'],
          ...EXTRA_HEADERS[status],
        },
        content: { 'application/problem+json': { schema: problemDetails } },
      },
    ]),
  );
}

const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header' as const,
  required: false,
  description: 'The `ETag` of an earlier answer: 304 while it still holds.',
  schema: { type: 'string' as const },
};

/** Name of the schema of one entry: `measures` → `Measure`. */
const schemaName = (resource: ApiResource): string =>
  String(SCHEMAS[resource.name].meta()?.id ?? resource.name);

/** An entry as it is, and as `fields` makes it. */
function entrySchema(resource: ApiResource): z.ZodType {
  const whole: z.ZodObject = SCHEMAS[resource.name];
  const key = whole.shape[resource.key];
  if (key === undefined) throw new Error(`${resource.name}: the schema has no field "${resource.key}"`);
  const part = whole
    .partial()
    .extend({ [resource.key]: key })
    .meta({
      id: `${schemaName(resource)}Fields`,
      description: `The fields of ${schemaName(resource)} that \`fields\` names.`,
    });
  return z.union([whole, part]);
}

function ok(description: string, schema: z.ZodType): RouteConfig['responses'][string] {
  return { description, headers: HEADERS, content: { 'application/json': { schema } } };
}

function registerResource(registry: OpenAPIRegistry, resource: ApiResource): void {
  const { name, description, order, item } = resource;
  const title = schemaName(resource);
  const entry = entrySchema(resource);
  registry.registerPath({
    method: 'get',
    path: `${API_PATH}/${name}`,
    operationId: `list_${name.replace('-', '_')}`,
    tags: [name],
    summary: `List of ${name}`,
    description: `${description}\n\nOrder: ${order}`,
    parameters: [...describedParameters(listParameters(resource)), IF_NONE_MATCH],
    responses: {
      200: ok(
        'One page of the list.',
        z
          .object({
            data: z.array(entry).meta({ description: 'The entries, in order.' }),
            meta: listMeta,
            links: listLinks,
          })
          .meta({ id: `${title}List`, description: `A page of ${name}.` }),
      ),
      304: notModified,
      ...errors(400, 404, 405, 500, 503),
    },
  });
  if (item === null) return;
  registry.registerPath({
    method: 'get',
    path: `${API_PATH}/${name}/{id}`,
    operationId: `get_${name.replace('-', '_')}`,
    tags: [name],
    summary: `One of ${name}`,
    description,
    parameters: [
      {
        name: 'id',
        in: 'path',
        required: true,
        description: `The ${resource.key} of the entry.`,
        schema: { type: 'string' },
        ...(item.example !== null && { example: item.example }),
      },
      ...describedParameters(itemParameters(resource)),
      IF_NONE_MATCH,
    ],
    responses: {
      200: ok(
        'The entry.',
        z
          .object({ data: entry, meta: itemMeta, links: itemLinks })
          .meta({ id: `${title}Entry`, description: `One of ${name}.` }),
      ),
      304: notModified,
      ...errors(400, 404, 405, 500, 503),
    },
  });
}

/** The description of the API as OpenAPI 3.1, made from the schemas and parameters that answer it. */
export function openApiDocument() {
  const registry = new OpenAPIRegistry();
  registry.registerPath({
    method: 'get',
    path: API_PATH,
    operationId: 'index',
    tags: ['about'],
    summary: 'What the API has',
    description: 'The resources, the release shown, and where the description is.',
    parameters: [IF_NONE_MATCH],
    responses: { 200: ok('The resources.', apiIndex), 304: notModified, ...errors(400, 405, 500, 503) },
  });
  registry.registerPath({
    method: 'get',
    path: `${API_PATH}/openapi.json`,
    operationId: 'description',
    tags: ['about'],
    summary: 'This description',
    description: 'OpenAPI 3.1.',
    parameters: [IF_NONE_MATCH],
    responses: {
      200: ok('The description.', z.record(z.string(), z.unknown()).meta({ description: 'OpenAPI 3.1.' })),
      304: notModified,
      ...errors(400, 405, 500, 503),
    },
  });
  for (const resource of RESOURCES) registerResource(registry, resource);
  return new OpenApiGeneratorV31(registry.definitions, { sortComponents: 'alphabetically' }).generateDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Muster API',
        version: API_VERSION,
        description: PROMISE,
      },
      servers: [{ url: '/', description: 'This site.' }],
      externalDocs: { url: API_PAGE, description: 'Documentation with examples.' },
      tags: [
        { name: 'about', description: 'The API itself.' },
        ...RESOURCES.map(({ name, description }) => ({ name, description })),
      ],
    },
  );
}

let written: { text: string; digest: string } | null = null;

function write(): { text: string; digest: string } {
  if (written === null) {
    const text = `${JSON.stringify(openApiDocument(), null, 2)}\n`;
    written = { text, digest: createHash('sha256').update(text).digest('base64url').slice(0, 16) };
  }
  return written;
}

/** The description as text; made once. */
export function openApiText(): string {
  return write().text;
}

/** Names the description: another one whenever what the API answers is described otherwise. */
export function openApiDigest(): string {
  return write().digest;
}
