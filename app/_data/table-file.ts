import 'server-only';
import type { Database } from '@/db/client';
import type { DataFile, FileFormat } from '@/lib/domain/data-files';
import type { Country } from '@/lib/domain/records';
import { type DescribedColumn, describeColumn } from '@/lib/export/columns';
import { CSV_MEDIA_TYPE, csvChunks } from '@/lib/export/csv';
import { attachment, fileName } from '@/lib/export/filename';
import { observationRowBatches } from '@/lib/export/observation-batches';
import { observationColumns } from '@/lib/export/observations-csv';
import { SOURCE_COLUMNS } from '@/lib/export/sources-csv';
import { CHANGE_COLUMNS, claimColumns, eventColumns, seriesColumns } from '@/lib/export/table-columns';
import { jsonChunks } from '@/lib/export/table-json';
import { explained } from '@/lib/export/xlsx';
import { type Translator, translator } from '@/lib/i18n/translator';
import { changeBatches, changedMeasureIds } from '@/lib/queries/changes';
import { listCountries } from '@/lib/queries/countries';
import { measureNames } from '@/lib/queries/measures';
import { type CurrentRelease, releaseShown } from '@/lib/queries/releases';
import { citationCounts, listSources, sourceFacets } from '@/lib/queries/source-use';
import { placedClaims, placedEvents, seriesBatches } from '@/lib/queries/table-rows';
import type { KnownRelease, Problem } from '@/lib/view-state/audit';
import { type ChangesFileState, changesFileHref, readChangesFile } from '@/lib/view-state/changes';
import { readRelease } from '@/lib/view-state/charts';
import {
  type ClaimsFileState,
  claimsFileHref,
  type EventsFileState,
  eventsFileHref,
  readClaimsFile,
  readEventsFile,
  readSeriesFile,
  type SeriesFileState,
  seriesFileHref,
} from '@/lib/view-state/files';
import {
  type CsvState,
  type MeasuresCsvState,
  measuresCsvHref,
  readMeasuresCsv,
} from '@/lib/view-state/measures';
import { problemReports } from '@/lib/view-state/problems';
import { readSourcesCsv, type SourcesCsvState, sourcesCsvHref } from '@/lib/view-state/sources';
import { CACHE_CONTROL, notUnderstood, originOf, problem } from './respond';
import type { StreamedAnswer } from './stream';
import { workbookResponse } from './workbook';

/** The files that this route gives; measures have a route of their own, with the explorer's filter. */
export type TableFile = Exclude<DataFile, 'measures'>;

/** A file as asked for: its rows, its columns, and what the reader set. */
interface Table<Row> {
  batches: AsyncIterable<readonly Row[]>;
  columns: readonly DescribedColumn<Row>[];
  writing: CsvState;
  /** The filter in words, one entry a parameter, that of the countries first; none: everything. */
  filter: { words: string; values: readonly string[] }[];
  countries: readonly string[];
  /** The address of the same file, without how it is written. */
  href: (path: string) => string;
}

/** What an address asks for, before it is read. */
interface View {
  db: Database;
  search: URLSearchParams;
  /** What an address can name. */
  known: { countries: Country[]; releases: KnownRelease[] };
}

interface Asked extends View {
  origin: string;
  release: CurrentRelease;
}

/** Rows that come all at once. They are read when they are asked for: HEAD asks for none, and its snapshot is closed at once. */
async function* single<Row>(read: () => Promise<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  yield await read();
}

/** What a reader asks of a file, understood; `filter` as in `Table`. */
interface Understood<State> {
  state: State;
  problems: Problem[];
  tr: Translator;
  filter: Table<never>['filter'];
}

/** A parameter with its values as words; none when it sets no bound. */
function bound<Value extends string>(
  tr: Translator,
  name: string,
  values: readonly Value[],
  wordsOf: (value: Value) => string = String,
): Table<never>['filter'] {
  return values.length === 0
    ? []
    : [{ words: tr.t(`files.filter.${name}`, { values: tr.list(values.map(wordsOf)) }), values }];
}

