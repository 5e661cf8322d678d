import type { MapShape } from './map';
import { textWidth } from './text-metrics';

/** A name or code on a map; `x`, `y` are the anchor on its baseline. */
export interface PlacedName {
  iso2: string;
  text: string;
  /** True where only the code had room. */
  isCode: boolean;
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const GAP = 5;
const apart = (a: Area, b: Area): boolean =>
  a.right + GAP <= b.left || b.right + GAP <= a.left || a.bottom <= b.top || b.bottom <= a.top;

/** Share of a shape's width that a name may take: shapes are not boxes. */
const WIDTH_SHARE = 0.8;

/**
 * The names that fit on a map of this width, at a size in pixels and semi-bold: a country's name where its largest part has
 * room for it, else its code; the larger country first. A country that is only a dot, of radius `dot`, has its code beside
 * it. None touches another or a dot; a country without one is named elsewhere.
 */
export function placeNames(
  named: readonly { shape: Pick<MapShape, 'iso2' | 'middle' | 'dot'>; name: string }[],
  size: number,
  width: number,
  dot: number,
): PlacedName[] {
  const placed: PlacedName[] = [];
  const taken: Area[] = named.flatMap(({ shape }) =>
    shape.dot
      ? [
          {
            left: shape.dot.x - dot,
            right: shape.dot.x + dot,
            top: shape.dot.y - dot,
            bottom: shape.dot.y + dot,
          },
        ]
      : [],
  );
  const tryAt = (
    iso2: string,
    text: string,
    x: number,
    middleY: number,
    anchor: PlacedName['anchor'],
  ): boolean => {
    const room = textWidth(text, size, 600);
    const left = anchor === 'start' ? x : anchor === 'end' ? x - room : x - room / 2;
    const area = { left, right: left + room, top: middleY - size / 2, bottom: middleY + size / 2 };
    if (area.left < 0 || area.right > width || !taken.every((other) => apart(area, other))) return false;
    taken.push(area);
    placed.push({ iso2, text, isCode: text === iso2, x, y: middleY + size / 3, anchor });
    return true;
  };
  const largestFirst = [...named].sort(
    (a, b) => b.shape.middle.width * b.shape.middle.height - a.shape.middle.width * a.shape.middle.height,
  );
  for (const { shape, name } of largestFirst) {
    const { iso2, middle } = shape;
    if (shape.dot || middle.height < size) continue;
    [name, iso2].some(
      (text) =>
        textWidth(text, size, 600) < middle.width * WIDTH_SHARE &&
        tryAt(iso2, text, middle.x, middle.y, 'middle'),
    );
  }
  for (const { shape } of largestFirst) {
    if (!shape.dot) continue;
    const { x, y } = shape.dot;
    const beside = dot + 3;
    tryAt(shape.iso2, shape.iso2, x + beside, y, 'start') ||
      tryAt(shape.iso2, shape.iso2, x - beside, y, 'end') ||
      tryAt(shape.iso2, shape.iso2, x, y - beside - size / 2, 'middle') ||
      tryAt(shape.iso2, shape.iso2, x, y + beside + size / 2, 'middle');
  }
  return placed;
}
