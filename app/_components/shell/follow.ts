import { PrefetchKind } from 'next/dist/client/components/router-reducer/router-reducer-types';
import type { useRouter } from 'next/navigation';
import { byPieces } from './pieces';

type Router = Pick<ReturnType<typeof useRouter>, 'push' | 'prefetch'>;

/** Passing over a link is no intent; resting on it this long is. */
const DWELL_MS = 60;

function linkAt({ target }: Event): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-page]') : null;
}

const addressOf = ({ pathname, search, hash }: HTMLAnchorElement): string => pathname + search + hash;

/**
 * Follows all links to pages of ours (PageLink) from one place, however many a page has. The page behind one is fetched whole once a reader
 * means it: rests on it with the pointer or the focus, or presses it. Then a click finds the page here. A page full of links asks for nothing
 * ahead. Gives what ends it.
 */
export function followPageLinks(router: Router): () => void {
  const end = new AbortController();
  let resting: HTMLAnchorElement | null = null;
  let fetched: HTMLAnchorElement | null = null;
  let dwell: ReturnType<typeof setTimeout> | undefined;
  const fetchAhead = (link: HTMLAnchorElement) => {
    // The framework fetches a page again that is asked for again.
    if (link === fetched) return;
    fetched = link;
    router.prefetch(addressOf(link), { kind: PrefetchKind.FULL });
  };
  const rest = (event: Event) => {
    const link = linkAt(event);
    // From one part of a link to another is no arriving.
    if (link === resting) return;
    clearTimeout(dwell);
    resting = link;
    fetched = null;
    if (link) dwell = setTimeout(() => fetchAhead(link), DWELL_MS);
  };
  const press = (event: Event) => {
    const link = linkAt(event);
    if (link) fetchAhead(link);
  };
  const follow = (event: MouseEvent) => {
    const link = linkAt(event);
    // A new tab or window is the browser's business.
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (!link || elsewhere || event.defaultPrevented) return;
    event.preventDefault();
    const keepsPlace = link.dataset.page === 'place';
    if (!keepsPlace && link.hash === '') byPieces();
    router.push(addressOf(link), { scroll: !keepsPlace });
  };
  const { signal } = end;
  document.addEventListener('pointerover', rest, { signal, passive: true });
  document.addEventListener('focusin', rest, { signal });
  document.addEventListener('pointerdown', press, { signal, passive: true });
  document.addEventListener('click', follow, { signal });
  return () => {
    clearTimeout(dwell);
    end.abort();
  };
}
