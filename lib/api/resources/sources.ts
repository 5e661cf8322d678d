import 'server-only';
import { SOURCE_KINDS } from '@/lib/domain/codes';
import type { Source } from '@/lib/domain/records';
import { sourceJson } from '@/lib/export/records-json';
import { type CitationCounts, citationCounts, listSources } from '@/lib/queries/source-use';
import { sourcesByIds } from '@/lib/queries/sources';
import { nearestWords } from '@/lib/view-state/audit';
import { MAX_QUERY_LENGTH } from '@/lib/view-state/measures';
import { ALL_SOURCES, SOURCE_FILTER_PARSERS, SOURCES_URL_KEYS, sourcesHref } from '@/lib/view-state/sources';
import { COUNTRIES, codes } from '../filters';
import { defineResource, inWindow } from '../resource';
import type { Item } from '../schemas';

function sourceItem(source: Source, cited: CitationCounts): Item<'sources'> {
  return { ...sourceJson(source), cited_by: cited };
}

/** `/sources`: every document that is cited. */
export const sources = defineResource({
  name: 'sources',
  key: 'id',
  description: 'The documents in which figures and facts were read, and how often each is cited.',
  order: 'The newest first, undated last; then by publisher.',
  parsers: SOURCE_FILTER_PARSERS,
  urlKeys: SOURCES_URL_KEYS,
  parameters: {
    q: {
      rule: { kind: 'text', maxLength: MAX_QUERY_LENGTH },
      description:
        'Words that must stand in the publisher’s name or the title; case and diacritics do not count.',
    },
    kind: { ...codes(SOURCE_KINDS, 'Kinds of source.'), example: 'official' },
    countries: {
      ...COUNTRIES,
      description:
        'Cited for something about one of these countries (ISO 3166-1 alpha-2, separated by commas).',
    },
    language: {
      rule: ({ languages }) => ({ kind: 'codes', set: languages }),
      pattern: '^[a-z]{2,3}$',
      description: 'Languages (ISO 639-1).',
      example: 'fr,sv',
    },
    year: {
      rule: ({ publicationYears }) => ({ kind: 'codes', set: publicationYears }),
      pattern: '^(\\d{4}|undated)$',
      description: 'Years of publication; `undated` for those without a date.',
      example: '2026',
    },
  },
  list: async ({ db }, filter, window) => {
    const { entries, count } = inWindow(await listSources(db, filter), window);
    const citedBy = await citationCounts(db);
    return { items: entries.map((source) => sourceItem(source, citedBy(source.id))), count };
  },
  html: (state) => sourcesHref('/sources', { ...ALL_SOURCES, ...state }),
  item: {
    example: 'se.abcnews-20170302-conscription',
    read: async ({ db }, id) => {
      const [source] = await sourcesByIds(db, [id]);
      if (!source) return null;
      return { item: sourceItem(source, (await citationCounts(db))(id)), html: null };
    },
    near: async ({ db }, id) => {
      const all = await listSources(db);
      const titleOf = new Map(all.map((source) => [source.id, source.title]));
      return nearestWords(id, [...titleOf.keys()]).map((near) => ({
        id: near,
        name: titleOf.get(near) ?? near,
      }));
    },
  },
});
