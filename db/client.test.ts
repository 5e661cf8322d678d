import { once } from 'node:events';
import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  asDatabaseUnavailable,
  DatabaseUnavailableError,
  getDatabase,
  inSnapshot,
  openDatabase,
  requireRelease,
} from './client';
import { migrateDatabase } from './migrate';
import { releases } from './schema';
import { cleanUpAfterEach, dataFolder, emptyDatabase, load, temporaryFolder } from './testing/synthetic-data';

cleanUpAfterEach();

async function failure(attempt: () => unknown): Promise<unknown> {
  try {
    await attempt();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

describe('a database that cannot answer', () => {
  it('a missing file is said, and not made', async () => {
    const path = join(temporaryFolder(), 'none.sqlite');
    const error = await failure(() => openDatabase(`file:${path}`));
    expect(error).toBeInstanceOf(DatabaseUnavailableError);
    expect(error).toMatchObject({
      reason: 'missing',
      message: `${path}: no database there; run "npm run db:migrate" and "npm run data:load"`,
    });
    expect(existsSync(path)).toBe(false);
  });

  it('a folder is no database', async () => {
    const error = await failure(() => openDatabase(`file:${temporaryFolder()}`));
    expect(error).toMatchObject({ reason: 'unreadable', message: expect.stringContaining('not a file') });
  });

  it('a file of something else is unreadable', async () => {
    const path = join(temporaryFolder(), 'text.sqlite');
    writeFileSync(path, 'This is no database. '.repeat(500));
    const error = await failure(async () => requireRelease(openDatabase(`file:${path}`)));
    expect(error).toMatchObject({ name: 'DatabaseUnavailableError', reason: 'unreadable' });
  });

  it('an empty file is not migrated', async () => {
    const path = join(temporaryFolder(), 'empty.sqlite');
    writeFileSync(path, '');
    const error = await failure(async () => requireRelease(openDatabase(`file:${path}`)));
    expect(error).toMatchObject({ name: 'DatabaseUnavailableError', reason: 'not_migrated' });
  });

  it('a schema older or newer than the code is said, by commands too', async () => {
    const { db, url } = await emptyDatabase();
    await load(db, dataFolder());
    const newest = sql`(select max(created_at) from __drizzle_migrations)`;
    await db.run(sql`insert into __drizzle_migrations (hash, created_at) values ('later', ${newest} + 1)`);
    const newer = {
      name: 'DatabaseUnavailableError',
      reason: 'newer',
      message: expect.stringMatching(/schema of a newer Muster .* put a backup from before the upgrade/),
    };
    expect(await failure(() => requireRelease(db))).toMatchObject(newer);
    expect(await failure(() => migrateDatabase(db, url))).toMatchObject(newer);
    await db.run(sql`delete from __drizzle_migrations where created_at >= ${newest} - 1`);
    expect(await failure(() => requireRelease(db))).toMatchObject({
      reason: 'not_migrated',
      message: expect.stringMatching(/schema of an older Muster: run "npm run db:migrate"/),
    });
  });

  it('a migrated database without a load has no release', async () => {
    const { db } = await emptyDatabase();
    expect(await failure(() => requireRelease(db))).toMatchObject({
      reason: 'no_release',
      message: 'the database holds no release yet: run "npm run data:load"',
    });
  });

  it('a database held exclusively by another process is locked', async () => {
    const { db, url } = await emptyDatabase();
    await load(db, dataFolder());
    await db.run(sql`pragma journal_mode = delete`);
    const holder = openDatabase(url);
    await holder.run(sql`pragma locking_mode = exclusive`);
    await holder.update(releases).set({ note: 'held' });
    const reader = openDatabase(url, { waitMs: 20 });
    expect(await failure(() => requireRelease(reader))).toMatchObject({ reason: 'locked' });
    const raw = await failure(() => reader.select().from(releases));
    expect(asDatabaseUnavailable(raw)).toMatchObject({ reason: 'locked' });
    reader.$client.close();
    holder.$client.close();
  });

  it('any other error is not taken for it', async () => {
    const { db } = await emptyDatabase();
    expect(asDatabaseUnavailable(await failure(() => db.run(sql`select nonsense(`)))).toBeNull();
    expect(asDatabaseUnavailable(new TypeError('a fault of ours'))).toBeNull();
    expect(asDatabaseUnavailable('text')).toBeNull();
  });
});

describe('a database on a server', () => {
  it('that nobody serves is unreachable, in single reads and in snapshots', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const address = probe.address();
    if (address === null || typeof address === 'string') throw new Error('the probe listens nowhere');
    const url = `http://127.0.0.1:${address.port}`;
    probe.close();
    await once(probe, 'close');
    const db = openDatabase(url);
    const said = {
      reason: 'unreachable',
      message: expect.stringMatching(/^http:.*does not answer: .*ECONNREFUSED/),
    };
    expect(await failure(() => requireRelease(db))).toMatchObject(said);
    const inside = await failure(() => inSnapshot(db, (snapshot) => snapshot.select().from(releases)));
    expect(asDatabaseUnavailable(inside)).toMatchObject(said);
    db.$client.close();
  });

  it('that refuses is unreachable, with its words', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(401).end('no such token');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server listens nowhere');
    const db = openDatabase(`http://127.0.0.1:${address.port}`);
    expect(await failure(() => requireRelease(db))).toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining('401'),
    });
    db.$client.close();
    server.close();
  });
});

describe("the process's database", () => {
  const configured = process.env.DATABASE_URL;
  afterEach(() => {
    vi.unstubAllEnvs();
    if (configured === undefined) Reflect.deleteProperty(process.env, 'DATABASE_URL');
    else process.env.DATABASE_URL = configured;
  });

  it('of an instance with a replica is that file, as soon as it was copied; its server is not asked', async () => {
    const { db, path } = await emptyDatabase();
    const replica = join(temporaryFolder(), 'replica.sqlite');
    vi.stubEnv('DATABASE_URL', 'http://127.0.0.1:9');
    vi.stubEnv('DATABASE_REPLICA', replica);
    expect(await failure(getDatabase)).toMatchObject({
      reason: 'replicating',
      message: `${replica}: nothing has been copied from http://127.0.0.1:9 yet; "npm start" copies it as soon as that server answers`,
    });
    expect(existsSync(replica)).toBe(false);
    await load(db, dataFolder());
    await db.run(sql`pragma wal_checkpoint(truncate)`);
    copyFileSync(path, replica);
    expect(await (await getDatabase()).$count(releases)).toBe(1);
  });

  it('is opened once, tried afresh after a failure, and opened again when another file takes its place', async () => {
    const { db, url, path } = await emptyDatabase();
    process.env.DATABASE_URL = url;
    expect(await failure(getDatabase)).toMatchObject({ reason: 'no_release' });
    await load(db, dataFolder());
    const first = await getDatabase();
    expect(await getDatabase()).toBe(first);

    await db.run(sql`pragma wal_checkpoint(truncate)`);
    rmSync(path);
    expect(await failure(getDatabase)).toMatchObject({ reason: 'missing' });
    expect(existsSync(path)).toBe(false);

    const other = await emptyDatabase();
    await load(other.db, dataFolder());
    process.env.DATABASE_URL = other.url;
    const second = await getDatabase();
    expect(second).not.toBe(first);
    expect(await second.$count(releases)).toBe(1);
  });
});
