import { CopyTable } from '@/app/_components/take-away/CopyTable';
import type { Locale } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { CsvState } from '@/lib/view-state/measures';
import styles from './controls.module.css';

/** What Excel takes for a column in each language: where the comma is the decimal sign, the semicolon. */
export const EXCEL_SEPARATOR: Readonly<Record<Locale, CsvState['sep']>> = {
  en: ',',
  fr: ';',
  sv: ';',
  pl: ';',
  de: ';',
};

/**
 * The files of a table: plain CSV, one that Excel opens right in the reader's language, and where `others` are given a
 * workbook and JSON. `words` say what they hold; by default that many measures.
 */
export function CsvLinks({
  count,
  words,
  hrefOf,
  others,
  tr,
}: {
  count: number;
  words?: string;
  hrefOf: (options: Partial<CsvState>) => string;
  others?: Readonly<Record<'xlsx' | 'json', string>>;
  tr: Translator;
}) {
  const sep = EXCEL_SEPARATOR[tr.locale];
  return (
    <>
      <p className={styles.csv}>
        <span className="soft">{words ?? tr.t('pages.dashboard.csvOfTable', { count })}</span>{' '}
        <a href={hrefOf({})}>{tr.t('pages.dashboard.csv')}</a>{' '}
        <a
          href={hrefOf({ bom: true, sep })}
          title={tr.t('pages.dashboard.csvExcelHint', { sep: sep === ';' ? 'semicolon' : 'comma' })}
        >
          {tr.t('pages.dashboard.csvExcel')}
        </a>
        {others ? (
          <>
            {' '}
            <a href={others.xlsx}>XLSX</a> <a href={others.json}>JSON</a>
          </>
        ) : null}
      </p>
      <CopyTable href={hrefOf({ sep })} tr={tr} />
    </>
  );
}
