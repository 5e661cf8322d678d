import type { Observation, SeriesPoint } from '@/lib/domain/records';
import { amountAxis, yearAxis } from './axes';
import {
  Citations,
  dayInWords,
  dayLabel,
  groupBy,
  isOutsideYears,
  noFutureNote,
  noYears,
  outsideYearsNote,
  plainOnChart,
  publishersOf,
  readScope,
  type Scope,
  specFrame,
  subtitleOf,
  tableColumns,
} from './scope';
import type {
  ChartContext,
  ChartInput,
  ChartPoint,
  ChartState,
  DirectLabel,
  LineSeries,
  SpendingSpec,
} from './spec';

/** What becomes of a yearly value that was considered. */
export const SPENDING_FATES = ['drawn', 'outside_years'] as const;
export type SpendingFate = (typeof SPENDING_FATES)[number];

interface YearValue {
  iso2: string;
  year: number;
  /** Per cent of GDP, as published. */
  value: number;
  sourceId: string;
  fate: SpendingFate;
}

const asPeriod = (year: number): Pick<Observation, 'period'> => ({ period: { start: year, end: year } });

/** Per cent as published: the series has up to two decimals. */
const percent = ({ tr }: Scope, value: number): string =>
  tr.t('pages.figure.percent', { value: tr.number(value, { maximumFractionDigits: 2 }) });

/** Values of the selected countries by country and year; in a past view those of years that had ended by then. */
function valuesOf({ input, countries, past, thisYear }: Scope, state: ChartState): YearValue[] {
  const last = past ? thisYear - 1 : thisYear;
  const ofCountry = groupBy(input.defenceSpending, ({ countryIso2 }) => countryIso2);
  const considered = ({ year }: SeriesPoint) => year <= last;
  return countries.flatMap(({ iso2 }) =>
    (ofCountry.get(iso2) ?? [])
      .filter(considered)
      .sort((a, b) => a.year - b.year)
      .flatMap(({ year, value, sourceId }): YearValue[] =>
        value === null
          ? []
          : [
              {
                iso2,
                year,
                value,
                sourceId,
                fate: isOutsideYears(asPeriod(year), state) ? 'outside_years' : 'drawn',
              },
            ],
      ),
  );
}

/** Runs of neighbouring years: a line never passes over a year without a value. */
function runsOf(values: readonly YearValue[]): YearValue[][] {
  const runs: YearValue[][] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run && run.at(-1)?.year === value.year - 1) run.push(value);
    else runs.push([value]);
  }
  return runs;
}

const idOf = ({ iso2, year }: YearValue): string => `spending ${iso2} ${year}`;

function toPoint(scope: Scope, value: YearValue): ChartPoint {
  const { tr } = scope;
  return {
    id: idOf(value),
    x: value.year,
    y: value.value,
    low: null,
    high: null,
    spanStart: null,
    mark: 'yearly',
    qualifier: 'exact',
    basis: null,
    statedOn: null,
    observationId: null,
    sourceIds: [value.sourceId],
    tooltip: {
      title: tr.t('charts.tooltip.title', {
        country: scope.countryName(value.iso2),
        measure: tr.label('series', 'defence_spending_pct_gdp'),
      }),
      value: tr.t('contextCharts.spending.ofGdp', { value: percent(scope, value.value) }),
      lines: [String(value.year), publishersOf(scope, [value.sourceId])],
    },
  };
}

function toSeries(scope: Scope, values: readonly YearValue[]): LineSeries[] {
  return runsOf(values).flatMap((run): LineSeries[] => {
    const first = run[0];
    return first
      ? [
          {
            key: `${first.iso2} ${first.year}`,
            countryIso2: first.iso2,
            measureId: null,
            component: null,
            basis: null,
            kind: 'context',
            colour: scope.colourOf(first.iso2),
            faint: false,
            points: run.map((value) => toPoint(scope, value)),
            line: run.map(idOf),
          },
        ]
      : [];
  });
}

/** The years for which every country that has values has one. */
function sharedYears(byCountry: ReadonlyMap<string, readonly YearValue[]>): number[] {
  const [first = [], ...others] = [...byCountry.values()]
    .filter((values) => values.length > 0)
    .map((values) => values.map(({ year }) => year));
  return first.filter((year) => others.every((years) => years.includes(year)));
}

