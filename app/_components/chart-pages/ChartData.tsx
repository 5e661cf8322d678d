import { JsonLd } from '@/app/_components/claims/JsonLd';
import type { ChartView } from '@/app/_data/chart';
import { knownOrigin } from '@/app/_data/origin';
import { CSV_MEDIA_TYPE } from '@/lib/export/csv';
import { chartData } from '@/lib/export/structured-data';
import { XLSX_MEDIA_TYPE } from '@/lib/export/xlsx';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import { chartHref, chartPageHref } from '@/lib/view-state/charts';
import { pictureHref } from '@/lib/view-state/pictures';
import { yearsOf } from './load';

/** The chart of a page as structured data: the data set, its files and its picture. Nothing where nothing is drawn. */
export function ChartData({ view, tr }: { view: ChartView; tr: Translator }) {
  const { spec, state, known, input, sources } = view;
  if (spec.empty) return null;
  const origin = knownOrigin();
  const { slug } = spec;
  const shown = new Set([...state.countries, ...input.measures.map(({ countryIso2 }) => countryIso2)]);
  const cited = new Set(spec.sourceIds);
  return (
    <JsonLd
      content={chartData(spec, {
        page: `${origin}${chartPageHref(slug, state)}`,
        picture: `${origin}${pictureHref(slug, 'png', state, {})}`,
        thumbnail: `${origin}${pictureHref(slug, 'png', state, { preset: 'social' })}`,
        files: [
          { url: `${origin}${chartHref(slug, '.csv', state)}`, mediaType: CSV_MEDIA_TYPE },
          { url: `${origin}${chartHref(slug, '.json', state)}`, mediaType: 'application/json' },
          { url: `${origin}${chartHref(slug, '.xlsx', state)}`, mediaType: XLSX_MEDIA_TYPE },
        ],
        site: `${origin}/`,
        licence: tr.t('view.export.licenceNote'),
        licencePage: `${origin}${localePath(tr.locale, '/about/data-licence')}`,
        years: yearsOf(view),
        countries: known.countries
          .filter(({ iso2 }) => shown.has(iso2))
          .map(({ iso2, name }) => ({ iso2, name: tr.country(iso2, name) })),
        sources: sources.filter(({ id }) => cited.has(id)),
      })}
    />
  );
}
