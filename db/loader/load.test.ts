import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inSnapshot, openDatabase } from '../client';
import * as schema from '../schema';
import {
  cleanUpAfterEach,
  dataFolder,
  emptyDatabase,
  load,
  releaseOf,
  type SyntheticFiles,
  syntheticObservation,
} from '../testing/synthetic-data';
import { DatabaseBusyError, loadRelease, planLoad } from './load';

cleanUpAfterEach();

function franceMeasure(files: SyntheticFiles) {
  const [measure] = files['countries/FR.json'].measures;
  if (!measure) throw new Error('the synthetic data lost its measure');
  return measure;
}

const oneMore = (files: SyntheticFiles) => {
  franceMeasure(files).observations.push({
    ...syntheticObservation(),
    period: '2035',
    value: 500,
    basis: 'ambition',
  });
};

describe('a first load', () => {
  it('writes a release with its counts and no changes: nothing was before it', async () => {
    const { db } = await emptyDatabase();
    const folder = dataFolder();
    expect(await load(db, folder, 'first')).toEqual({ kind: 'loaded', changes: null });
    expect(await db.select().from(schema.changes)).toEqual([]);
    const [release, ...others] = await db.select().from(schema.releases);
    expect(others).toEqual([]);
    expect(release).toMatchObject({
      loadNumber: 1,
      id: releaseOf(folder).id,
      loadedAt: '2026-01-02T03:04:05.000Z',
      note: 'first',
      newestSourceOn: '2025-02-03',
      countries: 2,
      measures: 2,
      observations: 2,
      sources: 4,
      events: 3,
      claims: 1,
      // 5 series by country, of which each names two, one rate and one index
      seriesPoints: 12,
    });
  });
});

describe('the same content again', () => {
  it('writes nothing: the bytes of the file stay as they are', async () => {
    const { db, path } = await emptyDatabase();
    const folder = dataFolder();
    await load(db, folder);
    await db.run(sql`pragma wal_checkpoint(truncate)`);
    const bytes = () =>
      createHash('sha256')
        .update(readFileSync(path))
        .update(readFileSync(`${path}-wal`))
        .digest('hex');
    const before = bytes();
    expect(await load(db, folder, 'again')).toEqual({ kind: 'unchanged' });
    expect(bytes()).toBe(before);
  });

  it('is built anew when another loader or schema built it, as the same release', async () => {
    const { db } = await emptyDatabase();
    const folder = dataFolder();
    await load(db, folder);
    await db.update(schema.releases).set({ builtBy: 'an older loader' });
    await db.update(schema.measures).set({ name: 'as the older loader wrote it' });
    expect(await load(db, folder)).toEqual({ kind: 'rebuilt' });
    expect(await db.$count(schema.releases)).toBe(1);
    expect((await db.select().from(schema.measures)).map(({ name }) => name).sort()).toEqual([
      'Synthetic service',
      'Synthetic training',
    ]);
    expect(await load(db, folder)).toEqual({ kind: 'unchanged' });
  });
});

