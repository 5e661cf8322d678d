import { createLoader, createSerializer, type inferParserType, parseAsInteger } from 'nuqs/server';
import { CONTEXT_THEMES, EVENT_TYPES } from '@/lib/domain/codes';
import { auditSearchParams, type KnownCodes, type Problem, type SearchParamsInput } from './audit';
import { byCountryCode, parseAsCodes, parseAsList } from './parsers';

/** Lanes of the timeline: the themes of the wider context, and `national` for what happened in a country. */
export const TIMELINE_THEMES = ['national', ...CONTEXT_THEMES] as const;

/** First and last year, both included. */
export interface YearWindow {
  from: number;
  to: number;
}

/** `/timeline?countries=FR,SE&theme=national,summit&type=law&from=2022&to=2026` */
export const timelineParsers = {
  countries: parseAsList(byCountryCode).withDefault([]),
  themes: parseAsCodes(TIMELINE_THEMES).withDefault([]),
  types: parseAsCodes(EVENT_TYPES).withDefault([]),
  from: parseAsInteger,
  to: parseAsInteger,
};
/** `from` and `to` are null where the address leaves them to the view. */
export type TimelineState = inferParserType<typeof timelineParsers>;

export const TIMELINE_URL_KEYS = { themes: 'theme', types: 'type' } as const;
const load = createLoader(timelineParsers, { urlKeys: TIMELINE_URL_KEYS });
const serialize = createSerializer(timelineParsers, { urlKeys: TIMELINE_URL_KEYS });

/** Everything, over the years that the view starts with. */
export const WHOLE_TIMELINE: TimelineState = load('');

/** The years of a view and those there are. */
export interface TimelineYears {
  /** First and last year with an event. */
  bounds: YearWindow;
  /** The years shown when the address names none. */
  initial: YearWindow;
}

/**
 * Reads a view of the timeline from an address. What is not understood is left out of the state and said in `problems`;
 * years that stand the wrong way round are put right.
 */
export function readTimeline(
  input: SearchParamsInput,
  known: KnownCodes,
  { bounds, initial }: TimelineYears,
): { state: TimelineState; shown: YearWindow; problems: Problem[] } {
  const year = { kind: 'year', min: bounds.from, max: bounds.to } as const;
  const { understood, problems } = auditSearchParams(
    input,
    {
      countries: { kind: 'countries' },
      theme: { kind: 'codes', set: TIMELINE_THEMES },
      type: { kind: 'codes', set: EVENT_TYPES },
      from: year,
      to: year,
    },
    known,
  );
  const state = load(understood);
  // One bound alone keeps the other end of the initial view, unless that would turn the window round.
  const from = state.from ?? Math.min(initial.from, state.to ?? initial.from);
  const to = state.to ?? Math.max(initial.to, from);
  const shown = { from: Math.min(from, to), to: Math.max(from, to) };
  return { state: inWindow(state, shown, { bounds, initial }), shown, problems };
}

/** The same view over other years; years of the initial view are left to it. */
export function inWindow(state: TimelineState, shown: YearWindow, { initial }: TimelineYears): TimelineState {
  return {
    ...state,
    from: shown.from === initial.from ? null : shown.from,
    to: shown.to === initial.to ? null : shown.to,
  };
}

/** The address of a view of the timeline under `path`. */
export function timelineHref(path: string, state: TimelineState): string {
  return serialize(path, state);
}

/** A window of `years` years that begins at `from`, moved so that it lies within the bounds. */
function placed(from: number, years: number, bounds: YearWindow): YearWindow {
  const length = Math.min(years, bounds.to - bounds.from + 1);
  const start = Math.min(Math.max(from, bounds.from), bounds.to - length + 1);
  return { from: start, to: start + length - 1 };
}

/** Where the view goes by each step; null where the step would change nothing. */
export interface WindowSteps {
  /** Half as many years around the same middle, at least one. */
  zoomIn: YearWindow | null;
  /** Twice as many. */
  zoomOut: YearWindow | null;
  /** Half a window earlier, at least a year. */
  earlier: YearWindow | null;
  later: YearWindow | null;
  whole: YearWindow | null;
}

/** The steps that lead on from a window of years. */
export function windowSteps(shown: YearWindow, bounds: YearWindow): WindowSteps {
  const years = shown.to - shown.from + 1;
  const changed = (next: YearWindow) => (next.from === shown.from && next.to === shown.to ? null : next);
  const around = (length: number) =>
    changed(placed(shown.from + Math.floor((years - length) / 2), length, bounds));
  const step = Math.max(1, Math.floor(years / 2));
  return {
    zoomIn: around(Math.max(1, Math.ceil(years / 2))),
    zoomOut: around(years * 2),
    earlier: changed(placed(shown.from - step, years, bounds)),
    later: changed(placed(shown.from + step, years, bounds)),
    whole: changed(bounds),
  };
}
