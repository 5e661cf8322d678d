import type { ChartSlug } from '@/lib/domain/codes';
import type { Locale } from '@/lib/i18n/locales';
import type { PictureSize } from '@/lib/view-state/pictures';
import { buildChart } from './build';
import { layoutPublication, type Publication } from './publication';
import { publicationWords } from './publication-words';
import { readRealInput } from './real-input.fixture';
import type { ChartSpec, ChartState } from './spec';

/**
 * For tests of pictures: charts of the shipped data on one day, so that the same data give the same bytes. `HARD` are eight
 * countries with long names whose figures reach from 1 to 450,000.
 */
export const TODAY = '2026-11-22';
export const FIRST_VIEW = ['FR', 'SE', 'PL', 'DE', 'DK', 'LT'];
export const HARD = ['RU', 'TR', 'CY', 'GB', 'CZ', 'MK', 'ME', 'BA'];

const input = readRealInput();

interface View extends Partial<ChartState> {
  countries: string[];
  lang?: Locale;
}

/** The spec of a chart in a view. */
export function specOf(slug: ChartSlug, { lang = 'en', measures = [], ...view }: View): ChartSpec {
  return buildChart(slug, input, { measures, ...view }, { locale: lang, today: TODAY });
}

/** The publication of a chart in a view and size. Throws where the size leaves the chart no room. */
export function publicationOf(
  slug: ChartSlug,
  view: View,
  { width = 1120, height = null, zoom = 1 }: Partial<PictureSize> = {},
): Publication {
  const { lang = 'en', measures = [], ...rest } = view;
  const spec = specOf(slug, view);
  const sources = [...input.sources, ...input.seriesSources];
  const words = publicationWords(spec, { ...rest, lang, measures }, sources, 'https://muster.example');
  const publication = layoutPublication(spec, words, { width, height, zoom });
  if (!publication) throw new Error(`${slug} finds no room in ${width} × ${height}.`);
  return publication;
}
