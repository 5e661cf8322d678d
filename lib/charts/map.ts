import {
  type GeoPermissibleObjects,
  type GeoProjection,
  geoAzimuthalEqualArea,
  geoEqualEarth,
  geoPath,
} from 'd3-geo';
import type { MultiPoint, MultiPolygon, Polygon } from 'geojson';
import { iso31661 } from 'iso-3166';
import { LRUCache } from 'lru-cache';
import { feature, merge } from 'topojson-client';
import { presimplify, simplify, sphericalTriangleArea } from 'topojson-simplify';
import type {
  GeometryCollection,
  GeometryObject,
  MultiPolygon as MultiPolygonOfArcs,
  Polygon as PolygonOfArcs,
  Topology,
} from 'topojson-specification';
import shapesAt50m from 'world-atlas/countries-50m.json';
import type { MapView } from '@/lib/view-state/country';
import { PathWriter } from './map-path';

/** A country on a map; coordinates are pixels of the drawing, from its top left corner. */
export interface MapShape {
  iso2: string;
  /** SVG path data. */
  path: string;
  /** Where a dot stands for a country that would be too small to see or to reach; null for the others. */
  dot: { x: number; y: number } | null;
  /** The middle of its largest part, and how wide and high that part is: whether a name fits. */
  middle: { x: number; y: number; width: number; height: number };
}

export interface MapDrawing {
  width: number;
  height: number;
  /** All land that is not one of the countries asked for, as one path without borders. */
  otherLand: string;
  /** In the order asked for; a country outside the frame is not among them. */
  shapes: MapShape[];
}

interface ViewRule {
  projection: () => GeoProjection;
  /** Longitude and latitude of points that the frame must hold; it is drawn as tightly around them as it can. */
  frame: MultiPoint;
  margin: number;
}

/**
 * Europe: Lambert's azimuthal equal-area projection, as the EU's own statistics are drawn (ETRS89-LAEA, EPSG:3035), its
 * centre moved east so that the Caucasus fits; from Iceland to Azerbaijan, from the North Cape to Israel. World: Equal
 * Earth (Šavrič, Patterson and Jenny, 2018), without the south, where none of the countries lies. Both keep areas true: no country looks larger than it is.
 */
const VIEWS: Readonly<Record<MapView, ViewRule>> = {
  europe: {
    projection: () => geoAzimuthalEqualArea().rotate([-14, -52]),
    frame: {
      type: 'MultiPoint',
      coordinates: [
        [-24.6, 65.5],
        [25.8, 71.2],
        [-9.6, 37],
        [34.9, 29.5],
        [50.4, 40.2],
      ],
    },
    margin: 8,
  },
  world: {
    projection: () => geoEqualEarth().rotate([-11, 0]),
    frame: {
      type: 'MultiPoint',
      coordinates: [
        [-168, 65],
        [-125, 15],
        [11, -8],
        [11, 83],
        [145, 15],
        [190, 66],
      ],
    },
    margin: 2,
  },
};

/** A bend that spans less than this many square pixels is straightened. */
const DETAIL_PX2 = 2.2;
/** An island smaller than this is left out, unless it is the largest part of its country. */
const SMALLEST_PART_PX2 = 3;
/** A country smaller than this gets a dot. */
const DOT_BELOW_PX2 = 30;
/** Shapes go on this far beyond the frame, so that its edge is not drawn as a border. */
const OVERHANG = 6;

type Shapes = Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>;
type AreaOfArcs = PolygonOfArcs<{ name: string }> | MultiPolygonOfArcs<{ name: string }>;

const numericOf = new Map(iso31661.map(({ alpha2, numeric }) => [alpha2, numeric]));
const ANTARCTICA = numericOf.get('AQ');

/** The shapes with the weight of each of their bends: made once, when the first map is drawn. */
let weights: Shapes | null = null;

function weightedShapes(): Shapes {
  weights ??= presimplify(shapesAt50m as unknown as Shapes, sphericalTriangleArea);
  return weights;
}

function isArea(geometry: GeometryObject<{ name: string }>): geometry is AreaOfArcs {
  return geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
}

