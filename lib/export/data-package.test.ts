import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdtempSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { parse } from 'csv-parse/sync';
import { validate } from 'datapackage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { type Database, openDatabase } from '@/db/client';
import { DEFAULT_DATA_FOLDER } from '@/db/commands/data-folder';
import { readData } from '@/db/loader/content';
import { loadRelease } from '@/db/loader/load';
import { migrateDatabase } from '@/db/migrate';
import { PACKAGE_TABLES } from '@/lib/domain/data-files';
import { translator } from '@/lib/i18n/translator';
import { currentRelease } from '@/lib/queries/releases';
import { dataPackage } from './data-package';
import type { PackageContext } from './package-tables';
import { sqliteFile } from './sqlite-file';

// The project's own data, read back by readers that are not the writers: yauzl, csv-parse, and SQL.

interface Field {
  name: string;
  type: string;
  description: string;
  constraints: { required: boolean; unique?: boolean; pattern?: string; enum?: string[] };
}

interface Resource {
  name: string;
  path: string;
  bytes: number;
  hash: string;
  schema: {
    fields: Field[];
    primaryKey: string[];
    foreignKeys?: { fields: string[]; reference: { resource: string; fields: string[] } }[];
  };
}

let folder: string;
let db: Database;
let context: PackageContext;
let files: Map<string, Buffer>;
let resources: Resource[];

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

function unzip(zip: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(zip, { lazyEntries: true }, (error, reader) => {
      if (error) return reject(error);
      const found = new Map<string, Buffer>();
      reader.on('error', reject);
      reader.on('end', () => resolve(found));
      reader.on('entry', (entry: yauzl.Entry) => {
        reader.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          bytesOf(stream).then((content) => {
            found.set(entry.fileName, content);
            reader.readEntry();
          }, reject);
        });
      });
      reader.readEntry();
    });
  });
}

function rowsOf(name: string): Record<string, string>[] {
  return parse(files.get(`${name}.csv`) ?? Buffer.alloc(0), { columns: true });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-package-'));
  const url = `file:${join(folder, 'muster.sqlite')}`;
  process.env.DATABASE_URL = url;
  db = openDatabase(url, { create: true });
  await migrateDatabase(db, url);
  const { release } = readData(DEFAULT_DATA_FOLDER);
  if (!release) throw new Error('the data has mistakes: run data:check');
  await loadRelease(db, { release, note: 'first', loadedAt: '2026-01-01T00:00:00.000Z' });
  context = {
    db,
    release: await currentRelease(db),
    origin: 'https://muster.example',
    translator: translator('en'),
  };
  files = await unzip(await bytesOf(dataPackage(context)));
  resources = JSON.parse(files.get('datapackage.json')?.toString('utf8') ?? '{}').resources;
});

afterAll(() => {
  delete process.env.DATABASE_URL;
  db.$client.close();
  rmSync(folder, { recursive: true });
});

