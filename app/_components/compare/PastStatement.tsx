import { PageLink } from '@/app/_components/shell/PageLink';
import type { PastSummary } from '@/lib/compare/comparison';
import { formatTimestampDay } from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';
import styles from './compare.module.css';

/** Says that the table is a past view, by which rule, and what that leaves out. */
export function PastStatement({
  past,
  todayHref,
  tr,
}: {
  past: PastSummary;
  todayHref: string;
  tr: Translator;
}) {
  const { day, later, byPublication, undatable } = past;
  return (
    <section className={styles.past} aria-labelledby="past-title">
      <h2 id="past-title">{tr.t('compare.past.title', { day: formatTimestampDay(day, tr) })}</h2>
      <p>{tr.t('compare.past.rule')}</p>
      <p>{tr.t('compare.past.counts', { later, byPublication, undatable })}</p>
      <p className="soft">{tr.t('compare.past.terms')}</p>
      <p className={styles.back}>
        <PageLink href={todayHref}>{tr.t('compare.past.back')}</PageLink>
      </p>
    </section>
  );
}
