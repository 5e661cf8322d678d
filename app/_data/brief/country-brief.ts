import 'server-only';
import type { CountryView } from '@/app/_components/countries/load';
import { contextPoints, contextValue, latestThrough } from '@/app/_components/countries/series-view';
import { latestActualFigure } from '@/app/_components/figures/measure-words';
import { type Brief, type BriefTable, type CellLine, type Fact, NoteBook, type Run } from '@/lib/brief/brief';
import { buildChart } from '@/lib/charts/build';
import { missingLetters } from '@/lib/charts/letters';
import type { Publication } from '@/lib/charts/publication';
import type { ChartState } from '@/lib/charts/spec';
import type { ChartSlug } from '@/lib/domain/codes';
import { partialDate, yearOf } from '@/lib/domain/partial-date';
import type { Observation } from '@/lib/domain/records';
import {
  formatDate,
  formatDuration,
  formatPay,
  formatPeople,
  formatPeriodOrNone,
  formatTimestampDay,
} from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { COUNTRY_SERIES } from '@/lib/queries/country-context';
import type { MeasureSummary } from '@/lib/queries/measures';
import { type CountryBriefState, countryHref } from '@/lib/view-state/country';
import {
  CHART_WIDTHS,
  english,
  figureLines,
  imprintOf,
  layoutsOf,
  noneFound,
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
}

/** How much of a country's brief there is, the fullest first: the first version that takes two sheets is the brief. */
const VERSIONS = [
  { width: 'full', most: 760, notes: 'titles', chartsLast: false },
  { width: 'full', most: 760, notes: 'titles', chartsLast: true },
  { width: 'full', most: 680, notes: 'titles', chartsLast: false },
  { width: 'full', most: 680, notes: 'titles', chartsLast: true },
  { width: 'full', most: 600, notes: 'titles', chartsLast: false },
  { width: 'full', most: 600, notes: 'titles', chartsLast: true },
  { width: 'full', most: 520, notes: 'titles', chartsLast: false },
  { width: 'full', most: 520, notes: 'titles', chartsLast: true },
  { width: 'full', most: 440, notes: 'titles', chartsLast: true },
  { width: 'half', most: 680, notes: 'titles', chartsLast: true },
  { width: 'full', most: 440, notes: 'publishers', chartsLast: true },
  { width: 'half', most: 560, notes: 'publishers', chartsLast: true },
] as const;

/** The charts of a brief, in order. */
const CHARTS = ['intake-targets', 'forces'] as const satisfies ChartSlug[];
type CountryChart = (typeof CHARTS)[number];

