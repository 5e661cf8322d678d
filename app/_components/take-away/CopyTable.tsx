import type { Translator } from '@/lib/i18n/translator';
import { CopyButton } from './CopyButton';
import { CopyDesk } from './CopyDesk';
import styles from './take-away.module.css';

/** A button that copies a table as spreadsheets take it; `href` is its CSV, with the separator of the reader's language. */
export function CopyTable({ href, tr }: { href: string; tr: Translator }) {
  const t = (key: string) => tr.t(`takeAway.panel.table.${key}`, { reason: '{reason}' });
  return (
    <CopyDesk failed={t('failed')} inline>
      <span className={styles.actions}>
        <CopyButton kind="table" href={href} label={t('copy')} said={t('copied')} />
      </span>
    </CopyDesk>
  );
}