function headline(scope: Scope, byCountry: ReadonlyMap<string, readonly YearValue[]>): string {
  const { tr } = scope;
  const t = (key: string, values?: Record<string, string | number>) =>
    tr.t(`contextCharts.spending.title.${key}`, values);
  const lines = [...byCountry.values()].flatMap((values) => {
    const [first, last] = [values[0], values.at(-1)];
    return first && last ? [{ first, last }] : [];
  });
  if (lines.length === 0) return t('none');
  // Who leads is said of a year for which every country shown has a value: a country must not lead because another's is missing.
  const year = Math.max(...sharedYears(byCountry));
  if (year === -Infinity) return t('several', { count: lines.length });
  const now = lines.flatMap(({ first, last }) => {
    const value = byCountry.get(last.iso2)?.find((one) => one.year === year);
    return value ? [{ first, last: value }] : [];
  });
  const highest = Math.max(...now.map(({ last }) => last.value));
  const leaders = now.filter(({ last }) => last.value === highest);
  const countries = leaders.map(({ last }) => scope.countryName(last.iso2));
  const leader = leaders[0];
  if (!leader || leaders.length > 1) {
    return t('tied', { countries: tr.list(countries), value: percent(scope, highest), year: String(year) });
  }
  const values = {
    country: countries[0] ?? '',
    value: percent(scope, highest),
    year: String(year),
    from: percent(scope, leader.first.value),
    fromYear: String(leader.first.year),
  };
  if (leader.first.year === year) return t(lines.length === 1 ? 'oneYear' : 'mostYear', values);
  return t(lines.length === 1 ? 'one' : 'most', values);
}

function toLabels(scope: Scope, byCountry: ReadonlyMap<string, readonly YearValue[]>): DirectLabel[] {
  const latest = Math.max(...[...byCountry.values()].map((values) => values.at(-1)?.year ?? -Infinity));
  return [...byCountry].flatMap(([iso2, values]): DirectLabel[] => {
    const last = values.at(-1);
    if (!last) return [];
    const value = percent(scope, last.value);
    return [
      {
        pointId: idOf(last),
        name: scope.countryName(iso2),
        value:
          last.year === latest
            ? value
            : scope.tr.t('charts.forces.inYear', { figure: value, year: String(last.year) }),
        colour: scope.colourOf(iso2),
      },
    ];
  });
}

/** The reference work gives 33 of 39 countries the same value for 2010 as for 2012, a likely slip of its own. */
const TWINS = { first: 2010, second: 2012 } as const;

function twinNotes(scope: Scope, byCountry: ReadonlyMap<string, readonly YearValue[]>): string[] {
  const twins = [...byCountry].flatMap(([iso2, values]) => {
    const of = (wanted: number) => values.find(({ year }) => year === wanted)?.value;
    return of(TWINS.first) !== undefined && of(TWINS.first) === of(TWINS.second)
      ? [scope.countryName(iso2)]
      : [];
  });
  return twins.length === 0
    ? []
    : [
        scope.tr.t('contextCharts.spending.twins', {
          first: String(TWINS.first),
          second: String(TWINS.second),
          countries: scope.tr.list(twins),
        }),
      ];
}

/** Years between the first and the last value that have none, by country; and who joined NATO in between. */
function breakNotes(scope: Scope, byCountry: ReadonlyMap<string, readonly YearValue[]>): string[] {
  const { tr } = scope;
  const gaps: string[] = [];
  const joined: string[] = [];
  for (const { iso2, memberships } of scope.countries) {
    const values = byCountry.get(iso2) ?? [];
    const [first, last] = [values[0], values.at(-1)];
    if (!first || !last) continue;
    const known = new Set(values.map(({ year }) => year));
    const missing: string[] = [];
    for (let year = first.year + 1; year < last.year; year++)
      if (!known.has(year)) missing.push(String(year));
    if (missing.length > 0) {
      gaps.push(
        tr.t('contextCharts.spending.yearsOf', {
          country: scope.countryName(iso2),
          years: missing.join(', '),
        }),
      );
    }
    const nato = memberships.find(
      ({ organisation, since }) => organisation === 'NATO' && since > first.year && since <= last.year,
    );
    if (nato) {
      joined.push(
        tr.t('contextCharts.spending.yearsOf', {
          country: scope.countryName(iso2),
          years: String(nato.since),
        }),
      );
    }
  }
  return [
    ...(gaps.length > 0 ? [tr.t('contextCharts.spending.gaps', { countries: tr.series(gaps) })] : []),
    ...(joined.length > 0 ? [tr.t('contextCharts.spending.joined', { countries: tr.series(joined) })] : []),
  ];
}

/**
 * Defence spending as a share of GDP by year: the spec of `defence-spending`. Values stand as the reference work published
 * them; a country's line joins neighbouring years only. A past view shows the years that had ended by its day: the series keeps no
 * earlier editions. Throws a RangeError for an unknown country.
 */
