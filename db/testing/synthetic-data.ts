import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { type Database, openDatabase } from '../client';
import { readData } from '../loader/content';
import { formatFinding } from '../loader/finding';
import { type LoadOutcome, loadRelease } from '../loader/load';
import { migrateDatabase } from '../migrate';

/*
 * SYNTHETIC data for tests: the smallest data folder with one entry of each kind. Country codes are real because the
 * format asks for it; every figure, name and source is made up and means nothing.
 */

function source(id: string) {
  return {
    id,
    title: `Synthetic source ${id}`,
    publisher: 'Synthetic publisher',
    url: `https://example.org/${id}`,
    published_on: '2025-02-03',
    language: 'en',
    kind: 'official',
  };
}

/** A synthetic observation: 100 persons as a target for 2030. */
export function syntheticObservation() {
  return {
    indicator: 'intake_per_year',
    component: null as string | null,
    period: '2030' as string | null,
    value: 100,
    low: null as number | null,
    high: null as number | null,
    qualifier: 'exact',
    unit: 'persons',
    per: null as string | null,
    tax: null as string | null,
    basis: 'target',
    coverage: 'full',
    stated_on: '2025-02-03' as string | null,
    source_ids: ['first'],
    note: null as string | null,
  } as {
    indicator: string;
    component: string | null;
    period: string | null;
    value: number;
    low: number | null;
    high: number | null;
    qualifier: string;
    unit: string;
    per: string | null;
    tax: string | null;
    basis: string;
    coverage: string;
    stated_on: string | null;
    source_ids: string[];
    note: string | null;
    key?: string;
  };
}

function measure(id: string, country: string, name: string) {
  return {
    id,
    country,
    name,
    native_name: null as string | null,
    headline: true,
    type: 'voluntary_service',
    obligation: 'voluntary',
    status: 'in_force',
    status_as_of: '2025-06-01' as string | null,
    announced_on: '2024' as string | null,
    legislated_on: null as string | null,
    starts_on: '2025-03' as string | null,
    ended_on: null as string | null,
    eligibility: { sex: 'all', age_min: 18, age_max: 25, note: null },
    duration: { min: 6, max: 12, unit: 'months', note: null } as {
      min: number | null;
      max: number | null;
      unit: string;
      note: null;
    } | null,
    pay: {
      amount: 800,
      currency: 'EUR',
      per: 'month',
      basis: 'gross',
      qualifier: 'about',
      note: null,
      source_ids: ['first'],
    } as {
      amount: number;
      currency: string;
      per: string;
      basis: string;
      qualifier: string;
      note: null;
      source_ids: string[];
    } | null,
    summary: `A synthetic measure: ${name}.`,
    source_ids: ['first'],
    observations: [syntheticObservation()],
  };
}

function country(iso2: string, measureName: string) {
  const id = `${iso2.toLowerCase()}-service`;
  return {
    country: iso2,
    service_model_today: 'voluntary_service',
    model_note: null,
    model_source_ids: ['first'],
    sources: [source('first')],
    measures: [measure(id, iso2, measureName)],
    events: [
      {
        date: '2025-03',
        country: iso2,
        measure_id: id as string | null,
        type: 'announcement',
        title: `Synthetic event of ${iso2}`,
        source_ids: ['first'],
      },
    ],
  };
}

const perCountry = (header: string, cells: string) => `${header}\nFR,${cells}\nSE,${cells}\n`;

