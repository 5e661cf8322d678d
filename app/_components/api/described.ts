import 'server-only';
import { z } from 'zod';
import { openApiText } from '@/lib/api/openapi';

/*
 * The reference part of the page, read from the description that clients get: what stands there is what is answered.
 */

const schemaShape = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  description: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  get items() {
    return schemaShape.optional();
  },
  get anyOf() {
    return z.array(schemaShape).optional();
  },
  get oneOf() {
    return z.array(schemaShape).optional();
  },
  get properties() {
    return z.record(z.string(), schemaShape).optional();
  },
});
type Schema = z.infer<typeof schemaShape>;

const operationShape = z.looseObject({
  summary: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  parameters: z.array(
    z.looseObject({ name: z.string(), in: z.string(), description: z.string(), schema: schemaShape }),
  ),
});

const documentShape = z.looseObject({
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.object({ get: operationShape })),
  components: z.looseObject({ schemas: z.record(z.string(), schemaShape) }),
});

/** A parameter or a field: its name, what it can be, and what it means, in English. */
export interface DescribedName {
  name: string;
  takes: string;
  codes: readonly string[];
  description: string;
}

export interface DescribedResource {
  name: string;
  description: string;
  order: string;
  /** Addresses: the list, and one entry where entries have their own. */
  paths: readonly string[];
  parameters: readonly DescribedName[];
  fields: readonly DescribedName[];
}

function nameOfRef(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

function codesOf(schema: Schema): readonly string[] {
  const own = (schema.enum ?? []).filter((code) => code !== null).map(String);
  return own.length > 0
    ? own
    : [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])].flatMap(
        codesOf,
      );
}

function takes(schema: Schema): string {
  if (schema.$ref !== undefined) return nameOfRef(schema.$ref);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(takes).join(' or ');
  if (schema.type === 'array' || (Array.isArray(schema.type) && schema.type.includes('array'))) {
    return `list of ${schema.items ? takes(schema.items) : 'values'}`;
  }
  const types = [schema.type ?? 'any'].flat();
  const bounds =
    schema.minimum !== undefined && schema.maximum !== undefined && schema.maximum < 10_000
      ? ` ${schema.minimum}–${schema.maximum}`
      : '';
  const format = schema.format === 'date' ? ' (day)' : '';
  return `${codesOf(schema).length > 0 ? types.map((type) => (type === 'string' ? 'code' : type)).join(' or ') : types.join(' or ')}${format}${bounds}`;
}

function described(name: string, schema: Schema, description: string): DescribedName {
  return { name, takes: takes(schema), codes: codesOf(schema), description };
}

/** Every resource as the description has it. */
export function describedResources(): DescribedResource[] {
  const { tags, paths, components } = documentShape.parse(JSON.parse(openApiText()));
  return tags.flatMap(({ name, description }) => {
    const own = Object.entries(paths).filter(([, { get }]) => get.tags.includes(name) && name !== 'about');
    const [list] = own;
    if (!list) return [];
    const [, { get }] = list;
    const entry = entryOf(name, components.schemas);
    return [
      {
        name,
        description,
        order: get.description.split('\n\nOrder: ')[1] ?? '',
        paths: own.map(([path]) => path),
        parameters: get.parameters
          .filter((one) => one.in === 'query')
          .map((one) => described(one.name, one.schema, one.description)),
        fields: Object.entries(entry?.properties ?? {}).map(([field, schema]) =>
          described(
            field,
            schema,
            schema.description ?? components.schemas[nameOfRef(schema.$ref ?? '')]?.description ?? '',
          ),
        ),
      },
    ];
  });
}

/** The schema of an entry: what the list of the resource is made of. */
function entryOf(name: string, schemas: Readonly<Record<string, Schema>>): Schema | undefined {
  const list = Object.entries(schemas).find(
    ([title, { description }]) => title.endsWith('List') && description === `A page of ${name}.`,
  );
  const ref = list?.[1].properties?.data?.items?.anyOf?.[0]?.$ref;
  return ref === undefined ? undefined : schemas[nameOfRef(ref)];
}
