import {
  around,
  type Box,
  type HitArea,
  type LayoutBase,
  MARK_REACH,
  NARROW,
  type PlacedText,
  textSizes,
  WIDE,
} from './layout-parts';
import type { MapShape } from './map';
import { type PlacedName, placeNames } from './map-names';
import { scalePath } from './map-path';
import type { MapCategory, MapGroup, ServiceMapSpec } from './spec';
import { textWidth, wrapText } from './text-metrics';

export interface PlacedShape extends MapShape {
  pointId: string;
  category: MapCategory;
}

/** The countries of one model in words: a swatch, how many, who. */
export interface PlacedGroup {
  /** null for land that no group has. */
  key: MapCategory | null;
  swatch: Box;
  /** In as many lines as it needs. */
  label: PlacedText[];
  /** Follows the label in its last line. */
  count: string;
  lines: PlacedText[];
}

export interface MapLayout extends LayoutBase {
  slug: 'service-model';
  /** The frame of the map; nothing is drawn beyond it. */
  map: Box;
  otherLand: string;
  shapes: PlacedShape[];
  /** Radius of the dots. */
  dot: number;
  names: PlacedName[];
  nameSize: number;
  groups: PlacedGroup[];
  credit: PlacedText[];
  creditSize: number;
}

const NAME_SIZE = 13;
const CREDIT_SIZE = 13;
const SWATCH = { width: 26, height: 16, gap: 10 } as const;
/** The words stand beside the map from this width on. */
const BESIDE = 900;
/** Share of the width that the map then takes. */
const MAP_SHARE = 0.6;

interface NameInList {
  pointId: string;
  box: Box;
}

/** Words of one group from a place on: its head, then its countries in lines, each with the place of its name. */
function placeGroup(
  group: Pick<MapGroup, 'label' | 'count' | 'countries' | 'points'> & { key: MapCategory | null },
  codes: ReadonlySet<string>,
  at: { x: number; y: number; width: number },
  size: number,
): { placed: PlacedGroup; names: NameInList[]; bottom: number } {
  const lineHeight = Math.round(size * 1.35);
  const left = at.x + SWATCH.width + SWATCH.gap;
  const room = at.width - SWATCH.width - SWATCH.gap;
  const baseline = at.y + size;
  // The count is set lighter than the label, and takes no more room than in its weight.
  const count = group.count.replaceAll(' ', '\u00a0');
  const label = wrapText(`${group.label} ${count}`.trimEnd(), room, size, 600).map(
    (text, index): PlacedText => ({ x: left, y: baseline + index * lineHeight, anchor: 'start', text }),
  );
  const lastLine = label.at(-1);
  if (lastLine && count !== '') lastLine.text = lastLine.text.slice(0, -count.length).trimEnd();
  const lines: PlacedText[] = [];
  const names: NameInList[] = [];
  const spaceRoom = textWidth(' ', size);
  let line: string[] = [];
  let used = 0;
  let y = lastLine?.y ?? baseline;
  const end = () => {
    if (line.length > 0) lines.push({ x: left, y, anchor: 'start', text: line.join(' ') });
    line = [];
    used = 0;
  };
  for (const [index, { iso2, name }] of group.countries.entries()) {
    const last = index === group.countries.length - 1;
    const text = codes.has(iso2) ? `${name} (${iso2})` : name;
    const said = last ? text : `${text},`;
    const width = textWidth(said, size);
    if (line.length > 0 && used + width > room) end();
    if (line.length === 0) y += lineHeight;
    names.push({
      pointId: group.points[index]?.id ?? '',
      box: { x: left + used, y: y - size, width, height: lineHeight },
    });
    line.push(said);
    used += width + spaceRoom;
  }
  end();
  return {
    placed: {
      key: group.key,
      swatch: {
        x: at.x,
        y: baseline - size * 0.34 - SWATCH.height / 2,
        width: SWATCH.width,
        height: SWATCH.height,
      },
      label,
      count: group.count,
      lines,
    },
    names,
    bottom: y + Math.round(size * 0.9),
  };
}

/**
 * The map with its countries in words: beside it where there is room, else below, in columns. The level of detail is the
 * smallest drawing that is at least as wide as the map, else the largest; its shapes are scaled. `plotHeight` is the most that
 * the map itself may be high.
 */
