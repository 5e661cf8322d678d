import { type SourceNumbers, SourceRefs } from '@/app/_components/figures/SourceRefs';
import { partialDate, yearOf } from '@/lib/domain/partial-date';
import type { SeriesSource } from '@/lib/domain/records';
import type { Translator } from '@/lib/i18n/translator';
import type { CountrySeries, CountrySeriesId } from '@/lib/queries/country-context';
import { ContextLine } from './ContextLine';
import styles from './context.module.css';
import type { CountryView } from './load';
import { type ContextPoint, contextPoints, contextValue, latestThrough } from './series-view';

/** Population, cohort, defence spending and strength by year: each with its line, its limits, its source and its table. */
export function ContextSeries({
  view,
  numbers,
  today,
  tr,
}: {
  view: CountryView;
  numbers: SourceNumbers;
  /** YYYY-MM-DD */
  today: string;
  tr: Translator;
}) {
  const thisYear = yearOf(partialDate(today));
  return (
    <>
      {view.past ? <p className="soft">{tr.t('countries.context.notPast')}</p> : null}
      <div className={styles.grid}>
        {view.series.map((series) => (
          <Series
            key={series.id}
            series={series}
            sources={view.seriesSources}
            numbers={numbers}
            thisYear={thisYear}
            tr={tr}
          />
        ))}
      </div>
    </>
  );
}

function Series({
  series,
  sources,
  numbers,
  thisYear,
  tr,
}: {
  series: CountrySeries;
  sources: readonly SeriesSource[];
  numbers: SourceNumbers;
  thisYear: number;
  tr: Translator;
}) {
  const points = contextPoints(series);
  const title = tr.t(`countries.context.series.${series.id}.title`);
  const id = `context-${series.id}`;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) {
    return (
      <section className={styles.series} aria-labelledby={id}>
        <h3 id={id}>{title}</h3>
        <p className="soft">{tr.t('pages.figure.noneFound')}</p>
      </section>
    );
  }
  const now = latestThrough(points, thisYear);
  const sourceIds = [...new Set(points.map(({ sourceId }) => sourceId))];
  const licences = sources.filter((source) => sourceIds.includes(source.id)).map(({ licence }) => licence);
  const ends = [...new Set([first, now ?? first, last])];
  return (
    <section className={styles.series} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p className="soft small">{tr.t(`countries.context.series.${series.id}.unit`)}</p>
      <ContextLine
        id={series.id}
        points={points}
        now={now}
        label={tr.t('countries.context.line', {
          title,
          points: tr.list(ends.map((point) => pointInWords(series.id, point, tr))),
        })}
      />
      <dl className={styles.ends}>
        {ends.map((point) => (
          <div key={point.year}>
            <dt>
              {point.year}
              {point.projection ? ` ${tr.t('countries.context.projection')}` : ''}
            </dt>
            <dd className={point === now ? styles.now : undefined}>{contextValue(series.id, point, tr)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.about}>
        {series.id === 'births' ? `${tr.t('countries.context.cohortRule')} ` : null}
        {tr.t(`codebook.series.limitsOf.${series.id}`)}{' '}
        <SourceRefs ids={sourceIds} numbers={numbers} tr={tr} /> {tr.t('countries.context.licence')}{' '}
        <span lang="en">{licences.join('; ')}.</span>
      </p>
      <details>
        <summary>{tr.t('countries.context.everyYear', { count: points.length })}</summary>
        <table className={styles.years}>
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{tr.t('countries.context.year')}</th>
              <th scope="col">{tr.t(`countries.context.series.${series.id}.unit`)}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.year}>
                <th scope="row">{point.year}</th>
                <td>
                  {contextValue(series.id, point, tr)}
                  {point.projection ? (
                    <span className="soft"> {tr.t('countries.context.projection')}</span>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function pointInWords(id: CountrySeriesId, point: ContextPoint, tr: Translator): string {
  return tr.t('countries.context.point', { value: contextValue(id, point, tr), year: String(point.year) });
}
