import { expect, test } from './fixtures';

const VIEW = 'countries=FR,SE,PL';

test.describe('the picture of a view', () => {
  // A picture opened on its own names no icon, and the browser asks for one at the usual place.
  test.use({ expectedErrors: /favicon\.ico/ });

  test('has its sizes, a name that says what it is, and is not sent twice', async ({ request }) => {
    const address = `/charts/intake-targets.png?${VIEW}&preset=social`;
    const png = await request.get(address);
    expect(png.status()).toBe(200);
    expect(png.headers()['content-type']).toBe('image/png');
    expect(png.headers()['content-disposition']).toMatch(
      /^inline; filename="muster-intake-targets_fr-se-pl_social_\d{4}-\d\d-\d\d\.png"$/,
    );
    const bytes = await png.body();
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 628]);
    const again = await request.get(address, { headers: { 'if-none-match': png.headers().etag ?? '' } });
    expect(again.status()).toBe(304);
    expect((await again.body()).length).toBe(0);
    expect((await (await request.get(address)).body()).equals(bytes)).toBe(true);
    const other = await request.get(`${address}&theme=dark`);
    expect(other.headers().etag).not.toBe(png.headers().etag);
    const large = await (await request.get(`/charts/timeline.png?${VIEW}&preset=story&scale=3`)).body();
    expect(large.readUInt32BE(16)).toBe(1800);
  });

  test('opens on its own in a browser, in its language, with all that credits it', async ({ page }) => {
    await page.goto(`/charts/budgets.svg?${VIEW}&width=700&lang=sv&title=Egen`);
    const words = page.locator('g[aria-label]');
    const said = (await words.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).join(
      ' ',
    );
    for (const part of [
      'Egen',
      'Källor: ',
      'Utgåva ',
      'Frankrike',
      'Muster',
      '/sv/charts/budgets?countries=FR,SE,PL',
    ]) {
      expect(said).toContain(part);
    }
    expect(said).toMatch(/Rubrik.*läsaren|läsare/);
    const box = await page.locator('svg').boundingBox();
    expect(box?.width).toBe(700);
    for (const place of await words.evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect().toJSON()),
    )) {
      expect(place.left).toBeGreaterThanOrEqual(0);
      expect(place.right).toBeLessThanOrEqual(700);
      expect(place.bottom).toBeLessThanOrEqual(box?.height ?? 0);
    }
  });

  for (const [query, message] of [
    ['width=99', 'Unknown value “99” for parameter width. Allowed: a whole number from 240 to 2400.'],
    ['scale=9', 'Unknown value “9” for parameter scale. Allowed: a whole number from 1 to 4.'],
    ['theme=page', 'Unknown value “page” for parameter theme. Allowed: light, dark, transparent.'],
    ['preset=poster', 'Unknown value “poster” for parameter preset. Allowed: social, square, story, print.'],
    ['preset=social&width=700', 'Parameter width does not go with preset=social, which already decides it.'],
    ['width=240&height=240', 'A picture of 240 × 240 pixels leaves too little room for this chart'],
    [
      'width=2400&height=4000&scale=4',
      '9600 × 16000 pixels, 154 million in all; at most 16 million are drawn',
    ],
    ['countries=XX&scale=0', 'Unknown country “XX”'],
    ['title=%E4%BD%A0', 'Parameter title holds characters that the typeface of pictures does not have: 你.'],
  ] as const) {
    test(`${query} is answered with what is allowed`, async ({ request }) => {
      const answer = await request.get(`/charts/intake-targets.png?${query}`);
      expect(answer.status()).toBe(400);
      expect(answer.headers()['content-type']).toContain('application/problem+json');
      const { detail, errors } = await answer.json();
      expect(detail.replace(/\u202f|\u00a0|,(?=\d{3})/g, '')).toContain(message);
      expect(errors.length).toBeGreaterThan(0);
    });
  }

  test('of a chart or with a form that does not exist is said', async ({ request }) => {
    expect((await request.get('/charts/nothing.png')).status()).toBe(404);
    expect((await request.get('/charts/budgets.gif')).status()).toBe(404);
  });
});

test('page, picture, embed and data show one spec', async ({ page, request }) => {
  const { spec } = (await (await request.get(`/charts/intake-targets.json?${VIEW}`)).json()) as {
    spec: { altText: string; title: string };
  };
  /** Alt text, and the shapes of the marks and lines of a drawing of this width. */
  const shapesOf = (source: string, width: number) =>
    page.evaluate(
      ([markup, wanted]) => {
        const parsed = new DOMParser().parseFromString(markup, 'text/html');
        const svg = [...parsed.querySelectorAll('svg[role="img"]')].find((one) =>
          one.getAttribute('viewBox')?.startsWith(`0 0 ${wanted} `),
        );
        const paths = [...(svg?.querySelectorAll('path') ?? [])];
        return {
          alt: svg?.querySelector('desc')?.textContent,
          shapes: paths.filter((one) => !one.closest('[aria-label]')).map((one) => one.getAttribute('d')),
        };
      },
      [source, width] as const,
    );
  const textAt = async (address: string) => (await request.get(address)).text();
  const onPage = await shapesOf(await textAt(`/charts/intake-targets?${VIEW}`), 600);
  const embedded = await shapesOf(await textAt(`/embed/charts/intake-targets?${VIEW}`), 600);
  // At 648 pixels the published picture leaves the drawing 600.
  const picture = await shapesOf(await textAt(`/charts/intake-targets.svg?${VIEW}&width=648`), 648);
  expect(onPage.shapes.length).toBeGreaterThan(10);
  expect(embedded).toEqual(onPage);
  for (const { alt } of [onPage, embedded, picture]) expect(alt).toBe(spec.altText);
  for (const shape of onPage.shapes) expect(picture.shapes).toContain(shape);
});

// Fewer than can wait: other tests ask this server for pictures meanwhile (lib/charts/picture.test.ts fills the queue).
test('pages come while many pictures are drawn', async ({ request }) => {
  const pictures = Array.from({ length: 14 }, (_, index) =>
    request.get(`/charts/timeline.png?countries=FR,SE&width=${400 + index}`),
  );
  const page = await request.get('/charts/budgets?countries=NO,FI');
  expect(page.status()).toBe(200);
  const answers = await Promise.all(pictures);
  expect(answers.map((answer) => answer.status())).toEqual(answers.map(() => 200));
});
