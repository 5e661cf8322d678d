import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { loadRealData } from '@/db/loader/real-data.fixture';
import { CLOSED_SETS, type ClosedSetName, CONTEXT_THEMES } from '@/lib/domain/codes';
import { codeUse, seriesExtents } from './code-use';
import { readCoverage } from './coverage';
import { citationCounts, listSources, sourceFacets, sourceSupport } from './source-use';
import { eventExists, eventYears, getEvent, listEvents } from './timeline';

/*
 * The reference pages' queries on the real data, held against the data files as they are read here, without the program.
 */

interface FileSource {
  id: string;
  title: string;
  publisher: string;
  published_on: string | null;
  language: string;
  kind: string;
}
interface FileMeasure {
  id: string;
  type: string;
  source_ids: string[];
  pay: { source_ids?: string[] } | null;
  observations: { basis: string; indicator: string; source_ids: string[] }[];
}
interface FileEvent {
  date: string;
  type: string;
  country?: string | null;
  theme?: string;
  source_ids: string[];
}
interface CountryFile {
  country: string;
  sources: FileSource[];
  measures: FileMeasure[];
  events: FileEvent[];
}

const DATA = fileURLToPath(new URL('../../db/data/', import.meta.url));
const json = (file: string): unknown => JSON.parse(readFileSync(`${DATA}${file}`, 'utf8'));
const countryFiles = readdirSync(`${DATA}countries`).map((file) => json(`countries/${file}`) as CountryFile);
const claimsFile = json('claims.json') as { context_events: FileEvent[]; sources: FileSource[] };
const nationalEvents = countryFiles.flatMap((file) =>
  file.events.map((event) => ({ ...event, country: file.country })),
);

let folder: string;
let db: Database;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-reference-'));
  const url = `file:${join(folder, 'reference.sqlite')}`;
  await loadRealData(url);
  db = openDatabase(url);
});

