import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { loadRealData } from '@/db/loader/real-data.fixture';
import type { Context } from '@/lib/domain/derived';
import type { Country, Measure, Observation } from '@/lib/domain/records';
import { translator } from '@/lib/i18n/translator';
import { derivationContext } from '@/lib/queries/context';
import { listCountries } from '@/lib/queries/countries';
import { listMeasures } from '@/lib/queries/measures';
import { listObservations } from '@/lib/queries/observations';
import { sourcesByIds } from '@/lib/queries/sources';
import type { CompareState } from '@/lib/view-state/compare';
import { buildComparison } from './build';
import type { Attribute, Cell, CompareInput, Comparison, Row } from './comparison';
import { type CompareCsvContext, compareLongCsv, compareWideCsv } from './csv';
import { cellLine } from './words';

/* On the real data; expected figures are read off the data files and computed by hand (see lib/queries/derived.golden.test.ts). */

const TODAY = '2026-11-22';
const tr = translator('en');

let folder: string;
let db: Database;
let countries: Country[];
let measures: Measure[];
let observations: Observation[];
let context: Context;
let publishedOn: CompareInput['publishedOn'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-compare-'));
  const url = `file:${join(folder, 'compare.sqlite')}`;
  await loadRealData(url);
  db = openDatabase(url);
  countries = await listCountries(db);
  measures = await listMeasures(db);
  observations = await listObservations(db);
  context = await derivationContext(db);
  const cited = [...measures, ...observations].flatMap(({ sourceIds }) => sourceIds);
  const ofPay = measures.flatMap(({ pay }) => pay?.sourceIds ?? []);
  const sources = await sourcesByIds(db, [...new Set([...cited, ...ofPay])]);
  publishedOn = new Map(sources.map((source) => [source.id, source.publishedOn]));
});

afterAll(() => {
  db.$client.close();
  rmSync(folder, { recursive: true });
});

function stateOf(more: Partial<CompareState> = {}): CompareState {
  return {
    countries: ['FR', 'SE', 'PL'],
    measures: [],
    year: 2030,
    mode: 'people',
    money: 'eur',
    asOf: null,
    ...more,
  };
}

function compare(more: Partial<CompareState> = {}, today = TODAY): Comparison {
  const state = stateOf(more);
  const selected = state.countries.flatMap((iso2) => countries.filter((country) => country.iso2 === iso2));
  const input: CompareInput = {
    countries: selected,
    measures: measures.filter(({ countryIso2 }) => state.countries.includes(countryIso2)),
    observations: observations.filter(({ measureId }) =>
      measures.some(({ id, countryIso2 }) => id === measureId && state.countries.includes(countryIso2)),
    ),
    publishedOn,
    context,
  };
  return buildComparison(input, state, today);
}

function row(comparison: Comparison, attribute: Attribute): Row {
  const found = comparison.groups.flatMap(({ rows }) => rows).find((one) => one.attribute === attribute);
  if (!found) throw new Error(`no row ${attribute}`);
  return found;
}

function cell(comparison: Comparison, attribute: Attribute, iso2: string): Cell {
  const index = comparison.columns.findIndex(({ country }) => country.iso2 === iso2);
  const found = row(comparison, attribute).cells[index];
  if (!found) throw new Error(`no cell ${attribute} of ${iso2}`);
  return found;
}

/** The computed figures of a cell. */
function derived(comparison: Comparison, attribute: Attribute, iso2: string) {
  return cell(comparison, attribute, iso2).entries.map((entry) => {
    if (entry.kind !== 'derived' || !entry.derived.ok)
      throw new Error(`${attribute} of ${iso2}: not computed`);
    return entry.derived.figure;
  });
}

const text = (comparison: Comparison, attribute: Attribute, iso2: string, state = stateOf()) =>
  cellLine(cell(comparison, attribute, iso2), state, tr);

