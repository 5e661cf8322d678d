'use client';

import { useState } from 'react';
import { hiddenFields } from '@/lib/view-state/form';
import type { AnsweredFacet, ExplorerAnswer } from './answer';
import styles from './explorer.module.css';
import { QueryLink } from './QueryLink';
import { listIn, toggled, withoutFilters, withValue } from './query';
import type { ExplorerStrings } from './strings';

export const FILTER_FORM = 'explorer-filters';
export const FILTER_PANEL = 'explorer-panel';

/** Facets that stand open at first: short ones that most questions begin with. */
const OPEN_AT_FIRST: ReadonlySet<string> = new Set(['type', 'obligation', 'status']);

/**
 * Every facet with its counts, and the day of a past view. Beside the table where there is room, else a sheet that the
 * browser opens by itself (popover), without JavaScript too.
 */
export function FilterPanel({
  answer,
  query,
  path,
  strings,
  whole,
  onAsk,
}: {
  answer: ExplorerAnswer;
  query: string;
  path: string;
  strings: ExplorerStrings;
  /** Without, what is folded is not there yet. */
  whole: boolean;
  onAsk: (query: string) => void;
}) {
  const { meta } = answer;
  const filtered = withoutFilters(query) !== withValue(query, 'page', '');
  return (
    <aside id={FILTER_PANEL} popover="auto" className={styles.panel} aria-labelledby="filters-title">
      <div className={styles.panelHead}>
        <h2 id="filters-title">{strings.filters.title}</h2>
        {filtered ? (
          <QueryLink path={path} query={withoutFilters(query)} onAsk={onAsk}>
            {strings.filters.clear}
          </QueryLink>
        ) : null}
      </div>
      {meta.facets.map((facet) => (
        <FacetGroup
          key={facet.param}
          facet={facet}
          chosen={listIn(query, facet.param)}
          whole={whole}
          onToggle={(code) => onAsk(toggled(query, facet.param, code))}
        />
      ))}
      <p className={styles.withoutScript}>
        <button type="submit" form={FILTER_FORM} className={styles.button}>
          {strings.filters.apply}
        </button>
      </p>
      <PastDay query={query} path={path} strings={strings} whole={whole} onAsk={onAsk} />
      <p className={styles.done}>
        <button
          type="button"
          className={styles.button}
          popoverTarget={FILTER_PANEL}
          popoverTargetAction="hide"
        >
          {meta.words.done}
        </button>
      </p>
    </aside>
  );
}

function FacetGroup({
  facet,
  chosen,
  whole,
  onToggle,
}: {
  facet: AnsweredFacet;
  chosen: readonly string[];
  whole: boolean;
  onToggle: (code: string) => void;
}) {
  // Decided once: a group that the reader opened or closed stays so while the answers change.
  const [openAtFirst] = useState(OPEN_AT_FIRST.has(facet.param) || chosen.length > 0);
  const long = facet.values.length > 15;
  return (
    <details className={styles.facet} open={openAtFirst} suppressHydrationWarning>
      <summary>
        {facet.label}
        {chosen.length === 0 ? null : <span className={styles.chosen}> {chosen.length}</span>}
      </summary>
      <fieldset>
        <legend className="visually-hidden">{facet.label}</legend>
        {facet.hint === null ? null : <p className="soft small">{facet.hint}</p>}
        <ul className={long ? styles.long : undefined}>
          {(whole || openAtFirst ? facet.values : []).map(({ code, label, count, counted }) => (
            <li key={code}>
              <label className={count === 0 ? styles.empty : undefined}>
                <input
                  type="checkbox"
                  form={FILTER_FORM}
                  name={facet.param}
                  value={code}
                  checked={chosen.includes(code)}
                  onChange={() => onToggle(code)}
                />
                <span>{label}</span>
                <span className={styles.count}>{counted}</span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
    </details>
  );
}

function PastDay({
  query,
  path,
  strings,
  whole,
  onAsk,
}: {
  query: string;
  path: string;
  strings: ExplorerStrings;
  whole: boolean;
  onAsk: (query: string) => void;
}) {
  const day = new URLSearchParams(query).get('asOf') ?? '';
  const show = (form: FormData) => onAsk(withValue(query, 'asOf', String(form.get('asOf') ?? '')));
  return (
    <details className={styles.facet} open={day !== ''} suppressHydrationWarning>
      <summary>{strings.asOf.title}</summary>
      {whole || day !== '' ? (
        <form
          method="get"
          action={path}
          className={styles.day}
          onSubmit={(event) => {
            event.preventDefault();
            show(new FormData(event.currentTarget));
          }}
        >
          <p className="soft small">{strings.asOf.hint}</p>
          <HiddenFields query={query} without={['asOf', 'page']} />
          <label>
            <span className="visually-hidden">{strings.asOf.label}</span>
            <input type="date" name="asOf" defaultValue={day} key={day} required />
          </label>
          <button type="submit" className={styles.button}>
            {strings.asOf.submit}
          </button>
          {day === '' ? null : (
            <QueryLink path={path} query={withValue(query, 'asOf', '')} onAsk={onAsk}>
              {strings.asOf.clear}
            </QueryLink>
          )}
        </form>
      ) : null}
    </details>
  );
}

/** The rest of the view for a form that asks for one part of it: without JavaScript the browser replaces the whole query. */
export function HiddenFields({ query, without }: { query: string; without: readonly string[] }) {
  return hiddenFields(`?${query}`, without).map(({ name, value }) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
