import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparisonTitle, loadComparison } from '@/app/_components/compare/load';
import { loadCountryBrief } from '@/app/_components/countries/load';
import { GET as compareRoute } from '@/app/compare.pdf/route';
import { GET as countryRoute } from '@/app/data/briefs/[iso2]/route';
import { getDatabase } from '@/db/client';
import { loadRealData } from '@/db/loader/real-data.fixture';
import { type Brief, MAX_SHEETS } from '@/lib/brief/brief';
import { readPdf } from '@/lib/brief/pdf-text.fixture';
import { countSheets } from '@/lib/brief/write';
import { FACES } from '@/lib/charts/faces';
import { closePictures } from '@/lib/charts/picture';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { readCompareBrief } from '@/lib/view-state/compare';
import { compareBriefs } from './compare-brief';
import { countryBriefs } from './country-brief';

const configured = process.env.DATABASE_URL;
const ORIGIN = 'https://muster.example';
const TODAY = '2026-11-22';
let folder: string;

beforeAll(async () => {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-chart-renderer.ts']);
  folder = mkdtempSync(join(tmpdir(), 'muster-brief-'));
  process.env.DATABASE_URL = `file:${join(folder, 'muster.sqlite')}`;
  await loadRealData(process.env.DATABASE_URL);
}, 120_000);

afterAll(async () => {
  await closePictures();
  (await getDatabase()).$client.close();
  if (configured === undefined) delete process.env.DATABASE_URL;
  else process.env.DATABASE_URL = configured;
  rmSync(folder, { recursive: true });
});

/** The version that is written, and on how many sheets. */
async function chosen(versions: readonly Brief[]): Promise<{ brief: Brief | undefined; sheets: number }> {
  let [brief, sheets] = [versions[0], 0];
  for (brief of versions) {
    sheets = await countSheets(brief, FACES);
    if (sheets <= MAX_SHEETS) break;
  }
  return { brief, sheets };
}

async function ofCountry(iso2: string, query: string): Promise<Brief[]> {
  const { view } = await loadCountryBrief(iso2, new URLSearchParams(query));
  if (!view) throw new Error(`no country ${iso2}`);
  return countryBriefs(view, { origin: ORIGIN, today: TODAY, newestReleaseId: view.release.id });
}

async function ofComparison(query: string): Promise<Brief[]> {
  const search = new URLSearchParams(query);
  const view = await loadComparison((known) => readCompareBrief(search, known), TODAY, search);
  const tr = translator(view.state.lang);
  const { columns } = view.comparison;
  const names = tr.list(columns.map(({ country }) => tr.country(country.iso2, country.name)));
  return compareBriefs(view, {
    origin: ORIGIN,
    today: TODAY,
    newestReleaseId: view.release.id,
    title: comparisonTitle(columns.length, names, tr),
    names,
  });
}

const country = (path: string) =>
  countryRoute(new Request(`${ORIGIN}/countries/${path}`), {
    params: Promise.resolve({ iso2: path.slice(0, path.indexOf('.')) }),
  });
const comparison = (query: string) => compareRoute(new Request(`${ORIGIN}/compare.pdf${query}`));

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
/** The words of a PDF with lines and columns joined. */
const wordsOf = (bytes: Uint8Array) => readPdf(bytes).sheets.join('\n').replace(/\s+/g, ' ');

describe('a brief takes two sheets', () => {
  // German words are the longest.
  it('for every country, with its charts and the titles of its sources', async () => {
    const countries = await listCountries(await getDatabase());
    expect(countries.length).toBeGreaterThan(50);
    for (const { iso2 } of countries) {
      const { brief, sheets } = await chosen(await ofCountry(iso2.toLowerCase(), 'lang=de'));
      expect([iso2, sheets <= MAX_SHEETS, brief?.sources.dense]).toEqual([iso2, true, false]);
    }
  }, 180_000);

  it.each(LOCALES)('for the hardest comparison of eight in %s', async (lang) => {
    const query = `countries=FR,SE,PL,DE,FI,LT,EE,GB&mode=cohort-share&money=native&lang=${lang}`;
    const { brief, sheets } = await chosen(await ofComparison(query));
    expect(sheets).toBeLessThanOrEqual(MAX_SHEETS);
    expect(brief?.orientation).toBe('landscape');
    // What had no room is named.
    expect(brief?.imprint[0]?.[0]?.text).toContain(translator(lang).t('compare.attribute.legislated'));
  });
});

