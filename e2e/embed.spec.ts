import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrameLocator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './checks';
import { BROKEN_ORIGIN, expect, ORIGIN, test } from './fixtures';

/** A story on another site, with the markup that a test puts into it. */
class Story {
  private readonly server: Server;
  private markup = '';
  private constructor() {
    this.server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        `<!doctype html><html lang="en"><title>A story</title><link rel="icon" href="data:,"><body><h1>A story</h1>${this.markup}</body></html>`,
      );
    });
  }

  static async open(): Promise<Story> {
    const story = new Story();
    await new Promise<void>((resolve) => {
      story.server.listen(0, 'localhost', resolve);
    });
    return story;
  }

  async show(page: Page, markup: string): Promise<void> {
    this.markup = markup;
    const { port } = this.server.address() as AddressInfo;
    await page.goto(`http://localhost:${port}/`);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

const LOADER = `<script async src="${ORIGIN}/embed/loader.js"></script>`;
const iframe = (query: string, attributes = '') =>
  `<iframe src="${ORIGIN}/embed/charts/${query}" title="A chart" width="100%" height="300" ${attributes}></iframe>`;

const drawingIn = (frame: FrameLocator | Page) => frame.locator('.drawing svg[role="img"]:visible');

let story: Story;
test.beforeEach(async () => {
  story = await Story.open();
});
test.afterEach(() => story.close());

test.describe('in a story on another site', () => {
  test('the frame gets the height of its chart, and keeps it when the story becomes narrow', async ({
    page,
  }) => {
    await story.show(page, iframe('intake-targets?countries=FR,SE') + LOADER);
    const frame = page.frameLocator('iframe');
    await expect(drawingIn(frame)).toBeVisible();
    const isWhole = async () => {
      const content = await frame.locator('body').evaluate((body) => body.getBoundingClientRect().height);
      const room = Number(await page.locator('iframe').getAttribute('height'));
      return Math.abs(room - content) <= 1;
    };
    await expect.poll(isWhole).toBe(true);
    const wide = await page.locator('iframe').getAttribute('height');
    await page.setViewportSize({ width: 360, height: 800 });
    await expect.poll(isWhole).toBe(true);
    expect(await page.locator('iframe').getAttribute('height')).not.toBe(wide);
  });

  test('a link becomes a frame, and a link to elsewhere stays one', async ({ page }) => {
    await story.show(
      page,
      `<a class="muster-chart" href="${ORIGIN}/embed/charts/budgets?lang=fr">Budgets</a>
       <a class="muster-chart" href="https://elsewhere.example/embed/x">Elsewhere</a>${LOADER}${LOADER}`,
    );
    const frame = page.frameLocator('iframe[title="Budgets"]');
    await expect(frame.locator('html')).toHaveAttribute('lang', 'fr');
    await expect(page.locator('iframe')).toHaveCount(1);
    await expect(page.getByRole('link', { name: 'Elsewhere' })).toBeVisible();
    await expect(page.locator('iframe')).not.toHaveAttribute('height', '500');
  });

  test('it works in a sandbox that allows scripts only', async ({ page }) => {
    await story.show(page, iframe('forces', 'sandbox="allow-scripts"') + LOADER);
    const frame = page.frameLocator('iframe');
    await expect(page.locator('iframe')).not.toHaveAttribute('height', '300');
    await drawingIn(frame).hover();
    await expect(frame.getByRole('slider')).toBeVisible();
  });

  test('a message that is no height changes nothing', async ({ page }) => {
    await story.show(page, iframe('budgets') + LOADER);
    await expect(page.locator('iframe')).not.toHaveAttribute('height', '300');
    const height = await page.locator('iframe').getAttribute('height');
    await page.evaluate(() => {
      for (const data of [{ type: 'muster:height', height: 5 }, { type: 'muster:height' }, null, 'x']) {
        window.postMessage(data, '*');
      }
    });
    await page.waitForFunction(() => true);
    await expect(page.locator('iframe')).toHaveAttribute('height', height ?? '');
  });

  test('no other page of ours stands in a frame', async ({ page, request }) => {
    for (const path of [
      '/',
      '/fr',
      '/measures',
      '/charts/budgets',
      '/measures.csv',
      '/no-such-page',
      '/embed/x/y',
    ]) {
      const answer = await request.get(ORIGIN + path);
      const { 'content-security-policy': policy = '', 'x-frame-options': frames } = answer.headers();
      expect([path, policy.includes("frame-ancestors 'none'"), frames]).toEqual([path, true, 'DENY']);
    }
    const embed = await request.get(`${ORIGIN}/embed/charts/budgets`);
    expect(embed.headers()['content-security-policy']).toContain('frame-ancestors *');
    expect(embed.headers()['x-frame-options']).toBeUndefined();
    await story.show(page, '');
  });
});

/** Bytes of the answer's body as they travel. */
function transferred(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
      });
      answer.on('end', () => resolve(bytes));
    }).on('error', reject);
  });
}

