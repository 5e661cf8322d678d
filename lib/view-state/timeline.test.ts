import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translator } from '@/lib/i18n/translator';
import { KNOWN } from './known.fixture';
import { problemMessages } from './problems';
import { inWindow, readTimeline, timelineHref, WHOLE_TIMELINE, windowSteps } from './timeline';

const YEARS = { bounds: { from: 1967, to: 2026 }, initial: { from: 2014, to: 2026 } };
const read = (search: Record<string, string>) => readTimeline(search, KNOWN, YEARS);

describe('the view of the timeline', () => {
  it('starts with the years of the initial view and leaves them out of the address', () => {
    const { state, shown, problems } = read({});
    expect({ shown, problems }).toEqual({ shown: { from: 2014, to: 2026 }, problems: [] });
    expect(timelineHref('/timeline', state)).toBe('/timeline');
    expect(read({ from: '2014', to: '2026' }).state).toEqual(WHOLE_TIMELINE);
  });

  it('has one spelling for a view', () => {
    const { state } = read({ to: '2024', type: 'poll,law', countries: 'pl,fr', theme: 'summit,national' });
    expect(timelineHref('/fr/timeline', state)).toBe(
      '/fr/timeline?countries=FR,PL&theme=national,summit&type=law,poll&to=2024',
    );
  });

  it('keeps the other end when one year is named, unless the window would turn round', () => {
    expect(read({ from: '2020' }).shown).toEqual({ from: 2020, to: 2026 });
    expect(read({ to: '2020' }).shown).toEqual({ from: 2014, to: 2020 });
    expect(read({ to: '2001' }).shown).toEqual({ from: 2001, to: 2001 });
    expect(read({ from: '2025', to: '2020' }).shown).toEqual({ from: 2020, to: 2025 });
  });

  it.each(['1966', '2027', '20', 'today', '2020.5', '-2020'])('says that %s is no year of it', (written) => {
    const { shown, problems } = read({ from: written });
    expect(shown).toEqual({ from: 2014, to: 2026 });
    expect(problemMessages(problems, KNOWN, translator('en'))).toEqual([
      `Unknown value “${written}” for parameter from. Allowed: a year from 1967 to 2026.`,
    ]);
  });

  it('says an unknown theme and names what exists', () => {
    expect(problemMessages(read({ theme: 'sumit' }).problems, KNOWN, translator('en'))).toEqual([
      'Unknown value “sumit” for parameter theme. Did you mean summit? Allowed: national, summit, negotiation, battlefield, policy, spending.',
    ]);
  });
});

describe('steps from a window of years', () => {
  it('zoom by half and double around the middle, and move by half a window', () => {
    expect(windowSteps({ from: 2014, to: 2021 }, YEARS.bounds)).toEqual({
      zoomIn: { from: 2016, to: 2019 },
      zoomOut: { from: 2010, to: 2025 },
      earlier: { from: 2010, to: 2017 },
      later: { from: 2018, to: 2025 },
      whole: { from: 1967, to: 2026 },
    });
  });

  it('stop at the bounds and at one year', () => {
    expect(windowSteps({ from: 2026, to: 2026 }, YEARS.bounds)).toEqual({
      zoomIn: null,
      zoomOut: { from: 2025, to: 2026 },
      earlier: { from: 2025, to: 2025 },
      later: null,
      whole: { from: 1967, to: 2026 },
    });
    const { zoomOut, earlier, later, whole } = windowSteps(YEARS.bounds, YEARS.bounds);
    expect([zoomOut, earlier, later, whole]).toEqual([null, null, null, null]);
  });

  it('never leave the bounds, and zooming in always ends at one year', () => {
    const year = fc.integer({ min: 1967, max: 2026 });
    fc.assert(
      fc.property(year, year, (a, b) => {
        let shown = { from: Math.min(a, b), to: Math.max(a, b) };
        for (let steps = 0; steps < 10; steps += 1) {
          for (const next of Object.values(windowSteps(shown, YEARS.bounds))) {
            if (next === null) continue;
            expect(next.from).toBeGreaterThanOrEqual(1967);
            expect(next.to).toBeLessThanOrEqual(2026);
            expect(next.to).toBeGreaterThanOrEqual(next.from);
          }
          const { zoomIn } = windowSteps(shown, YEARS.bounds);
          if (zoomIn === null) break;
          shown = zoomIn;
        }
        expect(shown.from).toBe(shown.to);
      }),
    );
  });

  it('are written only where they differ from the initial view', () => {
    expect(inWindow(WHOLE_TIMELINE, { from: 2014, to: 2020 }, YEARS)).toMatchObject({ from: null, to: 2020 });
  });
});
