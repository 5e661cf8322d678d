import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { z } from 'zod';

export type LighthouseCategory = 'accessibility' | 'best-practices' | 'seo' | 'performance';

/** What is read of Lighthouse's report: scores from 0 to 1, what each audit found, and how slow the phone was. */
const REPORT = z.object({
  configSettings: z.object({
    throttling: z.object({
      requestLatencyMs: z.number(),
      downloadThroughputKbps: z.number(),
      cpuSlowdownMultiplier: z.number(),
    }),
  }),
  runtimeError: z.object({ code: z.string(), message: z.string() }).optional(),
  categories: z.record(
    z.string(),
    z.object({
      score: z.number().nullable(),
      auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
    }),
  ),
  audits: z.record(
    z.string(),
    z.object({
      title: z.string(),
      score: z.number().nullable(),
      numericValue: z.number().optional(),
      explanation: z.string().optional(),
      details: z.object({ items: z.array(z.unknown()).optional() }).optional(),
    }),
  ),
});

export type LighthouseReport = z.infer<typeof REPORT>;

const PROGRAM = createRequire(import.meta.url).resolve('lighthouse/cli/index.js');
/** A page takes 5 to 10 s; what takes longer than this hangs. */
const LONGEST_MS = 90_000;
/** Of a report. */
const LARGEST_BYTES = 64 * 1024 * 1024;

/**
 * Lighthouse's report of a page on a phone, in the browser that listens for remote debugging on `port`, which stays open. It is a
 * process of its own: its types would bring in a browser's whole protocol. Without performance nothing is slowed down
 * ("simulate" computes afterwards; "provided" does so neither, but waits for five quiet seconds on each page). Throws when
 * Lighthouse fails, or when its report is not as this reads it.
 */
export async function lighthouse(
  url: string,
  port: number,
  categories: readonly LighthouseCategory[],
  method: 'simulate' | 'devtools' = 'simulate',
): Promise<LighthouseReport> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      PROGRAM,
      url,
      `--port=${port}`,
      `--only-categories=${categories.join(',')}`,
      '--form-factor=mobile',
      `--throttling-method=${method}`,
      // The page that says "not found" is a page as well.
      '--ignore-status-code',
      '--no-enable-error-reporting',
      '--disable-full-page-screenshot',
      '--output=json',
      '--output-path=stdout',
      '--quiet',
    ],
    { timeout: LONGEST_MS, maxBuffer: LARGEST_BYTES },
  );
  const report = REPORT.parse(JSON.parse(stdout));
  if (report.runtimeError) throw new Error(`${url}: ${report.runtimeError.message}`);
  return report;
}

/** What keeps a category from 100: each audit with the nodes or entries in which it failed. */
export function findings({ categories, audits }: LighthouseReport, category: LighthouseCategory): string[] {
  const refs = categories[category]?.auditRefs ?? [];
  return refs.flatMap(({ id, weight }) => {
    const audit = audits[id];
    if (audit === undefined || weight === 0 || audit.score === null || audit.score === 1) return [];
    const items = (audit.details?.items ?? []).map((item) => `\n  ${shownItem(item)}`);
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
