import 'server-only';
import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { DATA_FILES, isDataFile, PACKAGE_TABLES, type PackageTable } from '@/lib/domain/data-files';
import type { SeriesSource } from '@/lib/domain/records';
import { listSeriesSources } from '@/lib/queries/series';
import { cslItem, writeCitation } from './citation';
import { type PackageContext, type PackagedTable, packageTables } from './package-tables';
import { csvwTable, tableSchema } from './table-schema';

/** What a written file of the package came to. */
interface Written {
  bytes: number;
  sha256: string;
}

/** What a descriptor says of the whole. */
interface PackageWords {
  title: string;
  description: string;
  licenceNote: string;
  citation: string;
}

/**
 * The data package (https://datapackage.org, version 2; its descriptor keeps to what version 1 allows too) as a zip, piece
 * by piece: every table as CSV, `datapackage.json` with schemas, keys, sizes and hashes, `csv-metadata.json` (CSVW) and a
 * README. The same release gives the same bytes. Nothing is read before the first piece is asked for; errors of reading end the
 * pieces with that error.
 */
export async function* dataPackage(context: PackageContext): AsyncGenerator<Uint8Array> {
  const { db, release, origin, translator: tr } = context;
  const tables = packageTables(context);
  const seriesSources = await listSeriesSources(db);
  const words: PackageWords = {
    title: tr.t('files.package.title'),
    description: tr.t('files.package.holds'),
    licenceNote: tr.t('view.export.licenceNote'),
    citation: writeCitation(
      cslItem(
        {
          kind: 'dataset',
          title: tr.t('files.package.title'),
          url: `${origin}/datapackage.zip?release=${release.id}`,
          release,
          asOf: null,
          // Part of a file whose bytes depend on nothing but the release.
          accessedOn: release.loadedAt.slice(0, 10),
        },
        tr,
      ),
      'text',
      tr,
    ).trim(),
  };
  const zip = new ZipFile();
  const options = { mtime: new Date(release.loadedAt), mode: 0o100644, forceDosTimestamp: true };
  const written = new Map<PackageTable, Written>();
  const output = zip.outputStream as Readable;
  // yazl tells of a stream that fails by its own event; the reader of the zip has to see it end with that error.
  zip.on('error', (error: Error) => output.destroy(error));
  const addText = (name: string, text: () => string) =>
    zip.addReadStreamLazy(name, options, (use) => {
      try {
        use(null, Readable.from([Buffer.from(text(), 'utf8')]));
      } catch (error) {
        use(error, Readable.from([]));
      }
    });
  for (const name of PACKAGE_TABLES) {
    zip.addReadStreamLazy(`${name}.csv`, options, (use) => {
      const stream = Readable.from(measured(tables[name], (result) => written.set(name, result)));
      stream.once('error', (error) => output.destroy(error));
      use(null, stream);
    });
  }
  addText('datapackage.json', () => descriptor(context, tables, written, seriesSources, words));
  addText('csv-metadata.json', () => csvw(context, tables, words));
  addText('README.md', () => readme(context, words, seriesSources));
  zip.end();
  yield* output;
}

/** A table's CSV as bytes; `done` is told size and hash at its end. */
async function* measured(table: PackagedTable, done: (written: Written) => void): AsyncGenerator<Buffer> {
  const hash: Hash = createHash('sha256');
  let bytes = 0;
  for await (const text of table.csv()) {
    const chunk = Buffer.from(text, 'utf8');
    hash.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
  done({ bytes, sha256: hash.digest('hex') });
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function descriptor(
  { release, origin, translator: tr }: PackageContext,
  tables: Record<PackageTable, PackagedTable>,
  written: ReadonlyMap<PackageTable, Written>,
  seriesSources: readonly SeriesSource[],
  words: PackageWords,
): string {
  return pretty({
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    profile: 'tabular-data-package',
    name: 'muster',
    title: words.title,
    description: `${words.description} ${words.licenceNote}`,
    homepage: origin,
    version: release.id,
    created: new Date(release.loadedAt).toISOString(),
    contributors: [{ title: 'Muster', role: 'publisher' }],
    sources: seriesSources.map(({ title, publisher, url, licence, vintage }) => ({
      title: `${publisher}: ${title}`,
      path: url,
      version: vintage,
      licence,
    })),
    resources: PACKAGE_TABLES.map((name) => {
      const made = written.get(name);
      if (!made) throw new Error(`${name}.csv: described before it was written`);
      return {
        name,
        type: 'table',
        profile: 'tabular-data-resource',
        path: `${name}.csv`,
        title: isDataFile(name) ? tr.t(`files.${name}.title`) : name,
        description: tr.t(isDataFile(name) ? `files.${name}.holds` : `files.package.tables.${name}`),
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
        bytes: made.bytes,
        hash: `sha256:${made.sha256}`,
        schema: tableSchema(tables[name], tr),
      };
    }),
  });
}

function csvw(
  { release, translator: tr }: PackageContext,
  tables: Record<PackageTable, PackagedTable>,
  words: PackageWords,
): string {
  return pretty({
    '@context': ['http://www.w3.org/ns/csvw', { '@language': tr.locale }],
    'dc:title': words.title,
    'dc:description': words.description,
    'dc:publisher': 'Muster',
    'dc:issued': release.loadedAt.slice(0, 10),
    dialect: { encoding: 'utf-8', delimiter: ',', lineTerminators: ['\r\n'], header: true },
    tables: PACKAGE_TABLES.map((name) => csvwTable(tables[name], tr)),
  });
}

function readme(
  { release, origin, translator: tr }: PackageContext,
  words: PackageWords,
  seriesSources: readonly SeriesSource[],
): string {
  const caveats = ['basis', 'qualifier', 'comparable', 'missing', 'formula', 'series'];
  return [
    `# ${words.title}`,
    '',
    words.description,
    '',
    tr.t('files.package.readme.release', {
      id: release.id,
      day: release.loadedAt.slice(0, 10),
      address: origin,
    }),
    '',
    `## ${tr.t('files.package.readme.start')}`,
    '',
    ...DATA_FILES.map((name) => `- \`${name}.csv\`: ${tr.t(`files.${name}.holds`)}`),
    '',
    tr.t('files.package.readme.schema'),
    '',
    `## ${tr.t('files.package.readme.caveats')}`,
    '',
    ...caveats.map((caveat) => `- ${tr.t(`files.package.readme.${caveat}`)}`),
    '',
    `## ${tr.t('files.package.readme.cite')}`,
    '',
    words.citation,
    '',
    `## ${tr.t('files.package.readme.licence')}`,
    '',
    words.licenceNote,
    '',
    ...seriesSources.map(
      ({ publisher, title, licence, url }) => `- ${publisher}, ${title} (${url}): ${licence}`,
    ),
    '',
  ].join('\n');
}