function countryNames(tr: Translator, countries: readonly Country[], wanted: readonly string[]): string[] {
  return wanted.map((iso2) =>
    tr.country(iso2, countries.find((country) => country.iso2 === iso2)?.name ?? iso2),
  );
}

/** True for the record of changes, which goes over all releases: `release` says which lines of it, not as of when. */
export function isHistory(file: DataFile): boolean {
  return file === 'changes';
}

/**
 * A file of whole data in one format, read in the snapshot `db`: a streamed answer, or the problem with what was asked for.
 * CSV and JSON are made batch by batch.
 */
export async function tableFile(
  db: Database,
  releases: KnownRelease[],
  request: Request,
  file: TableFile,
  format: FileFormat,
): Promise<StreamedAnswer | Response> {
  const { searchParams } = new URL(request.url);
  const asked: Asked = {
    db,
    search: searchParams,
    origin: originOf(request),
    release: await releaseShown(db, isHistory(file) ? null : readRelease(searchParams, releases)),
    known: { countries: await listCountries(db), releases },
  };
  switch (file) {
    case 'observations':
      return observationsFile(asked, format);
    case 'sources':
      return sourcesFile(asked, format);
    case 'events':
      return eventsFile(asked, format);
    case 'claims':
      return claimsFile(asked, format);
    case 'series':
      return seriesFile(asked, format);
    case 'changes':
      return changesFile(asked, format);
  }
}

/**
 * The filter of a file in words, one a parameter, in the language that the address asks for, and what of the address was not
 * understood. No filter is no words. Errors of the database pass through.
 */
export async function fileFilter(
  view: View,
  file: TableFile,
): Promise<{ words: string[]; problems: Problem[]; tr: Translator }> {
  const { filter, problems, tr } = await understand(view, file);
  return { words: filter.map(({ words }) => words), problems, tr };
}

function understand(view: View, file: TableFile): Understood<unknown> | Promise<Understood<unknown>> {
  switch (file) {
    case 'observations':
      return observationsAsked(view);
    case 'sources':
      return sourcesAsked(view);
    case 'events':
      return eventsAsked(view);
    case 'claims':
      return claimsAsked(view);
    case 'series':
      return seriesAsked(view);
    case 'changes':
      return changesAsked(view);
  }
}

function observationsAsked({ search, known }: View): Understood<MeasuresCsvState> {
  const { state, problems } = readMeasuresCsv(search, known);
  const tr = translator(state.lang);
  const filter = [
    ...bound(tr, 'countries', countryNames(tr, known.countries, state.countries)),
    ...bound(tr, 'types', state.types, (code) => tr.label('type', code)),
    ...bound(tr, 'obligations', state.obligations, (code) => tr.label('obligation', code)),
    ...bound(tr, 'statuses', state.statuses, (code) => tr.label('status', code)),
    ...bound(tr, 'words', state.q === '' ? [] : [state.q]),
  ];
  return { state, problems, tr, filter };
}

async function observationsFile(asked: Asked, format: FileFormat): Promise<StreamedAnswer | Response> {
  const { db, known, origin, release } = asked;
  const { state, problems, tr, filter } = observationsAsked(asked);
  if (problems.length > 0) return notUnderstood(problemReports(problems, known, tr));
  return write(asked, 'observations', format, tr, {
    batches: observationRowBatches(db, state),
    columns: observationColumns({
      release,
      translator: tr,
      measureUrl: (id) => `${origin}/measures/${id}`,
    }),
    writing: state,
    countries: state.countries,
    filter,
    href: (path) => measuresCsvHref(path, { ...state, bom: false, sep: ',' }),
  });
}

async function sourcesAsked({ db, search, known }: View): Promise<Understood<SourcesCsvState>> {
  const facets = await sourceFacets(db);
  const { state, problems } = readSourcesCsv(search, {
    ...known,
    languages: facets.languages.map(({ language }) => language),
    years: facets.years.map(({ year }) => year),
  });
  const tr = translator(state.lang);
  const filter = [
    ...bound(tr, 'countries', countryNames(tr, known.countries, state.countries)),
    ...bound(tr, 'kinds', state.kinds, (code) => tr.label('sourceKind', code)),
    ...bound(tr, 'languages', state.languages),
    ...bound(tr, 'years', state.years),
    ...bound(tr, 'words', state.q === '' ? [] : [state.q]),
  ];
  return { state, problems, tr, filter };
}

