import { movedLine } from '@/app/_components/figures/MeasureCard';
import { type SourceNumbers, SourceRefs } from '@/app/_components/figures/SourceRefs';
import { movedGoals } from '@/lib/domain/moved-goals';
import type { Claim, MusterEvent, Observation } from '@/lib/domain/records';
import { formatDate } from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';
import styles from './measure.module.css';

/** Goals that moved, then dated events, oldest first. */
export function Events({
  events,
  observations,
  numbers,
  tr,
}: {
  events: readonly MusterEvent[];
  observations: readonly Observation[];
  numbers: SourceNumbers;
  tr: Translator;
}) {
  const moved = movedGoals(observations);
  return (
    <>
      {moved.map((goal) => {
        const line = movedLine(goal, tr);
        const cited = goal.statements.flatMap(({ sourceIds }) => sourceIds);
        return (
          <p key={line} className={styles.moved}>
            {line} <SourceRefs ids={[...new Set(cited)]} numbers={numbers} tr={tr} />
          </p>
        );
      })}
      {events.length === 0 ? (
        <p className="soft">{tr.t('pages.measure.eventsNone')}</p>
      ) : (
        <ol className={styles.events}>
          {events.map((event) => (
            <li key={event.id}>
              <span className={styles.eventDate}>{formatDate(event.date, tr)}</span>
              <span>
                <span className="soft">{tr.label('eventType', event.type)}.</span>{' '}
                <span lang="en">{event.title}</span>{' '}
                <SourceRefs ids={event.sourceIds} numbers={numbers} tr={tr} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** Claims about the measure, each with verdict and explanation. */
export function Claims({
  claims,
  numbers,
  tr,
}: {
  claims: readonly Claim[];
  numbers: SourceNumbers;
  tr: Translator;
}) {
  return (
    <ul className={styles.claims}>
      {claims.map((claim) => (
        <li key={claim.id} id={`claim-${claim.id}`}>
          <blockquote lang="en">“{claim.statement}”</blockquote>
          <p>
            <strong>{tr.label('verdict', claim.verdict)}.</strong> <span lang="en">{claim.explanation}</span>{' '}
            <SourceRefs ids={claim.sourceIds} numbers={numbers} tr={tr} />
          </p>
          {claim.laterDevelopments ? (
            <p>
              {tr.t('pages.measure.later')}
              {tr.mark(':')} <span lang="en">{claim.laterDevelopments}</span>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
