import 'server-only';
import type { CompareView } from '@/app/_components/compare/load';
import { type Brief, type BriefRow, type BriefTable, type CellLine, NoteBook } from '@/lib/brief/brief';
import { buildChart } from '@/lib/charts/build';
import type { Publication } from '@/lib/charts/publication';
import type { ChartState } from '@/lib/charts/spec';
import type { Attribute, Cell, Column, Entry, Group } from '@/lib/compare/comparison';
import { absenceWords, attributeWords, entrySources, entryWords, groupTerms } from '@/lib/compare/words';
import { formatTimestampDay } from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { type CompareBriefState, type CompareState, compareHref } from '@/lib/view-state/compare';
import {
  CHART_WIDTHS,
  english,
  imprintOf,
  layoutsOf,
  type NoteLength,
  releaseWords,
  sourceNotes,
} from './parts';

interface BriefContext {
  /** Where readers reach us. */
  origin: string;
  /** YYYY-MM-DD */
  today: string;
  /** That of the newest release, which can be another than the one shown. */
  newestReleaseId: string;
  /** What is compared, as the page's headline has it. */
  title: string;
  /** Names of the compared countries as one line. */
  names: string;
}

/** Rows that answer what an official asks first; what the others say can mostly be reckoned from them. */
const CORE: ReadonlySet<Attribute> = new Set<Attribute>([
  'type',
  'obligation',
  'status',
  'length_stated',
  'pay_month_eur',
  'starts',
  'latest_actual',
  'first_target',
  'year_target',
  'last_target',
  'cost_total',
  'cost_per_recruit',
]);
/** Where there is room for some more, these come next. */
const MORE: ReadonlySet<Attribute> = new Set<Attribute>([...CORE, 'growth', 'sex', 'ages']);
const MOST: ReadonlySet<Attribute> = new Set<Attribute>([
  ...MORE,
  'cost_annual',
  'next_target',
  'legislated',
]);
const SHORT: ReadonlySet<Attribute> = new Set<Attribute>([
  'type',
  'status',
  'length_stated',
  'latest_actual',
  'year_target',
  'last_target',
  'cost_total',
]);

const SOME: ReadonlySet<Attribute> = new Set<Attribute>([...SHORT, 'starts', 'pay_month_eur']);

/** The charts of a brief. */
type CompareChart = 'intake-targets' | 'budgets';

interface Version {
  /** null: all of them. */
  rows: ReadonlySet<Attribute> | null;
  /** Rows of charts; those of one row stand side by side. */
  charts: readonly (readonly CompareChart[])[];
  /** The height of a chart at most, in CSS pixels. */
  most: number;
  notes: NoteLength;
  chartsLast?: boolean;
}

const BELOW = [['intake-targets'], ['budgets']] as const;
const BESIDE = [['intake-targets', 'budgets']] as const;

/** How much of a comparison's brief there is, the fullest first: the first version that takes two sheets is the brief. */
const VERSIONS: readonly Version[] = [
  { rows: null, charts: BELOW, most: 560, notes: 'titles' },
  { rows: null, charts: BESIDE, most: 600, notes: 'titles' },
  { rows: null, charts: BELOW, most: 440, notes: 'titles', chartsLast: true },
  { rows: null, charts: BESIDE, most: 600, notes: 'titles', chartsLast: true },
  { rows: null, charts: BESIDE, most: 500, notes: 'publishers', chartsLast: true },
  { rows: MOST, charts: BESIDE, most: 500, notes: 'titles', chartsLast: true },
  { rows: MOST, charts: BESIDE, most: 500, notes: 'publishers', chartsLast: true },
  { rows: MORE, charts: BESIDE, most: 500, notes: 'titles', chartsLast: true },
  { rows: MORE, charts: BESIDE, most: 500, notes: 'publishers', chartsLast: true },
  { rows: CORE, charts: BESIDE, most: 600, notes: 'titles' },
  { rows: CORE, charts: BESIDE, most: 600, notes: 'titles', chartsLast: true },
  { rows: CORE, charts: BESIDE, most: 500, notes: 'publishers', chartsLast: true },
  { rows: SHORT, charts: BESIDE, most: 600, notes: 'titles', chartsLast: true },
  { rows: SHORT, charts: BESIDE, most: 600, notes: 'publishers', chartsLast: true },
  { rows: SHORT, charts: BESIDE, most: 500, notes: 'publishers', chartsLast: true },
  { rows: MOST, charts: [], most: 0, notes: 'publishers' },
  { rows: CORE, charts: [], most: 0, notes: 'publishers' },
  { rows: SOME, charts: [], most: 0, notes: 'publishers' },
  { rows: SHORT, charts: [], most: 0, notes: 'publishers' },
];

/** More columns than this stand on a sheet laid across. */
const MOST_UPRIGHT = 5;

