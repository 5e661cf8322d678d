import 'server-only';
import { CHART_SLUGS, type ChartSlug, isOneOf } from '@/lib/domain/codes';
import { DEFAULT_LOCALE } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { priceYears } from '@/lib/queries/series';
import { nearestWords } from '@/lib/view-state/audit';
import { CHART_SUFFIXES, chartHref, chartRules, type KnownForCharts } from '@/lib/view-state/charts';
import { embedHref } from '@/lib/view-state/embed';
import { allowedBy, ruleInWords, takesList } from '../parameters';
import { defineResource, inWindow, type Reading } from '../resource';
import type { Item } from '../schemas';

const nameOf = (slug: ChartSlug) => translator(DEFAULT_LOCALE).label('chart', slug);

function chartItem(slug: ChartSlug, known: KnownForCharts, origin: string): Item<'charts'> {
  return {
    id: slug,
    name: nameOf(slug),
    parameters: Object.entries(chartRules(slug, known)).map(([name, rule]) => {
      const allowed = allowedBy(rule);
      return { name, list: takesList(rule), allowed: allowed && [...allowed], takes: ruleInWords(rule) };
    }),
    addresses: Object.fromEntries([
      ...CHART_SUFFIXES.map((suffix) => [
        suffix === '' ? 'html' : suffix.slice(1),
        `${origin}${chartHref(slug, suffix, {})}`,
      ]),
      ['embed', `${origin}${embedHref(slug, {})}`],
    ]),
  };
}

async function knownForCharts({ db, known }: Reading): Promise<KnownForCharts> {
  return { ...known, priceYears: await priceYears(db) };
}

/** `/charts`: what can be drawn, with which parameters, at which addresses. */
export const charts = defineResource({
  name: 'charts',
  key: 'id',
  description: 'The charts: parameters, and the addresses of page, pictures, data and embed.',
  order: 'As on the site.',
  parsers: {},
  parameters: {},
  list: async (reading, _state, window) => {
    const known = await knownForCharts(reading);
    const { entries, count } = inWindow(CHART_SLUGS, window);
    return { items: entries.map((slug) => chartItem(slug, known, reading.origin)), count };
  },
  html: () => '/charts',
  item: {
    example: 'intake-targets',
    read: async (reading, id) =>
      isOneOf(CHART_SLUGS, id)
        ? { item: chartItem(id, await knownForCharts(reading), reading.origin), html: chartHref(id, '', {}) }
        : null,
    near: async (_reading, id) =>
      nearestWords(id, CHART_SLUGS).flatMap((slug) =>
        isOneOf(CHART_SLUGS, slug) ? [{ id: slug, name: nameOf(slug) }] : [],
      ),
  },
});
