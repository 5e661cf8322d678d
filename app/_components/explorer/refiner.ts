import {
  keepPreviousData,
  QueryClient,
  QueryObserver,
  type QueryObserverOptions,
} from '@tanstack/react-query';
import { DEFAULT_LOCALE } from '@/lib/i18n/locales';
import type { ExplorerAnswer } from './answer';
import { withValue } from './query';

/** What came of the last question: the answer, if one came; whether one is on its way; why none came. */
export interface Outcome {
  /** What was asked. */
  query: string;
  answer: ExplorerAnswer | null;
  fetching: boolean;
  failure: string | null;
}

export interface Refiner {
  ask: (query: string) => void;
  retry: () => void;
}

/** The server answered, but not with measures. */
class AnswerError extends Error {
  override readonly name = 'AnswerError';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

async function fetchAnswer(query: string, locale: string, signal: AbortSignal): Promise<ExplorerAnswer> {
  const asked = [query, locale === DEFAULT_LOCALE ? '' : `lang=${locale}`]
    .filter((part) => part !== '')
    .join('&');
  const response = await fetch(`/data/explorer${asked === '' ? '' : `?${asked}`}`, { signal });
  if (response.ok) return response.json();
  const said: unknown = await response.json();
  const detail =
    typeof said === 'object' && said !== null && 'detail' in said && typeof said.detail === 'string'
      ? said.detail
      : response.statusText;
  throw new AnswerError(response.status, detail);
}

/**
 * Asks /data/explorer through TanStack Query. The previous answer stays until the new one has come, a question that is
 * no longer wanted is cancelled, answers are kept for a minute, and the next page is fetched ahead. This file is loaded on
 * the first refinement, not with the page.
 */
export function startRefiner(
  first: ExplorerAnswer,
  locale: string,
  show: (outcome: Outcome) => void,
): Refiner {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        // Offline, a question must fail and say so, not wait unseen.
        networkMode: 'always',
        retry: (failed, error) => failed < 1 && !(error instanceof AnswerError && error.status < 500),
        retryDelay: 500,
        refetchOnWindowFocus: false,
      },
    },
  });
  const question = (query: string) => ({
    queryKey: ['measures', locale, query],
    queryFn: ({ signal }: { signal: AbortSignal }) => fetchAnswer(query, locale, signal),
  });
  const watched = (query: string): QueryObserverOptions<ExplorerAnswer> => ({
    ...question(query),
    placeholderData: keepPreviousData,
  });
  let asked = first.meta.query;
  client.setQueryData(question(asked).queryKey, first);
  const observer = new QueryObserver(client, watched(asked));
  observer.subscribe(({ data: answer, isFetching, isPlaceholderData, error }) => {
    const fresh = answer !== undefined && !isPlaceholderData && error === null ? answer : null;
    // The same view under its canonical query, which the address is about to be given.
    if (fresh !== null) client.setQueryData(question(fresh.meta.query).queryKey, fresh);
    const failure = isFetching || error === null ? null : error.message;
    show({ query: asked, answer: fresh, fetching: isFetching, failure });
    if (fresh !== null && !isFetching && fresh.meta.page < fresh.meta.pages) {
      void client.prefetchQuery(question(withValue(fresh.meta.query, 'page', String(fresh.meta.page + 1))));
    }
  });
  return {
    ask: (query) => {
      asked = query;
      observer.setOptions(watched(query));
    },
    retry: () => void observer.refetch(),
  };
}
