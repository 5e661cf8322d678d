import { readPdf } from '@/lib/brief/pdf-text.fixture';
import { expect, test } from './fixtures';

/** The words of a PDF with lines and columns joined. */
const wordsOf = (bytes: Buffer) => readPdf(bytes).sheets.join('\n').replace(/\s+/g, ' ');

test('a country’s page leads to its brief, in the language and the view of the page', async ({
  page,
  request,
}) => {
  await page.goto('/fr/countries/fr?asOf=2025-11-27');
  const link = page.locator('#files').getByRole('link', { name: 'PDF pour le dossier' });
  await expect(link).toHaveAttribute('href', '/countries/fr.pdf?asOf=2025-11-27&lang=fr');
  const answer = await request.get((await link.getAttribute('href')) ?? '');
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  expect(answer.headers()['content-disposition']).toMatch(
    /^inline; filename="muster-brief_fr_as-known-on-2025-11-27_\d{4}-\d{2}-\d{2}\.pdf"$/,
  );
  const words = wordsOf(await answer.body());
  expect(words).toContain('Une vue passée');
  expect(words).toContain('/fr/countries/fr?asOf=2025-11-27');
  const again = await request.get('/countries/fr.pdf?asOf=2025-11-27&lang=fr', {
    headers: { 'if-none-match': answer.headers().etag ?? '' },
  });
  expect(again.status()).toBe(304);
});

test('a comparison leads to its brief, with the figures of its table', async ({ page, request }) => {
  await page.goto('/compare?countries=FR,SE&year=2035');
  const link = page.getByRole('link', { name: 'PDF for the folder' });
  await expect(link).toHaveAttribute('href', '/compare.pdf?countries=FR,SE&year=2035');
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'Promised for 2035' }) });
  const shown = await row.getByRole('cell').allTextContents();
  const words = wordsOf(await (await request.get('/compare.pdf?countries=FR,SE&year=2035')).body());
  expect(words).toContain('France and Sweden side by side');
  expect(words).toContain('Promised for 2035');
  expect(shown[0]).toContain('42,500 a year');
  expect(words).toContain('42,500 a year');
});

test('the page of downloads names the briefs', async ({ page }) => {
  await page.goto('/de/downloads');
  await expect(page.locator('#whole')).toContainText('PDF für die Mappe');
});

test('what no brief can be made of is said', async ({ request }) => {
  const unknown = await request.get('/countries/xx.pdf');
  expect(unknown.status()).toBe(404);
  expect(unknown.headers()['content-type']).toMatch(/problem\+json/);
  const wrong = await request.get('/countries/fr.pdf?lang=xx');
  expect(wrong.status()).toBe(400);
  expect((await wrong.json()).errors[0]).toMatchObject({ param: 'lang', value: 'xx' });
  const one = await request.get('/compare.pdf?countries=FR');
  expect(one.status()).toBe(400);
  expect((await one.json()).detail).toContain('Choose at least one more');
});
