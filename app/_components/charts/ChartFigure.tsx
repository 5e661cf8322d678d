import type { ReactElement } from 'react';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Still } from '@/app/_components/still/Still';
import { drawForPage } from '@/lib/charts/draw';
import { figureId, figureName, PAGE_WIDTHS } from '@/lib/charts/page-drawings';
import type { ChartSpec, ChartTable, LegendEntry, TableColumn } from '@/lib/charts/spec';
import type { SeriesSource, Source } from '@/lib/domain/records';
import { formatDate, formatTimestampDay } from '@/lib/i18n/format';
import { type Translator, translator } from '@/lib/i18n/translator';
import { newestPageHref } from '@/lib/view-state/charts';
import { TakeAway } from '../take-away/TakeAway';
import { ChartReach } from './ChartReach';
import styles from './chart.module.css';
import { Drawing } from './Drawing';
import { KeySignShape } from './marks';

interface ChartFigureProps {
  spec: ChartSpec;
  /** Address of the spec as JSON, which the interactive chart loads. */
  dataHref: string;
  csvHref?: string;
  /** At least the sources that the spec cites: of figures, and of context series. */
  sources: readonly (Source | SeriesSource)[];
  headingLevel: 2 | 3;
  widths: keyof typeof PAGE_WIDTHS;
  /** What changes the chart, right under its drawing: the chart is seen first. */
  controls?: ReactElement;
  /** Address of the chart's own page in the same view; left out on that page. */
  pageHref?: string;
  /** True where the chart is what the page is about: how to read it is said without asking. */
  unfolded?: boolean;
}

