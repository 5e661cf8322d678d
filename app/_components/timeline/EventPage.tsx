import { HowToCite } from '@/app/_components/cite/HowToCite';
import { SourceList } from '@/app/_components/figures/SourceList';
import { Section } from '@/app/_components/reference/Section';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { yearOf } from '@/lib/domain/partial-date';
import type { MusterEvent } from '@/lib/domain/records';
import { formatDate } from '@/lib/i18n/format';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { inWindow, timelineHref, WHOLE_TIMELINE } from '@/lib/view-state/timeline';
import { eventHref } from './Lanes';
import { isAhead } from './lanes';
import type { EventView } from './load';
import styles from './timeline.module.css';

/** `/timeline/{id}`: one event with its sources, and what happened around it. */
export function EventPage({ locale, view }: { locale: Locale; view: EventView }) {
  const tr = translator(locale);
  const { event, country, measure, sources, inCountry, inContext, years, release } = view;
  const path = localePath(locale, '/timeline');
  const year = yearOf(event.date);
  const inYear = inWindow(WHOLE_TIMELINE, { from: year, to: year }, years);
  const place = country ? tr.country(country.iso2, country.name) : null;
  const kind = [
    event.theme === null ? null : tr.label('theme', event.theme),
    tr.label('eventType', event.type),
    place,
  ].filter((part) => part !== null);
  return (
    <Shell locale={locale} here={`/timeline/${event.id}`} release={release}>
      <header className={styles.eventHead}>
        <p className={styles.eventDate}>
          {formatDate(event.date, tr)}
          {isAhead(event, release.loadedAt.slice(0, 10)) ? ` ${tr.t('timeline.ahead')}` : null}
        </p>
        <h1 lang="en">{event.title}</h1>
        <p className="soft">{kind.join(' · ')}</p>
        <ul className={styles.eventLinks}>
          {measure ? (
            <li>
              {tr.t('timeline.event.measure')}{' '}
              <PageLink href={localePath(locale, `/measures/${measure.id}`)} lang="en">
                {measure.name}
              </PageLink>
            </li>
          ) : null}
          <li>
            <PageLink href={timelineHref(path, inYear)}>
              {tr.t('timeline.event.year', { year: String(year) })}
            </PageLink>
          </li>
          {country ? (
            <li>
              <PageLink href={timelineHref(path, { ...WHOLE_TIMELINE, countries: [country.iso2] })}>
                {tr.t('timeline.event.country', { country: place ?? '' })}
              </PageLink>
            </li>
          ) : null}
        </ul>
      </header>
      <Section id="sources" title={tr.t('pages.measure.sourcesTitle')}>
        <SourceList sources={sources} tr={tr} />
      </Section>
      {place ? (
        <Section id="country" title={tr.t('timeline.event.aroundCountry', { country: place })}>
          <Around {...inCountry} event={event} tr={tr} />
        </Section>
      ) : null}
      <Section id="context" title={tr.t('timeline.event.aroundContext')}>
        <Around {...inContext} event={event} tr={tr} />
      </Section>
      <HowToCite address={`${path}/${event.id}`} />
    </Shell>
  );
}

function Around({
  before,
  after,
  event,
  tr,
}: {
  before: readonly MusterEvent[];
  after: readonly MusterEvent[];
  event: MusterEvent;
  tr: Translator;
}) {
  return (
    <ol className={styles.events}>
      {[...before, event, ...after].map((one) => (
        <li key={one.id} aria-current={one.id === event.id ? 'true' : undefined}>
          <span className={styles.date}>{formatDate(one.date, tr)}</span>
          <span className={styles.where}>{tr.label('eventType', one.type)}</span>
          <p lang="en">
            {one.id === event.id ? (
              <strong>{one.title}</strong>
            ) : (
              <PageLink href={eventHref(one, tr)}>{one.title}</PageLink>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}
