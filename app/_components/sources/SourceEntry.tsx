import { PageLink } from '@/app/_components/shell/PageLink';
import type { Source } from '@/lib/domain/records';
import { formatDate } from '@/lib/i18n/format';
import { INTL_TAGS, localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { SourceSupport, SupportedMeasure } from '@/lib/queries/source-use';
import styles from './sources.module.css';

/** A source with its publisher, date, kind and language, and with everything that it supports. */
export function SourceEntry({
  source,
  support,
  tr,
}: {
  source: Source;
  support: SourceSupport;
  tr: Translator;
}) {
  const languages = new Intl.DisplayNames(INTL_TAGS[tr.locale], { type: 'language' });
  return (
    <li id={source.id} className={`piece ${styles.source}`}>
      <div>
        <p className={styles.publisher} lang="en">
          {source.publisher}
        </p>
        <p className={styles.about}>
          {formatDate(source.publishedOn, tr) ?? tr.t('pages.measure.publishedUnknown')}
          <br />
          {tr.label('sourceKind', source.kind)}, {languages.of(source.language) ?? source.language}
        </p>
      </div>
      <div className={styles.body}>
        <p className={styles.title}>
          <a href={source.url} rel="noreferrer" lang={source.language}>
            {source.title}
          </a>
        </p>
        <Support support={support} tr={tr} />
      </div>
    </li>
  );
}

function Support({ support, tr }: { support: SourceSupport; tr: Translator }) {
  const { measures, events, claims, serviceModels, memberships } = support;
  const path = (to: string) => localePath(tr.locale, to);
  return (
    <ul className={styles.support} aria-label={tr.t('sources.supports')}>
      {measures.map((measure) => (
        <li key={measure.measureId}>
          {tr.country(measure.countryIso2, measure.countryName)},{' '}
          <PageLink href={path(`/measures/${measure.measureId}`)} lang="en">
            {measure.name}
          </PageLink>
          <span className="soft">
            {tr.mark(':')} {rolesOf(measure, tr)}
          </span>
        </li>
      ))}
      {events.map((event) => (
        <li key={event.id}>
          {tr.t('sources.event')}{' '}
          <PageLink href={path(`/timeline/${event.id}`)} lang="en">
            {event.title}
          </PageLink>
        </li>
      ))}
      {claims.map((claim) => (
        <li key={claim.id}>
          {tr.t('sources.claim')}{' '}
          <PageLink href={`${path('/claims')}#${claim.id}`} lang="en">
            {claim.statement}
          </PageLink>
        </li>
      ))}
      {serviceModels.map(({ iso2, name }) => (
        <li key={iso2}>
          <PageLink href={path(`/countries/${iso2.toLowerCase()}`)}>{tr.country(iso2, name)}</PageLink>
          <span className="soft">
            {tr.mark(':')} {tr.t('sources.serviceModel')}
          </span>
        </li>
      ))}
      {memberships.length > 0 ? (
        <li>
          {tr.t('sources.memberships', {
            names: tr.list(
              memberships.map(
                ({ iso2, name, organisation }) =>
                  `${tr.country(iso2, name)} (${tr.label('organisation', organisation)})`,
              ),
            ),
          })}
        </li>
      ) : null}
    </ul>
  );
}

/** What of a measure the source supports: "terms, pay, 3 figures, 1 event". */
function rolesOf({ terms, pay, observationCount, eventCount }: SupportedMeasure, tr: Translator): string {
  return [
    terms ? tr.t('sources.role.terms') : null,
    pay ? tr.t('sources.role.pay') : null,
    observationCount > 0 ? tr.t('sources.role.figures', { count: observationCount }) : null,
    eventCount > 0 ? tr.t('sources.role.events', { count: eventCount }) : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
