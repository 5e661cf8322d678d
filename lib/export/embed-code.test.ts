import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { buildChart } from '@/lib/charts/build';
import { readRealInput } from '@/lib/charts/real-input.fixture';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { embedCode, embedHeight } from './embed-code';

const state = { countries: ['FR', 'SE'], measures: [] };
const context = { locale: 'fr', today: '2026-11-22' } as const;
const input = readRealInput();
const origin = 'https://muster.example';

const frameOf = (html: string) => new JSDOM(html).window.document.querySelector('iframe');

describe('the code of an embed', () => {
  const spec = buildChart('budgets', input, { ...state, mode: 'annual' }, context);

  it('live: a frame as wide as its column, and the script that sizes it', () => {
    expect(embedCode(spec, { ...state, mode: 'annual' }, { origin, frozen: false })).toBe(
      `<iframe src="https://muster.example/embed/charts/budgets?countries=FR,SE&amp;mode=annual&amp;lang=fr" title="${spec.title}" width="100%" height="${embedHeight(spec)}" loading="lazy" style="border:0"></iframe>\n<script async src="https://muster.example/embed/loader.js"></script>`,
    );
  });

  it('frozen: names the release that the spec was made from', () => {
    const frame = frameOf(embedCode(spec, state, { origin, frozen: true, theme: 'dark' }));
    const { pathname, searchParams } = new URL(frame?.src ?? '');
    expect(pathname).toBe('/embed/charts/budgets');
    expect(Object.fromEntries(searchParams)).toEqual({
      countries: 'FR,SE',
      release: spec.releaseId,
      lang: 'fr',
      theme: 'dark',
    });
  });

  it('keeps a headline that holds HTML a headline', () => {
    const title = `"><script>alert('x')</script> & more`;
    const own = buildChart('budgets', input, { ...state, title }, context);
    const html = embedCode(own, { ...state, title }, { origin, frozen: false });
    const { document } = new JSDOM(html).window;
    expect(document.querySelectorAll('script')).toHaveLength(1);
    expect(frameOf(html)?.title).toBe(title);
    expect(new URL(frameOf(html)?.src ?? '').searchParams.get('title')).toBe(title);
  });

  it.each(CHART_SLUGS)('%s: is higher than its drawing alone, also when there is nothing to draw', (slug) => {
    const some = buildChart(slug, input, state, context);
    expect(embedHeight(some)).toBeGreaterThan(250);
    expect(embedHeight(some) % 10).toBe(0);
    expect(embedHeight({ ...some, empty: true })).toBeGreaterThan(150);
  });
});
