/**
 * The colours of the charts as plain values, for pictures that stand alone (files, social cards). Pages use the custom
 * properties of the same names in app/globals.css; a test holds the two together. `countries` are for marks (3:1 on
 * paper, and any two stay apart for colour-blind readers); `countryTexts` are the same hues for words (4.5:1).
 */
export interface Palette {
  paper: string;
  ink: string;
  inkSoft: string;
  hairline: string;
  wash: string;
  accent: string;
  countries: readonly string[];
  countryGrey: string;
  countryTexts: readonly string[];
  countryTextGrey: string;
}

export const LIGHT: Palette = {
  paper: '#ffffff',
  ink: '#15181d',
  inkSoft: '#5b616b',
  hairline: '#dcdad4',
  wash: '#f7f6f2',
  accent: '#0a4f6b',
  countries: ['#004495', '#db7412', '#3da067', '#950004', '#8689ba', '#bb66ff', '#6315f6', '#663b52'],
  countryGrey: '#75777c',
  countryTexts: ['#004495', '#ab5a0e', '#307d50', '#950004', '#6a6c93', '#9250c7', '#6315f6', '#663b52'],
  countryTextGrey: '#6d6f73',
};

export const DARK: Palette = {
  paper: '#14161a',
  ink: '#eceae5',
  inkSoft: '#a5aab3',
  hairline: '#33363d',
  wash: '#1b1e23',
  accent: '#7cc0dd',
  countries: ['#38abff', '#f0a5cd', '#7dc97a', '#b7c031', '#906565', '#7f49ff', '#b22ca0', '#467314'],
  countryGrey: '#8a8d94',
  countryTexts: ['#38abff', '#f0a5cd', '#7dc97a', '#b7c031', '#a27e7e', '#966aff', '#c663b9', '#6f9248'],
  countryTextGrey: '#8a8d94',
};

/**
 * How a chart is coloured: by the page's custom properties (light and dark in one), or by plain values. `transparent` has
 * the light colours without paper behind them.
 */
export const THEMES = ['page', 'light', 'dark', 'transparent'] as const;
export type Theme = (typeof THEMES)[number];

/** Every colour a drawing needs, ready for an SVG attribute. `country(null)` is the grey beyond eight. */
export interface Paint {
  paper: string;
  /** The band around words, so that lines behind them do not cross letters: `none` where no paper is known. */
  halo: string;
  ink: string;
  inkSoft: string;
  hairline: string;
  wash: string;
  accent: string;
  country: (index: number | null) => string;
  countryText: (index: number | null) => string;
}

const fromPalette = (palette: Palette): Paint => ({
  paper: palette.paper,
  halo: palette.paper,
  ink: palette.ink,
  inkSoft: palette.inkSoft,
  hairline: palette.hairline,
  wash: palette.wash,
  accent: palette.accent,
  country: (index) => (index === null ? undefined : palette.countries[index]) ?? palette.countryGrey,
  countryText: (index) =>
    (index === null ? undefined : palette.countryTexts[index]) ?? palette.countryTextGrey,
});

const PAINTS: Readonly<Record<Theme, Paint>> = {
  page: {
    paper: 'var(--paper)',
    halo: 'var(--paper)',
    ink: 'var(--ink)',
    inkSoft: 'var(--ink-soft)',
    hairline: 'var(--hairline)',
    wash: 'var(--wash)',
    accent: 'var(--accent)',
    country: (index) => `var(--country-${index ?? 'grey'})`,
    countryText: (index) => `var(--country-text-${index ?? 'grey'})`,
  },
  light: fromPalette(LIGHT),
  dark: fromPalette(DARK),
  transparent: { ...fromPalette(LIGHT), halo: 'none' },
};

/** The colours of a theme. */
export function paintOf(theme: Theme): Paint {
  return PAINTS[theme];
}

/** Countries whose colour never changes. */
const FIXED: Readonly<Record<string, number>> = { FR: 0, SE: 1, PL: 3 };
/** The other countries of the first view: theirs while they are selected, so that adding a country recolours nobody. */
const PREFERRED: Readonly<Record<string, number>> = { DE: 7, DK: 4, LT: 2 };
const FREE_ORDER = [5, 6, 7, 4, 2];

/**
 * The colour (0–7) of each selected country, by ISO code; null beyond eight. France, Sweden and Poland have theirs
 * always, Germany, Denmark and Lithuania while they are selected; the others take what is free in the order of
 * selection, and those three's colours only when they are not selected. So a country keeps its colour on every chart
 * of a view.
 */
export function assignCountryColours(selection: readonly string[]): ReadonlyMap<string, number | null> {
  const selected = [...new Set(selection)];
  const own = new Map(
    selected.flatMap((iso2) => {
      const index = FIXED[iso2] ?? PREFERRED[iso2];
      return index === undefined ? [] : [[iso2, index] as const];
    }),
  );
  const taken = new Set(own.values());
  const free = [...FREE_ORDER, ...Object.values(FIXED)].filter((index) => !taken.has(index));
  return new Map(selected.map((iso2) => [iso2, own.get(iso2) ?? free.shift() ?? null]));
}