describe('a comparison of France, Sweden and Poland', () => {
  it('holds the mission’s measures, one a country, and offers the others', () => {
    const { columns } = compare();
    expect(columns.map(({ measure }) => measure?.id)).toEqual([
      'fr-service-national',
      'se-varnplikt',
      'pl-wgotowosci',
    ]);
    expect(columns.map(({ indicator }) => indicator)).toEqual([
      'intake_per_year',
      'intake_per_year',
      'trained_total',
    ]);
    expect(columns[1]?.choices.map(({ id }) => id)).toEqual([
      'se-varnplikt',
      'se-civilplikt',
      'se-total-defence-2025-2030',
    ]);
  });

  it('shows what is promised for 2030 as it was stated last, with basis, period and day', () => {
    const comparison = compare();
    expect(text(comparison, 'year_target', 'FR')).toBe('10,000 a year (target, 2030, stated 12 Jan 2026)');
    expect(text(comparison, 'year_target', 'SE')).toBe(
      'at least 10,000 a year (target, 2030, stated Nov 2025)',
    );
    expect(text(comparison, 'year_target', 'PL')).toBe('none found for 2030');
  });

  it('holds 2030 against the births of 2012: 10,000 of 789,607 in France, of 112,158 in Sweden', () => {
    const comparison = compare({ mode: 'cohort-share' });
    expect(derived(comparison, 'year_target', 'FR')[0]?.value).toBeCloseTo(1.26645, 4);
    const sweden = derived(comparison, 'year_target', 'SE')[0];
    expect(sweden?.value).toBeCloseTo(8.91599, 4);
    expect(sweden?.qualifier).toBe('at_least');
    expect(row(comparison, 'year_target').cells.map(({ mark }) => mark)).toEqual(['lowest', 'highest', null]);
  });

  it('puts an index on what came last, or on the first target where nothing came', () => {
    const comparison = compare({ mode: 'index' });
    // 10,000 ÷ 8,250 and 10,000 ÷ 3,000
    expect(derived(comparison, 'year_target', 'SE')[0]?.value).toBeCloseTo(121.2121, 3);
    expect(derived(comparison, 'year_target', 'FR')[0]?.value).toBeCloseTo(333.3333, 3);
    expect(row(comparison, 'year_target').cells.map(({ mark }) => mark)).toEqual([null, null, null]);
  });

  it('has as the last target what was said last of the last year: Sweden’s about 12,000 for 2032 to 2035', () => {
    // November 2025, for a span that ends in 2035, after the bill of 15 October 2024 with 12,000 for 2035.
    const said = 'about 12,000 a year (target, 2032–2035, stated Nov 2025)';
    expect(text(compare(), 'last_target', 'SE')).toBe(said);
    expect(text(compare({ year: 2035 }), 'year_target', 'SE')).toBe(said);
    expect(text(compare({ asOf: '2025-01-01' }), 'last_target', 'SE')).toBe(
      '12,000 a year (target, 2035, stated 15 Oct 2024)',
    );
    expect(text(compare({ mode: 'per-100k' }), 'last_target', 'SE')).toMatch(
      /^about 109 to 110 per 100,000 /,
    );
  });

  it('keeps two statements that disagree: Poland’s 25,000 and 20,000 for 2025', () => {
    expect(text(compare(), 'first_target', 'PL')).toBe(
      'up to 25,000 trained (target, 2025, stated 6 Nov 2025); about 20,000 trained (target, 2025, stated 6 Nov 2025)',
    );
  });

  it('says the growth that 2030 takes: 8,250 in 2025 to at least 10,000 is 3.92% a year', () => {
    const comparison = compare();
    expect(derived(comparison, 'growth', 'SE')[0]?.value).toBeCloseTo(3.92241, 4);
    // 10,000 is what France grows to, not what it starts from.
    expect(text(comparison, 'growth', 'FR')).toBe(
      'not computed: there is no actual figure to start from (to 10,000 a year, target, 2030, stated 12 Jan 2026)',
    );
  });

  it('says of a growth what its start says: Poland’s at least 16,000 makes it at most, Denmark’s about 4,700 about', () => {
    const comparison = compare({ countries: ['DK', 'PL'], year: 2026 });
    expect(text(comparison, 'growth', 'PL')).toBe(
      'up to about 150% a year (from at least 16,000 trained in 2025 to about 40,000 trained in 2026)',
    );
    expect(text(comparison, 'growth', 'DK')).toBe(
      'about 3.14% a year (from about 4,700 a year in 2024 to 5,000 a year in 2026)',
    );
  });

  it('keeps “about” where the population of several years makes an interval', () => {
    const comparison = compare({ mode: 'per-100k', measures: ['se-varnplikt'], year: 2033 });
    expect(text(comparison, 'year_target', 'SE')).toMatch(
      /^about 109 to 110 per 100,000 \(from about 12,000 a year/,
    );
  });

  it('computes what a recruit costs in France from both statements, and refuses it where no cost is found', () => {
    const comparison = compare();
    const [whole, year] = derived(comparison, 'cost_per_recruit', 'FR');
    expect(whole?.low).toBeCloseTo(64_516.13, 2);
    expect(whole?.high).toBeCloseTo(74_193.55, 2);
    expect(whole?.caveats).toEqual(['statements_differ', 'path_interpolated']);
    expect(year?.value).toBe(50_000);
    expect(text(comparison, 'cost_per_recruit', 'SE')).toBe(
      'not computed: we found no cost of the whole scheme',
    );
  });

  it('computes it in prices of a year where that is asked: × 100 ÷ 128.75 for prices of 2015', () => {
    // 2.0 and 2.3 billion ÷ 1.2875 ÷ 31,000; the index of 2025, the last known, stands for 2026
    const [whole] = derived(compare({ money: 'eur-2015' }), 'cost_per_recruit', 'FR');
    expect(whole?.low).toBeCloseTo(50_109.61, 2);
    expect(whole?.high).toBeCloseTo(57_626.06, 2);
    expect(whole?.caveats).toContain('last_price_index_used');
  });

  it('shows an earlier statement of a cost after the one that holds', () => {
    expect(text(compare(), 'cost_total', 'FR')).toBe(
      '€2.3bn (target, 2026–2030, stated Jan 2026); about €2bn (target, 2026–2030, stated 27 Nov 2025, earlier statement)',
    );
  });

  it('brings pay to a month and euro to prices of a year, each only when asked', () => {
    const today = compare({ measures: ['pl-dzsw'] });
    expect(derived(today, 'pay_month_eur', 'SE')[0]?.value).toBeCloseTo(550.0819, 3);
    expect(derived(today, 'pay_month_eur', 'PL')[0]?.value).toBeCloseTo(1485.969, 2);
    expect(text(today, 'pay_month_native', 'PL')).toBe('PLN\u00a06,300 a month, gross');
    const danish = compare({ countries: ['DK', 'SE'], money: 'eur-2025' });
    expect(derived(danish, 'cost_total', 'DK')[0]?.value).toBeCloseTo(2_190_684_662.68, 0);
    expect(
      cell(compare({ countries: ['DK', 'SE'], money: 'native' }), 'cost_total', 'DK').entries[0],
    ).toMatchObject({
      kind: 'figure',
      observation: { value: 16_000_000_000, unit: 'DKK' },
    });
  });

  it('numbers every source that the table refers to, once', () => {
    const { sourceIds, groups } = compare({ mode: 'cohort-share' });
    const cited = groups.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) =>
        cells.flatMap(({ entries }) => entries.flatMap((entry) => entry.sourceIds)),
      ),
    );
    expect(new Set(sourceIds)).toEqual(new Set(cited));
    expect(sourceIds).toHaveLength(new Set(cited).size);
    expect(sourceIds.some((id) => id.startsWith('series.'))).toBe(true);
  });
});

