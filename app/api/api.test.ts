import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import rules from '@/app/_data/brotli.json';
import { getDatabase } from '@/db/client';
import { DEFAULT_DATA_FOLDER } from '@/db/commands/data-folder';
import { loadRealData } from '@/db/loader/real-data.fixture';
import { releaseContents } from '@/db/schema';
import {
  cleanUpAfterEach,
  dataFolder,
  emptyDatabase,
  load,
  releaseOf,
  temporaryFolder,
} from '@/db/testing/synthetic-data';
import { asKnownOn } from '@/lib/domain/vintage';
import { listObservations } from '@/lib/queries/observations';
import { sourcesByIds } from '@/lib/queries/sources';
import { call } from './client.fixture';

cleanUpAfterEach();

const configured = process.env.DATABASE_URL;
afterEach(() => {
  if (configured === undefined) Reflect.deleteProperty(process.env, 'DATABASE_URL');
  else process.env.DATABASE_URL = configured;
});

const json = async (address: string, headers: Record<string, string> = {}) => {
  const response = await call(address, { headers });
  expect(response.status, address).toBe(200);
  return response.json();
};

describe('how the API speaks HTTP', () => {
  beforeEach(async () => {
    const { db, url } = await emptyDatabase();
    process.env.DATABASE_URL = url;
    await load(db, dataFolder());
  });

  it('names each answer: the same again by the same name, another by another', async () => {
    const tagOf = async (address: string) => (await call(address)).headers.get('etag');
    const etag = await tagOf('/api/v1/measures');
    expect(etag).toMatch(/^W\/"[0-9a-f]{12}-[\w-]{16}"$/);
    expect(await tagOf('/api/v1/measures')).toBe(etag);
    expect(await tagOf('/api/v1/measures?limit=5')).not.toBe(etag);
    expect(await tagOf('/api/v1/measures?limit=0')).toBeNull();
  });

  it('answers HEAD as GET without a body', async () => {
    for (const address of [
      '/api/v1',
      '/api/v1/sources',
      '/api/v1/measures/nothing',
      '/api/v1/openapi.json',
    ]) {
      const [get, head] = [await call(address), await call(address, { method: 'HEAD' })];
      expect(await head.text()).toBe('');
      expect(head.status).toBe(get.status);
      expect([...head.headers]).toEqual([...get.headers]);
    }
  });

  it('lets pages of any origin read, also its errors', async () => {
    for (const address of ['/api/v1/claims', '/api/v1/claims?foo=1', '/api/v1/nothing', '/api/v2']) {
      const { headers } = await call(address, { headers: { origin: 'https://elsewhere.example' } });
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-expose-headers')).toContain('ETag');
    }
    const preflight = await call('/api/v1/claims', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://elsewhere.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('If-None-Match');
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
    'refuses %s with 405 and what is allowed',
    async (method) => {
      const response = await call('/api/v1/measures', { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
      expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    },
  );

  it('packs with brotli for exactly those requests of which next.config.js says so', async () => {
    const accepted = new RegExp(`^${rules.acceptEncoding}$`);
    const asked: [string, boolean][] = [
      ['br', true],
      ['gzip, deflate, br, zstd', true],
      ['gzip, br;q=0.1', true],
      ['br;q=1.0, gzip', true],
      ['br;q=0, gzip', false],
      ['gzip, br; q=0.000', false],
      ['gzip', false],
      ['brotli', false],
      ['xbr', false],
      ['', false],
    ];
    for (const [accept, packed] of asked) {
      expect([accept, accepted.test(accept)]).toEqual([accept, packed]);
      for (const address of ['/api/v1/openapi.json', '/api/v1/nothing', '/api/v1']) {
        const plain = await (await call(address)).text();
        const sent = await call(address, { headers: { 'accept-encoding': accept } });
        const bytes = Buffer.from(await sent.arrayBuffer());
        expect((packed ? brotliDecompressSync(bytes) : bytes).toString()).toBe(plain);
      }
    }
    const odd = await call('/api/v1/measures/%C3%BC', { headers: { 'accept-encoding': 'br' } });
    expect((await odd.json()).status).toBe(404);
  });

  it('says that the data cannot be read, never that there is none', async () => {
    process.env.DATABASE_URL = `file:${join(temporaryFolder(), 'never-made.sqlite')}`;
    for (const address of ['/api/v1', '/api/v1/measures', '/api/v1/openapi.json']) {
      const response = await call(address);
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('30');
      expect(await response.json()).toMatchObject({ status: 503, reason: 'missing' });
    }
  });
});

describe('releases', () => {
  const withValue = (value: number) =>
    dataFolder((files) => {
      const [target] = files['countries/FR.json'].measures[0]?.observations ?? [];
      if (target) target.value = value;
      const second = files['countries/SE.json'].measures[0];
      if (second && value > 100) second.name = `Synthetic training of ${value}`;
    });
  let ids: string[];

  beforeEach(async () => {
    const { db, url } = await emptyDatabase();
    process.env.DATABASE_URL = url;
    ids = [];
    for (const value of [100, 200]) {
      const folder = withValue(value);
      await load(db, folder, `value ${value}`);
      ids.push(releaseOf(folder).id);
    }
  });

  const values = (body: { data: { value: number }[] }) => body.data.map(({ value }) => value);

  it('each can be read, and says whether newer data exists', async () => {
    const present = await json('/api/v1/observations');
    expect([values(present), present.meta.release.is_current]).toEqual([[200, 100], true]);
    const first = await json(`/api/v1/observations?release=${ids[0]}`);
    expect([values(first), first.meta.release]).toEqual([
      [100, 100],
      { id: ids[0], loaded_at: expect.any(String), is_current: false },
    ]);
    expect(first.links.self).toBe(`https://muster.example/api/v1/observations?release=${ids[0]}`);
    const measure = await json(`/api/v1/measures/se-service?release=${ids[0]}&fields=name`);
    expect(measure.data).toEqual({ id: 'se-service', name: 'Synthetic training' });
  });

  it('a walk through pages stays in the release it began with', async () => {
    const page = await json('/api/v1/observations?limit=1');
    const etag = (await call('/api/v1/observations?limit=1')).headers.get('etag');
    await load(await getDatabase(), withValue(300));
    expect(values(await json('/api/v1/observations?limit=1'))).toEqual([300]);
    const after = await json(page.links.next);
    expect([values(after), after.meta.release.id, after.meta.release.is_current]).toEqual([
      [100],
      ids[1],
      false,
    ]);
    expect((await call('/api/v1/observations?limit=1')).headers.get('etag')).not.toBe(etag);
  });

  it('a walk through the history does not see what came after it began', async () => {
    const page = await json('/api/v1/releases?limit=1');
    await load(await getDatabase(), withValue(300));
    const after = await json(page.links.next);
    expect(after.data.map(({ id }: { id: string }) => id)).toEqual([ids[0]]);
    expect(after.meta.count).toBe(2);
    expect((await json('/api/v1/releases')).meta.count).toBe(3);
  });

  it('says what each changed, before and after', async () => {
    const { data } = await json(`/api/v1/changes?release=${ids[1]}`);
    expect(data).toMatchObject([
      {
        id: '2.0',
        entity: 'measure',
        entity_id: 'se-service',
        field: 'name',
        after: 'Synthetic training of 200',
      },
      {
        id: '2.1',
        entity: 'observation',
        country_iso2: 'FR',
        kind: 'changed',
        field: 'value',
        before: '100',
        after: '200',
      },
    ]);
    expect((await json('/api/v1/changes?countries=SE&kind=changed')).data).toHaveLength(1);
    expect((await json(`/api/v1/changes?release=${ids[0]}`)).data).toEqual([]);
    expect((await json(`/api/v1/releases/${ids[0]}`)).data).toMatchObject({
      note: 'value 100',
      is_current: false,
      is_kept: true,
    });
  });

  it('one that was not kept is 404, one that nobody knows 400, each with those that can be read', async () => {
    await (await getDatabase()).delete(releaseContents);
    const gone = await call(`/api/v1/measures?release=${ids[0]}`);
    expect(gone.status).toBe(404);
    expect(await gone.json()).toMatchObject({ errors: [{ param: 'release', allowed: [ids[1]] }] });
    const unknown = await call('/api/v1/measures?release=0123456789ab');
    expect(unknown.status).toBe(400);
    expect((await unknown.json()).detail).toContain(ids[1]);
  });

  it('a cursor of another query, of another release or of nobody is refused', async () => {
    const { links } = await json('/api/v1/observations?limit=1');
    const cursor = new URL(links.next).searchParams.get('cursor');
    for (const query of [
      `countries=FR&cursor=${cursor}`,
      `release=${ids[0]}&cursor=${cursor}`,
      'cursor=xyz',
    ]) {
      const response = await call(`/api/v1/observations?${query}`);
      expect(response.status, query).toBe(400);
      expect((await response.json()).errors[0].param).toBe('cursor');
    }
    // Size of page and choice of fields may change on the way.
    expect((await json(`/api/v1/observations?limit=7&fields=unit&cursor=${cursor}`)).data).toHaveLength(1);
  });
});

describe('the content, held against the data files', () => {
  interface File {
    country: string;
    measures: { id: string; status: string; observations: { value: number; basis: string }[] }[];
    sources: unknown[];
    events: unknown[];
  }
  const folder = join(DEFAULT_DATA_FOLDER, 'countries');
  const files: File[] = readdirSync(folder).map((name) =>
    JSON.parse(readFileSync(join(folder, name), 'utf8')),
  );

  beforeEach(async () => {
    const url = `file:${join(temporaryFolder(), 'muster.sqlite')}`;
    await loadRealData(url);
    process.env.DATABASE_URL = url;
  });

  it('counts and filters as the files do', async () => {
    const count = async (query: string) => (await json(`/api/v1/${query}`)).meta.count;
    const measures = files.flatMap((file) => file.measures);
    expect(await count('measures')).toBe(measures.length);
    expect(await count('measures?status=announced,legislating')).toBe(
      measures.filter(({ status }) => ['announced', 'legislating'].includes(status)).length,
    );
    const observations = measures.flatMap((measure) => measure.observations);
    expect(await count('observations')).toBe(observations.length);
    expect(await count('observations?basis=claim')).toBe(
      observations.filter(({ basis }) => basis === 'claim').length,
    );
    const sweden = files.find(({ country }) => country === 'SE');
    expect(await count('observations?countries=se')).toBe(
      sweden?.measures.flatMap((measure) => measure.observations).length,
    );
    expect(await count('events?countries=SE&theme=national')).toBe(sweden?.events.length);
    expect(await count('countries')).toBe(files.length);
  });

  it('gives a figure with everything that qualifies it', async () => {
    const { data, links } = await json('/api/v1/observations/se-varnplikt.63560f767b');
    expect(data).toMatchObject({
      measure_id: 'se-varnplikt',
      country_iso2: 'SE',
      indicator: 'intake_per_year',
      component: null,
      period: { start: 2035, end: 2035 },
      value: 12000,
      qualifier: 'exact',
      unit: 'persons',
      basis: 'target',
      coverage: 'full',
      stated_on: '2024-10-15',
    });
    expect(data.source_urls).toHaveLength(data.source_ids.length);
    expect(links.html).toBe('https://muster.example/measures/se-varnplikt#figures');
  });

  it('knows on any day what the rule of past views says, and counts what it leaves out', async () => {
    const db = await getDatabase();
    const all = await listObservations(db);
    const sources = await sourcesByIds(db, [...new Set(all.flatMap(({ sourceIds }) => sourceIds))]);
    const publishedOn = new Map(sources.map((source) => [source.id, source.publishedOn]));
    const day = fc
      .date({ min: new Date('2013-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom('2025-11-30', '2025-12-31', '2024-02-29'), day),
        async (asOf) => {
          const rule = asKnownOn(all, asOf, publishedOn);
          const { meta } = await json(`/api/v1/observations?asOf=${asOf}&limit=1`);
          expect([meta.count, meta.left_out]).toEqual([
            rule.known.length,
            { later: rule.later.length, undatable: rule.undatable.length },
          ]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('does not know a measure before its time', async () => {
    const before = await call('/api/v1/measures/fr-service-national?asOf=2019-01-01');
    expect(before.status).toBe(404);
    expect((await before.json()).detail).toContain('known on 2019-01-01');
    expect((await json('/api/v1/measures/fr-service-national?asOf=2025-11-28')).meta.as_of).toBe(
      '2025-11-28',
    );
  });

  it('names what may have been meant', async () => {
    const near = async (path: string) =>
      (await (await call(`/api/v1/${path}`)).json()).near.map(({ id }: { id: string }) => id);
    expect(await near('measures/se-varnplik')).toContain('se-varnplikt');
    expect(await near('countries/sweden')).toEqual(['SE']);
    expect(await near('charts/budget')).toEqual(['budgets']);
    expect(await near('mesures')).toEqual(['measures']);
    expect(await near('series/birth')).toEqual(['births']);
    const { errors } = await (await call('/api/v1/observations?fields=valeu&indicator=intake')).json();
    expect(errors.map(({ param }: { param: string }) => param)).toEqual(['fields', 'indicator']);
    expect(errors[0].message).toContain('value');
    expect(errors[0].allowed).toContain('stated_on');
  });

  it('writes addresses that can stand anywhere, whatever was searched for', async () => {
    const { links } = await json(`/api/v1/measures?limit=1&q=${encodeURIComponent('wojskowa')}&sort=-starts`);
    expect(links.self).toBe('https://muster.example/api/v1/measures?q=wojskowa&sort=-starts&limit=1');
    const hostile = await json(`/api/v1/sources?q=${encodeURIComponent('Ü "x" `|^{}\\[] \u{1F600}')}`);
    for (const address of [hostile.links.self, hostile.links.html]) {
      expect(address).toMatch(/^[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]+$/);
      expect(new URL(address).searchParams.get('q')).toBe('Ü "x" `|^{}\\[] \u{1F600}');
    }
  });
});