describe('other content', () => {
  it('replaces the old and records each change with before and after', async () => {
    const { db } = await emptyDatabase();
    await load(db, dataFolder(oneMore));
    const outcome = await load(
      db,
      dataFolder((files) => {
        const measure = franceMeasure(files);
        const [target] = measure.observations;
        if (!target || !measure.pay) throw new Error('the synthetic data lost its figure');
        target.value = 120;
        target.qualifier = 'at_least';
        measure.pay.basis = 'net';
        measure.native_name = 'Nom';
        measure.observations.push({ ...syntheticObservation(), period: '2031', value: 130 });
        const [event] = files['countries/SE.json'].events;
        if (event) event.title = 'Renamed';
        files['series/hicp_euro_area.csv'] = 'year,index_2015,source_id\n2025,131,statistics\n';
      }),
    );
    const recorded = await db.select().from(schema.changes).orderBy(schema.changes.ordinal);
    const lines = recorded.map((c) => [
      c.kind,
      c.entity,
      c.measureId,
      c.countryIso2,
      c.subject,
      c.field,
      c.before,
      c.after,
    ]);
    const target2030 = 'intake_per_year 2030 target stated 2025-02-03';
    const byText = (a: unknown[], b: unknown[]) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    expect(lines.sort(byText)).toEqual(
      [
        ['changed', 'measure', 'fr-service', 'FR', 'Synthetic service', 'native_name', null, 'Nom'],
        ['changed', 'measure', 'fr-service', 'FR', 'Synthetic service', 'pay.basis', 'gross', 'net'],
        ['changed', 'observation', 'fr-service', 'FR', target2030, 'value', '100', '120'],
        ['changed', 'observation', 'fr-service', 'FR', target2030, 'qualifier', 'exact', 'at_least'],
        [
          'added',
          'observation',
          'fr-service',
          'FR',
          'intake_per_year 2031 target stated 2025-02-03',
          null,
          null,
          '130 persons',
        ],
        [
          'removed',
          'observation',
          'fr-service',
          'FR',
          'intake_per_year 2035 ambition stated 2025-02-03',
          null,
          '500 persons',
          null,
        ],
        [
          'removed',
          'event',
          'se-service',
          'SE',
          '2025-03 Synthetic event of SE',
          null,
          '2025-03 Synthetic event of SE',
          null,
        ],
        ['added', 'event', 'se-service', 'SE', '2025-03 Renamed', null, null, '2025-03 Renamed'],
        ['changed', 'series_point', null, null, 'hicp_euro_area 2025', 'value', '130.1', '131'],
      ].sort(byText),
    );
    expect(outcome).toMatchObject({ kind: 'loaded' });
    expect(new Set(recorded.map(({ loadNumber }) => loadNumber))).toEqual(new Set([2]));
    expect(
      (await db.select().from(schema.observations)).map(({ value }) => value).sort((a, b) => a - b),
    ).toEqual([100, 120, 130]);
  });

  it('keeps the history when earlier content comes back: three loadings, two ids', async () => {
    const { db } = await emptyDatabase();
    await load(db, dataFolder());
    await load(db, dataFolder(oneMore));
    await load(db, dataFolder());
    const ids = (await db.select().from(schema.releases)).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(ids[2]).toBe(ids[0]);
    expect(ids[1]).not.toBe(ids[0]);
    expect(
      (await db.select().from(schema.changes)).map(({ loadNumber, kind }) => [loadNumber, kind]),
    ).toEqual([
      [2, 'added'],
      [3, 'removed'],
    ]);
  });
});

describe('a dry run', () => {
  it('tells the changes of the load and writes nothing', async () => {
    const { db } = await emptyDatabase();
    await load(db, dataFolder());
    const changed = dataFolder(oneMore);
    const planned = await planLoad(db, {
      release: releaseOf(changed),
      note: null,
      loadedAt: '2026-02-02T00:00:00.000Z',
    });
    expect(await db.$count(schema.releases)).toBe(1);
    expect(await db.$count(schema.observations)).toBe(2);
    expect(await load(db, changed)).toEqual(planned);
  });
});

describe('readers and writers', () => {
  it('a snapshot goes on reading the old release while another is loaded', async () => {
    const { db, url } = await emptyDatabase();
    await load(db, dataFolder());
    const loader = openDatabase(url);
    await inSnapshot(db, async (snapshot) => {
      expect(await snapshot.$count(schema.observations)).toBe(2);
      await load(loader, dataFolder(oneMore));
      expect(await snapshot.$count(schema.observations)).toBe(2);
      expect(await inSnapshot(snapshot, (same) => same.$count(schema.releases))).toBe(1);
    });
    expect(await db.$count(schema.observations)).toBe(3);
    loader.$client.close();
  });

  it('nothing written in a snapshot is kept', async () => {
    const { db } = await emptyDatabase();
    await load(db, dataFolder());
    await inSnapshot(db, (snapshot) => snapshot.delete(schema.seriesPoints));
    expect(await db.$count(schema.seriesPoints)).toBe(12);
  });

  it('a second loader waits, then says that another is writing', async () => {
    const { db, url } = await emptyDatabase();
    await load(db, dataFolder());
    const writing = await db.$client.transaction('write');
    const release = releaseOf(dataFolder(oneMore));
    const attempt = async () => {
      const second = openDatabase(url, { waitMs: 50 });
      try {
        return await loadRelease(second, { release, note: null, loadedAt: '2026-02-02T00:00:00.000Z' });
      } finally {
        second.$client.close();
      }
    };
    await expect(attempt()).rejects.toThrow(DatabaseBusyError);
    await expect(attempt()).rejects.toThrow(
      'another process is writing to the database; nothing was changed',
    );
    await writing.rollback();
    expect(await attempt()).toMatchObject({ kind: 'loaded' });
  });

  it('fails when the content before cannot be read for the comparison, and leaves it alone', async () => {
    const { db } = await emptyDatabase();
    await load(db, dataFolder());
    await db.run(sql`alter table events rename to lost_events`);
    await expect(load(db, dataFolder(oneMore))).rejects.toThrow();
    expect(await db.$count(schema.releases)).toBe(1);
    expect(await db.$count(schema.observations)).toBe(2);
  });

  it('undoes everything when a row is refused half-way', async () => {
    const { db } = await emptyDatabase();
    await load(db, dataFolder());
    const release = releaseOf(dataFolder(oneMore));
    const [claim] = release.content.claims;
    if (claim) claim.measureId = 'fr-dangling';
    await expect(loadRelease(db, { release, note: null, loadedAt: 'never' })).rejects.toThrow();
    expect(await db.$count(schema.releases)).toBe(1);
    expect(await db.$count(schema.observations)).toBe(2);
    expect(await db.$count(schema.claims)).toBe(1);
  });
});