afterAll(() => {
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('events of the timeline', () => {
  it('are all there without a filter, the earliest first', async () => {
    const all = await listEvents(db);
    expect(all).toHaveLength(nationalEvents.length + claimsFile.context_events.length);
    const dates = all.map(({ date }) => String(date));
    expect(dates).toEqual(dates.toSorted());
  });

  it('of a country keep the wider context beside them, unless the theme is national', async () => {
    const ofSweden = nationalEvents.filter(({ country }) => country === 'SE').length;
    expect(await listEvents(db, { countries: ['SE'] })).toHaveLength(
      ofSweden + claimsFile.context_events.length,
    );
    expect(await listEvents(db, { countries: ['SE'], themes: ['national'] })).toHaveLength(ofSweden);
    const summits = claimsFile.context_events.filter(({ theme }) => theme === 'summit').length;
    expect(await listEvents(db, { countries: ['SE'], themes: ['national', 'summit'] })).toHaveLength(
      ofSweden + summits,
    );
  });

  it('of some years and types are those whose date begins with one of the years', async () => {
    const inFiles = [...nationalEvents, ...claimsFile.context_events].filter(
      ({ date, type }) => ['2024', '2025'].includes(date.slice(0, 4)) && type === 'law',
    );
    const found = await listEvents(db, { from: 2024, to: 2025, types: ['law'] });
    expect(found.map(({ date }) => date).toSorted()).toEqual(inFiles.map(({ date }) => date).toSorted());
  });

  it('have an address each; an unknown id is none', async () => {
    const [first] = await listEvents(db, { themes: CONTEXT_THEMES });
    expect(first && (await getEvent(db, first.id))).toEqual(first);
    expect(await getEvent(db, 'fr.nothing')).toBeNull();
    expect(await eventExists(db, first?.id ?? '')).toBe(true);
    expect(await eventExists(db, "x' or 1=1 --")).toBe(false);
  });

  it('span the years of the files', async () => {
    const years = (events: readonly FileEvent[]) => events.map(({ date }) => Number(date.slice(0, 4)));
    const all = years([...nationalEvents, ...claimsFile.context_events]);
    expect(await eventYears(db)).toEqual({
      first: Math.min(...all),
      last: Math.max(...all),
      firstContext: Math.min(...years(claimsFile.context_events)),
    });
  });
});

describe('use of codes', () => {
  it('is counted for every set that records hold, with no unknown code', async () => {
    const uses = await codeUse(db);
    const unknown = [...uses].flatMap(([set, ofSet]) =>
      ofSet.flatMap(({ counts }) =>
        [...counts.keys()].filter((code) => !(CLOSED_SETS[set] as readonly string[]).includes(code)),
      ),
    );
    expect(unknown).toEqual([]);
    const without = (Object.keys(CLOSED_SETS) as ClosedSetName[]).filter(
      (set) => (uses.get(set) ?? []).length === 0,
    );
    expect(without).toEqual(['chart']);
  });

  it('agrees with the files', async () => {
    const uses = await codeUse(db);
    const measures = countryFiles.flatMap((file) => file.measures);
    const figures = measures.flatMap(({ observations }) => observations);
    expect(uses.get('type')?.[0]?.counts.get('voluntary_service')).toBe(
      measures.filter(({ type }) => type === 'voluntary_service').length,
    );
    expect(uses.get('basis')?.[0]?.counts.get('ambition')).toBe(
      figures.filter(({ basis }) => basis === 'ambition').length,
    );
  });
});

describe('context series', () => {
  it('have the years, places and limits that the codebook names', async () => {
    const series = new Map((await seriesExtents(db)).map((one) => [one.id, one]));
    expect(series.get('population')).toMatchObject({ firstYear: 2000, lastYear: 2050, countries: 52 });
    expect(series.get('births')).toMatchObject({ firstYear: 1982, lastYear: 2040, unit: 'persons' });
    expect(series.get('exchange_rates_per_eur')).toMatchObject({ countries: 0, lastYear: 2025 });
    // 27 years a country from 2024 on are projections: 2024 to 2050.
    expect(series.get('population')?.projectedPoints).toBe(52 * 27);
    expect([...series.values()].every(({ sourceIds }) => sourceIds.length > 0)).toBe(true);
  });
});

describe('sources', () => {
  it('are searched by publisher and title, without regard to case and diacritics', async () => {
    const found = await listSources(db, { q: 'penzCENTRUM' });
    const inFiles = countryFiles
      .flatMap((file) => file.sources)
      .filter(({ publisher, title }) => `${publisher} ${title}`.includes('Pénzcentrum'));
    expect(inFiles.length).toBeGreaterThan(0);
    expect(found.map(({ title }) => title).toSorted()).toEqual(inFiles.map(({ title }) => title).toSorted());
    expect(await listSources(db, { q: 'no document is called this' })).toEqual([]);
  });

  it('are filtered by kind, language and year as in the files', async () => {
    const own = countryFiles.flatMap((file) => file.sources);
    const found = await listSources(db, { kinds: ['research'], languages: ['en'], years: ['2025'] });
    const inFiles = [...own, ...claimsFile.sources].filter(
      ({ kind, language, published_on }) =>
        kind === 'research' && language === 'en' && published_on?.startsWith('2025'),
    );
    expect(found.map(({ title }) => title).toSorted()).toEqual(inFiles.map(({ title }) => title).toSorted());
  });

  it('of a country are those that something about it cites', async () => {
    const found = await listSources(db, { countries: ['IS'] });
    const iceland = countryFiles.find(({ country }) => country === 'IS');
    expect(found.map(({ id }) => id)).toEqual(
      expect.arrayContaining((iceland?.sources ?? []).map(({ id }) => `is.${id}`)),
    );
    expect(found.some(({ id }) => id.startsWith('fr.'))).toBe(false);
  });

  it('without a date stand last and can be asked for', async () => {
    const all = await listSources(db);
    const firstUndated = all.findIndex(({ publishedOn }) => publishedOn === null);
    expect(all.slice(firstUndated).every(({ publishedOn }) => publishedOn === null)).toBe(true);
    expect(await listSources(db, { years: ['undated'] })).toHaveLength(all.length - firstUndated);
    const { years, languages } = await sourceFacets(db);
    expect(years.at(-1)?.year).toBe('undated');
    const total = (counts: readonly { sourceCount: number }[]) =>
      counts.reduce((sum, { sourceCount }) => sum + sourceCount, 0);
    expect([total(years), total(languages)]).toEqual([all.length, all.length]);
  });

  it('each say what they support: as often as the files cite them', async () => {
    const france = countryFiles.find(({ country }) => country === 'FR');
    if (!france) throw new Error('the data has no France');
    const ids = france.sources.map(({ id }) => `fr.${id}`);
    const support = await sourceSupport(db, ids);
    const counts = await citationCounts(db);
    for (const { id } of france.sources) {
      const cites = ({ source_ids }: { source_ids: string[] }) => source_ids.includes(id);
      const figures = france.measures.flatMap(({ observations }) => observations).filter(cites).length;
      const measures = france.measures.filter(
        (measure) => cites(measure) || measure.pay?.source_ids?.includes(id),
      ).length;
      expect(counts(`fr.${id}`)).toMatchObject({
        measures,
        observations: figures,
        events: france.events.filter(cites).length,
      });
      const listed = support.get(`fr.${id}`)?.measures ?? [];
      expect(listed.reduce((sum, { observationCount }) => sum + observationCount, 0)).toBe(figures);
      expect(listed.filter(({ terms, pay }) => terms || pay)).toHaveLength(measures);
    }
  });
});

describe('coverage', () => {
  it('has every measure, and names the countries that have none', async () => {
    const { measures, withoutMeasures } = await readCoverage(db, [], '2026-11-22');
    expect(measures).toHaveLength(countryFiles.flatMap((file) => file.measures).length);
    expect(withoutMeasures.map(({ iso2 }) => iso2)).toEqual(
      countryFiles.filter((file) => file.measures.length === 0).map(({ country }) => country),
    );
  });

  it('of a measure agrees with its file', async () => {
    const file = countryFiles
      .flatMap((country) => country.measures)
      .find(({ id }) => id === 'fr-service-national');
    if (!file) throw new Error('the data has no fr-service-national');
    const { measures } = await readCoverage(db, ['FR'], '2026-11-22');
    const coverage = measures.find(({ measure }) => measure.id === 'fr-service-national');
    const cited = new Set([
      ...file.source_ids,
      ...(file.pay?.source_ids ?? []),
      ...file.observations.flatMap(({ source_ids }) => source_ids),
    ]);
    expect(coverage?.sourceIds.size).toBe(cited.size);
    const has = (basis: string) =>
      file.observations.some((o) => o.basis === basis && o.indicator === 'intake_per_year');
    expect(coverage?.topics.intake_target.found).toBe(has('target') ? 1 : 0);
  });
});
