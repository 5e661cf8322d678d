import { formatDate, formatTimestampDay } from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';
import type { CurrentRelease } from '@/lib/queries/releases';
import styles from './dashboard.module.css';

/** What the release covers, and when it was loaded. */
export function Facts({ release, tr }: { release: CurrentRelease; tr: Translator }) {
  const { countries, measures, observations, sources } = release.counts;
  const counts = [
    ['countries', countries],
    ['measures', measures],
    ['figures', observations],
    ['sources', sources],
  ] as const;
  const newest = formatDate(release.newestSourceOn, tr);
  return (
    <dl className={styles.facts}>
      {counts.map(([key, count]) => (
        <div key={key}>
          <dt>{tr.t(`pages.dashboard.facts.${key}`, { count })}</dt>
          <dd>{tr.number(count)}</dd>
        </div>
      ))}
      <div className={styles.loaded}>
        <dt>
          {tr.t('pages.dashboard.facts.loaded')}
          {newest ? <> · {tr.t('pages.dashboard.facts.newestSource', { date: newest })}</> : null}
        </dt>
        <dd>{formatTimestampDay(release.loadedAt, tr)}</dd>
      </div>
    </dl>
  );
}