async function sourcesFile(asked: Asked, format: FileFormat): Promise<StreamedAnswer | Response> {
  const { db, known } = asked;
  const { state, problems, tr, filter } = await sourcesAsked(asked);
  if (problems.length > 0) return notUnderstood(problemReports(problems, known, tr));
  const cited = await citationCounts(db);
  return write(asked, 'sources', format, tr, {
    batches: single(async () =>
      (await listSources(db, state)).map((source) => ({ source, cited: cited(source.id) })),
    ),
    columns: SOURCE_COLUMNS,
    writing: state,
    countries: state.countries,
    filter,
    href: (path) => sourcesCsvHref(path, { ...state, bom: false, sep: ',' }),
  });
}

function eventsAsked({ search, known }: View): Understood<EventsFileState> {
  const { state, problems } = readEventsFile(search, known);
  const tr = translator(state.lang);
  const filter = [
    ...bound(tr, 'countries', countryNames(tr, known.countries, state.countries)),
    ...bound(tr, 'themes', state.themes, (code) =>
      code === 'national' ? tr.t('files.filter.national') : tr.label('theme', code),
    ),
    ...bound(tr, 'types', state.types, (code) => tr.label('eventType', code)),
    ...bound(tr, 'from', state.from === null ? [] : [String(state.from)]),
    ...bound(tr, 'to', state.to === null ? [] : [String(state.to)]),
  ];
  return { state, problems, tr, filter };
}

async function eventsFile(asked: Asked, format: FileFormat): Promise<StreamedAnswer | Response> {
  const { db, known } = asked;
  const { state, problems, tr, filter } = eventsAsked(asked);
  if (problems.length > 0) return notUnderstood(problemReports(problems, known, tr));
  const { from, to, ...lists } = state;
  return write(asked, 'events', format, tr, {
    batches: single(() => placedEvents(db, { ...lists, from: from ?? undefined, to: to ?? undefined })),
    columns: eventColumns({ ...asked, translator: tr }),
    writing: state,
    countries: state.countries,
    filter,
    href: (path) => eventsFileHref(path, { ...state, bom: false, sep: ',' }),
  });
}

function claimsAsked({ search, known }: View): Understood<ClaimsFileState> {
  const { state, problems } = readClaimsFile(search, known);
  const tr = translator(state.lang);
  const filter = [
    ...bound(tr, 'countries', countryNames(tr, known.countries, state.countries)),
    ...bound(tr, 'verdicts', state.verdicts, (code) => tr.label('verdict', code)),
  ];
  return { state, problems, tr, filter };
}

async function claimsFile(asked: Asked, format: FileFormat): Promise<StreamedAnswer | Response> {
  const { db, known } = asked;
  const { state, problems, tr, filter } = claimsAsked(asked);
  if (problems.length > 0) return notUnderstood(problemReports(problems, known, tr));
  return write(asked, 'claims', format, tr, {
    batches: single(() => placedClaims(db, state)),
    columns: claimColumns({ ...asked, translator: tr }),
    writing: state,
    countries: state.countries,
    filter,
    href: (path) => claimsFileHref(path, { ...state, bom: false, sep: ',' }),
  });
}

function seriesAsked({ search, known }: View): Understood<SeriesFileState> {
  const { state, problems } = readSeriesFile(search, known);
  const tr = translator(state.lang);
  const filter = [
    ...bound(tr, 'countries', countryNames(tr, known.countries, state.countries)),
    ...bound(tr, 'series', state.series, (code) => tr.label('series', code)),
  ];
  return { state, problems, tr, filter };
}

async function seriesFile(asked: Asked, format: FileFormat): Promise<StreamedAnswer | Response> {
  const { db, known } = asked;
  const { state, problems, tr, filter } = seriesAsked(asked);
  if (problems.length > 0) return notUnderstood(problemReports(problems, known, tr));
  return write(asked, 'series', format, tr, {
    batches: seriesBatches(db, state),
    columns: seriesColumns({ ...asked, translator: tr }),
    writing: state,
    countries: state.countries,
    filter,
    href: (path) => seriesFileHref(path, { ...state, bom: false, sep: ',' }),
  });
}

