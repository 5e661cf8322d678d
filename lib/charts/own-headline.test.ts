import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHART_SLUGS } from '@/lib/domain/codes';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { chartHref, OWN_WORDS, readChart } from '@/lib/view-state/charts';
import { KNOWN } from '@/lib/view-state/known.fixture';
import { problemMessages } from '@/lib/view-state/problems';
import { buildChart } from './build';
import { readRealInput } from './real-input.fixture';

const input = readRealInput();
const state = { countries: ['FR', 'SE'], measures: [] };
const english = { locale: 'en', today: '2026-11-22' } as const;
const read = (query: Record<string, string>) => readChart('intake-targets', query, KNOWN);

describe('a headline of the reader’s own', () => {
  it('takes the place of the chart’s, says so, and changes nothing else', () => {
    for (const slug of CHART_SLUGS) {
      const { title, subtitle, ...rest } = buildChart(slug, input, state, english);
      const own = buildChart(slug, input, { ...state, title: 'Ours' }, english);
      expect(own).toEqual({
        ...rest,
        title: 'Ours',
        subtitle,
        ownHeadline: { title, subtitle, note: 'Headline set by the reader.' },
      });
    }
  });

  it('keeps unit, scope and the day of a past view beside a subtitle of the reader’s', () => {
    const past = { ...state, asOf: '2025-12-01' };
    const { subtitle } = buildChart('intake-targets', input, past, english);
    const own = buildChart('intake-targets', input, { ...past, subtitle: 'Below' }, english);
    expect(subtitle).toContain('as known on 1 December 2025');
    expect(own.subtitle).toBe('Below');
    expect(own.ownHeadline?.note).toBe(`Headline set by the reader. What is shown: ${subtitle}.`);
  });

  it('is said in each language', () => {
    const notes = LOCALES.map(
      (locale) =>
        buildChart('budgets', input, { ...state, title: 'x' }, { ...english, locale }).ownHeadline?.note,
    );
    expect(new Set(notes).size).toBe(LOCALES.length);
  });
});

describe('title and subtitle in an address', () => {
  it('are plain text of a limited length', () => {
    expect(read({ title: '  A  <b>bold</b> “headline”, and more ', subtitle: 'ś' }).state).toMatchObject({
      title: 'A <b>bold</b> “headline”, and more',
      subtitle: 'ś',
    });
    expect(read({ title: 'x'.repeat(OWN_WORDS.title) }).problems).toEqual([]);
    const long = read({ title: 'x'.repeat(OWN_WORDS.title + 1), subtitle: '🪖'.repeat(201) });
    expect(long.problems).toMatchObject([
      { kind: 'too_long', param: 'title', given: 121, limit: 120 },
      { kind: 'too_long', param: 'subtitle', given: 201, limit: 200 },
    ]);
    expect(long.state).toMatchObject({ title: null, subtitle: null });
  });

  it('are refused with control characters and such as turn the direction of writing', () => {
    for (const [title, character] of [
      ['two\nlines', 'U+000A'],
      ['a\u0000b', 'U+0000'],
      ['9\u202e000,4', 'U+202E'],
      ['\u2066x\u2069', 'U+2066'],
      ['a\u2028b', 'U+2028'],
      ['a\ufffeb', 'U+FFFE'],
    ] as const) {
      const { state: understood, problems } = read({ title });
      expect(understood.title).toBeNull();
      expect(problems).toMatchObject([{ kind: 'unprintable', param: 'title', character }]);
      expect(problemMessages(problems, KNOWN, translator('en'))[0]).toContain(character);
    }
  });

  it('are none where nothing can be seen', () => {
    expect(read({ title: '\u200b' })).toMatchObject({ state: { title: null }, problems: [] });
  });

  it('come back from the address that holds them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: OWN_WORDS.title }), (title) => {
        const { state: understood, problems } = read({ title });
        const href = chartHref('intake-targets', '.svg', understood);
        const again = readChart('intake-targets', new URL(href, 'http://localhost').searchParams, KNOWN);
        expect(again).toEqual({ state: understood, problems: [] });
        expect(problems.length > 0 && understood.title !== null).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
