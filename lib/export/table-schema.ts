import type { Translator } from '@/lib/i18n/translator';
import { allowedCodes, type DescribedColumn, describeColumn } from './columns';
import type { ForeignKey, PackagedTable } from './package-tables';

type Column = PackagedTable['columns'][number];

/** A date of the codebook: YYYY, YYYY-MM or YYYY-MM-DD. */
const PARTIAL_DATE = '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$';
const SPACED_IDS = '^\\S+( \\S+)*$';

interface FieldType {
  /** Table Schema (https://datapackage.org/standard/table-schema/): a type of version 2 that version 1 knows too. */
  type: 'string' | 'integer' | 'number' | 'boolean' | 'year' | 'date' | 'datetime';
  format?: 'uri';
  pattern?: string;
  /** CSVW (https://www.w3.org/TR/tabular-metadata/): a built-in datatype of XML Schema. */
  csvw: 'string' | 'integer' | 'double' | 'boolean' | 'gYear' | 'date' | 'dateTime' | 'anyURI';
  /** CSVW: between several values of one cell. */
  csvwSeparator?: ' ';
}

function fieldType(holds: DescribedColumn<never>['holds']): FieldType {
  if (typeof holds === 'object') return { type: 'string', csvw: 'string' };
  switch (holds) {
    case 'id':
    case 'text':
      return { type: 'string', csvw: 'string' };
    case 'url':
      return { type: 'string', format: 'uri', csvw: 'anyURI' };
    case 'ids':
      return { type: 'string', pattern: SPACED_IDS, csvw: 'string', csvwSeparator: ' ' };
    case 'urls':
      return { type: 'string', pattern: SPACED_IDS, csvw: 'anyURI', csvwSeparator: ' ' };
    case 'integer':
      return { type: 'integer', csvw: 'integer' };
    case 'number':
      return { type: 'number', csvw: 'double' };
    case 'boolean':
      return { type: 'boolean', csvw: 'boolean' };
    case 'year':
      return { type: 'year', csvw: 'gYear' };
    case 'day':
      return { type: 'date', csvw: 'date' };
    case 'instant':
      return { type: 'datetime', csvw: 'dateTime' };
    case 'partial_date':
      return { type: 'string', pattern: PARTIAL_DATE, csvw: 'string' };
  }
}

function field(column: Column, unique: boolean, tr: Translator) {
  const { type, format, pattern } = fieldType(column.holds);
  const codes = allowedCodes(column);
  return {
    name: column.name,
    type,
    ...(format ? { format } : {}),
    ...(type === 'boolean' ? { trueValues: ['true'], falseValues: ['false'] } : {}),
    description: describeColumn(column, tr),
    constraints: {
      required: column.required === true,
      ...(unique ? { unique: true } : {}),
      ...(pattern ? { pattern } : {}),
      ...(codes ? { enum: codes } : {}),
    },
  };
}

function reference({ column, table, refersTo }: ForeignKey, self: string) {
  return { fields: [column], reference: { resource: table === self ? '' : table, fields: [refersTo] } };
}

/** A table's schema for a data package: fields with types and constraints, keys, and how nothing is written. */
export function tableSchema({ name, columns, primaryKey, foreignKeys }: PackagedTable, tr: Translator) {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: columns.map((column) =>
      field(column, primaryKey.length === 1 && primaryKey[0] === column.name, tr),
    ),
    primaryKey: [...primaryKey],
    ...(foreignKeys.length > 0 ? { foreignKeys: foreignKeys.map((key) => reference(key, name)) } : {}),
    missingValues: [''],
  };
}

/** The same table as CSVW describes it, for one entry of `tables`. */
export function csvwTable({ name, columns, primaryKey, foreignKeys }: PackagedTable, tr: Translator) {
  return {
    url: `${name}.csv`,
    'dc:title': name,
    tableSchema: {
      columns: columns.map((column) => {
        const { csvw, csvwSeparator, pattern } = fieldType(column.holds);
        return {
          name: column.name,
          titles: column.name,
          'dc:description': describeColumn(column, tr),
          datatype: pattern && !csvwSeparator ? { base: csvw, format: pattern } : csvw,
          required: column.required === true,
          ...(csvwSeparator ? { separator: csvwSeparator } : {}),
        };
      }),
      primaryKey: [...primaryKey],
      foreignKeys: foreignKeys.map(({ column, table, refersTo }) => ({
        columnReference: column,
        reference: { resource: `${table}.csv`, columnReference: refersTo },
      })),
    },
  };
}