async function changesAsked({ db, search, known }: View): Promise<Understood<ChangesFileState>> {
  const named = await measureNames(db);
  const measures = [...new Set([...named.map(({ id }) => id), ...(await changedMeasureIds(db))])].sort();
  const { state, problems } = readChangesFile(search, { ...known, measures });
  const tr = translator(state.lang);
  const filter = [
    ...bound(tr, 'countries', countryNames(tr, known.countries, state.countries)),
    ...bound(tr, 'measures', state.measures),
    ...bound(tr, 'broughtBy', state.release === null ? [] : [state.release]),
    ...bound(tr, 'entities', state.entities, (code) => tr.t(`changes.entity.${code}`)),
    ...bound(tr, 'changeKinds', state.kinds, (code) => tr.t(`changes.kind.${code}`)),
  ];
  return { state, problems, tr, filter };
}

async function changesFile(asked: Asked, format: FileFormat): Promise<StreamedAnswer | Response> {
  const { db, known } = asked;
  const { state, problems, tr, filter } = await changesAsked(asked);
  if (problems.length > 0) return notUnderstood(problemReports(problems, known, tr));
  return write(asked, 'changes', format, tr, {
    batches: changeBatches(db, state),
    columns: CHANGE_COLUMNS,
    writing: { ...state, release: null },
    countries: state.countries,
    filter,
    href: (path) => changesFileHref(path, { ...state, bom: false, sep: ',' }),
  });
}

function write<Row>(
  { release, origin }: Asked,
  file: TableFile,
  format: FileFormat,
  tr: Translator,
  { batches, columns, writing, filter, countries, href }: Table<Row>,
): StreamedAnswer | Promise<Response> {
  const releasedOn = release.loadedAt.slice(0, 10);
  const named = filter.slice(countries.length > 0 ? 1 : 0).map(({ values }) => values);
  const name = fileName(file, countries, named, releasedOn, format);
  const headers = { 'content-disposition': attachment(name), 'cache-control': CACHE_CONTROL };
  const address = `${origin}${href(`/${file}.${format}`)}`;
  const words = filter.map((one) => one.words);
  switch (format) {
    case 'csv':
      return {
        headers: { ...headers, 'content-type': CSV_MEDIA_TYPE },
        chunks: csvChunks(batches, columns, { bom: writing.bom, separator: writing.sep }),
      };
    case 'json': {
      const meta = {
        title: tr.t(`files.${file}.title`),
        description: tr.t(`files.${file}.holds`),
        filter: words,
        language: tr.locale,
        release: { id: release.id, loaded_at: release.loadedAt },
        url: address,
        licence: null,
        licence_note: tr.t('view.export.licenceNote'),
        columns: Object.fromEntries(columns.map((column) => [column.name, describeColumn(column, tr)])),
      };
      return {
        headers: { 'cache-control': CACHE_CONTROL, 'content-type': 'application/json; charset=utf-8' },
        chunks: jsonChunks(meta, batches, columns),
      };
    }
    case 'xlsx':
      return gathered(batches).then((rows) =>
        rows === null
          ? problem(
              400,
              'Too many lines for a workbook',
              `A workbook holds at most ${MOST_WORKBOOK_ROWS} lines here: narrow the filter, or take the CSV, which has no limit.`,
            )
          : workbookResponse({
              title: tr.t(`files.${file}.title`),
              rows,
              columns: explained(columns, tr),
              translator: tr,
              name,
              about: { filter: words.length > 0 ? tr.series(words) : null, asOf: null, release, address },
            }),
      );
  }
}

/** A workbook is made in memory, unlike the other formats. */
const MOST_WORKBOOK_ROWS = 50_000;

/** All rows of the batches; null when there are more than a workbook takes. */
async function gathered<Row>(batches: AsyncIterable<readonly Row[]>): Promise<Row[] | null> {
  const rows: Row[] = [];
  for await (const batch of batches) {
    if (rows.length + batch.length > MOST_WORKBOOK_ROWS) return null;
    rows.push(...batch);
  }
  return rows;
}
