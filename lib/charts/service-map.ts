import { isConscription, type ModelGround, serviceModelAsKnownOn } from '@/lib/domain/past-model';
import type { Country, Measure } from '@/lib/domain/records';
import { formatDate } from '@/lib/i18n/format';
import type { MapView } from '@/lib/view-state/country';
import { serviceMap } from './map';
import {
  Citations,
  dayInWords,
  groupBy,
  noFutureNote,
  plainOnChart,
  publishersOf,
  readScope,
  type Scope,
  specFrame,
  subtitleOf,
  tableColumns,
} from './scope';
import {
  type ChartContext,
  type ChartInput,
  type ChartPoint,
  type ChartState,
  MAP_CATEGORIES,
  type MapCategory,
  type MapGroup,
  type ServiceMapSpec,
} from './spec';

/** What becomes of a country on the map. */
export const MAP_FATES = ['drawn', 'outside', 'not_known'] as const;
export type MapFate = (typeof MAP_FATES)[number];

/** Widths that a map is made for, in pixels: a phone's, and the widest that a page or a picture of usual size has. */
const DETAIL: Readonly<Record<MapView, readonly number[]>> = { europe: [360, 680], world: [360, 1120] };

interface Placed {
  country: Country;
  name: string;
  category: MapCategory;
  /** What a past view rests on; null today, and where nothing is known. */
  ground: ModelGround | null;
  /** What there is of conscription beside or behind the model: "suspended (2010)". */
  conscription: string;
  conscriptionCodes: string[];
  fate: MapFate;
}

/** Measures of conscription, those in force first, each with its status and the year that goes with it. */
function conscriptionOf(scope: Scope, iso2: string): Pick<Placed, 'conscription' | 'conscriptionCodes'> {
  const { tr } = scope;
  const order: readonly Measure['status'][] = [
    'in_force',
    'suspended',
    'ended',
    'legislating',
    'announced',
    'under_debate',
    'rejected',
  ];
  const measures = scope
    .measuresOf(iso2)
    .filter(isConscription)
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || (a.id < b.id ? -1 : 1));
  const words = measures.map(({ status, startsOn, endedOn }) => {
    const label = tr.inSentence(tr.label('status', status));
    const date = formatDate(status === 'in_force' ? startsOn : endedOn, tr);
    return date === null ? label : tr.t('charts.forces.inYear', { figure: label, year: date });
  });
  return {
    conscription: tr.series([...new Set(words)]) || tr.t('contextCharts.serviceModel.noConscription'),
    conscriptionCodes: [...new Set(measures.map(({ status }) => status))],
  };
}

function toPlaced(scope: Scope, country: Country, inFrame: ReadonlySet<string>): Placed {
  const { past, input } = scope;
  const publishedOn = new Map(input.sources.map((source) => [source.id, source.publishedOn]));
  const own = input.measures.filter(({ countryIso2 }) => countryIso2 === country.iso2);
  const then = past ? serviceModelAsKnownOn(country, own, past.day, publishedOn) : null;
  const category = then ? (then.model ?? 'not_known') : country.serviceModel;
  return {
    country,
    name: scope.countryName(country.iso2),
    category,
    ground: then?.ground ?? null,
    ...conscriptionOf(scope, country.iso2),
    fate: category === 'not_known' ? 'not_known' : inFrame.has(country.iso2) ? 'drawn' : 'outside',
  };
}

function categoryLabel({ tr }: Scope, category: MapCategory): string {
  return category === 'not_known'
    ? tr.t('contextCharts.serviceModel.notKnown')
    : tr.label('serviceModel', category);
}

function toPoint(scope: Scope, placed: Placed, x: number, y: number): ChartPoint {
  const { tr, past } = scope;
  const { country, category, ground, conscription } = placed;
  const note = past === null ? country.modelNote : null;
  return {
    id: `model ${country.iso2}`,
    x,
    y,
    low: null,
    high: null,
    spanStart: null,
    mark: 'area',
    qualifier: 'exact',
    basis: null,
    statedOn: null,
    observationId: null,
    sourceIds: country.modelSourceIds,
    tooltip: {
      title: placed.name,
      value: categoryLabel(scope, category),
      lines: [
        tr.t('contextCharts.serviceModel.conscription', { conscription }),
        ...(ground ? [tr.t(`contextCharts.serviceModel.ground.${ground}`)] : []),
        ...(note === null ? [] : [note]),
        ...(category === 'not_known' ? [] : [publishersOf(scope, country.modelSourceIds)]),
      ],
    },
  };
}

function headline(scope: Scope, placed: readonly Placed[]): string {
  const { tr } = scope;
  const t = (key: string, values?: Record<string, string | number>) =>
    tr.t(`contextCharts.serviceModel.title.${key}`, values);
  const [only] = placed;
  if (only && placed.length === 1) {
    return t('one', { country: only.name, model: tr.inSentence(categoryLabel(scope, only.category)) });
  }
  const of = (category: MapCategory) => placed.filter((one) => one.category === category).length;
  const universal = of('universal_conscription');
  const selective = of('selective_conscription');
  return t(scope.past ? 'past' : 'many', {
    count: placed.length - of('not_known'),
    called: universal + selective,
    universal,
    selective,
  });
}

