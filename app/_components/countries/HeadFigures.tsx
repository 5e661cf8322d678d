import type { ReactNode } from 'react';
import { type SourceNumbers, SourceRefs } from '@/app/_components/figures/SourceRefs';
import { partialDate, yearOf } from '@/lib/domain/partial-date';
import { formatDate, formatPeople, formatPeriodOrNone } from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';
import { COUNTRY_SERIES } from '@/lib/queries/country-context';
import styles from './countries.module.css';
import type { CountryView } from './load';
import { contextPoints, contextValue, latestThrough } from './series-view';

/** What a reader looks for first: the headline measure's last target, then population, cohort, spending and strength. */
export function HeadFigures({
  view,
  numbers,
  tr,
}: {
  view: CountryView;
  numbers: SourceNumbers;
  tr: Translator;
}) {
  const today = view.state.asOf ?? new Date().toISOString().slice(0, 10);
  const headline = view.measures.find((measure) => measure.headline && measure.targets !== null);
  const target = headline?.targets?.last;
  return (
    <dl className={styles.headFigures}>
      {target ? (
        <Figure
          term={tr.t('countries.figures.target', { period: formatPeriodOrNone(target.period, tr) })}
          value={formatPeople(target, tr)}
        >
          <span lang="en">{headline?.name}</span>,{' '}
          {target.statedOn === null
            ? tr.t('pages.figure.notStated')
            : tr.t('countries.figures.stated', { date: formatDate(target.statedOn, tr) ?? '' })}{' '}
          <SourceRefs ids={target.sourceIds} numbers={numbers} tr={tr} />
        </Figure>
      ) : (
        <Figure
          term={tr.t('countries.figures.noTarget')}
          value={<span className="soft">{tr.t('pages.figure.noneFound')}</span>}
        />
      )}
      {COUNTRY_SERIES.map((id) => {
        const series = view.series.find((known) => known.id === id);
        const point = series ? latestThrough(contextPoints(series), yearOf(partialDate(today))) : null;
        const title = tr.t(`countries.figures.${id}`);
        return point === null ? (
          <Figure
            key={id}
            term={title}
            value={<span className="soft">{tr.t('pages.figure.noneFound')}</span>}
          />
        ) : (
          <Figure
            key={id}
            term={tr.t('countries.figures.in', { what: title, year: String(point.year) })}
            value={tr.t(`countries.value.${id}`, { value: contextValue(id, point, tr) })}
          >
            {point.projection ? `${tr.t('countries.context.projection')} ` : null}
            <SourceRefs ids={[point.sourceId]} numbers={numbers} tr={tr} />
          </Figure>
        );
      })}
    </dl>
  );
}

function Figure({ term, value, children }: { term: string; value: ReactNode; children?: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <span className={styles.figure}>{value}</span>
        {children ? <span className={styles.aside}>{children}</span> : null}
      </dd>
    </div>
  );
}
