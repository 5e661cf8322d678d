import { JsonLd } from '@/app/_components/claims/JsonLd';
import { knownOrigin } from '@/app/_data/origin';
import { getDatabase, inSnapshot } from '@/db/client';
import { DATA_FILES, type DataFile, FILE_FORMATS, type FileFormat } from '@/lib/domain/data-files';
import { cslItem, writeCitation } from '@/lib/export/citation';
import { type DataSetContext, siteData } from '@/lib/export/structured-data';
import { XLSX_MEDIA_TYPE } from '@/lib/export/xlsx';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { listCountries } from '@/lib/queries/countries';
import { dataExtent } from '@/lib/queries/extent';
import { currentRelease } from '@/lib/queries/releases';
import { listSeriesSources } from '@/lib/queries/series';
import { wholeFileHref } from '@/lib/view-state/files';
import { csvHref } from '@/lib/view-state/measures';

const MEDIA_TYPES: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  xlsx: XLSX_MEDIA_TYPE,
};

const WHOLE_FILES = [
  { path: '/datapackage.zip', mediaType: 'application/zip' },
  { path: '/muster.sqlite', mediaType: 'application/vnd.sqlite3' },
] as const;

/**
 * All data, or the file of measures, as structured data for search engines. `page` is the path that describes it, without
 * language; `sizeOf` gives the bytes of a file where they are known.
 */
export async function SiteData({
  locale,
  part,
  page,
  sizeOf,
}: {
  locale: Locale;
  part: DataSetContext['part'];
  page: string;
  sizeOf?: (file: DataFile, format: FileFormat) => number | null;
}) {
  const tr = translator(locale);
  const origin = knownOrigin();
  const { release, countries, extent, series } = await inSnapshot(await getDatabase(), async (db) => ({
    release: await currentRelease(db),
    countries: await listCountries(db),
    extent: await dataExtent(db),
    series: await listSeriesSources(db),
  }));
  const name = tr.t(part === 'all' ? 'files.package.title' : 'takeAway.citation.file.measures');
  const files = part === 'all' ? DATA_FILES : (['measures'] as const);
  const address = localePath(locale, page);
  const work = { kind: 'dataset', title: name, url: `${origin}${address}`, release, asOf: null } as const;
  return (
    <JsonLd
      content={siteData({
        origin,
        page: address,
        part,
        lang: locale,
        name,
        description: tr.t(part === 'all' ? 'files.package.holds' : 'files.measures.holds'),
        release,
        licence: tr.t('view.export.licenceNote'),
        licencePage: localePath(locale, '/about/data-licence'),
        citation: writeCitation(cslItem({ ...work, accessedOn: null }, tr), 'text', tr).trim(),
        years: extent.years,
        countries: countries.map(({ iso2, name: english }) => ({ iso2, name: tr.country(iso2, english) })),
        indicators: extent.indicators.map((code) => ({ code, label: tr.label('indicator', code) })),
        files: [
          ...files.flatMap((file) =>
            FILE_FORMATS.map((format) => ({
              path: csvHref(`/${file}.${format}`, { lang: locale }),
              name: tr.t(`files.${file}.title`),
              mediaType: MEDIA_TYPES[format],
              bytes: sizeOf?.(file, format) ?? null,
            })),
          ),
          ...(part === 'all'
            ? WHOLE_FILES.map(({ path, mediaType }) => ({
                path: wholeFileHref(path, { lang: locale }),
                name: path.slice(1),
                mediaType,
                bytes: null,
              }))
            : []),
        ],
        series,
      })}
    />
  );
}
