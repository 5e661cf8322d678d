/** So many rows or entries of a list take about as long as one section. */
const ROWS_AT_ONCE = 2;
/** Safari has no requestIdleCallback: then a pause in which it answers the reader. */
const PAUSE_MS = 50;

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work);
  else setTimeout(work, PAUSE_MS);
}

/** For the page that is left for another: that comes by pieces (globals.css). */
export function byPieces(): void {
  delete document.documentElement.dataset.whole;
}

/** From here on what comes is laid out at once. */
export function wholeAtOnce(): void {
  document.documentElement.dataset.whole = '';
}

/** Whether the page that a click leads to comes by pieces; not for a reader who goes back or is sent to a place in it. */
export function comesByPieces(): boolean {
  return document.documentElement.dataset.whole === undefined;
}

/**
 * Lays out the pieces of the page that the browser has left out so far (globals.css), one after the other while it has nothing else to do: so
 * none of it holds up the reader, and the page soon has its height. Gives what ends it.
 */
export function layOutPieces(): () => void {
  let ended = false;
  const pieces = [...document.querySelectorAll<HTMLElement>('.piece:not([data-laid])')];
  const next = () => {
    if (ended) return;
    if (pieces.length === 0) {
      wholeAtOnce();
      return;
    }
    const section = pieces.findIndex((piece) => !piece.matches('tr, li, article'));
    const rows = section === -1 ? pieces.length : section;
    for (const piece of pieces.splice(0, Math.max(1, Math.min(rows, ROWS_AT_ONCE)))) {
      piece.dataset.laid = '';
    }
    requestAnimationFrame(() => whenIdle(next));
  };
  whenIdle(next);
  return () => {
    ended = true;
  };
}