function orientationOf({ comparison }: CompareView<CompareBriefState>): Brief['orientation'] {
  return comparison.columns.length > MOST_UPRIGHT ? 'landscape' : 'portrait';
}

/** The brief of a comparison in the view of an address, from its fullest version to its shortest. */
export function compareBriefs(view: CompareView<CompareBriefState>, context: BriefContext): Brief[] {
  const { state, comparison, release } = view;
  const tr = translator(state.lang);
  const day = state.asOf !== null && state.asOf < context.today ? state.asOf : context.today;
  const { lang, release: _pinned, ...shown } = state;
  const pageHref = compareHref(localePath(lang, '/compare'), shown);
  const drawing = drawingOf(view, context, tr);
  return VERSIONS.map(({ rows, charts, most, notes: length, chartsLast = false }): Brief => {
    const notes = new NoteBook();
    const table = tableOf(view, rows, context.names, notes, tr);
    const rowsLeft = comparison.groups
      .flatMap((group) => group.rows)
      .filter(({ attribute }) => attribute !== 'sources' && rows !== null && !rows.has(attribute))
      .map(({ attribute }) => fullName(attribute, state, tr));
    const left = charts.length > 0 ? rowsLeft : [...rowsLeft, tr.t('brief.charts')];
    return {
      lang,
      orientation: orientationOf(view),
      kicker: tr.t('brief.kicker.compare', { day: formatTimestampDay(day, tr) }),
      title: context.title,
      subject: tr.t('compare.table.caption', { names: context.names }),
      deck: [],
      notices: noticesOf(view, context, tr),
      facts: [],
      tables: [table],
      charts: charts.map((row) => drawing(row, most)).filter((row) => row.length > 0),
      chartsLast,
      sources: sourceNotes(notes, [...view.chartInput.sources, ...view.chartInput.seriesSources], length, tr),
      imprint: imprintOf(
        {
          release,
          pageHref,
          origin: context.origin,
          left,
          notes: length,
          none: tr.t('compare.absence.none_found'),
        },
        tr,
      ),
      running: `Muster, ${context.title}, ${tr.inSentence(releaseWords(release, tr))}`,
      createdAt: release.loadedAt,
    };
  });
}

/** The name of a row that stands without the name of its group: "How long: as stated". */
function fullName(attribute: Attribute, state: CompareState, tr: Translator): string {
  const own = attributeWords(attribute, state, tr);
  switch (attribute) {
    case 'length_days':
    case 'length_stated':
      return tr.t('brief.rowOf', { group: tr.t('compare.group.length'), row: own });
    case 'pay_month_eur':
    case 'pay_month_native':
    case 'pay_stated':
      return tr.t('brief.rowOf', { group: tr.t('compare.group.pay'), row: own });
    case 'cost_total':
    case 'cost_annual':
    case 'cost_per_recruit':
      return tr.t('brief.rowOf', { group: tr.t('compare.group.cost'), row: own });
    case 'type':
    case 'obligation':
    case 'status':
    case 'sex':
    case 'ages':
    case 'announced':
    case 'legislated':
    case 'starts':
    case 'ended':
    case 'latest_actual':
    case 'first_target':
    case 'next_target':
    case 'year_target':
    case 'last_target':
    case 'growth':
    case 'sources':
      return own;
  }
}

function noticesOf(
  { comparison: { past }, release }: CompareView<CompareBriefState>,
  { newestReleaseId }: BriefContext,
  tr: Translator,
): string[] {
  return [
    ...(past
      ? [
          tr.t('compare.past.title', { day: formatTimestampDay(past.day, tr) }),
          tr.t('compare.past.counts', {
            later: past.later,
            byPublication: past.byPublication,
            undatable: past.undatable,
          }),
        ]
      : []),
    ...(release.id === newestReleaseId
      ? []
      : [tr.t('charts.pastRelease.note', { day: formatTimestampDay(release.loadedAt, tr) })]),
  ];
}

/** Lays out rows of charts of this view; each chart is built once, and laid out once for a size. */
function drawingOf(
  view: CompareView<CompareBriefState>,
  { origin, today, newestReleaseId }: BriefContext,
  tr: Translator,
): (slugs: readonly CompareChart[], most: number) => Publication[] {
  const { state, comparison, chartInput } = view;
  const sources = [...chartInput.sources, ...chartInput.seriesSources];
  const measures = comparison.columns.flatMap(({ measure }) => (measure ? [measure.id] : []));
  const common = { countries: state.countries, measures, money: state.money, asOf: state.asOf };
  const states: Readonly<Record<CompareChart, ChartState>> = {
    'intake-targets': { ...common, mode: state.mode },
    budgets: common,
  };
  const spec = (slug: CompareChart) =>
    buildChart(slug, chartInput, states[slug], { locale: tr.locale, today, newestReleaseId });
  const specs = { 'intake-targets': spec('intake-targets'), budgets: spec('budgets') };
  const widths = CHART_WIDTHS[orientationOf(view)];
  const context = { sources, origin, tr };
  const laid = {
    'intake-targets': layoutsOf(specs['intake-targets'], states['intake-targets'], context),
    budgets: layoutsOf(specs.budgets, states.budgets, context),
  };
  return (slugs, most) => {
    if (measures.length === 0) return [];
    // One alone takes the whole width of the sheet, and would be scaled to it.
    const drawn = slugs.filter((slug) => !specs[slug].empty);
    const width = drawn.length > 1 ? widths.half : widths.full;
    return drawn.flatMap((slug) => laid[slug]({ width, most }) ?? []);
  };
}

