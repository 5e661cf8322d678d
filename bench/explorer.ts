/*
 * Prints how long the explorer takes to answer with the real measures, with 10,000 and with 100,000 synthetic ones: the real
 * ones copied under other ids, with their figures and sources (made for this run in a temporary folder, never shipped), so
 * that a filter or a word finds the same share at every size; each filter fills a page of the real ones too. An answer is a
 * page of 50 rows, the count and all nine facets.
 * Run: npx tsx --conditions=react-server --expose-gc bench/explorer.ts [sizes, "10000,100000" when left out]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { group } from 'd3-array';
import { type Database, openDatabase } from '@/db/client';
import { DEFAULT_DATA_FOLDER } from '@/db/commands/data-folder';
import { readData } from '@/db/loader/content';
import { loadRelease } from '@/db/loader/load';
import type { Content } from '@/db/loader/normalise';
import { migrateDatabase } from '@/db/migrate';
import { exploreMeasures } from '@/lib/queries/facets';
import { measureIndex } from '@/lib/queries/measure-index';
import { type ExplorerState, WHOLE_EXPLORER } from '@/lib/view-state/explorer';

const SIZES = (process.argv[2] ?? '10000,100000').split(',').map(Number);
/** The fastest of so many runs is printed: what else the machine does at the time is left out. */
const RUNS = 25;
const PAST_DAY = '2025-11-27';

const VIEWS: Readonly<Record<string, Partial<ExplorerState>>> = {
  'no filter': {},
  'filter: voluntary, in force': { obligations: ['voluntary'], statuses: ['in_force'] },
  'filter: four facets': {
    alliances: ['nato'],
    sexes: ['all', 'men', 'unknown'],
    lengths: ['6_to_11_months', '12_to_17_months', 'unknown'],
    statuses: ['in_force', 'announced'],
  },
  'sorted by last target': { sort: '-last_target' },
};
const TYPED = ['voluntary', 'conscription', 'reserve', 'sweden', 'training'];

/** The content with its measures (figures, sources) copied until there are `wanted`. */
function synthetic(content: Content, wanted: number): Content {
  const figuresOf = group(content.observations, ({ measureId }) => measureId);
  const measures = Array.from({ length: wanted }, (_, place) => {
    const original = content.measures[place % content.measures.length];
    if (!original) throw new Error('the real data has no measures');
    const copy = Math.floor(place / content.measures.length);
    return {
      ...original,
      id: copy === 0 ? original.id : `${original.id}-synthetic-${copy}`,
      original: original.id,
      copy,
    };
  });
  return {
    ...content,
    measures,
    observations: measures.flatMap(({ id, original, copy }) =>
      (figuresOf.get(original) ?? []).map((figure) => ({
        ...figure,
        id: copy === 0 ? figure.id : `${figure.id}-${copy}`,
        measureId: id,
      })),
    ),
  };
}

const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function fastest(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run += 1) least = Math.min(least, await timed(work));
  return least;
}

/** Milliseconds of each thing measured, by its name. */
async function measured(db: Database): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  global.gc?.();
  const before = process.memoryUsage();
  times.set('index built (once a release)', await timed(() => measureIndex(db, null)));
  global.gc?.();
  const after = process.memoryUsage();
  const megabytes = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6;
  if (global.gc) times.set('memory of the index, MB', megabytes);
  const explore = (view: Partial<ExplorerState>) => exploreMeasures(db, { ...WHOLE_EXPLORER, ...view });
  for (const [name, view] of Object.entries(VIEWS)) {
    times.set(`${name}, first time`, await timed(() => explore(view)));
    times.set(name, await fastest(() => explore(view)));
  }
  const typing: number[] = [];
  for (const word of TYPED) {
    for (let letters = 1; letters <= word.length; letters += 1) {
      typing.push(await timed(() => explore({ q: word.slice(0, letters) })));
    }
  }
  times.set('search, a letter more (median)', median([...typing]));
  times.set('search, a letter more (slowest)', Math.max(...typing));
  times.set('search, the same again', await fastest(() => explore({ q: 'reserv' })));
  times.set(`past view built (${PAST_DAY})`, await timed(() => measureIndex(db, PAST_DAY)));
  times.set('past view, filter', await fastest(() => explore({ asOf: PAST_DAY, statuses: ['in_force'] })));
  return times;
}

const folder = mkdtempSync(join(tmpdir(), 'muster-bench-explorer-'));
try {
  const { release } = readData(DEFAULT_DATA_FOLDER);
  if (!release) throw new Error('the real data has mistakes: run "npm run data:check"');
  const real = release.content.measures.length;
  const columns: { size: number; times: Map<string, number> }[] = [];
  for (const size of [real, ...SIZES]) {
    const url = `file:${join(folder, `${size}.sqlite`)}`;
    const db = openDatabase(url, { create: true });
    await migrateDatabase(db, url);
    const content = size === real ? release.content : synthetic(release.content, size);
    const loading = await timed(() =>
      loadRelease(db, {
        release: { id: size.toString(16).padStart(12, '0'), content },
        note: 'synthetic, for a benchmark',
        loadedAt: new Date().toISOString(),
      }),
    );
    console.error(
      `${size} measures, ${content.observations.length} figures: loaded in ${(loading / 1000).toFixed(1)} s`,
    );
    columns.push({ size, times: await measured(db) });
    db.$client.close();
  }
  const first = columns[0];
  console.log(
    [
      'milliseconds'.padEnd(46),
      ...columns.map(({ size }) => String(size).padStart(9)),
      '   last ÷ first',
    ].join(''),
  );
  for (const [name, base] of first?.times ?? []) {
    const values = columns.map(({ times }) => times.get(name) ?? Number.NaN);
    const ratio = (values.at(-1) ?? Number.NaN) / base;
    console.log(
      [
        name.padEnd(46),
        ...values.map((value) => value.toFixed(1).padStart(9)),
        ratio.toFixed(1).padStart(12),
      ].join(''),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
