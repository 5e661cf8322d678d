'use client';

import { DEFAULT_COLUMNS, EXPLORER_COLUMNS } from '@/lib/view-state/explorer-codes';
import styles from './explorer.module.css';
import { HiddenFields } from './FilterPanel';
import { QueryLink } from './QueryLink';
import { listIn, withValue } from './query';
import type { ExplorerStrings } from './strings';

/** Which columns the table shows; a form of its own, so that an address names columns only when they were chosen. */
export function ColumnChoice({
  query,
  path,
  strings,
  onAsk,
}: {
  query: string;
  path: string;
  strings: ExplorerStrings;
  onAsk: (query: string) => void;
}) {
  const named = listIn(query, 'columns');
  const shown: readonly string[] = named.length > 0 ? named : DEFAULT_COLUMNS;
  const toggle = (column: string) => {
    const columns = EXPLORER_COLUMNS.filter((other) =>
      other === column ? !shown.includes(column) : shown.includes(other),
    );
    onAsk(withValue(query, 'columns', columns.join(',')));
  };
  return (
    <details className={styles.columnChoice} suppressHydrationWarning>
      <summary>{strings.columnChoice.title}</summary>
      <form method="get" action={path}>
        <HiddenFields query={query} without={['columns']} />
        <input type="hidden" name="columns" value="name" />
        <fieldset>
          <legend className="soft small">{strings.columnChoice.hint}</legend>
          {EXPLORER_COLUMNS.filter((column) => column !== 'name').map((column) => (
            <label key={column}>
              <input
                type="checkbox"
                name="columns"
                value={column}
                checked={shown.includes(column)}
                onChange={() => toggle(column)}
              />
              <span>{strings.columns[column].label}</span>
            </label>
          ))}
        </fieldset>
        <p className={styles.columnActions}>
          <button type="submit" className={`${styles.button} ${styles.withoutScript}`}>
            {strings.columnChoice.submit}
          </button>
          {named.length === 0 ? null : (
            <QueryLink path={path} query={withValue(query, 'columns', '')} onAsk={onAsk}>
              {strings.columnChoice.reset}
            </QueryLink>
          )}
        </p>
      </form>
    </details>
  );
}
