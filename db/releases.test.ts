import { execFile } from 'node:child_process';
import { existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { asc, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, getDatabase } from './client';
import { DEFAULT_DATA_FOLDER } from './commands/data-folder';
import { CONTENT_FORMAT, keptReleases, readContent } from './loader/archive';
import { inRelease, ReleaseUnavailableError } from './releases';
import * as schema from './schema';
import {
  cleanUpAfterEach,
  dataFolder,
  emptyDatabase,
  load,
  releaseOf,
  syntheticObservation,
} from './testing/synthetic-data';

cleanUpAfterEach();

const configured = process.env.DATABASE_URL;
afterEach(() => {
  if (configured === undefined) Reflect.deleteProperty(process.env, 'DATABASE_URL');
  else process.env.DATABASE_URL = configured;
});

/** The synthetic data with another figure for France. */
const withValue = (value: number) =>
  dataFolder((files) => {
    const [target] = files['countries/FR.json'].measures[0]?.observations ?? [];
    if (target) target.value = value;
  });

const figures = async (db: Database) =>
  (await db.select().from(schema.observations).orderBy(asc(schema.observations.id))).map(
    ({ value }) => value,
  );

async function refusal(releaseId: string): Promise<ReleaseUnavailableError> {
  try {
    await inRelease(releaseId, figures);
  } catch (error) {
    if (error instanceof ReleaseUnavailableError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('releases of one database', () => {
  let db: Database;
  let folder: string;
  let ids: string[];
  const files = () => (existsSync(folder) ? readdirSync(folder).sort() : []);

  beforeEach(async () => {
    const made = await emptyDatabase();
    db = made.db;
    process.env.DATABASE_URL = made.url;
    folder = join(dirname(made.path), 'releases');
    ids = [];
    for (const value of [100, 200, 300]) {
      const data = withValue(value);
      await load(db, data, `value ${value}`);
      ids.push(releaseOf(data).id);
    }
  });

  it('each keeps its figures, its release row and its changes whatever is loaded later', async () => {
    const seen = [];
    for (const id of [null, ...ids]) {
      seen.push(
        await inRelease(id, async (release) => ({
          value: (await figures(release))[0],
          releases: (await release.select().from(schema.releases)).map(({ id: one }) => ids.indexOf(one)),
          changes: (await release.select().from(schema.changes)).map(({ before, after }) => [before, after]),
          found: (await release.$client.execute("select measure_id from measure_search('synthetic')")).rows
            .length,
        })),
      );
    }
    const first = [['100', '200']];
    const both = [...first, ['200', '300']];
    expect(seen).toEqual([
      { value: 300, releases: [0, 1, 2], changes: both, found: 2 },
      { value: 100, releases: [0], changes: [], found: 2 },
      { value: 200, releases: [0, 1], changes: first, found: 2 },
      { value: 300, releases: [0, 1, 2], changes: both, found: 2 },
    ]);
    expect(files()).toHaveLength(2);
  });

  it('a file is made once for requests at the same time, and again when it was thrown away', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => inRelease(ids[0] ?? '', figures)));
    expect(new Set(answers.map(String))).toEqual(new Set(['100,100']));
    expect(files()).toHaveLength(1);
    rmSync(folder, { recursive: true });
    expect(await inRelease(ids[0] ?? '', figures)).toEqual([100, 100]);
    expect(files()).toHaveLength(1);
  });

  it('processes that make the same file at the same time do no harm', async () => {
    const script = `
      const { inRelease } = await import('./db/releases.ts');
      const { observations } = await import('./db/schema.ts');
      console.log(await inRelease(process.argv[1], (db) => db.$count(observations)));
      process.exit(0);`;
    const run = promisify(execFile);
    const other = () =>
      run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, ids[1] ?? '']);
    const others = await Promise.all([other(), other(), other()]);
    expect(others.map(({ stdout, stderr }) => stdout.trim() + stderr)).toEqual(['2', '2', '2']);
    expect(files()).toHaveLength(1);
    expect(await inRelease(ids[1] ?? '', figures)).toEqual([200, 100]);
  });

  it('content that is loaded a second time is the release of its first loading', async () => {
    await load(db, withValue(100));
    await load(db, withValue(200));
    const dates = await inRelease(ids[0] ?? '', (release) => release.select().from(schema.releases));
    expect(dates.map(({ loadNumber }) => loadNumber)).toEqual([1]);
    expect(await inRelease(ids[1] ?? '', figures)).toEqual([200, 100]);
  });

  it('one that is unknown, and one that was not kept, are said with those that can be read', async () => {
    expect(await refusal('0123456789ab')).toMatchObject({ notKept: false, readable: expect.any(Array) });
    await db.delete(schema.releaseContents).where(eq(schema.releaseContents.releaseId, ids[0] ?? ''));
    const gone = await refusal(ids[0] ?? '');
    expect(gone.notKept).toBe(true);
    expect([...gone.readable].sort()).toEqual([...ids.slice(1)].sort());
  });

  it('the present one is readable though nothing was kept, as in a database from before there was an archive', async () => {
    await db.delete(schema.releaseContents);
    expect(await inRelease(ids[2] ?? '', figures)).toContain(300);
    expect((await refusal(ids[1] ?? '')).readable).toEqual([ids[2]]);
  });

  it('content of a format to come counts as not kept', async () => {
    await db.update(schema.releaseContents).set({ format: CONTENT_FORMAT + 1 });
    expect(await keptReleases(db)).toEqual([]);
    expect((await refusal(ids[0] ?? '')).notKept).toBe(true);
  });

  it('content that cannot be unpacked is an error, and leaves no file behind', async () => {
    await db.update(schema.releaseContents).set({ bytes: Buffer.from('not brotli at all') });
    await expect(inRelease(ids[0] ?? '', figures)).rejects.toThrow();
    expect(files()).toEqual([]);
    expect(await figures(await getDatabase())).toHaveLength(2);
  });

  it('files stay few: the least recently used goes, one in use stays, what a dead process left is swept out', async () => {
    await inRelease(ids[0] ?? '', figures);
    const old = new Date(Date.now() - 86_400_000);
    for (let n = 0; n < 20; n += 1) {
      const path = join(folder, `${String(n).padStart(12, '0')}-0.sqlite`);
      writeFileSync(path, '');
      utimesSync(path, old, new Date(old.getTime() + n * 1000));
    }
    const left = join(folder, 'left.sqlite.1.tmp');
    writeFileSync(left, '');
    utimesSync(left, old, old);
    await inRelease(ids[1] ?? '', figures);
    expect(files()).toHaveLength(16);
    expect(files().filter((name) => name.startsWith(ids[0] ?? '?'))).toHaveLength(1);
    expect(files()).not.toContain('000000000000-0.sqlite');
    expect(files()).toContain('000000000019-0.sqlite');
    expect(existsSync(left)).toBe(false);
  });
});

describe('the packing', () => {
  it('gives back every record of the real data as it was', async () => {
    const { db } = await emptyDatabase();
    await load(db, DEFAULT_DATA_FOLDER);
    const { id, content } = releaseOf(DEFAULT_DATA_FOLDER);
    expect(await readContent(db, id)).toEqual(content);
    const [kept] = await db.all<{ parts: number; bytes: number }>(
      sql`select count(*) as parts, sum(length(bytes)) as bytes from release_contents`,
    );
    expect(kept?.parts).toBeGreaterThan(1);
    expect(kept?.bytes).toBeLessThan(500_000);
  });

  it('holds what JSON and lines could stumble over', async () => {
    const { db } = await emptyDatabase();
    const folder = dataFolder((files) => {
      const measure = files['countries/FR.json'].measures[0];
      if (!measure) throw new Error('the synthetic data lost its measure');
      measure.summary = '"quotes", ["measures",{}], ąęł 🪖, \\n';
      for (let n = 0; n < 3000; n += 1) {
        measure.observations.push({ ...syntheticObservation(), component: `part ${n} ąęł`, value: n });
      }
    });
    await load(db, folder);
    const { id, content } = releaseOf(folder);
    expect(await readContent(db, id)).toEqual(content);
  });
});
