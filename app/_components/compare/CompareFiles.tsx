import { EXCEL_SEPARATOR } from '@/app/_components/controls/CsvLinks';
import { CopyTable } from '@/app/_components/take-away/CopyTable';
import type { Translator } from '@/lib/i18n/translator';
import { type CompareState, compareBriefHref, compareCsvHref } from '@/lib/view-state/compare';
import styles from './compare.module.css';

/** The files of a comparison: the table as seen, the same for Excel, and one line a figure. */
export function CompareFiles({ state, tr }: { state: CompareState; tr: Translator }) {
  const sep = EXCEL_SEPARATOR[tr.locale];
  const href = (options: Parameters<typeof compareCsvHref>[1]) =>
    compareCsvHref('/compare.csv', { ...state, ...options, lang: tr.locale });
  return (
    <div className={styles.files}>
      <span className="soft">{tr.t('compare.files.title')}</span>
      <a href={href({ layout: 'wide' })}>{tr.t('compare.files.wide')}</a>
      <a
        href={href({ layout: 'wide', bom: true, sep })}
        title={tr.t('pages.dashboard.csvExcelHint', { sep: sep === ';' ? 'semicolon' : 'comma' })}
      >
        {tr.t('compare.files.excel')}
      </a>
      <a href={href({ layout: 'long' })} title={tr.t('compare.files.longHint')}>
        {tr.t('compare.files.long')}
      </a>
      <a href={compareBriefHref('/compare.pdf', { ...state, lang: tr.locale })} title={tr.t('brief.hint')}>
        {tr.t('brief.link')}
      </a>
      <CopyTable href={href({ layout: 'wide', sep })} tr={tr} />
    </div>
  );
}
