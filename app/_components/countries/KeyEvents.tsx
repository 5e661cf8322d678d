import { movedLine } from '@/app/_components/figures/MeasureCard';
import { type SourceNumbers, SourceRefs } from '@/app/_components/figures/SourceRefs';
import { PageLink } from '@/app/_components/shell/PageLink';
import type { EventType } from '@/lib/domain/codes';
import { movedGoals } from '@/lib/domain/moved-goals';
import { formatDate } from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import styles from './countries.module.css';
import type { CountryView } from './load';

/** Events that turn a country's service, or the promise about it: set apart from those that prepare them. */
const TURNING_POINTS: ReadonlySet<EventType> = new Set([
  'entry_into_force',
  'target_change',
  'abolition',
  'suspension',
  'reinstatement',
]);

/** What happened by national sources, goals that moved, and a reference work's years as a check on them. */
export function KeyEvents({
  view: { events, measures, observations, conscriptionEvents },
  numbers,
  tr,
}: {
  view: CountryView;
  numbers: SourceNumbers;
  tr: Translator;
}) {
  const measureOf = new Map(measures.map((measure) => [measure.id, measure]));
  const moved = measures.flatMap((measure) =>
    movedGoals(observations.filter(({ measureId }) => measureId === measure.id)).map((goal) => ({
      measure,
      line: movedLine(goal, tr),
      sourceIds: [...new Set(goal.statements.flatMap(({ sourceIds }) => sourceIds))],
    })),
  );
  return (
    <>
      {events.length === 0 ? (
        <p className="soft">{tr.t('countries.events.none')}</p>
      ) : (
        <ol className={styles.events}>
          {events.map((event) => {
            const measure = event.measureId === null ? undefined : measureOf.get(event.measureId);
            const turn = TURNING_POINTS.has(event.type);
            return (
              <li key={event.id}>
                <span className={styles.eventDate}>{formatDate(event.date, tr)}</span>
                <span className={turn ? styles.turn : 'soft'}>{tr.label('eventType', event.type)}</span>
                <span>
                  <span lang="en">{event.title}</span>{' '}
                  <SourceRefs ids={event.sourceIds} numbers={numbers} tr={tr} />
                  {measure ? (
                    <span className={styles.aside}>
                      <PageLink href={localePath(tr.locale, `/measures/${measure.id}`)} lang="en">
                        {measure.name}
                      </PageLink>
                    </span>
                  ) : null}
                </span>
              </li>
            );
          })}
        </ol>
      )}
      <h3 className={styles.sub}>{tr.t('countries.events.moved')}</h3>
      {moved.length === 0 ? (
        <p className="soft">{tr.t('countries.events.movedNone')}</p>
      ) : (
        <ul className={styles.moved}>
          {moved.map(({ measure, line, sourceIds }) => (
            <li key={`${measure.id} ${line}`}>
              {line} <SourceRefs ids={sourceIds} numbers={numbers} tr={tr} />
              <span className={styles.aside}>
                <PageLink href={localePath(tr.locale, `/measures/${measure.id}`)} lang="en">
                  {measure.name}
                </PageLink>
              </span>
            </li>
          ))}
        </ul>
      )}
      <h3 className={styles.sub}>{tr.t('countries.events.check')}</h3>
      <p className="soft">{tr.t('countries.events.checkDeck')}</p>
      {conscriptionEvents.length === 0 ? (
        <p className="soft">{tr.t('countries.events.checkNone')}</p>
      ) : (
        <ol className={styles.events}>
          {conscriptionEvents.map(({ id, year, event, detail, doubt, sourceId }) => (
            <li key={id}>
              <span className={styles.eventDate}>{year}</span>
              <span>{tr.label('conscriptionEvent', event)}</span>
              <span>
                <span lang="en">{detail}</span> <SourceRefs ids={[sourceId]} numbers={numbers} tr={tr} />
                {doubt === null ? null : (
                  <span className={styles.doubt}>
                    {tr.t('countries.events.doubt')} <span lang="en">{doubt}</span>
                  </span>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
