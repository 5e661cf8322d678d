import type { Result } from 'lighthouse';
import { z } from 'zod';

export type LighthouseCategory = 'accessibility' | 'best-practices' | 'seo' | 'performance';

/**
 * Lighthouse's report of a page on a phone, in the browser that listens for remote debugging on `port`, which stays open. Without
 * performance nothing is slowed down ("simulate" computes afterwards; "provided" does so neither, but waits for five quiet
 * seconds on each page). Throws when the page could not be read.
 */
export async function lighthouse(
  url: string,
  port: number,
  categories: readonly LighthouseCategory[],
  method: 'simulate' | 'devtools' = 'simulate',
): Promise<Result> {
  // It takes a second to load: only where a page is looked at, not where tests are listed.
  const { default: look } = await import('lighthouse');
  const looked = await look(url, {
    port,
    onlyCategories: [...categories],
    formFactor: 'mobile',
    throttlingMethod: method,
    // The page that says "not found" is a page as well.
    ignoreStatusCode: true,
    disableFullPageScreenshot: true,
    logLevel: 'error',
  });
  if (looked === undefined) throw new Error(`${url}: Lighthouse gave no report`);
  const { lhr } = looked;
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  return lhr;
}

const ITEMS = z.object({ items: z.array(z.unknown()) });

/** What keeps a category from 100: each audit with the nodes or entries in which it failed. */
export function findings({ categories, audits }: Result, category: LighthouseCategory): string[] {
  const refs = categories[category]?.auditRefs ?? [];
  return refs.flatMap(({ id, weight }) => {
    const audit = audits[id];
    if (audit === undefined || weight === 0 || audit.score === null || audit.score === 1) return [];
    const details = ITEMS.safeParse(audit.details);
    const items = (details.success ? details.data.items : []).map((item) => `\n  ${shownItem(item)}`);
    return [`${category}: ${audit.title} (${id}) ${audit.explanation ?? ''}${items.join('')}`];
  });
}

const NODE = z.object({ node: z.object({ snippet: z.string(), explanation: z.string().optional() }) });

function shownItem(item: unknown): string {
  const found = NODE.safeParse(item);
  if (!found.success) return JSON.stringify(item);
  const { snippet, explanation = '' } = found.data.node;
  return `${snippet} ${explanation.replaceAll('\n', ' ')}`;
}
