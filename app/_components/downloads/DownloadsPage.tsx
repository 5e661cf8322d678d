import { HowToCite } from '@/app/_components/cite/HowToCite';
import { EXCEL_SEPARATOR } from '@/app/_components/controls/CsvLinks';
import { PageHead } from '@/app/_components/reference/PageHead';
import reference from '@/app/_components/reference/reference.module.css';
import { Section } from '@/app/_components/reference/Section';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { SiteData } from '@/app/_components/structured/SiteData';
import type { FileFormat } from '@/lib/domain/data-files';
import { formatBytes, formatTimestampDay } from '@/lib/i18n/format';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { wholeFileHref } from '@/lib/view-state/files';
import { csvHref } from '@/lib/view-state/measures';
import styles from './downloads.module.css';
import { type Download, loadDownloads } from './load';

const RULES = ['csv', 'json', 'xlsx', 'filters', 'release', 'missing'] as const;

/** `/downloads`: every file of whole data in one line, which to start with, and how they are written. */
export async function DownloadsPage({ locale }: { locale: Locale }) {
  const tr = translator(locale);
  const { release, downloads } = await loadDownloads();
  const [first] = downloads;
  return (
    <Shell locale={locale} here="/downloads" release={release}>
      <PageHead
        title={tr.t('downloads.title')}
        deck={tr.t('downloads.deck', {
          release: release.id,
          day: formatTimestampDay(release.loadedAt, tr),
        })}
      />
      {first ? (
        <p className={styles.start}>
          <strong>{tr.t('downloads.start')}</strong> {tr.t('downloads.startWhy')}{' '}
          <FileLink download={first} format="csv" tr={tr} />{' '}
          <a href={csvHref('/measures.csv', { bom: true, sep: EXCEL_SEPARATOR[locale], lang: locale })}>
            {tr.t('pages.dashboard.csvExcel')}
          </a>{' '}
          <FileLink download={first} format="xlsx" tr={tr} />
        </p>
      ) : null}
      <Section id="files" title={tr.t('downloads.section.files')}>
        <div className={styles.scroll}>
          <table className={styles.files}>
            <thead>
              <tr>
                <th scope="col">{tr.t('downloads.column.file')}</th>
                <th scope="col" className={styles.number}>
                  {tr.t('downloads.column.rows')}
                </th>
                <th scope="col" className={styles.number}>
                  {tr.t('downloads.column.columns')}
                </th>
                <th scope="col">CSV</th>
                <th scope="col">Excel</th>
                <th scope="col">JSON</th>
              </tr>
            </thead>
            <tbody>
              {downloads.map((download) => (
                <tr key={download.file} id={download.file}>
                  <th scope="row">
                    <span className={styles.name}>{tr.t(`files.${download.file}.title`)}</span>
                    <span className={styles.holds}>{tr.t(`files.${download.file}.holds`)}</span>
                    <PageLink href={localePath(locale, `/codebook#file-${download.file}.csv`)}>
                      {tr.t('downloads.columnsOf')}
                    </PageLink>
                  </th>
                  <td
                    className={styles.number}
                    data-label={`${tr.t('downloads.column.rows')}${tr.mark(':')}`}
                  >
                    {tr.number(download.rows)}
                  </td>
                  <td
                    className={styles.number}
                    data-label={`${tr.t('downloads.column.columns')}${tr.mark(':')}`}
                  >
                    {tr.number(download.columns)}
                  </td>
                  <td>
                    <FileLink download={download} format="csv" tr={tr} />
                  </td>
                  <td>
                    <FileLink download={download} format="xlsx" tr={tr} />
                  </td>
                  <td>
                    <FileLink download={download} format="json" tr={tr} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
      <Section id="whole" title={tr.t('downloads.section.whole')}>
        <dl className={styles.whole}>
          <div>
            <dt>
              <a href={wholeFileHref('/datapackage.zip', { lang: locale })}>datapackage.zip</a>
            </dt>
            <dd>{tr.t('downloads.package')}</dd>
          </div>
          <div>
            <dt>
              <a href={wholeFileHref('/muster.sqlite', { lang: locale })}>muster.sqlite</a>
            </dt>
            <dd>{tr.t('downloads.sqlite')}</dd>
          </div>
          <div>
            <dt>
              <PageLink href={localePath(locale, '/countries')}>{tr.t('brief.link')}</PageLink>
            </dt>
            <dd>{tr.t('brief.downloads')}</dd>
          </div>
          <div>
            <dt>
              <PageLink href={localePath(locale, '/api')}>API</PageLink>
            </dt>
            <dd>{tr.t('downloads.api')}</dd>
          </div>
        </dl>
      </Section>
      <Section id="rules" title={tr.t('downloads.section.rules')}>
        <ul className={`${reference.list} ${reference.text}`}>
          {RULES.map((rule) => (
            <li key={rule}>{tr.t(`downloads.rule.${rule}`, { release: release.id })}</li>
          ))}
        </ul>
      </Section>
      <Section id="licence" title={tr.t('downloads.section.licence')}>
        <p className={reference.text}>
          {tr.t('view.export.licenceNote')}{' '}
          <PageLink href={localePath(locale, '/about/data-licence')}>{tr.t('licence.more')}</PageLink>
        </p>
      </Section>
      <HowToCite address={localePath(locale, '/downloads')} />
      <SiteData
        locale={locale}
        part="all"
        page="/downloads"
        sizeOf={(file, format) => downloads.find((one) => one.file === file)?.sizes[format] ?? null}
      />
    </Shell>
  );
}

const FORMAT_NAMES: Readonly<Record<FileFormat, string>> = { csv: 'CSV', json: 'JSON', xlsx: 'XLSX' };

/** A file with its size; label columns and explanations are in the page's language. */
function FileLink({
  download: { file, sizes },
  format,
  tr,
}: {
  download: Download;
  format: FileFormat;
  tr: Translator;
}) {
  const size = sizes[format];
  return (
    <a
      className={styles.file}
      href={csvHref(`/${file}.${format}`, { lang: tr.locale })}
      aria-label={`${tr.t(`files.${file}.title`)}, ${FORMAT_NAMES[format]}`}
    >
      {FORMAT_NAMES[format]}
      {size === null ? null : <span className={styles.size}> {formatBytes(size, tr)}</span>}
    </a>
  );
}
