import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { loadRealData } from '@/db/loader/real-data.fixture';
import type { Basis, Indicator } from '@/lib/domain/codes';
import {
  type Context,
  cohortShare,
  costPerRecruit,
  type Derived,
  gapToTarget,
  indexOn,
  inEuro,
  inEuroOf,
  per100k,
  requiredGrowth,
} from '@/lib/domain/derived';
import type { Measure, Observation } from '@/lib/domain/records';
import { derivationContext } from './context';
import { getMeasure } from './measures';
import { listObservations } from './observations';

/*
 * Golden numbers: computed by hand from the data's own figures (each formula is written beside its test), on the real
 * data. Where a figure of the data is corrected, the number here must be computed again by hand.
 */

let folder: string;
let db: Database;
let context: Context;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-golden-'));
  const url = `file:${join(folder, 'golden.sqlite')}`;
  await loadRealData(url);
  db = openDatabase(url);
  context = await derivationContext(db);
});

afterAll(() => {
  db.$client.close();
  rmSync(folder, { recursive: true });
});

interface Wanted {
  indicator?: Indicator;
  period: string | null;
  basis: Basis;
  component?: string | null;
  stated?: string;
  value?: number;
}

async function find(measureId: string, wanted: Wanted): Promise<{ measure: Measure; o: Observation }> {
  const measure = await getMeasure(db, measureId);
  if (!measure) throw new Error(`no measure ${measureId}`);
  const found = (await listObservations(db, { measureIds: [measureId] })).filter(
    (o) =>
      o.indicator === (wanted.indicator ?? 'intake_per_year') &&
      o.basis === wanted.basis &&
      o.component === (wanted.component ?? null) &&
      (o.period === null
        ? wanted.period === null
        : (o.period.start === o.period.end ? `${o.period.start}` : `${o.period.start}/${o.period.end}`) ===
          wanted.period) &&
      (wanted.stated === undefined || o.statedOn === wanted.stated) &&
      (wanted.value === undefined || o.value === wanted.value),
  );
  const o = found[0];
  if (!o || found.length > 1)
    throw new Error(`${measureId}: ${found.length} figures for ${JSON.stringify(wanted)}`);
  return { measure, o };
}

function computed(derived: Derived) {
  if (!derived.ok) throw new Error(`refused: ${derived.reason}`);
  return derived.figure;
}

async function share(measureId: string, wanted: Wanted) {
  const { measure, o } = await find(measureId, wanted);
  return cohortShare(o, measure.countryIso2, measure.eligibility, context);
}

describe('share of the cohort turning 18', () => {
  it('1: France, 10,000 in 2030 of 789,607 born in 2012 = 1.266 %', async () => {
    const figure = computed(
      await share('fr-service-national', { period: '2030', basis: 'target', stated: '2026-01-12' }),
    );
    expect(figure.value).toBeCloseTo(1.26645, 4);
    expect(figure.inputs).toMatchObject([
      { kind: 'observation', low: 10_000, high: 10_000 },
      { kind: 'series', series: 'births', of: 'FR', year: 2012, value: 789_607, projection: false },
    ]);
    expect(figure.caveats).toEqual([]);
  });

  it('2: France, 42,500 in 2035 of 724,569 born in 2017 = 5.866 %', async () => {
    const figure = computed(await share('fr-service-national', { period: '2035', basis: 'target' }));
    expect(figure.value).toBeCloseTo(5.86556, 4);
  });

  it('3: Sweden, 10,000 in 2030 of 112,158 born in 2012 = 8.916 %', async () => {
    const figure = computed(
      await share('se-varnplikt', { period: '2030', basis: 'target', stated: '2024-10-15' }),
    );
    expect(figure.value).toBeCloseTo(8.91599, 4);
  });

  it('4: Sweden, about 8,250 who came in 2025 of 106,653 born in 2007 = about 7.735 %', async () => {
    const figure = computed(await share('se-varnplikt', { period: '2025', basis: 'actual' }));
    expect(figure.value).toBeCloseTo(7.73537, 4);
    expect(figure.qualifier).toBe('about');
  });

  it('5: Denmark, 6,500 in 2033 of 57,806 born in 2015 = 11.245 %', async () => {
    const figure = computed(await share('dk-conscription', { period: '2033', basis: 'target' }));
    expect(figure.value).toBeCloseTo(11.24451, 4);
  });

  it('6: Germany, up to 40,000 in 2031 of 679,660 born in 2013 = up to 5.885 %', async () => {
    const figure = computed(await share('de-neuer-wehrdienst', { period: '2031', basis: 'target' }));
    expect(figure.value).toBeCloseTo(5.8853, 4);
    expect(figure.qualifier).toBe('up_to');
  });

  it('7: Poland, about 40,000 trained in 2026 of 411,707 born in 2008 = about 9.716 %', async () => {
    const figure = computed(
      await share('pl-wgotowosci', { indicator: 'trained_total', period: '2026', basis: 'target' }),
    );
    expect(figure.value).toBeCloseTo(9.71565, 4);
  });

  it('8, an interval: Lithuania, 3,000 to 3,500 in 2015, held against all or half of 38,027 born in 1997', async () => {
    const { measure, o } = await find('lt-initial-military-service', { period: '2015', basis: 'target' });
    const all = computed(cohortShare(o, 'LT', { sex: 'all' }, context));
    expect(all.low).toBeCloseTo(7.88913, 4);
    expect(all.high).toBeCloseTo(9.20399, 4);
    const men = computed(cohortShare(o, 'LT', { sex: 'men' }, context));
    expect(men.low).toBeCloseTo(15.77826, 4);
    expect(men.caveats).toEqual(['half_of_births']);
    expect(measure.countryIso2).toBe('LT');
  });

  it('9, refused: Sweden’s 12,000 a year in 2032–2035 has four cohorts', async () => {
    expect(await share('se-varnplikt', { period: '2032/2035', basis: 'target' })).toEqual({
      ok: false,
      reason: 'span_of_years',
    });
  });

  it('10, refused: France’s reserve of 80,000 is a stock', async () => {
    expect(
      await share('fr-reserve-operationnelle', {
        indicator: 'reserve_personnel',
        period: '2030',
        basis: 'target',
      }),
    ).toEqual({ ok: false, reason: 'stock_not_flow' });
  });
});

