import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { CHART_SLUGS } from '@/lib/domain/codes';

/**
 * How long the server takes to draw a chart and how long the picture is: first drawing of a new worker, then drawings
 * of specs it has not seen, then the same again from the cache. Figures, not tests. Run: npm run charts:build, then
 * tsx bench/charts.ts
 */
const WIDTHS = {
  'intake-targets': [288, 600, 1120],
  budgets: [288, 540],
  timeline: [288, 540],
  'service-length': [288, 600, 1120],
  pay: [288, 600, 1120],
  forces: [288, 600, 1120],
  'target-revisions': [288, 600, 1120],
  delivery: [288, 600, 1120],
  'cost-per-recruit': [288, 600, 1120],
  'service-model': [288, 600, 1120],
  'defence-spending': [288, 600, 1120],
  'public-support': [288, 600, 1120],
} as const;
const FIRST_VIEW = ['FR', 'SE', 'PL', 'DE', 'DK', 'LT'];

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

const ms = (value: number): string => `${value.toFixed(1).padStart(7)} ms`;

/** Time on the clock, and time of processors in all threads of this process: the second hardly depends on other work. */
async function timed<T>(work: () => Promise<T> | T): Promise<{ took: number; cpu: number; result: T }> {
  const cpuStart = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const took = performance.now() - start;
  const { user, system } = process.cpuUsage(cpuStart);
  return { took, cpu: (user + system) / 1000, result };
}

async function main(): Promise<void> {
  const { buildChart } = await import('@/lib/charts/build');
  const { closeDrawing, drawChart } = await import('@/lib/charts/draw');
  const { readRealInput } = await import('@/lib/charts/real-input.fixture');
  const input = readRealInput();
  const context = { locale: 'en' as const, today: '2026-11-22' };
  const draw = (spec: Parameters<typeof drawChart>[0], width: number) =>
    drawChart(spec, { width, theme: 'page', idPrefix: 'bench' });

  console.log(
    `Charts on Node ${process.version}, ${cpus().length} processors. Target: 60 ms a chart drawn cold.`,
  );
  console.log('\nFirst view (FR, SE, PL, DE, DK, LT)');
  const specs = [];
  for (const slug of CHART_SLUGS) {
    const { took, result } = await timed(() =>
      buildChart(slug, input, { countries: FIRST_VIEW, measures: [] }, context),
    );
    specs.push(result);
    const bytes = Buffer.byteLength(JSON.stringify(result));
    console.log(`  ${slug.padEnd(16)} spec built first time ${ms(took)}, as JSON ${bytes} bytes`);
  }
  const [first] = specs;
  if (!first) throw new Error('No chart slugs.');
  const start = await timed(() => draw(first, 1120));
  console.log(`  first drawing of a new process, worker start included ${ms(start.took)}`);
  for (const spec of specs) {
    for (const width of WIDTHS[spec.slug]) {
      const cold = await timed(() => draw(spec, width));
      const cached = await timed(() => draw(spec, width));
      const note = spec === first && width === 1120 ? ' (the first drawing above)' : '';
      console.log(
        `  ${spec.slug.padEnd(16)} ${String(width).padStart(4)} px  drawn ${ms(cold.took)} (processor ${ms(cold.cpu)})  cached ${ms(cached.took)}  ${cold.result.length} bytes${note}`,
      );
    }
  }

  console.log('\nSpecs never seen, worker warm (20 pairs of countries a chart, 600 px)');
  const codes = input.countries.map((country) => country.iso2);
  for (const slug of CHART_SLUGS) {
    const cold: number[] = [];
    const processor: number[] = [];
    const bytes: number[] = [];
    for (let index = 0; index < 20; index++) {
      const countries = [...FIRST_VIEW, codes[index] ?? 'FR', codes[index + 20] ?? 'SE'];
      const spec = buildChart(slug, input, { countries, measures: [] }, context);
      const { took, cpu, result } = await timed(() => draw(spec, 600));
      cold.push(took);
      processor.push(cpu);
      bytes.push(result.length);
    }
    console.log(
      `  ${slug.padEnd(16)} median ${ms(quantile(cold, 0.5))} (processor ${ms(quantile(processor, 0.5))})  worst ${ms(Math.max(...cold))}  ${Math.round(quantile(bytes, 0.5))} bytes`,
    );
  }
  await closeDrawing();
}

// The drawing module is for the server only and says so by a package that needs Node's "react-server" condition.
const CONDITION = '--conditions=react-server';
if (process.execArgv.includes(CONDITION)) await main();
else {
  const run = spawnSync(process.execPath, [CONDITION, '--import', 'tsx', fileURLToPath(import.meta.url)], {
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 1;
}