export function syntheticFiles() {
  return {
    'countries.json': {
      countries: [
        {
          iso2: 'FR',
          iso3: 'FRA',
          name: 'France',
          region: 'western_europe',
          memberships: [
            {
              organisation: 'NATO',
              since: 1949,
              until: null as number | null,
              note: null,
              source_id: 'alliance',
            },
          ],
        },
        { iso2: 'SE', iso3: 'SWE', name: 'Sweden', region: 'nordic', memberships: [] },
      ],
      sources: [source('alliance')],
    },
    'countries/FR.json': country('FR', 'Synthetic service'),
    'countries/SE.json': country('SE', 'Synthetic training'),
    'claims.json': {
      claims: [
        {
          id: 'synthetic-claim',
          statement: 'A synthetic statement.',
          attributed_to: 'nobody',
          country: 'FR' as string | null,
          measure_id: 'fr-service' as string | null,
          verdict: 'confirmed',
          explanation: 'A synthetic explanation.',
          later_developments: null,
          source_ids: ['press'],
        },
      ],
      context_events: [
        {
          date: '2024-01-01',
          country: null as string | null,
          measure_id: null as string | null,
          type: 'other',
          title: 'A synthetic summit',
          source_ids: ['press'],
          theme: 'summit',
        },
      ],
      sources: [source('press')],
    },
    'series/sources.json': [
      {
        id: 'statistics',
        title: 'Synthetic statistics',
        publisher: 'Synthetic office',
        url: 'https://example.org/statistics',
        vintage: '2025',
        licence: 'none',
        notes: 'Made up.',
      },
    ],
    'series/population.csv': perCountry(
      'country_iso2,year,value,projection,source_id',
      '2025,1000,false,statistics',
    ),
    'series/births.csv': perCountry(
      'country_iso2,year,value,projection,source_id',
      '2007,10,false,statistics',
    ),
    'series/population_15_24.csv': perCountry('country_iso2,year,value,source_id', '2023,100,statistics'),
    'series/defence_spending_pct_gdp.csv': perCountry(
      'country_iso2,year,value,source_id',
      '2025,1.5,statistics',
    ),
    'series/active_forces.csv': perCountry('country_iso2,year,low,high,source_id', '2025,10,20,statistics'),
    'series/exchange_rates_per_eur.csv': 'currency,year,per_eur,source_id\nSEK,2025,10.5,statistics\n',
    'series/hicp_euro_area.csv': 'year,index_2015,source_id\n2025,130.1,statistics\n',
    'series/conscription_events.csv':
      'country_iso2,year,event,detail,doubt,source_id\nSE,2018,reinstated,Synthetic detail.,,statistics\n',
  };
}
export type SyntheticFiles = ReturnType<typeof syntheticFiles>;

const temporary: string[] = [];
const opened: Database[] = [];

/** Closes and removes what a test opened and wrote. Call once at the top of a test file. */
export function cleanUpAfterEach(): void {
  afterEach(() => {
    for (const db of opened.splice(0)) db.$client.close();
    for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
  temporary.push(folder);
  return folder;
}

/** Writes a data folder: objects as JSON, text as it is. */
export function writeFiles(files: Record<string, unknown>, folder = temporaryFolder()): string {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 1));
  }
  return folder;
}

/** The synthetic data folder, edited. */
export function dataFolder(edit: (files: SyntheticFiles) => void = () => undefined): string {
  const files = syntheticFiles();
  edit(files);
  return writeFiles(files);
}

/** What data:check prints for the synthetic data, edited. */
export function linesFor(edit: (files: SyntheticFiles) => void): string[] {
  return readData(dataFolder(edit)).findings.map(formatFinding);
}

/** The release of a data folder. Throws, with all findings, when it has mistakes. */
export function releaseOf(folder: string) {
  const { release, findings } = readData(folder);
  if (!release) throw new Error(findings.map(formatFinding).join('\n'));
  return release;
}

/** An open, migrated, empty database in a temporary folder. */
export async function emptyDatabase(): Promise<{ db: Database; url: string; path: string }> {
  const path = join(temporaryFolder(), 'muster.sqlite');
  const url = `file:${path}`;
  const db = openDatabase(url, { create: true });
  opened.push(db);
  await migrateDatabase(db, url);
  return { db, url, path };
}

export function load(db: Database, folder: string, note: string | null = null): Promise<LoadOutcome> {
  return loadRelease(db, { release: releaseOf(folder), note, loadedAt: '2026-01-02T03:04:05.000Z' });
}
