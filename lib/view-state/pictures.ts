import { createLoader, createSerializer, parseAsInteger, parseAsStringLiteral } from 'nuqs/server';
import type { ChartSlug } from '@/lib/domain/codes';
import { auditSearchParams, type ParameterRules, type Problem } from './audit';
import { type ChartViewState, chartHref } from './charts';

export const PICTURE_FORMATS = ['svg', 'png'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** Sizes for a use: a card in a network, a square post, the column of a story, a printed page. */
export const PICTURE_PRESETS = ['social', 'square', 'story', 'print'] as const;
export type PicturePreset = (typeof PICTURE_PRESETS)[number];

/** Colours of a picture that stands alone. `transparent` has the light colours and no paper, for light grounds. */
export const PICTURE_THEMES = ['light', 'dark', 'transparent'] as const;
export type PictureTheme = (typeof PICTURE_THEMES)[number];

/** Bounds of one side in CSS pixels, of `scale`, and of the whole in pixels: 16 million are 64 MB while they are drawn. */
export const PICTURE_LIMITS = {
  width: { min: 240, max: 2400 },
  height: { min: 240, max: 4000 },
  scale: { min: 1, max: 4 },
  pixels: 16_000_000,
} as const;

/** What the address of a picture says beside the chart's view; null where it says nothing. */
export interface PictureState {
  preset: PicturePreset | null;
  /** CSS pixels. */
  width: number | null;
  height: number | null;
  /** How many pixels of the picture a CSS pixel takes on each side. */
  scale: number | null;
  theme: PictureTheme;
}

/** How big a picture is. */
export interface PictureSize {
  /** CSS pixels. */
  width: number;
  /** CSS pixels; null: as high as the chart needs. */
  height: number | null;
  /** The picture is laid out for its size divided by this, so that words on a card can be read when it is shown small. */
  zoom: number;
  scale: number;
}

/** Print is 1120 px at three pixels each: 28 cm at 300 dots an inch. */
const PRESET_SIZES: Readonly<Record<PicturePreset, PictureSize>> = {
  social: { width: 1200, height: 628, zoom: 1.5, scale: 1 },
  square: { width: 1080, height: 1080, zoom: 1.5, scale: 1 },
  story: { width: 600, height: null, zoom: 1, scale: 2 },
  print: { width: 1120, height: null, zoom: 1, scale: 3 },
};
const USUAL_SIZE: PictureSize = { width: 1120, height: null, zoom: 1, scale: 1 };

const parsers = {
  preset: parseAsStringLiteral(PICTURE_PRESETS),
  width: parseAsInteger,
  height: parseAsInteger,
  scale: parseAsInteger,
  theme: parseAsStringLiteral(PICTURE_THEMES).withDefault('light'),
};
const load = createLoader(parsers);
const serialize = createSerializer(parsers);

const RULES: ParameterRules = {
  preset: { kind: 'one', set: PICTURE_PRESETS },
  width: { kind: 'whole', ...PICTURE_LIMITS.width },
  height: { kind: 'whole', ...PICTURE_LIMITS.height },
  scale: { kind: 'whole', ...PICTURE_LIMITS.scale },
  theme: { kind: 'one', set: PICTURE_THEMES },
};

/**
 * Takes the picture's parameters out of an address. `rest` is what remains, the chart's view. What is not understood
 * stands in `problems`, and a width or height beside a preset, which decides both.
 */
export function readPicture(search: URLSearchParams): {
  picture: PictureState;
  rest: URLSearchParams;
  problems: Problem[];
} {
  const own = new URLSearchParams();
  const rest = new URLSearchParams();
  for (const [name, value] of search) (Object.hasOwn(RULES, name) ? own : rest).append(name, value);
  const { understood, problems } = auditSearchParams(own, RULES, { countries: [] });
  const picture = load(understood);
  if (picture.preset !== null) {
    for (const param of ['width', 'height'] as const) {
      const value = picture[param];
      if (value === null) continue;
      problems.push({
        kind: 'decided',
        param,
        value: String(value),
        allowed: [],
        by: `preset=${picture.preset}`,
      });
    }
  }
  return { picture, rest, problems };
}

/** The size that a picture's address asks for: its preset's, or its own width and height; 1120 px wide by default. */
export function sizeOf({ preset, width, height, scale }: PictureState): PictureSize {
  const size =
    preset === null ? { ...USUAL_SIZE, width: width ?? USUAL_SIZE.width, height } : PRESET_SIZES[preset];
  return { ...size, scale: scale ?? size.scale };
}

/**
 * The address of a chart's picture: `pictureHref('budgets', 'png', state, { preset: 'social' })` is
 * `/charts/budgets.png?…&preset=social`. Parameters at their default are left out.
 */
export function pictureHref(
  slug: ChartSlug,
  format: PictureFormat,
  state: Partial<ChartViewState>,
  picture: Partial<PictureState> = {},
): string {
  return serialize(chartHref(slug, `.${format}`, state), picture);
}