export function buildSpendingChart(
  input: ChartInput,
  state: ChartState,
  context: ChartContext,
): SpendingSpec {
  const scope = readScope(input, state, context);
  const { tr, past } = scope;
  const considered = valuesOf(scope, state);
  const drawn = considered.filter(({ fate }) => fate === 'drawn');
  const drawnYears = drawn.map(({ year }) => year);
  const byCountry = groupBy(drawn, ({ iso2 }) => iso2);
  const citations = new Citations();
  const empty = drawn.length === 0;
  const xAxis = yearAxis(drawnYears.map(asPeriod), empty ? scope.todayDecimal : null, state);
  const emptyMessage =
    noYears(scope, state) ??
    tr.t(`contextCharts.spending.${considered.length === 0 ? 'emptyNone' : 'emptyYears'}`);
  const known = new Set(considered.map(({ iso2 }) => iso2));
  const without = scope.countries.filter(({ iso2 }) => !known.has(iso2));
  const altLines = [...byCountry].flatMap(([iso2, values]) => {
    const [first, last] = [values[0], values.at(-1)];
    if (!first || !last) return [];
    return tr.t(`contextCharts.spending.${first === last ? 'altYear' : 'altCountry'}`, {
      country: scope.countryName(iso2),
      from: percent(scope, first.value),
      fromYear: String(first.year),
      value: percent(scope, last.value),
      year: String(last.year),
    });
  });
  const said = altLines.slice(0, 12);
  if (altLines.length > said.length) {
    said.push(tr.t('charts.alt.more', { count: altLines.length - said.length }));
  }
  const rows = considered.map(({ iso2, year, value, fate, sourceId }) => ({
    country: scope.countryName(iso2),
    period: String(year),
    figure: percent(scope, value),
    fate: tr.t(`charts.intake.fate.${fate}`),
    sources: citations.cite([sourceId]),
  }));
  const todayX = scope.todayDecimal - 0.5;
  return {
    ...specFrame(scope),
    slug: 'defence-spending',
    title: headline(scope, byCountry),
    subtitle: subtitleOf(
      scope,
      tr.t('contextCharts.spending.subtitle'),
      ...(state.axis === 'log' ? [tr.t('charts.logAxis')] : []),
    ),
    altText: empty
      ? emptyMessage
      : [
          tr.t('contextCharts.spending.alt', {
            from: String(Math.min(...drawnYears)),
            to: String(Math.max(...drawnYears)),
          }),
          ...said,
        ].join(' '),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: tr.t('charts.coverage.figures', { drawn: drawn.length, count: considered.length }),
    notes: [
      tr.t('contextCharts.spending.rule'),
      tr.t('contextCharts.spending.estimates'),
      ...breakNotes(scope, byCountry),
      ...twinNotes(scope, byCountry),
      ...outsideYearsNote(scope, state, considered.length - drawn.length),
      ...(without.length > 0
        ? [
            tr.t('charts.notes.noneFound', {
              countries: tr.list(without.map(({ iso2 }) => scope.countryName(iso2))),
            }),
          ]
        : []),
      ...noFutureNote(scope),
      ...(past ? [tr.t('contextCharts.pastSeries', { day: dayInWords(scope, 'long') })] : []),
    ],
    legend: empty ? [] : [{ sign: 'yearly', label: tr.t('contextCharts.spending.key') }],
    sourceIds: citations.ids,
    observationIds: [],
    table: {
      caption: tr.t('contextCharts.spending.caption'),
      columns: tableColumns(scope, ['country', 'period', 'figure', 'fate', 'sources'], ['figure'], {
        period: tr.t('contextCharts.spending.year'),
        figure: tr.label('series', 'defence_spending_pct_gdp'),
      }),
      rows,
      plain: considered.map(({ iso2, year, value, fate }) => ({
        country_iso2: iso2,
        series: 'defence_spending_pct_gdp',
        year,
        value,
        unit: 'percent_of_gdp',
        ...plainOnChart(fate, fate === 'drawn', tr.t(`charts.intake.fate.${fate}`)),
      })),
    },
    xAxis,
    yAxis: amountAxis(
      drawn.map(({ value }) => value),
      state.axis ?? 'linear',
      (value) => percent(scope, value),
    ),
    today: past && todayX >= xAxis.min && todayX <= xAxis.max ? { x: todayX, label: dayLabel(scope) } : null,
    series: [...byCountry.values()].flatMap((values) => toSeries(scope, values)),
    labels: toLabels(scope, byCountry),
    moves: [],
  };
}
