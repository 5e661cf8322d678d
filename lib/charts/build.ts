import type { ChartSlug } from '@/lib/domain/codes';
import { formatTimestampDay } from '@/lib/i18n/format';
import { translator } from '@/lib/i18n/translator';
import { buildBudgetsChart } from './budgets';
import { buildDeliveryChart } from './delivery';
import { countriesDrawn, withFocus } from './focus';
import { buildForcesChart } from './forces';
import { buildIntakeChart } from './intake';
import { buildPayChart } from './pay';
import { buildRecruitCostChart } from './recruit-cost';
import { buildRevisionsChart } from './revisions';
import { buildLengthChart } from './service-length';
import { buildServiceMap } from './service-map';
import type { ChartContext, ChartInput, ChartSpec, ChartState } from './spec';
import { buildSpendingChart } from './spending';
import { buildSupportChart } from './support';
import { buildTimelineChart } from './timeline';

/**
 * The spec of a chart from records and a view state: pure, in the language of `context`, as seen on `context.today`,
 * under the reader's own headline where the state has one.
 * Throws a RangeError that names an unknown country or measure (view states are checked before).
 */
export function buildChart(
  slug: ChartSlug,
  input: ChartInput,
  state: ChartState,
  context: ChartContext,
): ChartSpec {
  const spec = withFocusAsked(specOf(slug, input, state, context), input, state, context);
  return withPastRelease(withOwnHeadline(spec, state, context), context);
}

/** Brings out the country that is asked for, and says so; or that the chart has nothing of it. */
function withFocusAsked(
  built: ChartSpec,
  input: ChartInput,
  { focus = null }: ChartState,
  { locale }: ChartContext,
): ChartSpec {
  const tr = translator(locale);
  const nameOf = (iso2: string) =>
    tr.country(iso2, input.countries.find((country) => country.iso2 === iso2)?.name ?? iso2);
  const drawn = countriesDrawn(built);
  const countryNames = Object.fromEntries(drawn.map((iso2) => [iso2, nameOf(iso2)]));
  const spec = { ...built, interaction: { ...built.interaction, countryNames } };
  if (focus === null) return spec;
  const isDrawn = drawn.includes(focus);
  const note = tr.t(`charts.focus.${isDrawn ? 'note' : 'none'}`, { country: nameOf(focus) });
  return { ...(isDrawn ? withFocus(spec, focus) : spec), notes: [note, ...spec.notes] };
}

/** Puts the reader's words in the place of the chart's, which stay in the spec; the alt text stays the chart's. */
function withOwnHeadline<Spec extends ChartSpec>(
  spec: Spec,
  { title = null, subtitle = null }: ChartState,
  { locale }: ChartContext,
): Spec {
  if (title === null && subtitle === null) return spec;
  const { t } = translator(locale);
  const note =
    subtitle === null
      ? t('charts.ownHeadline.set')
      : t('charts.ownHeadline.setWithUnit', { subtitle: spec.subtitle });
  return {
    ...spec,
    title: title ?? spec.title,
    subtitle: subtitle ?? spec.subtitle,
    ownHeadline: { title: spec.title, subtitle: spec.subtitle, note },
  };
}

/** Says where newer data exists than that of the spec. */
function withPastRelease<Spec extends ChartSpec>(
  spec: Spec,
  { locale, newestReleaseId = spec.releaseId }: ChartContext,
): Spec {
  if (newestReleaseId === spec.releaseId) return spec;
  const tr = translator(locale);
  const day = formatTimestampDay(spec.releaseDate, tr);
  return {
    ...spec,
    pastRelease: { note: tr.t('charts.pastRelease.note', { day }), link: tr.t('charts.pastRelease.link') },
  };
}

function specOf(slug: ChartSlug, input: ChartInput, state: ChartState, context: ChartContext): ChartSpec {
  switch (slug) {
    case 'intake-targets':
      return buildIntakeChart(input, state, context);
    case 'budgets':
      return buildBudgetsChart(input, state, context);
    case 'timeline':
      return buildTimelineChart(input, state, context);
    case 'service-length':
      return buildLengthChart(input, state, context);
    case 'pay':
      return buildPayChart(input, state, context);
    case 'forces':
      return buildForcesChart(input, state, context);
    case 'target-revisions':
      return buildRevisionsChart(input, state, context);
    case 'delivery':
      return buildDeliveryChart(input, state, context);
    case 'cost-per-recruit':
      return buildRecruitCostChart(input, state, context);
    case 'service-model':
      return buildServiceMap(input, state, context);
    case 'defence-spending':
      return buildSpendingChart(input, state, context);
    case 'public-support':
      return buildSupportChart(input, state, context);
  }
}
