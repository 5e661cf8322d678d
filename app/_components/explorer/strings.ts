import 'server-only';
import type { CiteWords } from '@/app/_components/cite/Cite';
import { citeWords } from '@/app/_components/cite/words';
import type { CodeUseWords } from '@/app/_components/code-use/CodeUse';
import { codeUseWords } from '@/app/_components/code-use/words';
import type { Translator } from '@/lib/i18n/translator';
import { EXPLORER_COLUMNS, type ExplorerColumn } from '@/lib/view-state/explorer-codes';
import { MAX_QUERY_LENGTH } from '@/lib/view-state/measures';

/** The words of the explorer that no answer changes, for the browser, which has no catalogue. */
export interface ExplorerStrings {
  columns: Record<ExplorerColumn, { label: string; ascending: string; descending: string }>;
  search: { label: string; submit: string; maxLength: number };
  filters: { title: string; apply: string; clear: string };
  columnChoice: { title: string; hint: string; submit: string; reset: string };
  asOf: { title: string; hint: string; label: string; submit: string; clear: string; how: string };
  table: { none: string; notes: string; inSummary: string; scrollHint: string };
  results: {
    title: string;
    updating: string;
    failed: string;
    retry: string;
    empty: string;
    emptyHint: string;
    csv: string;
    csvExcel: string;
    json: string;
  };
  pages: { label: string; previous: string; next: string };
  code: CodeUseWords;
  cite: CiteWords;
}

/** The words in a language. */
export function explorerStrings(tr: Translator): ExplorerStrings {
  const t = (key: string) => tr.t(`explorer.${key}`);
  const column = (name: ExplorerColumn) => {
    const label = t(`column.${name}`);
    return {
      label,
      ascending: tr.t('pages.table.sortAscending', { column: label }),
      descending: tr.t('pages.table.sortDescending', { column: label }),
    };
  };
  const columns: Partial<ExplorerStrings['columns']> = {};
  for (const name of EXPLORER_COLUMNS) columns[name] = column(name);
  return {
    columns: columns as ExplorerStrings['columns'],
    search: { label: t('search.label'), submit: t('search.submit'), maxLength: MAX_QUERY_LENGTH },
    filters: { title: t('filters.title'), apply: t('filters.apply'), clear: t('filters.clear') },
    columnChoice: {
      title: t('columns.title'),
      hint: t('columns.hint'),
      submit: t('columns.submit'),
      reset: t('columns.reset'),
    },
    asOf: {
      title: t('asOf.title'),
      hint: t('asOf.hint'),
      label: t('asOf.label'),
      submit: t('asOf.submit'),
      clear: t('asOf.clear'),
      how: t('past.how'),
    },
    table: {
      none: tr.t('pages.table.none'),
      notes: t('table.notes'),
      inSummary: t('table.inSummary'),
      scrollHint: tr.t('pages.table.scrollHint'),
    },
    results: {
      title: t('results.title'),
      updating: t('results.updating'),
      failed: t('results.failed'),
      retry: t('results.retry'),
      empty: t('results.empty'),
      emptyHint: t('results.emptyHint'),
      csv: tr.t('pages.dashboard.csv'),
      csvExcel: tr.t('pages.dashboard.csvExcel'),
      json: t('results.json'),
    },
    pages: {
      label: tr.t('pages.filter.pages'),
      previous: tr.t('pages.filter.previous'),
      next: tr.t('pages.filter.next'),
    },
    code: codeUseWords('measures', tr),
    cite: citeWords(tr),
  };
}
