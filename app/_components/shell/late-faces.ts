/** A browser waits at most so long for a face (CSS Fonts 4, 11.2: font-display: optional). */
const WAITED_MS = 100;

/** When each face came, by its path. */
const came = new Map<string, number>();

/** Notes when faces come: asked for all that a page has loaded, a browser takes 7 ms of a click for it. Gives what ends it. */
export function watchFaces(): () => void {
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry instanceof PerformanceResourceTiming && entry.name.endsWith('.woff2'))
        came.set(new URL(entry.name).pathname, entry.responseEnd);
    }
  });
  observer.observe({ type: 'resource', buffered: true });
  return () => observer.disconnect();
}

/** Where the faces are that were not here when this page's first words were. */
function lateFaces(): ReadonlySet<string> {
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  if (!paint) return new Set();
  return new Set([...came].filter(([, at]) => at > paint.startTime + WAITED_MS).map(([path]) => path));
}

/**
 * Browsers leave a face that came too late (font-display: optional, app/fonts.ts) out for as long as the document lives, and here it lives
 * for many pages: so that the next page has it, its rule is put in anew, as one that may still come.
 */
export function takeLateFaces(): void {
  const late = lateFaces();
  if (late.size === 0) return;
  for (const sheet of document.styleSheets) {
    for (const [at, rule] of [...sheet.cssRules].entries()) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const text = rule.cssText;
      const source = /url\("?([^")]+)"?\)/.exec(text)?.[1];
      const waitsNoLonger = /font-display:\s*optional/;
      if (source === undefined || !late.has(source) || !waitsNoLonger.test(text)) continue;
      sheet.deleteRule(at);
      sheet.insertRule(text.replace(waitsNoLonger, 'font-display: swap'), at);
    }
  }
}