describe('differences', () => {
  it('marks the cell that departs from what most share, and sets equal rows apart', () => {
    const comparison = compare();
    expect(row(comparison, 'obligation').cells.map(({ mark }) => mark)).toEqual([null, 'differs', null]);
    expect(row(comparison, 'sex').agreement).toBe('same');
    expect(row(comparison, 'type').cells.map(({ mark }) => mark)).toEqual([null, null, null]);
  });

  it('ranks lengths, and bars are shares of the longest: 304.37, 456.55 and 1.33 days', () => {
    const { cells } = row(compare(), 'length_days');
    expect(cells.map(({ mark }) => mark)).toEqual([null, 'highest', 'lowest']);
    expect(cells[0]?.share).toBeCloseTo(304.36875 / 456.553125, 6);
    expect(cells[1]?.share).toBe(1);
  });

  it('ranks nothing of different kinds: gross pay against pay of unknown tax', () => {
    const pay = row(compare(), 'pay_month_eur');
    expect(pay.mixed).toBe(true);
    expect(pay.cells.map(({ mark, share }) => [mark, share])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it('calls a missing value neither equal nor different', () => {
    // France has no actual figure; Sweden and Poland count different things.
    const latest = row(compare(), 'latest_actual');
    expect(latest.cells[0]).toMatchObject({ absence: 'none_found', mark: null });
    expect(row(compare({ countries: ['IS', 'FR'] }), 'type').agreement).toBe('alone');
  });
});

describe('a past view', () => {
  it('knows of France on 1 December 2025 what the president had said four days before', () => {
    const state = stateOf({ asOf: '2025-12-01' });
    const comparison = compare(state);
    expect(text(comparison, 'first_target', 'FR', state)).toBe(
      'about 3,000 a year (target, 2026, stated 27 Nov 2025)',
    );
    expect(text(comparison, 'cost_total', 'FR', state)).toBe(
      'about €2bn (target, 2026–2030, stated 27 Nov 2025)',
    );
    expect(text(comparison, 'pay_stated', 'FR', state)).toBe('not known by that day');
    // 2035: then up to 50,000 as an ambition, today 42,500 as a target
    const then = compare({ asOf: '2025-12-01', year: 2035 });
    expect(text(then, 'year_target', 'FR')).toBe('up to 50,000 a year (ambition, 2035, stated 27 Nov 2025)');
    expect(text(compare({ year: 2035 }), 'year_target', 'FR')).toBe(
      '42,500 a year (target, 2035, stated Jan 2026)',
    );
  });

  it('counts what it leaves out', () => {
    // Stated in 2026: nine figures of fr-service-national, two of se-varnplikt, five of pl-wgotowosci.
    // Four Swedish ones state no date, and neither do their sources.
    expect(compare({ asOf: '2025-12-01' }).past).toEqual({
      day: '2025-12-01',
      later: 16,
      byPublication: 0,
      undatable: 4,
    });
  });

  it('is today’s view for a day that has not come', () => {
    const comparison = compare({ asOf: '2027-01-01' });
    expect(comparison.past).toBeNull();
    expect(comparison.groups).toEqual(compare().groups);
  });

  it('shows no measure that was not known then', () => {
    const state = stateOf({ asOf: '2020-01-01', countries: ['FR', 'SE'], measures: ['fr-service-national'] });
    const comparison = compare(state);
    expect(comparison.columns.map(({ measure }) => measure?.id)).toEqual([undefined, 'se-varnplikt']);
    expect(text(comparison, 'type', 'FR', state)).toBe('not known by that day');
  });
});

describe('the file of a comparison', () => {
  const release = { id: 'r1', loadedAt: '2026-11-22T12:00:00.000Z' };

  function contextOf(more: Partial<CompareState> = {}): CompareCsvContext {
    const comparison = compare(more);
    return {
      comparison,
      state: stateOf(more),
      release,
      sourceUrls: new Map(comparison.sourceIds.map((id) => [id, `https://example.org/${id}`])),
      records: {
        observation: (id) => {
          const found = comparison.observations.get(id);
          if (!found) throw new Error(`no observation ${id}`);
          return found;
        },
        countryName: (iso2) => countries.find((country) => country.iso2 === iso2)?.name ?? iso2,
      },
      pageUrl: 'https://example.org/compare',
      translator: tr,
    };
  }

  const plain = { bom: false, separator: ',' } as const;

  it('has its public columns first, in order, and a word for every cell that is empty', () => {
    const csv = compareLongCsv(contextOf({ mode: 'cohort-share' }), plain);
    const [head = [], ...rows] = parse(csv) as string[][];
    expect(head.slice(0, 20)).toEqual([
      'group',
      'attribute',
      'country_iso2',
      'country',
      'measure_id',
      'value_text',
      'value',
      'low',
      'high',
      'qualifier',
      'unit',
      'basis',
      'period_start',
      'period_end',
      'stated_on',
      'source_ids',
      'source_urls',
      'formula',
      'refusal',
      'note',
    ]);
    expect(rows.every((cells) => cells[5] !== '')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
  });

  it('gives each figure unrounded, with its formula and the sources of its inputs', () => {
    const rows = parse(compareLongCsv(contextOf({ mode: 'cohort-share' }), plain), {
      columns: true,
    }) as Record<string, string>[];
    const promised = rows.filter(({ attribute }) => attribute === 'year_target');
    expect(promised.map(({ country_iso2, refusal }) => [country_iso2, refusal])).toEqual([
      ['FR', ''],
      ['SE', ''],
      ['PL', 'none_for_year'],
    ]);
    const france = promised[0];
    expect(Number(france?.value)).toBeCloseTo(1.26645, 4);
    expect(france).toMatchObject({
      value_text: '1.27%',
      unit: 'percent',
      basis: 'target',
      period_start: '2030',
      stated_on: '2026-01-12',
      as_stated: '10,000 a year',
      derivation: 'cohort_share',
    });
    expect(france?.formula).toContain('10,000 ÷ 789,607 × 100 ≈ 1.27%');
    expect(france?.source_ids).toContain('series.');
    expect(france?.source_urls?.split(' ')).toHaveLength(france?.source_ids?.split(' ').length ?? 0);
  });

  it('is the table as seen in its wide form: a line a row, a column a country', () => {
    const csv = compareWideCsv(contextOf(), plain);
    const lines = parse(csv) as string[][];
    expect(lines[0]).toEqual(['Attribute', 'France', 'Sweden', 'Poland']);
    expect(lines[1]?.slice(1)).toEqual([
      'Voluntary national military service',
      'Selective conscription of women and men',
      'Voluntary defence training for citizens (wGotowości)',
    ]);
    const promised = lines.find(([attribute]) => attribute === 'How many (as stated): Promised for 2030');
    expect(promised?.slice(1)).toEqual([
      '10,000 a year (target, 2030, stated 12 Jan 2026)',
      'at least 10,000 a year (target, 2030, stated Nov 2025)',
      'none found for 2030',
    ]);
    const { groups } = compare();
    const rows = groups.flatMap((group) => group.rows).length;
    // head, measures, the rows, addresses of sources, release, view
    expect(lines).toHaveLength(rows + 5);
  });
});
