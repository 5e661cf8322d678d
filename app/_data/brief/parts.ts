import 'server-only';
import type { Brief, CellLine, Note, NoteBook, Run, Words } from '@/lib/brief/brief';
import { missingLetters } from '@/lib/charts/letters';
import { layoutPublication, type Publication } from '@/lib/charts/publication';
import { coverageOf, publicationWords } from '@/lib/charts/publication-words';
import type { ChartSpec, ChartState } from '@/lib/charts/spec';
import { entryWords } from '@/lib/compare/words';
import type { Observation, Release, SeriesSource, Source } from '@/lib/domain/records';
import { formatDate, formatTimestampDay } from '@/lib/i18n/format';
import { INTL_TAGS } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import { chartHref, chartStateOf } from '@/lib/view-state/charts';

/** How a chart of a brief is laid out, in CSS pixels: small words stand at about eight points on the sheet. */
export const CHART_WIDTHS = {
  portrait: { full: 880, half: 450 },
  landscape: { full: 990, half: 700 },
} as const;

interface ChartRoom {
  width: number;
  /** The height at most, in CSS pixels. */
  most: number;
}

interface ChartContext {
  sources: readonly (Source | SeriesSource)[];
  origin: string;
  tr: Translator;
}

/** By how much the height of a chart is raised until it can be read, in CSS pixels. */
const STEP = 40;

/** Whether notes have the titles of documents, or only who published them and when, with the link. */
export type NoteLength = 'titles' | 'publishers';

/** Words of the data, which are English. */
export const english = (text: string): Run => ({ text, lang: 'en' });

/** A figure as lines of a cell: what is stated; its basis, period, scope and date; its sources. */
export function figureLines(observation: Observation, notes: NoteBook, tr: Translator): CellLine[] {
  const { text, scope, aside } = entryWords(
    { kind: 'figure', observation, standing: 'current', sourceIds: observation.sourceIds },
    tr,
  );
  const words: Words = [
    ...(scope === null ? [] : [english(scope), { text: ', ' }]),
    { text: aside.join(', ') },
    ...notes.refer(observation.sourceIds),
  ];
  return [
    { words: [{ text }], aside: false },
    { words, aside: true },
  ];
}

/** That nothing was found, as a cell. */
export function noneFound(tr: Translator): CellLine[] {
  return [{ words: [{ text: tr.t('pages.figure.noneFound'), look: 'soft' }], aside: false }];
}

/**
 * A chart of a brief, with what it shows of what there is printed below it; null where it has nothing to draw. It is as high
 * as it needs to be, if it can at most `most` CSS pixels: what finds no room then is counted below it.
 */
function chartOfBrief(
  spec: ChartSpec,
  state: ChartState,
  { width, most }: ChartRoom,
  context: ChartContext,
): Publication | null {
  if (spec.empty) return null;
  const { sources, origin, tr } = context;
  const view = chartStateOf(spec.slug, chartHref(spec.slug, '', { ...state, lang: tr.locale }));
  const words = {
    ...publicationWords(spec, view, sources, origin),
    // Release and licence stand once, at the end of the brief.
    facts: (drawn: ChartSpec) => tr.sentence([coverageOf(drawn, tr)]),
  };
  const natural = layoutPublication(spec, words, { width, height: null, zoom: 1 });
  if (natural === null) return null;
  // A chart with many labels in a list below it may need more: then as little more as it can do with.
  for (let height = most; height < natural.height; height += STEP) {
    const fitted = layoutPublication(spec, words, { width, height, zoom: 1 });
    if (fitted !== null) return fitted;
  }
  return natural;
}

/** As `chartOfBrief`, once for each size: versions of a brief share most of their charts. */
export function layoutsOf(
  spec: ChartSpec,
  state: ChartState,
  context: ChartContext,
): (size: ChartRoom) => Publication | null {
  const known = new Map<string, Publication | null>();
  return (size) => {
    const key = `${size.width} ${size.most}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const publication = chartOfBrief(spec, state, size, context);
    known.set(key, publication);
    return publication;
  };
}

/** The sources referred to, as notes in the order of their numbers. */
export function sourceNotes(
  notes: NoteBook,
  sources: readonly (Source | SeriesSource)[],
  length: NoteLength,
  tr: Translator,
): Brief['sources'] {
  return {
    title: tr.t('pages.measure.sourcesTitle'),
    notes: notesOf(notes, sources, length, tr),
    dense: length === 'publishers',
  };
}

function notesOf(
  notes: NoteBook,
  sources: readonly (Source | SeriesSource)[],
  length: NoteLength,
  tr: Translator,
): Note[] {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const languages = new Intl.DisplayNames(INTL_TAGS[tr.locale], { type: 'language' });
  return notes.ids.map((id, index) => {
    const source = byId.get(id);
    if (!source) throw new Error(`The brief refers to the source "${id}", which was not read.`);
    const isSeries = 'vintage' in source;
    const language = isSeries ? 'en' : source.language;
    const date = isSeries ? source.vintage : formatDate(source.publishedOn, tr);
    // The faces have no letters for some scripts: the link still leads to the document.
    const title: Run =
      missingLetters(source.title).length === 0
        ? { text: source.title, lang: language, link: source.url }
        : {
            text: tr.t('brief.otherScript', { language: languages.of(language) ?? language }),
            link: source.url,
          };
    const dated: Run = {
      text: date ?? tr.t('pages.measure.publishedUnknown'),
      look: 'soft',
      ...(isSeries && { lang: 'en' }),
    };
    return {
      number: index + 1,
      words:
        length === 'titles'
          ? [english(source.publisher), { text: `${tr.mark(':')} ` }, title, { text: ', ' }, dated]
          : [{ ...english(source.publisher), link: source.url }, { text: ', ' }, dated],
    };
  });
}

/** An absolute address as it is printed. */
export function printedAddress(href: string, origin: string): string {
  const { host, pathname, search } = new URL(href, origin);
  return `${host}${pathname}${search}`;
}

/** What stands at the end of each brief: release and licence, what a gap means, where the rest is. */
export function imprintOf(
  { release, pageHref, origin, left, notes, none }: ImprintInput,
  tr: Translator,
): readonly Words[] {
  const address = new URL(pageHref, origin).href;
  const omitted = [
    ...(left.length === 0 ? [] : [tr.t('brief.left', { rows: tr.series(left) })]),
    ...(notes === 'titles' ? [] : [tr.t('brief.titlesLeft')]),
  ];
  return [
    ...(omitted.length === 0 ? [] : [[{ text: omitted.join(' ') }]]),
    [
      {
        text: [
          tr.sentence([releaseWords(release, tr)]),
          tr.t('view.export.licenceNote'),
          tr.t('brief.missing', { none }),
        ].join(' '),
      },
    ],
    [{ text: `${tr.t('brief.more')} ` }, { text: printedAddress(pageHref, origin), link: address }],
  ];
}

interface ImprintInput {
  release: Pick<Release, 'id' | 'loadedAt'>;
  /** The page in the same view, as a path. */
  pageHref: string;
  origin: string;
  /** What had no room. */
  left: readonly string[];
  /** The words of its tables for nothing found. */
  none: string;
  notes: NoteLength;
}

/** "Release 0132dce18957, loaded 22 Nov 2026". */
export function releaseWords({ id, loadedAt }: Pick<Release, 'id' | 'loadedAt'>, tr: Translator): string {
  return tr.t('pages.shell.footerRelease', { release: id, day: formatTimestampDay(loadedAt, tr) });
}
