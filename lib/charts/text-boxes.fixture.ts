import { JSDOM } from 'jsdom';
import type { Box } from './layout-parts';
import { textWidth } from './text-metrics';

/** For tests of drawings: where the words of a picture stand, read from the SVG itself. */
export interface TextBox extends Box {
  text: string;
}

/** Letters of Source Sans 3 reach this far above and below their baseline, in parts of the size. */
const ASCENT = 0.72;
const DESCENT = 0.2;

const { window } = new JSDOM('');
const parser = new window.DOMParser();

/** The box of each line of words in a drawing, as wide as the face (or a reader's own) makes it. Attributes are inherited. */
export function textBoxes(svg: string): TextBox[] {
  const root = parser.parseFromString(svg, 'image/svg+xml').documentElement;
  return [...root.querySelectorAll('text')].flatMap((element) => {
    const text = element.textContent ?? '';
    if (text.trim() === '') return [];
    const inherited = (node: Element, name: string) => node.closest(`[${name}]`)?.getAttribute(name) ?? null;
    const size = Number(inherited(element, 'font-size'));
    const width = [...element.childNodes].reduce((sum, node) => {
      const own = node.nodeType === node.ELEMENT_NODE ? (node as Element) : element;
      const weight = Number(inherited(own, 'font-weight') ?? 400) >= 600 ? 600 : 400;
      return sum + textWidth(node.textContent ?? '', size, weight);
    }, 0);
    const anchor = inherited(element, 'text-anchor') ?? 'start';
    const [x, y] = [Number(element.getAttribute('x')), Number(element.getAttribute('y'))];
    const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
    return { text, x: left, y: y - ASCENT * size, width, height: (ASCENT + DESCENT) * size };
  });
}

/** Pairs of words that touch each other, and words that leave the picture, each in a sentence; empty when all is well. */
export function collisions(svg: string): string[] {
  const [, width = 0, height = 0] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)?.map(Number) ?? [];
  const boxes = textBoxes(svg);
  const outside = boxes
    .filter(
      (box) =>
        box.x < -0.5 || box.y < -0.5 || box.x + box.width > width + 0.5 || box.y + box.height > height + 0.5,
    )
    .map(
      ({ text, x, y, width: w }) =>
        `“${text}” leaves the picture (${Math.round(x)}…${Math.round(x + w)}, ${Math.round(y)}) of ${width} × ${height}`,
    );
  const touching = boxes.flatMap((a, index) =>
    boxes.slice(index + 1).flatMap((b) => {
      const dx = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
      const dy = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
      return dx > 0 && dy > 0
        ? [`“${a.text}” and “${b.text}” touch (${dx.toFixed(1)} × ${dy.toFixed(1)})`]
        : [];
    }),
  );
  return [...outside, ...touching];
}