function outline(topology: Topology, area: AreaOfArcs): Polygon | MultiPolygon {
  return area.type === 'Polygon' ? feature(topology, area).geometry : feature(topology, area).geometry;
}

function partsOf(shape: Polygon | MultiPolygon): Polygon[] {
  return shape.type === 'Polygon'
    ? [shape]
    : shape.coordinates.map((coordinates): Polygon => ({ type: 'Polygon', coordinates }));
}

const rounded = (value: number) => Math.round(value * 10) / 10;

const drawings = new LRUCache<string, MapDrawing>({ max: 16 });

/** As `drawMap`, kept: shapes do not change, so a drawing is made once for a view, a width and a set of countries. */
export function serviceMap(view: MapView, width: number, codes: readonly string[]): MapDrawing {
  const key = [view, width, ...codes].join(' ');
  const known = drawings.get(key);
  if (known) return known;
  const made = drawMap(view, width, codes);
  drawings.set(key, made);
  return made;
}

/**
 * The countries of these ISO 3166-1 alpha-2 codes on a map of this width in pixels. Shapes are Natural Earth's at
 * 1:50 million (npm `world-atlas`), which draws borders as they are held, not as they are claimed. Throws a RangeError that
 * names a code without a shape.
 */
export function drawMap(view: MapView, width: number, codes: readonly string[]): MapDrawing {
  const { projection: makeProjection, frame, margin } = VIEWS[view];
  const projection = makeProjection().fitWidth(width - 2 * margin, frame);
  const [[left, top], [right, bottom]] = geoPath(projection).bounds(frame);
  const [x, y] = projection.translate();
  projection.translate([x - left + margin + (width - 2 * margin - (right - left)) / 2, y - top + margin]);
  const height = Math.ceil(bottom - top + 2 * margin);
  projection.clipExtent([
    [-OVERHANG, -OVERHANG],
    [width + OVERHANG, height + OVERHANG],
  ]);
  const path = geoPath(projection);
  const drawn = (shape: GeoPermissibleObjects) => {
    const writer = new PathWriter();
    geoPath(projection, writer)(shape);
    return writer.take();
  };

  const weighted = weightedShapes();
  const topology = simplify(weighted, DETAIL_PX2 / projection.scale() ** 2);
  const byArea = (shape: Polygon | MultiPolygon) =>
    partsOf(shape)
      .map((part) => ({ part, area: path.area(part) }))
      .sort((a, b) => b.area - a.area);
  const geometries = topology.objects.countries.geometries.filter(isArea);
  const wanted = new Map(
    codes.map((iso2) => {
      const numeric = numericOf.get(iso2);
      const geometry = geometries.find(({ id }) => numeric !== undefined && id === numeric);
      if (!geometry) throw new RangeError(`No shape for the country "${iso2}" among Natural Earth's`);
      return [iso2, geometry] as const;
    }),
  );
  const covered = new Set(wanted.values());
  const shapes = [...wanted].flatMap(([iso2, geometry]): MapShape[] => {
    const simple = byArea(outline(topology, geometry));
    // A city state loses every bend: its own outline still says where it is.
    const parts = (simple[0]?.area ?? 0) > 0 ? simple : byArea(outline(weighted, geometry));
    const largest = parts[0];
    if (!largest || largest.area === 0) return [];
    const seen = parts.filter(({ area }) => area >= SMALLEST_PART_PX2 || area === largest.area);
    const [[west, north], [east, south]] = path.bounds(largest.part);
    const [middleX, middleY] = path.centroid(largest.part);
    return [
      {
        iso2,
        path: seen.map(({ part }) => drawn(part)).join(''),
        dot: largest.area < DOT_BELOW_PX2 ? { x: rounded(middleX), y: rounded(middleY) } : null,
        middle: {
          x: rounded(middleX),
          y: rounded(middleY),
          width: rounded(east - west),
          height: rounded(south - north),
        },
      },
    ];
  });
  const rest = merge(
    topology,
    geometries.filter((geometry) => !covered.has(geometry) && geometry.id !== ANTARCTICA),
  );
  const otherLand = partsOf(rest)
    .filter((part) => path.area(part) >= SMALLEST_PART_PX2)
    .map(drawn)
    .join('');
  return { width, height, otherLand, shapes };
}
