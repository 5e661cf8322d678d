import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { expect, ORIGIN, test } from './fixtures';
import { freePort } from './ports';

/** Passes all on to the server under test, but sends of each page only what stands before `until`, and the rest after `rest` is called. */
async function slowLine(until: string): Promise<{ origin: string; rest: () => void; close: () => void }> {
  const wanted = new EventEmitter();
  const held = once(wanted, 'rest');
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const answer = await fetch(ORIGIN + request.url, { headers: { 'accept-encoding': 'identity' } });
    const type = answer.headers.get('content-type') ?? '';
    const body = Buffer.from(await answer.arrayBuffer());
    const policy = answer.headers.get('content-security-policy');
    response.writeHead(answer.status, {
      'content-type': type,
      ...(policy === null ? {} : { 'content-security-policy': policy }),
    });
    const end = type.startsWith('text/html') ? body.indexOf(until) : -1;
    if (end === -1) return response.end(body);
    response.write(body.subarray(0, end));
    await held;
    return response.end(body.subarray(end));
  };
  const port = await freePort();
  const server: Server = createServer((request, response) => {
    pass(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  }).listen(port, 'localhost');
  await once(server, 'listening');
  return {
    origin: `http://localhost:${port}`,
    rest: () => {
      wanted.emit('rest');
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const TOP_OF_WINDOW = 120;

test.describe('an address further down', () => {
  test.use({ viewport: { width: 412, height: 823 } });

  test('shows its place while the page still comes in, and keeps it', async ({ page }) => {
    const line = await slowLine('id="events"');
    const place = page.locator('#chart-intake-targets');
    const top = () => place.evaluate((element) => Math.round(element.getBoundingClientRect().top));
    await page.goto(`${line.origin}/countries/fr#chart-intake-targets`, { waitUntil: 'commit' });
    await expect(place).toBeInViewport();
    await expect.poll(top).toBeLessThan(TOP_OF_WINDOW);
    expect(await page.locator('#events').count()).toBe(0);
    expect(await page.evaluate(() => document.readyState)).toBe('loading');
    line.rest();
    await expect(page.locator('html[data-whole]')).toBeAttached();
    expect(await top()).toBeGreaterThanOrEqual(0);
    expect(await top()).toBeLessThan(TOP_OF_WINDOW);
    line.close();
  });

  test('that the page does not have shows its beginning', async ({ page }) => {
    const line = await slowLine('<main');
    await page.goto(`${line.origin}/countries/fr#no-such-place`, { waitUntil: 'commit' });
    await expect(page.locator('header').first()).toBeVisible();
    line.rest();
    await expect(page.locator('html[data-whole]')).toBeAttached();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    line.close();
  });

  for (const address of ['/countries/fr', '/countries/fr#chart-intake-targets']) {
    test(`a reload of ${address} leaves a reader where they were`, async ({ page }) => {
      const whole = page.locator('html[data-whole]');
      const place = page.locator('#sources h2');
      const top = () => place.evaluate((element) => element.getBoundingClientRect().top);
      await page.goto(address);
      await expect(whole).toBeAttached();
      await place.scrollIntoViewIfNeeded();
      await page.mouse.wheel(0, 200);
      await page.waitForTimeout(500);
      const before = await top();
      await page.reload();
      await expect(whole).toBeAttached();
      await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(100);
    });
  }
});
