import type { ExplorerAnswer } from './answer';
import { ofForm, sameQuery, withValue } from './query';
import type { Outcome, Refiner } from './refiner';

/** What the explorer shows: the last answer, and what has been asked since. */
export interface ExplorerView {
  answer: ExplorerAnswer;
  /** The view asked for, as the controls show it; the answer's own until something is changed. */
  query: string;
  /** The text in the search field, ahead of `query` while the reader types. */
  typed: string;
  fetching: boolean;
  failure: string | null;
  /** True once anything was refined in the browser. */
  refined: boolean;
}

/** How long after a key is pressed the search is asked for, in milliseconds. */
const TYPING_PAUSE_MS = 180;

type HistoryStep = 'push' | 'replace' | 'none';

/**
 * The state of the explorer in the browser, in step with the address: every refinement is an address of its own that the
 * back button leaves, a word typed is one.
 */
export class ExplorerStore {
  private view: ExplorerView;
  private readonly listeners = new Set<() => void>();
  private refiner: Promise<Refiner> | null = null;
  private pause: ReturnType<typeof setTimeout> | undefined;
  /** True while the newest entry of the history is one of a word being typed. */
  private typing = false;

  constructor(
    private readonly first: ExplorerAnswer,
    private readonly path: string,
    /** True when nothing of the address the server made the page for was left out. */
    private readonly understood: boolean,
  ) {
    this.view = {
      answer: first,
      query: first.meta.query,
      typed: first.meta.q,
      fetching: false,
      failure: null,
      refined: false,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): ExplorerView => this.view;

  /** Asks for another view as a new entry of the history. */
  readonly refine = (query: string): void => {
    this.typing = false;
    clearTimeout(this.pause);
    this.ask(query, 'push');
  };

  /** The reader typed: the search is asked for after a pause; all of a word is one entry of the history. */
  readonly type = (text: string): void => {
    this.set({ typed: text });
    clearTimeout(this.pause);
    this.pause = setTimeout(this.search, TYPING_PAUSE_MS);
  };

  /** Asks for what stands in the search field now. */
  readonly search = (): void => {
    clearTimeout(this.pause);
    const query = withValue(this.view.query, 'q', this.view.typed.trim());
    if (sameQuery(query, this.view.query)) return;
    const step = this.typing ? 'replace' : 'push';
    this.typing = true;
    this.ask(query, step);
  };

  readonly retry = (): void => {
    void this.refiner?.then((refiner) => refiner.retry());
  };

  /**
   * Keeps in step with the back button, and takes up what the reader did before the page came to life: boxes ticked, a
   * word typed, or an address that the browser kept from an earlier visit. Returns what ends it.
   */
  readonly connect = (form: HTMLFormElement | null): (() => void) => {
    const follow = () => {
      if (window.location.pathname !== this.path) return;
      this.typing = false;
      clearTimeout(this.pause);
      this.ask(window.location.search.slice(1), 'none');
    };
    window.addEventListener('popstate', follow);
    const address = window.location.search.slice(1);
    const made = withValue(this.first.meta.query, 'page', '');
    const inForm = form === null ? made : ofForm(form);
    if (!sameQuery(inForm, made)) this.ask(inForm, 'replace');
    else if (this.understood && !sameQuery(address, this.view.query)) this.ask(address, 'none');
    return () => {
      window.removeEventListener('popstate', follow);
      clearTimeout(this.pause);
    };
  };

  private ask(query: string, step: HistoryStep): void {
    const address = `${this.path}${query === '' ? '' : `?${query}`}`;
    if (step === 'push') window.history.pushState(null, '', address);
    if (step === 'replace') window.history.replaceState(null, '', address);
    const typed = this.typing ? this.view.typed : (new URLSearchParams(query).get('q') ?? '');
    this.set({ query, typed, fetching: true, failure: null, refined: true });
    this.refiner ??= this.start();
    this.refiner
      .then((refiner) => {
        if (this.view.query === query) refiner.ask(query);
      })
      .catch((error: unknown) => {
        // The code itself could not be fetched: the server can still answer with a whole page.
        console.error(error);
        window.location.assign(address);
      });
  }

  private async start(): Promise<Refiner> {
    const { startRefiner } = await import('./refiner');
    return startRefiner(this.first, this.first.meta.language, this.show);
  }

  private readonly show = ({ query, answer, fetching, failure }: Outcome): void => {
    if (query !== this.view.query) return;
    if (answer === null) {
      this.set({ fetching, failure });
      return;
    }
    this.set({ answer, fetching, failure });
    const canonical = answer.meta.query;
    if (!fetching && canonical !== query) this.ask(canonical, 'replace');
  };

  private set(change: Partial<ExplorerView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}