function Key({ entries, label }: { entries: readonly LegendEntry[]; label: string }): ReactElement {
  return (
    <ul className={styles.key} aria-label={label}>
      {entries.map(({ sign, label: words }) => (
        <li key={sign}>
          <svg width="34" height="18" viewBox="0 0 34 18" aria-hidden="true" focusable="false">
            <KeySignShape sign={sign} />
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}

/** "1, 4" as links to the numbered sources of the same figure. */
function SourceNumbers({ numbers, name }: { numbers: string; name: string }): ReactElement {
  return (
    <>
      {numbers.split(', ').flatMap((number, index) => [
        index > 0 ? ', ' : '',
        <a key={number} href={`#${name}-source-${number}`}>
          {number}
        </a>,
      ])}
    </>
  );
}

/** What we say ourselves in a column of the data's English. */
const OWN_WORDS = ['charts.table.wholeScheme', 'charts.table.none', 'charts.forces.referenceScope'];

/** Only what a cell needs: every property of every cell is sent twice, in the HTML and to bring the page to life. */
function cellProps(
  { numeric, english }: TableColumn,
  words: string | undefined,
  tr: Translator,
): { className?: string; lang?: string } {
  const isData = english && tr.locale !== 'en' && !OWN_WORDS.some((key) => words === tr.t(key));
  return { ...(numeric && { className: styles.numeric }), ...(isData && { lang: 'en' }) };
}

function FiguresTable({
  table,
  name,
  tr,
}: {
  table: ChartTable;
  name: string;
  tr: Translator;
}): ReactElement {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map(({ key, label, numeric }) => (
              <th key={key} scope="col" className={numeric ? styles.numeric : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // Rows are as fixed as the spec and two may read alike, so their place is their key.
            <tr key={String(index)}>
              {table.columns.map((column) => (
                <td key={column.key} {...cellProps(column, row[column.key], tr)}>
                  {column.key === 'sources' && /^\d/.test(row.sources ?? '') ? (
                    <SourceNumbers numbers={row.sources ?? ''} name={name} />
                  ) : (
                    row[column.key]
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A context series is a data set in English, dated by its vintage. */
function sourceWords(source: Source | SeriesSource, tr: Translator): { language: string; published: string } {
  if ('vintage' in source) return { language: 'en', published: source.vintage };
  const date = formatDate(source.publishedOn, tr);
  return {
    language: source.language,
    published:
      date === null ? tr.t('charts.figure.sourceUndated') : tr.t('charts.figure.sourceDate', { date }),
  };
}

function SourceList({
  ids,
  name,
  sources,
  tr,
}: {
  ids: readonly string[];
  name: string;
  sources: readonly (Source | SeriesSource)[];
  tr: Translator;
}): ReactElement {
  const byId = new Map(sources.map((source) => [source.id, source]));
  return (
    <ol className={styles.sources}>
      {ids.map((id, index) => {
        const source = byId.get(id);
        if (!source)
          throw new Error(`The chart cites the source "${id}", which the page did not pass to it.`);
        const { language, published } = sourceWords(source, tr);
        return (
          <li key={id} id={`${name}-source-${index + 1}`}>
            {source.publisher},{' '}
            <a href={source.url} lang={language} rel="external">
              {source.title}
            </a>
            , {published}
          </li>
        );
      })}
    </ol>
  );
}

/** The address of the drawing itself, beside that of its data. */
function pictureHref(dataHref: string, width: number, idPrefix: string): string {
  const [path = '', query = ''] = dataHref.split('?');
  const own = `width=${width}&theme=page&id=${idPrefix}`;
  return `${path.replace(/\.json$/, '.svg')}?${query === '' ? own : `${query}&${own}`}`;
}

/**
 * A chart as a figure of the page: headline, unit, key, the drawing for the room there is (drawn on the server, whole
 * without JavaScript), then notes, its table, its numbered sources and its files. Throws when a cited source is missing
 * from `sources` or the chart cannot be drawn.
 */
export async function ChartFigure({
  spec,
  dataHref,
  csvHref,
  sources,
  headingLevel,
  widths,
  controls,
  pageHref,
  unfolded = false,
}: ChartFigureProps): Promise<ReactElement> {
  const tr = translator(spec.lang);
  const Heading = `h${headingLevel}` as const;
  const name = figureName(spec);
  const drawings = spec.empty
    ? []
    : await Promise.all(
        PAGE_WIDTHS[widths].map(async (width) => ({
          width,
          drawingKey: await drawForPage(spec, { width, theme: 'page', idPrefix: figureId(spec, width) }),
        })),
      );
  return (
    <figure className={`${styles.figure} ${styles[widths] ?? ''}`} id={`chart-${name}`}>
      <figcaption>
        <Heading className={styles.title}>{spec.title}</Heading>
        <p className={styles.subtitle}>{spec.subtitle}</p>
        {spec.ownHeadline && (
          <p className={styles.ownHeadline}>
            {spec.ownHeadline.note} {tr.t('charts.ownHeadline.generated', { title: spec.ownHeadline.title })}
          </p>
        )}
        {spec.pastRelease && (
          <p className={styles.pastRelease}>
            {spec.pastRelease.note} <a href={newestPageHref(dataHref, spec.lang)}>{spec.pastRelease.link}</a>
          </p>
        )}
      </figcaption>
      {spec.legend.length > 0 && (
        <Still>
          <Key entries={spec.legend} label={tr.t('charts.figure.key')} />
        </Still>
      )}
      {spec.empty ? (
        <p className={styles.empty}>{spec.emptyMessage}</p>
      ) : (
        <ChartReach
          // Another view is another chart: what was reached for does not outlive it.
          key={dataHref}
          dataHref={dataHref}
          widths={PAGE_WIDTHS[widths]}
          explore={tr.t('charts.interaction.explore')}
          failed={tr.t('charts.interaction.failed', { reason: '{reason}' })}
        >
          {drawings.map(({ width, drawingKey }) => (
            <Drawing
              key={width}
              className={`${styles.drawing} ${styles[`drawing${width}`] ?? ''}`}
              drawingKey={drawingKey}
              href={pictureHref(dataHref, width, `${name}-${width}`)}
            />
          ))}
        </ChartReach>
      )}
      {controls !== undefined && <Still className={`piece ${styles.controls}`}>{controls}</Still>}
      <div className={`piece ${styles.below}`}>
        {!spec.empty && <TakeAway spec={spec} dataHref={dataHref} name={name} />}
        <Still>
          {spec.notes.length > 0 && (
            <details open={unfolded}>
              <summary>{tr.t('charts.figure.notes', { coverage: spec.coverage })}</summary>
              <ul className={styles.notes}>
                {spec.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            </details>
          )}
          {spec.table.rows.length > 0 && (
            <details className={styles.tableFold}>
              <summary>{tr.t('charts.figure.table')}</summary>
              <FiguresTable table={spec.table} name={name} tr={tr} />
            </details>
          )}
          {spec.sourceIds.length > 0 && (
            <details>
              <summary>{tr.t('charts.figure.sources', { count: spec.sourceIds.length })}</summary>
              <SourceList ids={spec.sourceIds} name={name} sources={sources} tr={tr} />
            </details>
          )}
          <p className={styles.meta}>
            <span>
              {tr.t('charts.figure.release', {
                release: spec.releaseId,
                day: formatTimestampDay(spec.releaseDate, tr),
              })}
            </span>
            <span className={styles.links}>
              {pageHref !== undefined && (
                <>
                  <PageLink href={pageHref}>{tr.t('gallery.page.open')}</PageLink>{' '}
                </>
              )}
              {csvHref !== undefined && <a href={csvHref}>{tr.t('charts.figure.csv')}</a>}{' '}
              <a href={dataHref}>{tr.t('charts.figure.json')}</a>{' '}
              {!spec.empty && <a href={dataHref.replace('.json', '.svg')}>{tr.t('charts.figure.svg')}</a>}
            </span>
          </p>
        </Still>
      </div>
    </figure>
  );
}
