'use client';

import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Cite } from '@/app/_components/cite/Cite';
import { CodeUse } from '@/app/_components/code-use/CodeUse';
import controls from '@/app/_components/controls/controls.module.css';
import type { ExplorerAnswer } from './answer';
import { ColumnChoice } from './ColumnChoice';
import styles from './explorer.module.css';
import { FILTER_FORM, FILTER_PANEL, FilterPanel, HiddenFields } from './FilterPanel';
import { QueryLink } from './QueryLink';
import { withoutFilters, withValue } from './query';
import { ResultTable } from './ResultTable';
import { ExplorerStore, type ExplorerView } from './store';
import type { ExplorerStrings } from './strings';
import { useWhole } from './whole';

const FACET_PARAMS = [
  'type',
  'obligation',
  'status',
  'countries',
  'region',
  'alliance',
  'sex',
  'length',
  'start',
];

/** With more columns than these the table is wider than its place beside the filters. */
const FITTING_COLUMNS = 9;

/**
 * The explorer: the server sends it whole, with links and forms that work by themselves; alive, it asks for other views
 * through the API and keeps the address in step. `problems` is what of the address was not understood, shown until the
 * first change.
 */
export function Explorer({
  first,
  path,
  understood,
  problems,
  strings,
}: {
  first: ExplorerAnswer;
  path: string;
  understood: boolean;
  problems: ReactNode;
  strings: ExplorerStrings;
}) {
  const [made, setMade] = useState(() => ({ first, store: new ExplorerStore(first, path, understood) }));
  // Another view that the server made (a link to this page elsewhere on it) begins anew.
  if (made.first !== first) setMade({ first, store: new ExplorerStore(first, path, understood) });
  const { store } = made;
  const view = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => store.connect(form.current), [store]);
  useEffect(() => keepInLanguageLinks(view.query), [view.query]);
  const { answer, query, typed } = view;
  const whole = useWhole();
  const common = { answer, query, path, strings, whole, onAsk: store.refine };
  return (
    <>
      <search>
        <form
          id={FILTER_FORM}
          ref={form}
          method="get"
          action={path}
          // A browser that puts back old ticks on a reload would contradict the address.
          autoComplete="off"
          className={styles.search}
          onSubmit={(event) => {
            event.preventDefault();
            store.search();
          }}
        >
          <HiddenFields query={query} without={[...FACET_PARAMS, 'q', 'page']} />
          <label htmlFor="explorer-q">{strings.search.label}</label>
          <input
            id="explorer-q"
            type="search"
            name="q"
            value={typed}
            onChange={(event) => store.type(event.currentTarget.value)}
            maxLength={strings.search.maxLength}
            autoComplete="off"
            enterKeyHint="search"
          />
          <button type="submit" className={styles.button}>
            {strings.search.submit}
          </button>
        </form>
      </search>
      {view.refined ? null : problems}
      {answer.meta.past === null ? null : (
        <section className={styles.past} aria-labelledby="past-title">
          <h2 id="past-title">{answer.meta.past.title}</h2>
          <p>{answer.meta.past.left_out}</p>
          <details suppressHydrationWarning>
            <summary>{strings.asOf.how}</summary>
            {answer.meta.past.rules.map((rule) => (
              <p key={rule}>{rule}</p>
            ))}
          </details>
          <p>
            <QueryLink path={path} query={withValue(query, 'asOf', '')} onAsk={store.refine}>
              {strings.asOf.clear}
            </QueryLink>
          </p>
        </section>
      )}
      <div className={styles.layout}>
        <FilterPanel {...common} />
        <Results {...common} view={view} onRetry={store.retry} />
      </div>
    </>
  );
}

