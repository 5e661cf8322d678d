import { PageLink } from '@/app/_components/shell/PageLink';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { reportHref } from '@/lib/view-state/about';
import styles from './about.module.css';

/** Leads from a figure to the report of an error in it; the address carries the figure's id. */
export function ReportErrorLink({ observationId, locale }: { observationId: string; locale: Locale }) {
  const tr = translator(locale);
  return (
    <PageLink
      href={reportHref(localePath(locale, '/about'), observationId)}
      rel="nofollow"
      className={styles.reportLink}
      aria-label={tr.t('about.report.linkNamed', { id: observationId })}
    >
      {tr.t('about.report.link')}
    </PageLink>
  );
}