/**
 * The service model of each country on a map: the spec of `service-model`; all countries where none is named. Today the model
 * is the one recorded; a past view has what was surely so by its day (lib/domain/past-model.ts), and leaves blank what was not
 * known. Countries outside the frame stand in the words and the table. Throws a RangeError for an unknown country.
 */
export function buildServiceMap(input: ChartInput, state: ChartState, context: ChartContext): ServiceMapSpec {
  const asked = state.countries.length > 0 ? state.countries : input.countries.map(({ iso2 }) => iso2);
  const scope = readScope(input, { ...state, measures: [], countries: asked }, context);
  const { tr } = scope;
  const region = state.region ?? 'europe';
  const codes = scope.countries.map(({ iso2 }) => iso2).sort();
  const drawings = DETAIL[region].map((width) => serviceMap(region, width, codes));
  const inFrame = new Set(drawings.at(-1)?.shapes.map(({ iso2 }) => iso2));
  const collator = new Intl.Collator(tr.locale);
  const placed = scope.countries
    .map((country) => toPlaced(scope, country, inFrame))
    .sort((a, b) => collator.compare(a.name, b.name));
  const byCategory = groupBy(placed, ({ category }) => category);
  const series = MAP_CATEGORIES.filter((category) => byCategory.has(category)).map(
    (category, y): MapGroup => {
      const members = byCategory.get(category) ?? [];
      return {
        key: category,
        label: categoryLabel(scope, category),
        count: tr.number(members.length),
        countries: members.map(({ country: { iso2 }, name }) => ({ iso2, name })),
        points: members.map((one, x) => toPoint(scope, one, x, y)),
      };
    },
  );
  const namesOf = (fate: MapFate) => placed.filter((one) => one.fate === fate).map(({ name }) => name);
  const outside = placed.filter(({ country }) => !inFrame.has(country.iso2)).map(({ name }) => name);
  const unknown = namesOf('not_known');
  const citations = new Citations();
  const rows = placed.map(({ country, name, category, ground, conscription, fate }) => ({
    country: name,
    model: categoryLabel(scope, category),
    conscription,
    ...(scope.past && {
      ground: ground ? tr.t(`contextCharts.serviceModel.ground.${ground}`) : tr.t('charts.table.none'),
    }),
    note: country.modelNote ?? tr.t('charts.table.none'),
    fate: tr.t(`contextCharts.serviceModel.fate.${fate}`),
    sources: citations.cite(country.modelSourceIds) || tr.t('charts.table.noneFound'),
  }));
  const empty = placed.length === unknown.length;
  const emptyMessage = tr.t('charts.asOf.empty', { day: dayInWords(scope, 'long') });
  return {
    ...specFrame(scope),
    slug: 'service-model',
    title: headline(scope, placed),
    subtitle: subtitleOf(scope, tr.t('contextCharts.serviceModel.subtitle', { region })),
    altText: empty
      ? emptyMessage
      : [
          tr.t('contextCharts.serviceModel.alt', { region }),
          ...series.map(({ label, count, countries }) =>
            tr.t('contextCharts.serviceModel.altGroup', {
              model: label,
              count,
              countries: tr.list(countries.map(({ name }) => name)),
            }),
          ),
        ].join(' '),
    empty,
    emptyMessage: empty ? emptyMessage : null,
    coverage: tr.t('contextCharts.serviceModel.coverage', {
      drawn: namesOf('drawn').length,
      count: placed.length,
    }),
    notes: [
      tr.t('contextCharts.serviceModel.rule'),
      tr.t('contextCharts.serviceModel.borders'),
      tr.t('contextCharts.serviceModel.dots'),
      ...(outside.length > 0
        ? [tr.t('contextCharts.serviceModel.outside', { count: outside.length, countries: tr.list(outside) })]
        : []),
      ...(scope.past
        ? [tr.t('contextCharts.serviceModel.pastRule', { day: dayInWords(scope, 'long') })]
        : []),
      ...(unknown.length > 0
        ? [tr.t('contextCharts.serviceModel.unknown', { count: unknown.length, countries: tr.list(unknown) })]
        : []),
      ...noFutureNote(scope),
    ],
    legend: [],
    sourceIds: citations.ids,
    observationIds: [],
    table: {
      caption: tr.t('contextCharts.serviceModel.caption'),
      columns: tableColumns(
        scope,
        ['country', 'model', 'conscription', ...(scope.past ? ['ground'] : []), 'note', 'fate', 'sources'],
        [],
        {
          model: tr.t('contextCharts.serviceModel.model'),
          conscription: tr.t('contextCharts.serviceModel.conscriptionColumn'),
          ground: tr.t('contextCharts.serviceModel.groundColumn'),
          note: tr.t('contextCharts.serviceModel.note'),
        },
      ),
      rows,
      plain: placed.map(({ country, category, ground, conscriptionCodes, fate }) => ({
        country_iso2: country.iso2,
        service_model: category === 'not_known' ? null : category,
        rests_on: ground ?? (category === 'not_known' ? null : 'recorded'),
        conscription_status: conscriptionCodes.join(' ') || null,
        ...plainOnChart(fate, fate === 'drawn', tr.t(`contextCharts.serviceModel.fate.${fate}`)),
      })),
    },
    region,
    drawings,
    series,
    notCovered: tr.t('contextCharts.serviceModel.notCovered', {
      chosen: placed.length < input.countries.length ? 'some' : 'all',
    }),
    credit: tr.t('contextCharts.serviceModel.credit'),
  };
}
