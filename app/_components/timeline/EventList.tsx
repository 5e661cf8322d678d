import { PageLink } from '@/app/_components/shell/PageLink';
import { yearOf } from '@/lib/domain/partial-date';
import type { Country, MusterEvent, Source } from '@/lib/domain/records';
import { formatDate } from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';
import { eventHref } from './Lanes';
import { isAhead } from './lanes';
import styles from './timeline.module.css';

/** Every event by year, the latest year first and within it the latest event; each with the publishers of its sources. */
export function EventList({
  events,
  countries,
  sources,
  releaseDay,
  tr,
}: {
  events: readonly MusterEvent[];
  countries: readonly Country[];
  sources: ReadonlyMap<string, Source>;
  releaseDay: string;
  tr: Translator;
}) {
  const years = [...new Set(events.map(({ date }) => yearOf(date)))].sort((a, b) => b - a);
  const countryOf = new Map(countries.map((country) => [country.iso2, country]));
  return years.map((year) => (
    <section key={year} className={`piece ${styles.year}`} aria-labelledby={`year-${year}`}>
      <h3 id={`year-${year}`}>{year}</h3>
      <ol className={styles.events}>
        {events
          .filter(({ date }) => yearOf(date) === year)
          .reverse()
          .map((event) => {
            const country = event.countryIso2 === null ? undefined : countryOf.get(event.countryIso2);
            return (
              <li key={event.id} id={event.id}>
                <span className={styles.date}>{formatDate(event.date, tr)}</span>
                <span className={styles.where}>
                  {event.theme === null ? null : tr.label('theme', event.theme)}
                  {event.theme !== null && country ? ', ' : null}
                  {country ? tr.country(country.iso2, country.name) : null}
                </span>
                <p>
                  <span className="soft">{tr.label('eventType', event.type)}.</span>{' '}
                  <PageLink href={eventHref(event, tr)} lang="en">
                    {event.title}
                  </PageLink>
                  {isAhead(event, releaseDay) ? <strong> {tr.t('timeline.ahead')}</strong> : null}
                  <Sources ids={event.sourceIds} sources={sources} tr={tr} />
                </p>
              </li>
            );
          })}
      </ol>
    </section>
  ));
}

function Sources({
  ids,
  sources,
  tr,
}: {
  ids: readonly string[];
  sources: ReadonlyMap<string, Source>;
  tr: Translator;
}) {
  const cited = ids.map((id) => {
    const source = sources.get(id);
    if (!source) throw new Error(`an event cites the source "${id}", which is not in the database`);
    return source;
  });
  return (
    <span className={styles.sources}>
      {tr.t('timeline.sources', { count: cited.length })}{' '}
      <span lang="en">{cited.map(({ publisher }) => publisher).join(', ')}</span>
    </span>
  );
}
