import 'server-only';
import { CHANGE_ENTITIES, CHANGE_KINDS } from '@/lib/domain/history';
import { changePage } from '@/lib/queries/changes';
import { type CurrentRelease, listLoadings } from '@/lib/queries/releases';
import { nearestWords } from '@/lib/view-state/audit';
import { parseAsCodes, parseAsReleaseId } from '@/lib/view-state/parsers';
import { COUNTRIES, codes, FILTER_PARSERS, MEASURES } from '../filters';
import { defineResource, inWindow, type Reading } from '../resource';
import type { Item } from '../schemas';

function releaseItem(release: CurrentRelease, { known, newest }: Reading): Item<'releases'> {
  const { counts } = release;
  return {
    id: release.id,
    loaded_at: release.loadedAt,
    note: release.note,
    newest_source_on: release.newestSourceOn,
    counts: {
      countries: counts.countries,
      measures: counts.measures,
      observations: counts.observations,
      sources: counts.sources,
      events: counts.events,
      claims: counts.claims,
      series_points: counts.seriesPoints,
    },
    is_current: release.id === newest.release.id,
    is_kept: known.releases.some(({ id, kept }) => id === release.id && kept),
  };
}

/** `/releases`: every loading of the data. */
export const releases = defineResource({
  name: 'releases',
  key: 'id',
  description: 'The loadings of the data, with counts and the maintainers’ note.',
  order: 'The newest first.',
  parsers: {},
  parameters: {},
  ofRelease: false,
  list: async (reading, _state, window) => {
    const { entries, count } = inWindow(await listLoadings(reading.live, reading.throughLoad), window);
    return { items: entries.map(({ release }) => releaseItem(release, reading)), count };
  },
  item: {
    example: null,
    read: async (reading, id) => {
      const loadings = await listLoadings(reading.live, reading.throughLoad);
      const latest = loadings.find(({ release }) => release.id === id);
      return latest ? { item: releaseItem(latest.release, reading), html: null } : null;
    },
    near: async ({ known }, id) =>
      nearestWords(
        id,
        known.releases.map((release) => release.id),
      ).map((near) => ({ id: near, name: near })),
  },
});

/** `/changes`: what each release added, changed and removed. */
export const changes = defineResource({
  name: 'changes',
  key: 'id',
  description:
    'What each release added, removed or changed, field by field, against the one before it. The first release has none.',
  order: 'The newest release first; within one, in the order of the data files.',
  parsers: {
    release: parseAsReleaseId,
    entities: parseAsCodes(CHANGE_ENTITIES).withDefault([]),
    kinds: parseAsCodes(CHANGE_KINDS).withDefault([]),
    countries: FILTER_PARSERS.countries,
    measures: FILTER_PARSERS.measures,
  },
  urlKeys: { entities: 'entity', kinds: 'kind' },
  parameters: {
    release: {
      rule: ({ releases: loaded }) => ({ kind: 'one', set: loaded.map(({ id }) => id) }),
      pattern: '^[0-9a-f]{12}$',
      description: 'Changes that this release brought.',
    },
    entity: { ...codes(CHANGE_ENTITIES, 'What kind of entry changed.'), example: 'observation' },
    kind: { ...codes(CHANGE_KINDS, 'Whether it came, went or changed.'), example: 'changed' },
    countries: COUNTRIES,
    measures: MEASURES,
  },
  ofRelease: false,
  list: async ({ live, throughLoad }, filter, window) => {
    const { changes: found, count } = await changePage(live, { ...filter, throughLoad }, window);
    return {
      items: found.map((change) => ({
        id: `${change.loadNumber}.${change.ordinal}`,
        release_id: change.releaseId,
        loaded_at: change.loadedAt,
        entity: change.entity,
        entity_id: change.entityId,
        measure_id: change.measureId,
        country_iso2: change.countryIso2,
        kind: change.kind,
        subject: change.subject,
        field: change.field,
        before: change.before,
        after: change.after,
      })),
      count,
    };
  },
  item: null,
});