describe('per 100,000 inhabitants', () => {
  it('11: France, 10,000 in 2030 of 67,107,646 = 14.901', async () => {
    const { o } = await find('fr-service-national', {
      period: '2030',
      basis: 'target',
      stated: '2026-01-12',
    });
    const figure = computed(per100k(o, 'FR', context));
    expect(figure.value).toBeCloseTo(14.90143, 4);
    expect(figure.caveats).toEqual(['projection']);
  });

  it('12: Sweden, 8,250 in 2025 of 10,656,580 = 77.417', async () => {
    const { o } = await find('se-varnplikt', { period: '2025', basis: 'actual' });
    expect(computed(per100k(o, 'SE', context)).value).toBeCloseTo(77.41696, 4);
  });

  it('13, an interval: Sweden, 12,000 a year over the populations of 2032 (10,894,096) to 2035 (10,964,933)', async () => {
    const { o } = await find('se-varnplikt', { period: '2032/2035', basis: 'target' });
    const figure = computed(per100k(o, 'SE', context));
    expect(figure.low).toBeCloseTo(109.43979, 4);
    expect(figure.high).toBeCloseTo(110.15141, 4);
    // It is "about 12,000": an interval of populations does not make it exact.
    expect(figure.qualifier).toBe('about');
  });

  it('14, refused: Poland’s 300,000 of 2022 names no year', async () => {
    const { o } = await find('pl-force-expansion', {
      indicator: 'active_personnel',
      period: null,
      basis: 'target',
    });
    expect(per100k(o, 'PL', context)).toEqual({ ok: false, reason: 'no_period' });
  });
});

describe('euro', () => {
  it('15: 170 billion kronor at 11.066306 (2025) = 15.362 billion', async () => {
    const { o } = await find('se-total-defence-2025-2030', {
      indicator: 'budget_total',
      component: 'additional, military defence',
      period: '2025/2030',
      basis: 'target',
    });
    const figure = computed(inEuro(o, context));
    expect(figure.value).toBeCloseTo(15_361_946_434.52, 0);
    expect(figure.caveats).toEqual([]);
  });

  it('16: 6.447097 billion zloty of 2026 at the rate of 2025 (4.239658) = 1.5207 billion, and says so', async () => {
    const { o } = await find('pl-force-expansion', {
      indicator: 'budget_annual',
      component: 'call-up costs',
      period: '2026',
      basis: 'estimate',
    });
    const figure = computed(inEuro(o, context));
    expect(figure.value).toBeCloseTo(1_520_664_402.65, 0);
    expect(figure.caveats).toEqual(['last_rate_used']);
  });

  it('17: 16 billion Danish kroner of 2024 (7.458914), in prices of 2025 (128.75 ÷ 126.07) = 2.1907 billion', async () => {
    const { o } = await find('dk-conscription', {
      indicator: 'budget_total',
      period: '2024/2033',
      basis: 'target',
      stated: '2024-04-30',
    });
    expect(computed(inEuro(o, context)).value).toBeCloseTo(2_145_084_391.64, 0);
    expect(computed(inEuroOf(2025, o, context)).value).toBeCloseTo(2_190_684_662.68, 0);
  });

  it('18: 128.3 million euro of 2025 in prices of 2023 (123.15 ÷ 128.75) = 122.7 million', async () => {
    const { o } = await find('fr-snu', { indicator: 'budget_annual', period: '2025', basis: 'target' });
    expect(computed(inEuroOf(2023, o, context)).value).toBeCloseTo(122_719_572.82, 0);
    expect(inEuroOf(1980, o, context)).toEqual({ ok: false, reason: 'no_price_index' });
  });
});