/** The brief of a country in the view of an address, from its fullest version to its shortest. */
export function countryBriefs(view: CountryView<CountryBriefState>, context: BriefContext): Brief[] {
  const { state, country, release, past } = view;
  const tr = translator(state.lang);
  const name = tr.country(country.iso2, country.name);
  const day = state.asOf ?? context.today;
  const notes = new NoteBook();
  const deck = [
    [{ text: tr.label('serviceModel', country.serviceModel), look: 'strong' as const }],
    [
      country.modelNote === null ? { text: tr.t('countries.page.noModelNote') } : english(country.modelNote),
      ...notes.refer(country.modelSourceIds),
    ],
  ];
  const facts = factsOf(view, day, notes, tr);
  const tables = view.measures.length === 0 ? [] : [measuresTable(view, notes, tr)];
  const empty = tr.t(past ? 'countries.page.noMeasuresThen' : 'countries.page.noMeasures');
  const pageHref = countryHref(localePath(tr.locale, `/countries/${country.iso2.toLowerCase()}`), {
    asOf: state.asOf,
  });
  const base: Omit<Brief, 'charts' | 'chartsLast' | 'sources' | 'imprint'> = {
    lang: tr.locale,
    orientation: 'portrait',
    kicker: tr.t('brief.kicker.country', { day: formatTimestampDay(day, tr) }),
    title: name,
    subject: tr.t('countries.page.metaTitle', { country: name }),
    deck: view.measures.length === 0 ? [...deck, [{ text: empty }]] : deck,
    notices: [
      ...(past
        ? [
            tr.t('countries.past.statement', { day: formatTimestampDay(past.day, tr) }),
            tr.t('countries.past.leftOut', {
              measures: past.laterMeasures,
              figures: past.laterFigures,
              events: past.laterEvents,
            }),
          ]
        : []),
      ...(release.id === context.newestReleaseId
        ? []
        : [tr.t('charts.pastRelease.note', { day: formatTimestampDay(release.loadedAt, tr) })]),
    ],
    facts,
    tables,
    running: `Muster, ${name}, ${tr.inSentence(releaseWords(release, tr))}`,
    createdAt: release.loadedAt,
  };
  const sources = [...view.sources, ...view.seriesSources];
  const drawing = drawingOf(view, context, tr);
  return VERSIONS.map((version) => ({
    ...base,
    charts: drawing(version),
    chartsLast: version.chartsLast,
    sources: sourceNotes(notes, sources, version.notes, tr),
    imprint: imprintOf(
      {
        release,
        pageHref,
        origin: context.origin,
        left: [],
        notes: version.notes,
        none: tr.t('pages.figure.noneFound'),
      },
      tr,
    ),
  }));
}

/** Lays out the charts of this view; each is built once, and laid out once for a size. */
function drawingOf(
  view: CountryView<CountryBriefState>,
  { origin, today, newestReleaseId }: BriefContext,
  tr: Translator,
): (version: (typeof VERSIONS)[number]) => Publication[][] {
  const { state, country, measures, chartInput } = view;
  const sources = [...chartInput.sources, ...chartInput.seriesSources];
  // As on the page: intake of every measure, strength by the measures that are about it.
  const states: Readonly<Record<CountryChart, ChartState>> = {
    'intake-targets': {
      countries: [country.iso2],
      measures: measures.map(({ id }) => id),
      asOf: state.asOf,
    },
    forces: { countries: [country.iso2], measures: [], asOf: state.asOf },
  };
  const charts = CHARTS.flatMap((slug) => {
    const spec = buildChart(slug, chartInput, states[slug], { locale: tr.locale, today, newestReleaseId });
    return spec.empty ? [] : [layoutsOf(spec, states[slug], { sources, origin, tr })];
  });
  return ({ width: wanted, most }) => {
    // One alone takes the whole width of the sheet, and would be scaled to it.
    const width = charts.length > 1 ? wanted : 'full';
    const drawn = charts.flatMap((laidOut) => laidOut({ width: CHART_WIDTHS.portrait[width], most }) ?? []);
    return width === 'half' ? [drawn] : drawn.map((one) => [one]);
  };
}

/** What a reader looks for first, as on the page: the headline measure's last target, then the country's context. */
function factsOf(view: CountryView<CountryBriefState>, day: string, notes: NoteBook, tr: Translator): Fact[] {
  const headline = view.measures.find((measure) => measure.headline && measure.targets !== null);
  const target = headline?.targets?.last;
  const none = tr.t('pages.figure.noneFound');
  const first: Fact =
    headline && target
      ? {
          term: tr.t('countries.figures.target', { period: formatPeriodOrNone(target.period, tr) }),
          value: formatPeople(target, tr),
          aside: [
            english(headline.name),
            { text: `, ${tr.label('basis', target.basis)}, ${statedWords(target, tr)}` },
            ...notes.refer(target.sourceIds),
          ],
        }
      : { term: tr.t('countries.figures.noTarget'), value: none, aside: [] };
  const context = COUNTRY_SERIES.map((id): Fact => {
    const series = view.series.find((known) => known.id === id);
    const point = series ? latestThrough(contextPoints(series), yearOf(partialDate(day))) : null;
    const what = tr.t(`countries.figures.${id}`);
    if (point === null) return { term: what, value: none, aside: [] };
    const source = view.seriesSources.find((known) => known.id === point.sourceId);
    return {
      term: tr.t('countries.figures.in', { what, year: String(point.year) }),
      value: tr.t(`countries.value.${id}`, { value: contextValue(id, point, tr) }),
      aside: [
        ...(point.projection ? [{ text: `${tr.t('countries.context.projection')}, ` }] : []),
        ...(source ? [english(source.vintage)] : []),
        ...notes.refer([point.sourceId]),
      ],
    };
  });
  return [first, ...context];
}