test('before it is reached for, an embed is one request of less than 40 KiB', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(ORIGIN)) asked.push(request.url());
  });
  await story.show(page, iframe('intake-targets'));
  await expect(drawingIn(page.frameLocator('iframe'))).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([`${ORIGIN}/embed/charts/intake-targets`]);
  expect(await transferred(`${ORIGIN}/embed/charts/intake-targets`)).toBeLessThan(40 * 1024);
});

test.describe('reached for', () => {
  test('by pointer: the figure at hand with its basis and sources, inside the frame, and nothing moves', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 640, height: 900 });
    await page.goto(`${ORIGIN}/embed/charts/intake-targets?countries=FR`);
    const drawing = drawingIn(page);
    const before = await drawing.boundingBox();
    await drawing.hover();
    const slider = page.getByRole('slider');
    await expect(slider).toBeVisible();
    expect(await slider.boundingBox()).toEqual(before);
    expect(await drawing.boundingBox()).toEqual(before);
    await slider.focus();
    await page.keyboard.press('End');
    const tooltip = page.locator('.tooltip');
    await expect(tooltip).toContainText(/target|ambition/i);
    await expect(tooltip).toContainText(/Source/);
    const ring = await page.locator('.ring').boundingBox();
    await page.keyboard.press('Escape');
    await expect(tooltip).toHaveCount(0);
    await page.mouse.move((ring?.x ?? 0) + 14, (ring?.y ?? 0) + 14);
    await expect(tooltip).toBeVisible();
    const words = await tooltip.boundingBox();
    expect(words?.x).toBeGreaterThanOrEqual(0);
    expect((words?.x ?? 0) + (words?.width ?? 0)).toBeLessThanOrEqual(640);
  });

  test('by keyboard: a button, then arrow keys through the figures, spoken', async ({ page }) => {
    await page.goto(`${ORIGIN}/embed/charts/budgets`);
    await page.keyboard.press('Tab');
    const button = page.getByRole('button');
    await expect(button).toBeFocused();
    await page.keyboard.press('Enter');
    const slider = page.getByRole('slider');
    await expect(slider).toBeFocused();
    await expect(slider).toHaveAttribute('aria-valuetext', /Arrow keys/);
    await page.keyboard.press('ArrowRight');
    const first = await slider.getAttribute('aria-valuetext');
    expect(first).toMatch(/1 of \d+$/);
    await page.keyboard.press('ArrowRight');
    await expect(slider).not.toHaveAttribute('aria-valuetext', first ?? '');
    await page.keyboard.press('Home');
    await expect(slider).toHaveAttribute('aria-valuetext', first ?? '');
    await page.keyboard.press('Escape');
    await expect(slider).toHaveAttribute('aria-valuenow', '0');
    await page.keyboard.press('Tab');
    await expect(page.locator('summary').first()).toBeFocused();
  });

  test.describe('by finger', () => {
    test.use({ hasTouch: true, viewport: { width: 360, height: 800 } });
    test('the figure that was tapped is open, and stays so until a tap elsewhere', async ({ page }) => {
      await page.goto(`${ORIGIN}/embed/charts/budgets?countries=FR`);
      const box = await drawingIn(page).boundingBox();
      // Of one row each place within a finger's reach is of the same figure.
      await page.touchscreen.tap((box?.x ?? 0) + 40, (box?.y ?? 0) + 60);
      const tooltip = page.locator('.tooltip');
      await expect(tooltip).toContainText('Voluntary national military service');
      await page.touchscreen.tap((box?.x ?? 0) + 40, (box?.y ?? 0) + 60);
      await expect(tooltip).toContainText('Voluntary national military service');
      await page.getByRole('heading', { level: 1 }).tap();
      await expect(tooltip).toHaveCount(0);
    });
  });

  test.describe('when its data cannot be had', () => {
    test.use({ expectedErrors: /503/ });
    test('the drawing stays and the reader is told', async ({ page }) => {
      await page.route('**/points*', (route) => route.fulfill({ status: 503, body: 'no' }));
      await page.goto(`${ORIGIN}/embed/charts/budgets`);
      await drawingIn(page).hover();
      await expect(page.getByRole('status')).toContainText('503');
      await expect(drawingIn(page)).toBeVisible();
    });
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('chart, table and links are there, and nothing that does not work', async ({ page }) => {
    await story.show(page, iframe('budgets') + LOADER);
    const frame = page.frameLocator('iframe');
    await expect(drawingIn(frame)).toBeVisible();
    await expect(frame.getByRole('button')).toHaveCount(0);
    await frame.getByText('Show the table').click();
    await expect(frame.getByRole('table')).toBeVisible();
    await expect(frame.getByRole('link', { name: 'Open this chart' })).toHaveAttribute(
      'href',
      '/charts/budgets',
    );
  });
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`axe, ${scheme}`, () => {
    test.use({ colorScheme: scheme });
    test('finds nothing, before and after it is reached for', async ({ page }) => {
      await page.goto(`${ORIGIN}/embed/charts/intake-targets?countries=FR,SE,PL&lang=de`);
      const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      expect(paper).toBe(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(20, 22, 26)');
      await expectAccessible(page);
      await drawingIn(page).hover();
      await expect(page.getByRole('slider')).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test('a theme that is asked for is kept whatever the system says', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${ORIGIN}/embed/charts/budgets?theme=dark`);
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(await paper()).toBe('rgb(20, 22, 26)');
  await page.emulateMedia({ media: 'print' });
  expect(await paper()).toBe('rgb(255, 255, 255)');
});

test('one drawing is shown at each width, and nothing sticks out', async ({ page }) => {
  for (const query of ['intake-targets', 'timeline?lang=pl', 'delivery?lang=de']) {
    await page.goto(`${ORIGIN}/embed/charts/${query}`);
    await expectNoSidewaysScroll(page, [320, 360, 600, 1100]);
    for (const width of [320, 600, 1100]) {
      await page.setViewportSize({ width, height: 800 });
      await expect(drawingIn(page)).toHaveCount(1);
    }
  }
});

test.describe('what cannot be shown', () => {
  test.use({ expectedErrors: /40[04]|503/ });
  test('is said on a page that stands in a frame', async ({ page }) => {
    await story.show(page, iframe('budgets?countries=FR,XX&lang=fr') + iframe('nothing') + LOADER);
    const first = page.frameLocator('iframe >> nth=0');
    await expect(first.getByRole('heading')).toHaveText('Ce graphique ne peut pas être affiché');
    await expect(first.getByText('Pays inconnu')).toBeVisible();
    await expect(
      page.frameLocator('iframe >> nth=1').getByText('There is no chart “nothing”.'),
    ).toBeVisible();
  });

  test('is said when the data cannot be read', async ({ page }) => {
    const answer = await page.goto(`${BROKEN_ORIGIN}/embed/charts/budgets`);
    expect(answer?.status()).toBe(503);
    await expect(page.getByText('a fault on our side, not an empty chart')).toBeVisible();
    await expectAccessible(page);
  });
});

test('a content system finds how to embed a chart from its page alone', async ({ page, request }) => {
  await page.goto(`${ORIGIN}/sv/charts/budgets?countries=FR,SE`);
  const href = await page.locator('link[type="application/json+oembed"]').getAttribute('href');
  const asked = new URL(href ?? '', page.url());
  // Where no address of the site is configured, the framework writes one of its own before the path.
  const answer = await request.get(`${ORIGIN}${asked.pathname}${asked.search}`);
  expect(answer.status()).toBe(200);
  const { html, title } = await answer.json();
  await story.show(page, html);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('html')).toHaveAttribute('lang', 'sv');
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText(title);
});
