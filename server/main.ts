import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { databaseSettings } from '@/db/settings';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { LOCALES, localePath } from '@/lib/i18n/locales';
import { readSettings } from '@/lib/serving/settings';
import { Answers } from './answers';
import { createMusterServer } from './create';
import { Generations } from './generation';
import { logLine } from './log';
import { metricsServer, openMetrics } from './metrics';
import { releaseLately } from './release';
import { keepReplica } from './replica';

/*
 * Serves the production build: `node .generated/server.mjs`. HOST (localhost) and PORT (3000) say where it listens; what else the
 * environment says is in docs/operate.md. SIGTERM and SIGINT end it in order.
 */

const STOP_MS = 10_000;

const MOST_READ = [
  ...LOCALES.map((locale) => localePath(locale, '/')),
  '/measures',
  '/countries',
  '/compare',
  '/charts',
  ...CHART_SLUGS.map((slug) => `/charts/${slug}`),
];

/**
 * Heaps grow to one and a half of what lives in them before they are swept. By default V8 lets them grow to four times that where a
 * machine has gigabytes, and four heaps (ours and three of drawing threads) stay that large.
 */
const HEAP_GROWING = '--heap-growing-percent=50';

/** What the thread of pictures loads for its first picture and its first brief takes it seconds; it stays once it has started. */
const DRAWN_FIRST = ['/charts/intake-targets.svg', '/countries/fr.pdf'];

function whereToListen(): { hostname: string; port: number } {
  const written = process.env.PORT?.trim() || '3000';
  const port = Number(written);
  if (!/^\d+$/.test(written) || port < 1 || port > 65_535) {
    throw new Error(`PORT is "${written}"; allowed: a whole number from 1 to 65535.`);
  }
  return { hostname: process.env.HOST?.trim() || 'localhost', port };
}

async function main(): Promise<void> {
  setFlagsFromString(HEAP_GROWING);
  const settings = readSettings(process.env);
  const database = databaseSettings();
  const { hostname, port } = whereToListen();
  // React chooses its build by this when it is loaded, so it is loaded afterwards.
  Object.assign(process.env, { NODE_ENV: 'production' });
  const { default: next } = await import('next');
  const { renderToStaticMarkup } = await import('react-dom/server');
  // The framework takes over the upgrades of the server it is told of, without a word or an end: of this one there are none, and
  // a request for another protocol is answered as any other (RFC 9110, 7.8).
  const neverListens = createServer();
  // Wherever it listens: the framework takes its own rewrites for another server's when it spells its address differently.
  const app = next({
    dev: false,
    dir: process.cwd(),
    hostname: 'localhost',
    port,
    quiet: true,
    httpServer: neverListens,
  });
  await app.prepare();
  const handler = app.getRequestHandler();
  const replication =
    database.replica === null
      ? null
      : keepReplica({
          program: fileURLToPath(new URL('./replicate.mjs', import.meta.url)),
          settings: database,
          say: console.log,
          complain: console.error,
        });
  const metrics =
    settings.metricsPort === null ? null : await openMetrics(releaseLately, replication?.age ?? null);
  const watching = metrics && metricsServer(metrics);
  const answers = new Answers({
    handle: (request, response) => handler(request, response),
    generations: new Generations(),
    mostBytes: settings.keptBytes,
    markupOf: renderToStaticMarkup,
  });
  const { server, stop } = createMusterServer({
    settings,
    serve: (asked, response) => answers.serve(asked, response),
    release: releaseLately,
    answered: (answered) => {
      metrics?.count(answered);
      if (answered.kind !== 'asset') process.stdout.write(logLine(answered, new Date()));
    },
  });

  // So that the first line of the log can name it.
  releaseLately();

  let ending = false;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    // A shell sends Ctrl-C to the parent and to us.
    if (ending) return;
    ending = true;
    const cut = await stop(STOP_MS);
    watching?.close();
    replication?.stop();
    if (cut > 0) console.error(`${signal}: ${cut} answers were not finished within ${STOP_MS / 1000} s.`);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);

  const cannotListen = (host: string, on: number) => (error: Error) => {
    console.error(`cannot listen on ${host}:${on}: ${error.message}`);
    process.exit(1);
  };
  if (watching && settings.metricsPort !== null) {
    watching.once('error', cannotListen(settings.metricsHost, settings.metricsPort));
    watching.listen(settings.metricsPort, settings.metricsHost);
  }
  server.once('error', cannotListen(hostname, port));
  server.listen(port, hostname, () => {
    console.log(`Muster listens on http://${hostname}:${port}`);
    // So that the first readers do not wait for what is loaded once.
    for (const urls of settings.makesAhead ? [DRAWN_FIRST, MOST_READ] : []) {
      answers
        .prepare(urls)
        .catch((error: unknown) => console.error('answers could not be made ahead:', error));
    }
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