describe('the commands', () => {
  function command(name: string, url: string, ...options: string[]) {
    const child = spawnSync(process.execPath, ['--import', 'tsx', `db/commands/${name}.ts`, ...options], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: url },
    });
    return {
      status: child.status,
      out: child.stdout.trim().split('\n'),
      error: child.stderr.trim().split('\n'),
    };
  }

  it('check, migrate, load and load again', async () => {
    const { url, db } = await emptyDatabase();
    const folder = dataFolder();
    const { id } = releaseOf(folder);
    const counted =
      'no mistakes, 0 warnings: 2 countries, 2 measures, 2 observations, 4 sources, 3 events, 1 claim, 12 series points';
    expect(command('check', url, '--data', folder)).toMatchObject({ status: 0, out: [counted] });
    expect(command('migrate', url)).toMatchObject({ status: 0, out: [`${url}: schema up to date`] });
    expect(command('load', url, '--data', folder, '--note', 'a note')).toMatchObject({
      status: 0,
      out: [counted, 'first release: nothing before it to compare with', `release ${id}: loaded`],
    });
    expect(command('load', url, '--data', folder)).toMatchObject({
      status: 0,
      out: [counted, `release ${id}: already loaded, nothing to do`],
    });
    expect((await db.select().from(schema.releases))[0]?.note).toBe('a note');
    const more = dataFolder(oneMore);
    const [observation] = releaseOf(more).content.observations.filter(({ value }) => value === 500);
    expect(command('load', url, '--data', more, '--dry-run').out.slice(1)).toEqual([
      `+ observation ${observation?.id} · intake_per_year 2035 ambition stated 2025-02-03 · 500 persons`,
      'changes: 1 added, 0 removed, 0 changed',
      `release ${releaseOf(more).id}: would be loaded; nothing was written`,
    ]);
    expect(await db.$count(schema.observations)).toBe(2);
    expect(command('load', url, '--data', more).error).toEqual([
      'warning: this release has no note; --note "…" says in one line what it changes and why',
    ]);
  });

  it('takes one line as a note, and nothing else', async () => {
    const { url, db } = await emptyDatabase();
    for (const note of ['', '   ', 'two\nlines', 'x'.repeat(201), 'turned\u202eround', 'not\u200bseen']) {
      const refused = command('load', url, '--data', dataFolder(), '--note', note);
      expect(refused).toMatchObject({
        status: 1,
        error: [expect.stringContaining('a note is one line of 1 to 200 characters'), expect.anything()],
      });
    }
    expect(await db.$count(schema.releases)).toBe(0);
  });

  it('refuses mistakes with exit code 1 and loads nothing', async () => {
    const { url, db } = await emptyDatabase();
    const folder = dataFolder((files) => {
      franceMeasure(files).type = 'youth';
    });
    const line =
      'countries/FR.json · measures[0].type · "youth" · one of: universal_conscription, selective_conscription, voluntary_service, reserve_expansion, mass_training, youth_programme, force_expansion';
    expect(command('check', url, '--data', folder)).toMatchObject({
      status: 1,
      error: [line, '1 mistake, 0 warnings'],
    });
    expect(command('load', url, '--data', folder)).toMatchObject({
      status: 1,
      error: [line, '1 mistake, 0 warnings'],
    });
    expect(await db.$count(schema.releases)).toBe(0);
  });

  it('says what is missing: database, tables, folder, option', async () => {
    const folder = dataFolder();
    const { path } = await emptyDatabase();
    const elsewhere = `${path}-elsewhere`;
    expect(command('load', `file:${elsewhere}`, '--data', folder)).toMatchObject({
      status: 1,
      error: [`${elsewhere}: no database there; run "npm run db:migrate" and "npm run data:load"`],
    });
    const { db, url } = await emptyDatabase();
    await db.run(sql`drop table changes`);
    await db.run(sql`drop table releases`);
    expect(command('load', url, '--data', folder)).toMatchObject({
      status: 1,
      error: [expect.stringContaining('the database lacks a table: run "npm run db:migrate"')],
    });
    expect(command('check', url, '--data', '/nowhere')).toMatchObject({
      status: 1,
      error: ['/nowhere: no such folder; --data takes the folder that holds countries.json'],
    });
    expect(command('load', url, '--dry')).toMatchObject({
      status: 1,
      error: [expect.stringContaining("Unknown option '--dry'"), expect.stringContaining('usage: data:load')],
    });
  });
});
