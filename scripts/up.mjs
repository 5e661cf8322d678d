// From nothing to a running Muster: installs, loads the data, builds, serves. Plain Node: it runs before `npm ci` does.
// PORT (3000) and HOST (localhost; 0.0.0.0 to be reached from other machines) choose the address; MUSTER_ORIGIN is how the world
// calls it (http://localhost:PORT), for the links in files.
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNode } from './shared/node-version.mjs';
import { endChildrenOnSignal, endTree, isEnding, start } from './shared/run.mjs';
import { ensureBuilt, ensureInstalled, ensureLoaded, serving } from './shared/steps.mjs';

const ANSWER_SECONDS = 60;

function readPort(written) {
  const port = Number(written ?? '3000');
  if (/^\d+$/.test(written ?? '3000') && port >= 1 && port <= 65535) return port;
  throw new Error(`PORT is "${written}"; allowed: a whole number from 1 to 65535.`);
}

/** The loopback address is named `localhost` (see serving). */
function readHost(written) {
  return written === '127.0.0.1' ? 'localhost' : written;
}

/** Fails when something listens on the port already: better now than after the build. */
function requireFreePort(host, port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `port ${port} is in use by another program. Stop it, or choose another: PORT=${port + 1} npm run up`
          : error.code === 'EACCES'
            ? `port ${port} may not be opened by this user. Choose one above 1023: PORT=3000 npm run up`
            : `cannot listen on ${host}:${port}: ${error.message}`;
      reject(new Error(reason));
    });
    probe.listen(port, host === 'localhost' ? '127.0.0.1' : host, () => probe.close(resolve));
  });
}

/** Waits until the first page is there. */
async function answered(url, server) {
  const end = Date.now() + ANSWER_SECONDS * 1000;
  let last = 'no answer';
  while (Date.now() < end) {
    if (server.exitCode !== null || server.signalCode !== null)
      throw new Error('the server ended before it answered.');
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
      if (answer.ok) return;
      last = `status ${answer.status}`;
    } catch (error) {
      last = error.cause?.message ?? error.message;
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`${url} did not answer within ${ANSWER_SECONDS} seconds (last: ${last}).`);
}

async function up() {
  const begun = Date.now();
  const port = readPort(process.env.PORT);
  const host = readHost(process.env.HOST?.trim() || 'localhost');
  const origin = `http://localhost:${port}`;
  await requireFreePort(host, port);
  await ensureInstalled();
  await ensureLoaded();
  await ensureBuilt();

  const { args, env } = serving(host, port);
  const server = start(process.execPath, args, {
    env: { ...env, MUSTER_ORIGIN: process.env.MUSTER_ORIGIN?.trim() || origin },
  });
  try {
    await answered(`http://${host === '0.0.0.0' ? 'localhost' : host}:${port}/`, server);
  } catch (error) {
    endTree(server);
    throw error;
  }
  const seconds = ((Date.now() - begun) / 1000).toFixed(0);
  console.log(`\nMuster is at ${origin} (after ${seconds} s; Ctrl-C ends it)\n`);
  const code = await new Promise((resolve) => server.once('exit', resolve));
  throw new Error(`the server ended (exit code ${code}).`);
}

requireNode();
process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
endChildrenOnSignal();
up().catch((error) => {
  if (isEnding()) return;
  console.error(`\nMuster is not up: ${error.message}`);
  process.exitCode = 1;
});