function statedWords({ statedOn }: Observation, tr: Translator): string {
  return statedOn === null
    ? tr.t('pages.figure.notStated')
    : tr.t('countries.figures.stated', { date: formatDate(statedOn, tr) ?? '' });
}

function measuresTable(
  { measures, observations, country }: CountryView<CountryBriefState>,
  notes: NoteBook,
  tr: Translator,
): BriefTable {
  const label = (column: string) => tr.t(`pages.table.${column}`);
  return {
    title: tr.t('countries.page.measures', { count: measures.length }),
    summary: tr.t('countries.page.measuresOf', { country: tr.country(country.iso2, country.name) }),
    columns: [
      { label: label('name'), share: 30 },
      { label: label('status'), share: 15 },
      { label: tr.t('brief.lengthAndPay'), share: 17 },
      { label: tr.t('pages.card.actualTerm'), share: 19 },
      { label: tr.t('pages.card.targetTerm'), share: 19 },
    ],
    rows: measures.map((measure) => ({
      kind: 'cells',
      cells: [
        nameLines(measure, notes, tr),
        statusLines(measure, tr),
        termLines(measure, notes, tr),
        figureOrNone(
          latestActualFigure(observations.filter(({ measureId }) => measureId === measure.id)),
          notes,
          tr,
        ),
        figureOrNone(measure.targets?.last ?? null, notes, tr),
      ],
    })),
  };
}

function nameLines(measure: MeasureSummary, notes: NoteBook, tr: Translator): CellLine[] {
  const { name, nativeName, type, obligation, sourceIds } = measure;
  const strong: Run = { ...english(name), look: 'strong' };
  const isWritable = nativeName !== null && missingLetters(nativeName).length === 0;
  return [
    { words: [strong], aside: false },
    ...(isWritable ? [{ words: [{ text: nativeName }], aside: true }] : []),
    {
      words: [
        { text: `${tr.label('type', type)}, ${tr.inSentence(tr.label('obligation', obligation))}` },
        ...notes.refer(sourceIds),
      ],
      aside: true,
    },
  ];
}

function statusLines({ status, statusAsOf, startsOn }: MeasureSummary, tr: Translator): CellLine[] {
  const asOf = formatDate(statusAsOf, tr);
  const starts = formatDate(startsOn, tr) ?? tr.t('pages.figure.noneFound');
  return [
    { words: [{ text: tr.label('status', status) }], aside: false },
    ...(asOf === null
      ? []
      : [{ words: [{ text: tr.t('compare.entry.asOf', { date: asOf }) }], aside: true }]),
    { words: [{ text: tr.t('brief.starts', { date: starts }) }], aside: true },
  ];
}

function termLines({ duration, pay }: MeasureSummary, notes: NoteBook, tr: Translator): CellLine[] {
  const length = formatDuration(duration, tr);
  const paid = formatPay(pay, tr);
  return [
    ...(length === null ? noneFound(tr) : [{ words: [{ text: length }], aside: false }]),
    ...(paid === null
      ? []
      : [{ words: [{ text: paid }, ...notes.refer(pay?.sourceIds ?? [])], aside: true }]),
  ];
}

function figureOrNone(figure: Observation | null, notes: NoteBook, tr: Translator): CellLine[] {
  return figure === null ? noneFound(tr) : figureLines(figure, notes, tr);
}
