import 'server-only';
import { getDatabase, inSnapshot } from '@/db/client';
import { CHANGE_KINDS, type ChangeContext, type ChangeKind, loadingsOnPage } from '@/lib/domain/history';
import type { Country } from '@/lib/domain/records';
import type { Locale } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import {
  changeContext,
  changeCounts,
  changedMeasureIds,
  entriesByKind,
  groupedChanges,
  type NumberedChange,
} from '@/lib/queries/changes';
import { listCountries } from '@/lib/queries/countries';
import { measureNames } from '@/lib/queries/measures';
import { type CurrentRelease, currentLoading, knownReleases, listLoadings } from '@/lib/queries/releases';
import type { Problem, SearchParamsInput } from '@/lib/view-state/audit';
import { ALL_CHANGES, type ChangesState, changesHref, readChanges } from '@/lib/view-state/changes';

/** Lines of the record on a page. */
export const PAGE_SIZE = 100;

/** A loading as the page shows it. */
export interface ShownLoading {
  loadNumber: number;
  release: CurrentRelease;
  /** There is none before it, so nothing is compared. */
  first: boolean;
  /** Its data can still be read. */
  kept: boolean;
  /** Its lines began on an earlier page. */
  continued: boolean;
  /** Entries that the filter finds, over all pages. */
  entries: Record<ChangeKind, number>;
  changes: NumberedChange[];
}

export interface ChangesView {
  state: ChangesState;
  problems: Problem[];
  filtered: boolean;
  countries: Country[];
  release: CurrentRelease;
  /** Every release once, the newest first, for the filter. */
  releases: CurrentRelease[];
  loadings: ShownLoading[];
  context: ChangeContext;
  /** Lines, entries and releases that the filter finds. */
  lines: number;
  entries: number;
  releasesFound: number;
  page: number;
}

/** Reads everything that the page of changes shows. Errors of the database pass through. */
export async function loadChanges(search: SearchParamsInput, locale: Locale): Promise<ChangesView> {
  return inSnapshot(await getDatabase(), async (db) => {
    const newest = await currentLoading(db);
    const countries = await listCountries(db);
    const releases = await knownReleases(db);
    const named = await measureNames(db);
    const measures = [...new Set([...named.map(({ id }) => id), ...(await changedMeasureIds(db))])].sort();
    const { state, problems } = readChanges(search, { countries, measures, releases });
    const filter = { ...state, throughLoad: newest.loadNumber };
    const counts = await changeCounts(db, filter);
    const all = await listLoadings(db, newest.loadNumber);
    const ofLoading = (number: number) => counts.filter(({ loadNumber }) => loadNumber === number);
    const linesOf = (number: number) => ofLoading(number).reduce((sum, { lines }) => sum + lines, 0);
    // A release in which the filter finds nothing is left out, unless it is the one asked for.
    const narrowed = changesHref('', { ...state, page: 1, release: null }) !== changesHref('', ALL_CHANGES);
    const candidates = all.filter(
      ({ loadNumber, release }) =>
        (state.release === null || release.id === state.release) && (!narrowed || linesOf(loadNumber) > 0),
    );
    const lines = candidates.reduce((sum, { loadNumber }) => sum + linesOf(loadNumber), 0);
    const page = Math.max(1, Math.min(state.page, Math.ceil(lines / PAGE_SIZE)));
    const collator = new Intl.Collator(locale);
    const tr = translator(locale);
    const order = countries
      .map(({ iso2, name }) => ({ iso2, name: tr.country(iso2, name) }))
      .sort((a, b) => collator.compare(a.name, b.name))
      .map(({ iso2 }) => iso2);
    const rows = await groupedChanges(db, filter, order, {
      offset: (page - 1) * PAGE_SIZE,
      limit: PAGE_SIZE,
    });
    const before = new Set(
      loadingsOnPage(candidates, linesOf, page - 1, PAGE_SIZE).map(({ loadNumber }) => loadNumber),
    );
    const loadings = loadingsOnPage(candidates, linesOf, page, PAGE_SIZE).map(
      ({ loadNumber, release }): ShownLoading => ({
        loadNumber,
        release,
        first: loadNumber === all.at(-1)?.loadNumber,
        kept: releases.some(({ id, kept }) => kept && id === release.id),
        continued: before.has(loadNumber),
        entries: entriesByKind(ofLoading(loadNumber)),
        changes: rows.filter((row) => row.loadNumber === loadNumber),
      }),
    );
    const total = entriesByKind(counts);
    return {
      state: { ...state, page },
      problems,
      filtered: narrowed || state.release !== null,
      countries,
      release: newest.release,
      releases: all
        .map(({ release }) => release)
        .filter(({ id }, index, every) => every.findIndex((one) => one.id === id) === index),
      loadings,
      context: await changeContext(db, rows),
      lines,
      entries: CHANGE_KINDS.reduce((sum, kind) => sum + total[kind], 0),
      releasesFound: candidates.length,
      page,
    };
  });
}