function tableOf(
  { comparison: { columns, groups }, state }: CompareView<CompareBriefState>,
  shown: ReadonlySet<Attribute> | null,
  names: string,
  notes: NoteBook,
  tr: Translator,
): BriefTable {
  const rows = groups.flatMap(({ group, rows: all }): BriefRow[] => {
    const kept = all.filter(
      ({ attribute }) => attribute !== 'sources' && (shown === null || shown.has(attribute)),
    );
    if (kept.length === 0) return [];
    // Few rows need no headings: each says by itself what it is, and on what terms.
    const isShort = shown === SHORT;
    const terms = isShort ? groupTerms(group, state, tr) : null;
    return [
      ...(isShort ? [] : [{ kind: 'group' as const, label: groupWords(group, state, tr) }]),
      ...kept.map((row): BriefRow => {
        const name = isShort ? fullName(row.attribute, state, tr) : attributeWords(row.attribute, state, tr);
        const about = [
          ...(terms === null ? [] : [terms]),
          ...(row.mixed ? [tr.t('compare.mark.mixed')] : []),
        ];
        const label: CellLine[] = [
          { words: [{ text: name }], aside: false },
          ...about.map((text): CellLine => ({ words: [{ text }], aside: true })),
        ];
        return {
          kind: 'cells',
          cells: [label, ...row.cells.map((cell) => cellLines(cell, state, notes, tr))],
        };
      }),
    ];
  });
  const measureRow: BriefRow = {
    kind: 'cells',
    cells: [
      [{ words: [{ text: tr.t('compare.table.measure') }], aside: false }],
      ...columns.map((column) => [measureLine(column, state, notes, tr)]),
    ],
  };
  return {
    title: tr.t('brief.comparison'),
    summary: tr.t('compare.table.caption', { names }),
    columns: [
      { label: tr.t('compare.table.attribute'), share: 0.75 },
      ...columns.map(({ country }) => ({ label: tr.country(country.iso2, country.name), share: 1 })),
    ],
    rows: [measureRow, ...rows],
  };
}

function groupWords(group: Group, state: CompareState, tr: Translator): string {
  const terms = groupTerms(group, state, tr);
  const name = tr.t(`compare.group.${group}`);
  return terms === null ? name : `${name}, ${terms}`;
}

/** The measure that stands for a country, with its sources: its terms rest on them. */
function measureLine(
  { measure, choices }: Column,
  state: CompareState,
  notes: NoteBook,
  tr: Translator,
): CellLine {
  if (measure) {
    return {
      words: [{ ...english(measure.name), look: 'strong' }, ...notes.refer(measure.sourceIds)],
      aside: false,
    };
  }
  const named = choices.find(({ id }) => state.measures.includes(id));
  const text =
    choices.length === 0
      ? tr.t('compare.table.noMeasure')
      : named
        ? tr.t('compare.table.chosenNotKnown', { measure: named.name })
        : tr.t('compare.table.notKnown');
  return { words: [{ text, look: 'soft' }], aside: false };
}

function cellLines(cell: Cell, state: CompareState, notes: NoteBook, tr: Translator): CellLine[] {
  if (cell.absence !== null) {
    return [{ words: [{ text: absenceWords(cell.absence, state, tr), look: 'soft' }], aside: false }];
  }
  return cell.entries.flatMap((entry) => entryLines(entry, notes, tr));
}

function entryLines(entry: Entry, notes: NoteBook, tr: Translator): CellLine[] {
  const { text, scope, aside } = entryWords(entry, tr);
  const refs = notes.refer(entrySources(entry));
  const about = [
    ...(scope === null ? [] : [english(scope), ...(aside.length > 0 ? [{ text: ', ' }] : [])]),
    ...(aside.length === 0 ? [] : [{ text: aside.join(', ') }]),
  ];
  return about.length === 0
    ? [{ words: [{ text }, ...refs], aside: false }]
    : [
        { words: [{ text }], aside: false },
        { words: [...about, ...refs], aside: true },
      ];
}
