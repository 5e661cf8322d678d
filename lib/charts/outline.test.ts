import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactPath, markTexts, withOutlines } from './outline';

/** The corners that path data of relative commands draw, read apart from the code under test. */
function drawnPoints(d: string): number[][] {
  const points: number[][] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let control: number[] | null = null;
  for (const [, command = '', rest = ''] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const n = [...rest.matchAll(/-?(?:\d+\.\d+|\.\d+|\d+)/g)].map(([text]) => Number(text));
    const to = (dx = 0, dy = 0) => [x + dx, y + dy];
    const mirrored: number[] = control ? [2 * x - (control[0] ?? 0), 2 * y - (control[1] ?? 0)] : [x, y];
    control = null;
    if (command === 'z') [x, y] = [startX, startY];
    else if (command === 'M') [x, y] = [n[0] ?? 0, n[1] ?? 0];
    else if (command === 'h') x += n[0] ?? 0;
    else if (command === 'v') y += n[0] ?? 0;
    else if (command === 'q') {
      control = to(n[0], n[1]);
      points.push(control);
      [x = 0, y = 0] = to(n[2], n[3]);
    } else if (command === 't') {
      control = mirrored;
      points.push(control);
      [x = 0, y = 0] = to(n[0], n[1]);
    } else if (command === 'c') {
      points.push(to(n[0], n[1]), to(n[2], n[3]));
      [x = 0, y = 0] = to(n[4], n[5]);
    } else [x = 0, y = 0] = to(n[0], n[1]);
    if (command.toLowerCase() === 'm') [startX, startY] = [x, y];
    points.push([x, y]);
  }
  return points;
}

const coordinate = fc
  .double({ min: -2000, max: 2000, noNaN: true })
  .map((value) => Math.round(value * 1e4) / 1e4);
const segment = fc.oneof(
  fc.tuple(fc.constant('L'), fc.array(coordinate, { minLength: 2, maxLength: 2 })),
  fc.tuple(fc.constant('Q'), fc.array(coordinate, { minLength: 4, maxLength: 4 })),
  fc.tuple(fc.constant('C'), fc.array(coordinate, { minLength: 6, maxLength: 6 })),
);
const contour = fc.tuple(coordinate, coordinate, fc.array(segment, { minLength: 1, maxLength: 12 }));

describe('path data made short', () => {
  it('are relative, with no needless zeros or separators', () => {
    expect(compactPath('M 11.245 20 L 11.245 10.19 L 17.17 10.19 L 16.5 10.9 Z')).toBe(
      'M11.25 20v-9.81h5.92l-.67.71z',
    );
  });

  it('leave out a control point that mirrors the one before', () => {
    expect(compactPath('M 0 0 Q 1 0 2 1 Q 3 2 4 2 Q 9 9 6 6')).toBe('M0 0q1 0 2 1t2 1q5 7 2 4');
  });

  it('draw what the long ones draw, to a fiftieth of a pixel', () => {
    fc.assert(
      fc.property(fc.array(contour, { minLength: 1, maxLength: 4 }), (contours) => {
        const long = contours
          .map(([x, y, parts]) => `M ${x} ${y} ${parts.map(([c, n]) => `${c} ${n.join(' ')}`).join(' ')} Z`)
          .join(' ');
        const expected = contours.flatMap(([x, y, parts]) => [
          [x, y],
          ...parts.flatMap(([, n]) =>
            Array.from({ length: n.length / 2 }, (_, index) => [n[2 * index] ?? 0, n[2 * index + 1] ?? 0]),
          ),
          [x, y],
        ]);
        const drawn = drawnPoints(compactPath(long));
        expect(drawn).toHaveLength(expected.length);
        for (const [index, point] of expected.entries()) {
          expect(Math.abs((drawn[index]?.[0] ?? 0) - (point[0] ?? 0))).toBeLessThanOrEqual(0.0201);
          expect(Math.abs((drawn[index]?.[1] ?? 0) - (point[1] ?? 0))).toBeLessThanOrEqual(0.0201);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of a command that is not expected is an error', () => {
    expect(() => compactPath('M 0 0 A 1 1 0 0 0 2 2')).toThrow('"A"');
  });
});

describe('outlines in the place of words', () => {
  const svg = '<svg><text x="1">A &amp; <tspan>B</tspan></text><text> </text></svg>';
  it('keep the words as a label', () => {
    expect(markTexts(svg)).toContain('<text id="outline-0" x="1">');
    const resolved =
      '<svg><g id="outline-0"><path fill="#000000" d="M 1 1 L 2 1 Z"/><path fill="#ff0000" d="M 0 0 L 0 3 Z"/></g></svg>';
    expect(withOutlines(svg, resolved)).toBe(
      '<svg><g aria-label="A &amp; B"><path fill="#000000" d="M1 1h1z"/><path fill="#ff0000" d="M0 0v3z"/></g></svg>',
    );
  });

  it('are never silently missing', () => {
    expect(() => withOutlines(svg, '<svg/>')).toThrow('The words "A &amp; B" have no outlines.');
  });
});
