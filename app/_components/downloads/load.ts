import 'server-only';
import { LRUCache } from 'lru-cache';
import { wholeFile } from '@/app/_data/whole-file';
import { type Database, getDatabase, inSnapshot } from '@/db/client';
import { DATA_FILES, type DataFile, FILE_FORMATS, type FileFormat } from '@/lib/domain/data-files';
import { measureColumns } from '@/lib/export/measures-csv';
import { observationColumns } from '@/lib/export/observations-csv';
import { SOURCE_COLUMNS } from '@/lib/export/sources-csv';
import { CHANGE_COLUMNS, claimColumns, eventColumns, seriesColumns } from '@/lib/export/table-columns';
import { translator } from '@/lib/i18n/translator';
import { countChanges } from '@/lib/queries/changes';
import { type CurrentRelease, currentRelease } from '@/lib/queries/releases';
import { OURSELVES, serveFor } from '@/lib/serving/context';

/** Above so many lines a file is not written only to learn its size. */
const MOST_MEASURED_ROWS = 100_000;

/** One file as the page of downloads tells of it. */
export interface Download {
  file: DataFile;
  rows: number;
  columns: number;
  /** In bytes, of the whole file without options; null where it was not measured. */
  sizes: Record<FileFormat, number | null>;
}

export interface DownloadsView {
  release: CurrentRelease;
  downloads: Download[];
}

/** What is loaded: the present release and how long the record of changes is. */
interface Loaded {
  release: CurrentRelease;
  changes: number;
}

function rowsOf(file: DataFile, { release: { counts }, changes }: Loaded): number {
  switch (file) {
    case 'changes':
      return changes;
    case 'series':
      return counts.seriesPoints;
    case 'measures':
    case 'observations':
    case 'sources':
    case 'events':
    case 'claims':
      return counts[file];
  }
}

function columnsOf(file: DataFile, release: CurrentRelease): number {
  const context = { release, origin: '', translator: translator('en'), measureUrl: () => '', asOf: null };
  switch (file) {
    case 'measures':
      return measureColumns(context).length;
    case 'observations':
      return observationColumns(context).length;
    case 'sources':
      return SOURCE_COLUMNS.length;
    case 'events':
      return eventColumns(context).length;
    case 'claims':
      return claimColumns(context).length;
    case 'series':
      return seriesColumns(context).length;
    case 'changes':
      return CHANGE_COLUMNS.length;
  }
}

/** Sizes by release: a file of a release never changes, and is written for this once. */
const sizes = new LRUCache<string, Promise<number>>({ max: 100 });

async function bytesIn(response: Response): Promise<number> {
  if (!response.ok || response.body === null) {
    throw new Error(`a file that is measured for its size was answered with ${response.status}`);
  }
  let bytes = 0;
  for await (const piece of response.body) bytes += piece.byteLength;
  return bytes;
}

function sizeOf(file: DataFile, format: FileFormat, loaded: Loaded): Promise<number | null> {
  const { release } = loaded;
  if (rowsOf(file, loaded) > MOST_MEASURED_ROWS) return Promise.resolve(null);
  const key = `${release.id} ${release.loadedAt} ${file}.${format}`;
  const known = sizes.get(key);
  if (known) return known;
  // A reader of the page did not ask for the files.
  const measured = serveFor({ client: OURSELVES }, () => wholeFile(file, format)).then(bytesIn);
  sizes.set(key, measured);
  measured.catch(() => sizes.delete(key));
  return measured;
}

async function download(file: DataFile, loaded: Loaded): Promise<Download> {
  const measured = {} as Record<FileFormat, number | null>;
  for (const format of FILE_FORMATS) measured[format] = await sizeOf(file, format, loaded);
  return { file, rows: rowsOf(file, loaded), columns: columnsOf(file, loaded.release), sizes: measured };
}

/** The files of the present release with their sizes. Errors of the database pass through. */
export async function loadDownloads(): Promise<DownloadsView> {
  const loaded = await inSnapshot(
    await getDatabase(),
    async (db: Database): Promise<Loaded> => ({
      release: await currentRelease(db),
      changes: await countChanges(db),
    }),
  );
  const downloads: Download[] = [];
  for (const file of DATA_FILES) downloads.push(await download(file, loaded));
  return { release: loaded.release, downloads };
}