function Results({
  answer,
  query,
  path,
  strings,
  whole,
  onAsk,
  view,
  onRetry,
}: {
  answer: ExplorerAnswer;
  query: string;
  path: string;
  strings: ExplorerStrings;
  whole: boolean;
  onAsk: (query: string) => void;
  view: ExplorerView;
  onRetry: () => void;
}) {
  const { meta, links } = answer;
  const head = useRef<HTMLHeadingElement>(null);
  const page = useRef(meta.page);
  // A reader who turned the page is at the end of the old one: the new one is read from its beginning.
  useEffect(() => {
    if (page.current === meta.page) return;
    page.current = meta.page;
    head.current?.focus();
    head.current?.scrollIntoView();
  }, [meta.page]);
  return (
    <section className={styles.results} aria-labelledby="results" aria-busy={view.fetching}>
      <h2 id="results" ref={head} tabIndex={-1} className="visually-hidden">
        {strings.results.title}
      </h2>
      <div className={styles.bar}>
        <p role="status" className={styles.sentence}>
          {meta.sentence}
        </p>
        <p className={styles.openFilters}>
          <button type="button" className={`${styles.button} ${styles.quiet}`} popoverTarget={FILTER_PANEL}>
            {meta.words.filters}
          </button>
        </p>
      </div>
      <div className={styles.bar}>
        <ColumnChoice query={query} path={path} strings={strings} onAsk={onAsk} />
        {meta.count === 0 ? null : (
          <p className={controls.csv}>
            <span className="soft">{meta.words.file}</span> <a href={links.csv}>{strings.results.csv}</a>{' '}
            <a href={links.csv_excel}>{strings.results.csvExcel}</a> <a href={links.xlsx}>XLSX</a>{' '}
            <a href={links.json}>{strings.results.json}</a>
          </p>
        )}
      </div>
      {view.failure === null ? null : (
        <div role="alert" className={styles.failure}>
          <p>
            {strings.results.failed} <span className="soft">({view.failure})</span>
          </p>
          <button type="button" className={styles.button} onClick={onRetry}>
            {strings.results.retry}
          </button>
        </div>
      )}
      {meta.columns.length > FITTING_COLUMNS && meta.count > 0 ? (
        <p className={`soft small ${styles.scrollHint}`}>{strings.table.scrollHint}</p>
      ) : null}
      <div className={view.fetching ? `${styles.frame} ${styles.waiting}` : styles.frame}>
        {meta.count === 0 ? (
          <div className={styles.none}>
            <p>{strings.results.empty}</p>
            <p className="soft">{strings.results.emptyHint}</p>
            <p>
              <QueryLink path={path} query={withoutFilters(query)} onAsk={onAsk}>
                {strings.filters.clear}
              </QueryLink>
            </p>
          </div>
        ) : (
          <ResultTable
            answer={answer}
            query={query}
            path={path}
            strings={strings}
            whole={whole}
            onAsk={onAsk}
          />
        )}
      </div>
      <Pager answer={answer} query={query} path={path} strings={strings} onAsk={onAsk} />
      {links.compare === null || meta.words.compare === null ? null : (
        <p className={styles.compare}>
          <a href={links.compare}>{meta.words.compare}</a>
        </p>
      )}
      {meta.count === 0 ? null : <p className="soft small">{strings.table.notes}</p>}
      <CodeUse examples={links.code} words={strings.code} />
      <Cite citation={meta.words.citation} words={strings.cite} />
    </section>
  );
}

function Pager({
  answer,
  query,
  path,
  strings,
  onAsk,
}: {
  answer: ExplorerAnswer;
  query: string;
  path: string;
  strings: ExplorerStrings;
  onAsk: (query: string) => void;
}) {
  const { page, pages, words } = answer.meta;
  if (pages <= 1) return null;
  const link = (number: number) => ({
    path,
    query: withValue(query, 'page', number === 1 ? '' : String(number)),
    hash: '#results',
    onAsk,
  });
  return (
    <nav className={controls.pages} aria-label={strings.pages.label}>
      <p className="soft">{words.showing}</p>
      <ul>
        {page > 1 ? (
          <li>
            <QueryLink {...link(page - 1)} rel="prev">
              {strings.pages.previous}
            </QueryLink>
          </li>
        ) : null}
        {words.pager.map(({ page: number, label }) => (
          <li key={number}>
            {number === page ? (
              <span aria-current="page">{number}</span>
            ) : (
              <QueryLink {...link(number)} aria-label={label}>
                {number}
              </QueryLink>
            )}
          </li>
        ))}
        {page < pages ? (
          <li>
            <QueryLink {...link(page + 1)} rel="next">
              {strings.pages.next}
            </QueryLink>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

/** The links to the other languages are of the page around, made for the view it began with: they must keep the view too. */
function keepInLanguageLinks(query: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) {
    link.setAttribute('href', `${link.pathname}${query === '' ? '' : `?${query}`}`);
  }
}