describe('the data package', () => {
  it('names the terms of each context series as its own table does, and no licence of its own', () => {
    const descriptor = JSON.parse(files.get('datapackage.json')?.toString('utf8') ?? '{}');
    const rows = rowsOf('series_sources');
    expect(rows.length).toBeGreaterThan(5);
    expect(descriptor.sources.map(({ licence, path }: Record<string, string>) => [path, licence])).toEqual(
      rows.map(({ source_url, licence }) => [source_url, licence]),
    );
    expect(descriptor.description).toContain('No licence has been decided yet');
    expect(descriptor).not.toHaveProperty('licenses');
  });

  it('holds every table, the two descriptions and a README, and is the same again byte by byte', async () => {
    expect([...files.keys()]).toEqual([
      ...PACKAGE_TABLES.map((name) => `${name}.csv`),
      'datapackage.json',
      'csv-metadata.json',
      'README.md',
    ]);
    const again = await bytesOf(dataPackage(context));
    const once = await bytesOf(dataPackage(context));
    expect(again.equals(once)).toBe(true);
  });

  it('has a descriptor that the published JSON schema of tabular data packages accepts', async () => {
    const { valid, errors } = await validate(
      JSON.parse(files.get('datapackage.json')?.toString('utf8') ?? '{}'),
    );
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
  });

  it('holds as many rows as the data has entries', () => {
    // Counted in db/data by a script of its own.
    expect(rowsOf('countries')).toHaveLength(52);
    expect(rowsOf('measures')).toHaveLength(183);
    expect(rowsOf('observations')).toHaveLength(1010);
    expect(rowsOf('sources')).toHaveLength(1275);
    expect(rowsOf('events')).toHaveLength(440);
    expect(rowsOf('claims')).toHaveLength(24);
    expect(rowsOf('series')).toHaveLength(8898);
  });

  it('says the size and hash of each file as they are', () => {
    for (const { path, bytes, hash } of resources) {
      const content = files.get(path) ?? Buffer.alloc(0);
      expect([path, content.length]).toEqual([path, bytes]);
      expect(hash).toBe(`sha256:${createHash('sha256').update(content).digest('hex')}`);
    }
  });

  it('loads by its schema: every cell of its type, every constraint kept', () => {
    const shapes: Record<string, RegExp> = {
      integer: /^-?\d+$/,
      number: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/,
      boolean: /^(true|false)$/,
      year: /^\d{4}$/,
      date: /^\d{4}-\d{2}-\d{2}$/,
      datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
      string: /^/,
    };
    const mistakes: string[] = [];
    for (const { name, schema } of resources) {
      const rows = rowsOf(name);
      expect(rows.length === 0 || Object.keys(rows[0] ?? {}).join()).toEqual(
        rows.length === 0 || schema.fields.map((field) => field.name).join(),
      );
      for (const field of schema.fields) {
        const { required, unique, pattern, enum: codes } = field.constraints;
        const seen = new Set<string>();
        for (const [index, row] of rows.entries()) {
          const cell = row[field.name] ?? '';
          const at = `${name}.csv row ${index + 1} ${field.name} "${cell}"`;
          if (cell === '') {
            if (required) mistakes.push(`${at}: empty`);
            continue;
          }
          if (!shapes[field.type]?.test(cell)) mistakes.push(`${at}: not a ${field.type}`);
          if (pattern && !new RegExp(pattern).test(cell)) mistakes.push(`${at}: not as ${pattern}`);
          if (codes && !codes.includes(cell)) mistakes.push(`${at}: not one of ${codes.join(', ')}`);
          if (unique && seen.has(cell)) mistakes.push(`${at}: twice`);
          seen.add(cell);
        }
      }
    }
    expect(mistakes.slice(0, 10)).toEqual([]);
  });

  it('has keys that hold: no row twice, no reference to what is not there', () => {
    const mistakes: string[] = [];
    const key = (row: Record<string, string>, fields: string[]) =>
      JSON.stringify(fields.map((one) => row[one]));
    for (const { name, schema } of resources) {
      const rows = rowsOf(name);
      const keys = new Set(rows.map((row) => key(row, schema.primaryKey)));
      if (keys.size !== rows.length) mistakes.push(`${name}.csv: ${rows.length - keys.size} rows twice`);
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const there = new Set(rowsOf(reference.resource || name).map((row) => key(row, reference.fields)));
        for (const row of rows) {
          if (fields.every((one) => row[one] === '')) continue;
          if (!there.has(key(row, fields)))
            mistakes.push(`${name}.csv: no ${reference.resource} ${key(row, fields)}`);
        }
      }
    }
    expect(mistakes.slice(0, 10)).toEqual([]);
  });

  it('describes the same columns to CSVW', () => {
    const { tables } = JSON.parse(files.get('csv-metadata.json')?.toString('utf8') ?? '{}');
    const columns = tables.map(({ url, tableSchema }: { url: string; tableSchema: { columns: Field[] } }) => [
      url,
      ...tableSchema.columns.map(({ name }) => name),
    ]);
    expect(columns).toEqual(
      resources.map(({ path, schema }) => [path, ...schema.fields.map(({ name }) => name)]),
    );
  });

  it('ends with the error where reading breaks off', async () => {
    const closed = openDatabase(`file:${join(folder, 'muster.sqlite')}`);
    const pieces = dataPackage({ ...context, db: closed });
    closed.$client.close();
    await expect(bytesOf(pieces)).rejects.toThrow();
  });
});

describe('the SQLite file', () => {
  it('holds the same rows in the same columns, whole and without broken keys', async () => {
    const path = await sqliteFile(context);
    const copy = join(folder, 'copy.sqlite');
    writeFileSync(copy, await bytesOf(createReadStream(path)));
    const client = createClient({ url: `file:${copy}` });
    expect((await client.execute('pragma integrity_check')).rows[0]?.integrity_check).toBe('ok');
    expect((await client.execute('pragma foreign_key_check')).rows).toEqual([]);
    for (const { name, schema } of resources) {
      const { rows } = await client.execute(`select count(*) as n from ${name}`);
      expect([name, rows[0]?.n]).toEqual([name, rowsOf(name).length]);
      const info = await client.execute(`pragma table_info(${name})`);
      expect(info.rows.map((column) => column.name)).toEqual(schema.fields.map((field) => field.name));
    }
    const cited = await client.execute('select count(*) as n from figures_and_sources');
    expect(cited.rows[0]?.n).toBe(rowsOf('observation_sources').length);
    const { rows: targets } = await client.execute(
      `select count(*) as n from targets where country_iso2 = 'FR' and indicator = 'intake_per_year'`,
    );
    const wanted = rowsOf('observations').filter(
      (row) =>
        row.country_iso2 === 'FR' &&
        row.indicator === 'intake_per_year' &&
        row.basis === 'target' &&
        row.coverage === 'full',
    );
    expect(wanted.length).toBeGreaterThan(3);
    expect(targets[0]?.n).toBe(wanted.length);
    client.close();
  });

  it('is made once for all that it says, and anew for another loading, language or host', async () => {
    const path = await sqliteFile(context);
    const { ino } = statSync(path);
    expect(await sqliteFile(context)).toBe(path);
    expect(statSync(path).ino).toBe(ino);
    const { release } = context;
    const others = await Promise.all([
      sqliteFile({ ...context, release: { ...release, loadedAt: '2031-01-01T00:00:00.000Z' } }),
      sqliteFile({ ...context, translator: translator('fr') }),
      sqliteFile({ ...context, origin: 'https://elsewhere.example' }),
    ]);
    expect(new Set([path, ...others]).size).toBe(4);
  });

  it('that was asked for just now stays, however many others are', async () => {
    const path = await sqliteFile(context);
    utimesSync(path, new Date(0), new Date(0));
    expect(await sqliteFile(context)).toBe(path);
    for (let n = 0; n < 9; n += 1) await sqliteFile({ ...context, origin: `https://${n}.example` });
    expect(existsSync(path)).toBe(true);
  });
});
