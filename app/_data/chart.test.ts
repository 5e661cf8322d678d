import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getDatabase } from '@/db/client';
import { loadRealData } from '@/db/loader/real-data.fixture';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { loadChart } from './chart';

const configured = process.env.DATABASE_URL;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-chart-'));
  process.env.DATABASE_URL = `file:${join(folder, 'muster.sqlite')}`;
  await loadRealData(process.env.DATABASE_URL);
}, 60_000);

afterAll(async () => {
  (await getDatabase()).$client.close();
  if (configured === undefined) delete process.env.DATABASE_URL;
  else process.env.DATABASE_URL = configured;
  rmSync(folder, { recursive: true });
});

describe('a chart as it is loaded for its page', () => {
  it.each(CHART_SLUGS)('%s has every source that it cites, whichever countries it shows', async (slug) => {
    const { known } = await loadChart(slug, new URLSearchParams());
    const codes = known.countries.map(({ iso2 }) => iso2);
    for (const query of ['', `countries=${codes.slice(0, 26)}`, `countries=${codes.slice(26)}`]) {
      const { spec, sources, problems } = await loadChart(slug, new URLSearchParams(query));
      expect(problems).toEqual([]);
      const given = new Set(sources.map(({ id }) => id));
      expect(spec.sourceIds.filter((id) => !given.has(id))).toEqual([]);
    }
  });

  it('is shown as far as its address is understood, in the language of its page', async () => {
    const { state, problems, spec } = await loadChart(
      'forces',
      new URLSearchParams('countries=SE,XX&axis=log&mode=people'),
      'pl',
    );
    expect(state).toMatchObject({ countries: ['SE'], axis: 'log', lang: 'pl' });
    expect(problems.map(({ param }) => param)).toEqual(['countries', 'mode']);
    expect(spec.lang).toBe('pl');
  });
});