export function layoutMap(spec: ServiceMapSpec, width: number, plotHeight: number | null = null): MapLayout {
  const { fontSize, tickSize } = textSizes(width);
  const listSize = tickSize + 0.5;
  const beside = width >= BESIDE && spec.region === 'europe';
  const [first] = spec.drawings;
  if (!first) throw new RangeError('The map has no drawing.');
  const highest = plotHeight === null ? Infinity : (plotHeight / first.height) * first.width;
  const mapWidth = Math.round(Math.min(beside ? width * MAP_SHARE : width, highest));
  const drawing = spec.drawings.find((one) => one.width >= mapWidth) ?? spec.drawings.at(-1) ?? first;
  const scale = mapWidth / drawing.width;
  const map: Box = { x: 0, y: 0, width: mapWidth, height: Math.round(drawing.height * scale) };
  const dot = width >= WIDE ? 5 : width >= NARROW ? 4 : 3;
  const of = new Map(
    spec.series.flatMap((group) =>
      group.countries.map(
        ({ iso2, name }, index) =>
          [iso2, { name, category: group.key, pointId: group.points[index]?.id ?? '' }] as const,
      ),
    ),
  );
  const shapes = drawing.shapes.flatMap((shape): PlacedShape[] => {
    const country = of.get(shape.iso2);
    if (!country) return [];
    const { middle } = shape;
    return [
      {
        iso2: shape.iso2,
        pointId: country.pointId,
        category: country.category,
        path: scalePath(shape.path, scale),
        dot: shape.dot && { x: shape.dot.x * scale, y: shape.dot.y * scale },
        middle: {
          x: middle.x * scale,
          y: middle.y * scale,
          width: middle.width * scale,
          height: middle.height * scale,
        },
      },
    ];
  });
  const names = placeNames(
    shapes.map((shape) => ({ shape, name: of.get(shape.iso2)?.name ?? shape.iso2 })),
    NAME_SIZE,
    mapWidth,
    dot,
  );
  const codes = new Set(names.flatMap(({ iso2, isCode }) => (isCode ? [iso2] : [])));

  const gap = 28;
  const columns = beside ? 1 : width >= WIDE ? 3 : width >= NARROW ? 2 : 1;
  const listLeft = beside ? mapWidth + 32 : 0;
  const columnWidth = beside ? width - listLeft : (width - gap * (columns - 1)) / columns;
  const listTop = beside ? 4 : map.height + 16;
  const bottoms = Array.from({ length: columns }, () => listTop);
  const groups: PlacedGroup[] = [];
  const inList: NameInList[] = [];
  const all = [...spec.series, { key: null, label: spec.notCovered, count: '', countries: [], points: [] }];
  for (const group of all) {
    const column = bottoms.indexOf(Math.min(...bottoms));
    const {
      placed,
      names: places,
      bottom,
    } = placeGroup(
      group,
      codes,
      { x: listLeft + column * (columnWidth + gap), y: bottoms[column] ?? listTop, width: columnWidth },
      listSize,
    );
    groups.push(placed);
    inList.push(...places);
    bottoms[column] = bottom + 6;
  }
  const listBottom = Math.max(...bottoms);
  const creditTop = (beside ? Math.max(map.height, listBottom) : listBottom) + 6;
  const credit = wrapText(spec.credit, width, CREDIT_SIZE, 400, 6).map(
    (text, index): PlacedText => ({
      x: 0,
      y: creditTop + CREDIT_SIZE + index * 18,
      anchor: 'start',
      text,
    }),
  );
  const shapeOf = new Map(shapes.map((shape) => [shape.pointId, shape]));
  const hits = spec.series.flatMap(({ points }) =>
    points.map(({ id }): HitArea => {
      const shape = shapeOf.get(id);
      if (shape) {
        const at = shape.dot ?? { x: shape.middle.x, y: shape.middle.y };
        return { pointId: id, box: around(at.x, at.y, MARK_REACH), at };
      }
      const box = inList.find(({ pointId }) => pointId === id)?.box ?? around(0, 0, MARK_REACH);
      return { pointId: id, box, at: { x: box.x + box.width / 2, y: box.y + box.height / 2 } };
    }),
  );
  return {
    slug: 'service-model',
    width,
    height: Math.ceil((credit.at(-1)?.y ?? creditTop) + 8),
    plot: { left: 0, top: 0, right: mapWidth, bottom: map.height },
    fontSize,
    tickSize: listSize,
    x: (value) => value,
    xTicks: [],
    map,
    otherLand: scalePath(drawing.otherLand, scale),
    shapes,
    dot,
    names,
    nameSize: NAME_SIZE,
    groups,
    credit,
    creditSize: CREDIT_SIZE,
    hits,
  };
}