describe('promise and delivery', () => {
  it('19: France’s universal service, 32,416 of 50,000 in 2022 = 17,584 short', async () => {
    const { o: came } = await find('fr-snu', { period: '2022', basis: 'actual' });
    const { o: planned } = await find('fr-snu', { period: '2022', basis: 'target' });
    expect(computed(gapToTarget(came, planned)).value).toBe(-17_584);
  });

  it('20: Lithuania, 3,554 of 3,828 in 2022 = 274 short', async () => {
    const { o: came } = await find('lt-initial-military-service', { period: '2022', basis: 'actual' });
    const { o: planned } = await find('lt-initial-military-service', { period: '2022', basis: 'target' });
    expect(computed(gapToTarget(came, planned)).value).toBe(-274);
  });

  it('21, refused: an actual of 2022 is not held against a target of 2021', async () => {
    const { o: came } = await find('fr-snu', { period: '2022', basis: 'actual' });
    const { o: planned } = await find('fr-snu', { period: '2021', basis: 'target' });
    expect(gapToTarget(came, planned)).toEqual({ ok: false, reason: 'different_period' });
  });

  it('22: Sweden, 8,250 in 2025 to 10,000 in 2030 = 3.922 % a year', async () => {
    const { o: came } = await find('se-varnplikt', { period: '2025', basis: 'actual' });
    const { o: planned } = await find('se-varnplikt', {
      period: '2030',
      basis: 'target',
      stated: '2024-10-15',
    });
    const figure = computed(requiredGrowth(came, planned));
    expect(figure.value).toBeCloseTo(3.92241, 4);
    expect(figure.qualifier).toBe('about');
  });

  it('23: Denmark, 4,700 in 2024 to 6,500 in 2033 = 3.668 % a year', async () => {
    const { o: came } = await find('dk-conscription', { period: '2024', basis: 'actual' });
    const { o: planned } = await find('dk-conscription', { period: '2033', basis: 'target' });
    expect(computed(requiredGrowth(came, planned)).value).toBeCloseTo(3.66835, 4);
  });

  it('29: Poland, at least 16,000 in 2025 to about 40,000 in 2026 = 150 % a year at most, and about', async () => {
    const { o: came } = await find('pl-wgotowosci', {
      indicator: 'trained_total',
      period: '2025',
      basis: 'actual',
    });
    const { o: planned } = await find('pl-wgotowosci', {
      indicator: 'trained_total',
      period: '2026',
      basis: 'target',
    });
    // 40,000 ÷ 16,000 − 1; had 20,000 come, it would be 100 %.
    const figure = computed(requiredGrowth(came, planned));
    expect(figure.value).toBeCloseTo(150, 9);
    expect(figure.qualifier).toBe('up_to_about');
  });

  it('30: Denmark, about 4,700 in 2024 to 5,000 in 2026 = about 3.142 % a year', async () => {
    const { o: came } = await find('dk-conscription', { period: '2024', basis: 'actual' });
    const { o: planned } = await find('dk-conscription', { period: '2026', basis: 'target' });
    // (5,000 ÷ 4,700)^(1 ÷ 2) − 1
    const figure = computed(requiredGrowth(came, planned));
    expect(figure.value).toBeCloseTo(3.14212, 4);
    expect(figure.qualifier).toBe('about');
  });

  it('31: Poland, at least 16,000 of up to 25,000 in 2025 = 9,000 short at most', async () => {
    const of2025 = { indicator: 'trained_total', period: '2025' } as const;
    const { o: came } = await find('pl-wgotowosci', { ...of2025, basis: 'actual' });
    const { o: planned } = await find('pl-wgotowosci', { ...of2025, basis: 'target', value: 25_000 });
    const figure = computed(gapToTarget(came, planned));
    expect([figure.value, figure.qualifier]).toEqual([-9000, 'at_least']);
  });

  it('32: Finland, about 29,000 of about 28,000 in 2022 = about 1,000; Sweden, 4,500 of about 4,000 in 2019 = about 500', async () => {
    const of2022 = { indicator: 'trained_total', period: '2022' } as const;
    const { o: came } = await find('fi-refresher-training', { ...of2022, basis: 'actual' });
    const { o: planned } = await find('fi-refresher-training', { ...of2022, basis: 'target' });
    expect(computed(gapToTarget(came, planned))).toMatchObject({ value: 1000, qualifier: 'about' });
    const { o: swedes } = await find('se-varnplikt', { period: '2019', basis: 'actual' });
    const { o: about4000 } = await find('se-varnplikt', { period: '2019', basis: 'target' });
    expect(computed(gapToTarget(swedes, about4000))).toMatchObject({ value: 500, qualifier: 'about' });
  });

  it('24: Sweden’s 10,000 of 2030 on 8,250 of 2025 = index 121.21', async () => {
    const { o: came } = await find('se-varnplikt', { period: '2025', basis: 'actual' });
    const { o: planned } = await find('se-varnplikt', {
      period: '2030',
      basis: 'target',
      stated: '2024-10-15',
    });
    const figure = computed(indexOn(came, planned));
    expect(figure.value).toBeCloseTo(121.2121, 3);
    // The base is "about 8,250".
    expect(figure.qualifier).toBe('about');
  });
});