describe('what a brief says', () => {
  it('gives each figure with its basis, its dates and the number of a source that is a note', async () => {
    const [brief] = await ofCountry('fr', '');
    const lines = (brief?.tables ?? []).flatMap(({ rows }) =>
      rows.flatMap((row) => (row.kind === 'cells' ? row.cells.flat() : [])),
    );
    const numbers = new Set(brief?.sources.notes.map(({ number }) => String(number)));
    const texts = lines.map(({ words }) => words.map(({ text }) => text).join(''));
    expect(texts).toContain('42,500 a year');
    const figures = texts.filter((text) => /^(?:actual|target), /.test(text));
    expect(figures.length).toBeGreaterThanOrEqual(5);
    for (const text of figures) {
      expect(text).toMatch(/, (?:stated \S.*|date not stated) \[[\d, –]+\]$/);
      for (const [number] of text.slice(text.lastIndexOf('[')).matchAll(/\d+/g)) {
        expect(numbers).toContain(number);
      }
    }
  });

  it('is the view of its address: language, past day, release', async () => {
    const answered = await country('fr.pdf?lang=fr&asOf=2025-11-27');
    expect(answered.status).toBe(200);
    expect(answered.headers.get('content-type')).toBe('application/pdf');
    expect(answered.headers.get('content-disposition')).toBe(
      'inline; filename="muster-brief_fr_as-known-on-2025-11-27_2026-11-22.pdf"',
    );
    const bytes = await bytesOf(answered);
    const words = wordsOf(bytes);
    const tr = translator('fr');
    expect(words).toContain('Une vue passée');
    // The target of 42,500 was stated in January 2026; 50,000 before.
    expect(words).not.toMatch(/42.500/);
    expect(words).toContain('muster.example/fr/countries/fr?asOf=2025-11-27');
    expect(words).toContain(tr.t('view.export.licenceNote').split('.')[0]);
    const again = await bytesOf(await country('fr.pdf?lang=fr&asOf=2025-11-27'));
    expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true);
  });

  it('is known by its tag, whichever way its release is named', async () => {
    const first = await country('is.pdf');
    const tag = first.headers.get('etag') ?? '';
    expect((await country('is.pdf')).headers.get('etag')).toBe(tag);
    const release = wordsOf(await bytesOf(first)).match(/Release ([0-9a-f]{12})/)?.[1];
    expect((await country(`is.pdf?release=${release}`)).headers.get('etag')).toBe(tag);
  });

  it('holds the comparison with its measures, figures and charts', async () => {
    const answered = await comparison('?countries=FR,SE,PL&lang=en');
    expect(answered.headers.get('content-disposition')).toBe(
      'inline; filename="muster-brief-compare_fr-se-pl_2030_2026-11-22.pdf"',
    );
    const { sheets, dictionaries } = readPdf(await bytesOf(answered));
    expect(sheets).toHaveLength(2);
    expect(sheets[0]).toContain('Selective conscription of women');
    expect(dictionaries.match(/\/S \/Figure\n/g)).toHaveLength(2);
  });
});

describe('what is printed around the charts of a brief', () => {
  const addressesIn = (brief: Brief | undefined) =>
    (brief?.charts ?? []).flat().map(({ texts }) => {
      const start = texts.findIndex(({ text }) => text.startsWith('muster.example'));
      return new URL(
        `https://${texts
          .slice(start)
          .map(({ text }) => text)
          .join('')}`,
      );
    });

  it('is the address of each in this very view', async () => {
    const { brief } = await chosen(await ofCountry('fr', 'asOf=2026-03-01'));
    const [intake, forces] = addressesIn(brief);
    expect(intake?.pathname).toBe('/charts/intake-targets');
    for (const address of [intake, forces]) {
      expect(address?.searchParams.get('countries')).toBe('FR');
      expect(address?.searchParams.get('asOf')).toBe('2026-03-01');
    }
    expect(intake?.searchParams.get('measures')?.split(',').length).toBeGreaterThan(1);
    const compared = await chosen(await ofComparison('countries=FR,SE,PL,DE&lang=fr'));
    for (const address of addressesIn(compared.brief)) {
      expect(address.pathname).toMatch(/^\/fr\/charts\//);
      expect(address.searchParams.get('countries')).toBe('FR,SE,PL,DE');
      expect(address.searchParams.get('measures')).toContain('fr-');
    }
  });

  it('leaves no row out where a sheet has room for it, and few attributes', async () => {
    const france = await chosen(await ofCountry('fr', ''));
    expect(france.brief?.charts.flat().map(({ chart }) => chart.leftOut)).toEqual([0, 0]);
    const compared = await chosen(await ofComparison('countries=FR,SE,PL,DE&lang=fr'));
    const imprint = compared.brief?.imprint.map((words) => words.map(({ text }) => text).join('')) ?? [];
    expect(imprint[0]?.split(' ; ').length).toBeLessThan(10);
    expect(imprint.join(' ')).toMatch(/«\srien trouvé\s» signifie/);
    expect(imprint.join(' ')).not.toContain('aucun trouvé');
  });

  it('gives a chart that stands alone the whole width', async () => {
    const { brief } = await chosen(await ofComparison('countries=SE,PL,DE'));
    expect(brief?.charts.map((row) => row.map(({ width }) => width))).toEqual([[880]]);
  });
});

describe('an address of a brief that cannot be answered', () => {
  it('says what it does not know, with what there is', async () => {
    const wrong = await country('fr.pdf?asOf=yesterday&lang=xx&page=2');
    expect(wrong.status).toBe(400);
    expect(wrong.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const { errors } = await wrong.json();
    expect(errors.map(({ param }: { param: string }) => param).sort()).toEqual(['asOf', 'lang', 'page']);
    expect((await country('xx.pdf')).status).toBe(404);
    expect((await country('FR.pdf')).status).toBe(308);
    expect((await country('fr.pdf?release=abcdefabcdef')).status).toBe(400);
  });

  it('says that a comparison takes at least two countries, in its language', async () => {
    const one = await comparison('?countries=FR&lang=sv');
    expect(one.status).toBe(400);
    const { detail, errors } = await one.json();
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ param: 'countries', value: 'FR' });
    expect(detail).toBe(translator('sv').t('compare.selection.too_few', { given: 1, min: 2, max: 8 }));
  });
});
