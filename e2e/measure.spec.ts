import { expect, files, measureInFiles, test } from './fixtures';

test('shows terms, every figure, numbered sources and the measure’s chart', async ({ page }) => {
  const measure = measureInFiles('se-varnplikt');
  await page.goto('/measures/se-varnplikt');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(measure.name);
  await expect(page.locator('header').getByText(measure.summary)).toBeVisible();
  await expect(page.locator('#figures table tbody tr')).toHaveCount(measure.observations.length);
  await expect(page.locator('#intake figure svg[role="img"]:visible').first()).toBeVisible();
  await expect(page.locator('#figures').getByText('at least 10,000').first()).toBeVisible();
});

test('every reference leads to a source that stands on the page', async ({ page }) => {
  await page.goto('/measures/fr-service-national');
  const references = page.locator('main section a[href^="#source"]');
  expect(await references.count()).toBeGreaterThan(5);
  const targets = await references.evaluateAll((links) => [
    ...new Set(links.map((link) => link.getAttribute('href') ?? '')),
  ]);
  const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => `#${id}`));
  expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
});

test('a measure without figures says that none were found', async ({ page }) => {
  const bare = files.measures.find(({ observations }) => observations.length === 0);
  await page.goto(`/measures/${bare?.id}`);
  await expect(page.locator('#figures')).toContainText(/none|found no/i);
});

test('statements that conflict stand side by side', async ({ page }) => {
  await page.goto('/measures/pl-wgotowosci');
  const sides = page.locator('#figures section').first().locator('li ul').first();
  expect(await sides.getByRole('listitem').count()).toBeGreaterThanOrEqual(2);
});

test('the same address gives JSON', async ({ request }) => {
  const measure = measureInFiles('se-varnplikt');
  const answer = await request.get('/measures/se-varnplikt.json');
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toContain('application/json');
  const body = await answer.json();
  expect(body.measure.name).toBe(measure.name);
  expect(body.observations).toHaveLength(measure.observations.length);
  const known = new Set(body.sources.map(({ id }: { id: string }) => id));
  const cited: string[] = body.observations.flatMap(({ source_ids }: { source_ids: string[] }) => source_ids);
  expect(cited.length).toBeGreaterThan(0);
  expect(cited.filter((id) => !known.has(id))).toEqual([]);
  expect(body.metadata.licence).toBeNull();
});