describe('cost per recruit', () => {
  async function franceIntake() {
    const years = [
      { period: '2026', stated: '2026-02-06' },
      { period: '2027', stated: '2026-01-12' },
      { period: '2030', stated: '2026-01-12' },
    ];
    return Promise.all(
      years.map(async (year) => (await find('fr-service-national', { ...year, basis: 'target' })).o),
    );
  }

  it('25, an interval: 2.0 to 2.3 billion over 3,000 + 4,000 + 6,000 + 8,000 + 10,000 = 31,000 people', async () => {
    const budgets = await Promise.all(
      ['2025-11-27', '2026-01'].map(
        async (stated) =>
          (
            await find('fr-service-national', {
              indicator: 'budget_total',
              period: '2026/2030',
              basis: 'target',
              stated,
            })
          ).o,
      ),
    );
    const figure = computed(costPerRecruit(budgets, await franceIntake(), context));
    expect(figure.low).toBeCloseTo(64_516.13, 2);
    expect(figure.high).toBeCloseTo(74_193.55, 2);
    expect(figure.qualifier).toBe('about');
    expect(figure.caveats).toEqual(['statements_differ', 'path_interpolated']);
    expect(figure.inputs.filter(({ kind }) => kind === 'interpolated')).toEqual([
      { kind: 'interpolated', year: 2028, low: 6000, high: 6000 },
      { kind: 'interpolated', year: 2029, low: 8000, high: 8000 },
    ]);
  });

  it('26: 150 million in 2026 over 3,000 people = 50,000', async () => {
    const { o } = await find('fr-service-national', {
      indicator: 'budget_annual',
      period: '2026',
      basis: 'target',
    });
    const figure = computed(costPerRecruit([o], await franceIntake(), context));
    expect(figure.value).toBe(50_000);
    // The people are "about 3,000".
    expect(figure.qualifier).toBe('about');
  });

  it('27, refused: France’s programming law covers the whole defence, not the service', async () => {
    const { o } = await find('fr-lpm-2024-2030', {
      indicator: 'budget_total',
      period: '2024/2030',
      basis: 'target',
      stated: '2023-07-13',
    });
    expect(costPerRecruit([o], await franceIntake(), context)).toEqual({
      ok: false,
      reason: 'different_scope',
    });
  });

  it('28, refused: Denmark’s ten years have no intake stated for their first', async () => {
    const { o: budget } = await find('dk-conscription', {
      indicator: 'budget_total',
      period: '2024/2033',
      basis: 'target',
      stated: '2024-04-30',
    });
    const { o: intake } = await find('dk-conscription', { period: '2033', basis: 'target' });
    expect(costPerRecruit([budget], [intake], context)).toEqual({ ok: false, reason: 'path_incomplete' });
  });
});
