import { PageLink } from '@/app/_components/shell/PageLink';
import type { Translator } from '@/lib/i18n/translator';
import styles from './controls.module.css';

/** The end of a filter: apply it, and the way back to everything where something is chosen (`clearHref`, else null). */
export function FilterActions({ clearHref, tr }: { clearHref: string | null; tr: Translator }) {
  return (
    <p className={styles.actions}>
      <button type="submit">{tr.t('pages.filter.submit')}</button>
      {clearHref === null ? null : (
        <PageLink href={clearHref} keepsPlace>
          {tr.t('pages.filter.clear')}
        </PageLink>
      )}
    </p>
  );
}
