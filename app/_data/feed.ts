import 'server-only';
import { createHash } from 'node:crypto';
import { countWords } from '@/app/_components/changes/count-words';
import { type Database, getDatabase, inSnapshot } from '@/db/client';
import { isOneOf } from '@/lib/domain/codes';
import { byEntry, CHANGE_KINDS, type Change, type ChangeContext } from '@/lib/domain/history';
import type { Country } from '@/lib/domain/records';
import { asHtml, type FeedContent, type FeedEntry, tagUri, writeFeed } from '@/lib/export/feed';
import { entrySentence } from '@/lib/i18n/change-words';
import { formatTimestampDay } from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import {
  type ChangeCount,
  changeContext,
  changeCounts,
  changePage,
  entriesByKind,
  groupedChanges,
} from '@/lib/queries/changes';
import { getCountry, listCountries } from '@/lib/queries/countries';
import { currentLoading, type Loading, listLoadings } from '@/lib/queries/releases';
import { changesHref } from '@/lib/view-state/changes';
import { FEED_FORMATS, type FeedFormat, feedHref, readFeed } from '@/lib/view-state/feeds';
import { problemReports } from '@/lib/view-state/problems';
import { CACHE_CONTROL, notUnderstood, originOf, problem } from './respond';

/** Releases in a feed; older ones are on the page. */
const MOST_RELEASES = 30;
/** Entries of a release that are told one by one. */
const MOST_ENTRIES = 40;
/** Lines read for them: an entry has one for each changed field. */
const MOST_LINES = 400;

/** Answers `/feed.atom`, `/feed.json` and those of a country; `iso2` as it stands in the address, null for all countries. */
export async function feedResponse(request: Request, format: string, iso2: string | null): Promise<Response> {
  if (!isOneOf(FEED_FORMATS, format)) {
    return problem(404, 'No such feed', `Feeds end in: ${FEED_FORMATS.map((one) => `.${one}`).join(', ')}.`);
  }
  const { state, problems } = readFeed(new URL(request.url).searchParams);
  const tr = translator(state.lang);
  if (problems.length > 0) return notUnderstood(problemReports(problems, { countries: [] }, tr));
  return inSnapshot(await getDatabase(), async (db) => {
    const country = iso2 === null ? null : await getCountry(db, iso2.toUpperCase());
    const newest = await currentLoading(db);
    const feed = await readContent(db, { newest, country, format, origin: originOf(request), tr });
    const { text, mediaType } = writeFeed(feed, format);
    const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    return new Response(text, {
      headers: {
        'content-type': mediaType,
        'content-language': state.lang,
        'cache-control': CACHE_CONTROL,
        'access-control-allow-origin': '*',
        'last-modified': new Date(newest.release.loadedAt).toUTCString(),
        etag,
      },
    });
  });
}

interface Wanted {
  newest: Loading;
  country: Country | null;
  format: FeedFormat;
  origin: string;
  tr: Translator;
}

async function readContent(db: Database, wanted: Wanted): Promise<FeedContent> {
  const { newest, country, format, origin, tr } = wanted;
  const countries = country === null ? [] : [country.iso2];
  const loadings = await listLoadings(db, newest.loadNumber);
  const counts = await changeCounts(db, { countries });
  const came = await changePage(
    db,
    { countries, entities: ['country'], kinds: ['added'] },
    { offset: 0, limit: 1 },
  );
  const oldest = loadings.at(-1)?.loadNumber;
  const told = loadings
    .filter(({ loadNumber }) =>
      country === null
        ? true
        : counts.some((one) => one.loadNumber === loadNumber) || (loadNumber === oldest && came.count === 0),
    )
    .slice(0, MOST_RELEASES);
  const entries: FeedEntry[] = [];
  for (const loading of told) {
    const { id } = loading.release;
    // The same content can be loaded again after another: counted from the oldest, so that a later loading renames none.
    const time = loadings.filter(
      (one) => one.release.id === id && one.loadNumber <= loading.loadNumber,
    ).length;
    entries.push(
      await entryOf(db, wanted, loading, {
        id: tagUri(origin, ...scopeOf(wanted), 'releases', id, ...(time > 1 ? [String(time)] : [])),
        first: loading.loadNumber === oldest,
        counts: counts.filter((one) => one.loadNumber === loading.loadNumber),
      }),
    );
  }
  const name = country === null ? null : tr.country(country.iso2, country.name);
  return {
    id: tagUri(origin, ...scopeOf(wanted), 'changes'),
    title: name === null ? tr.t('changes.feed.title') : tr.t('changes.feed.titleOf', { country: name }),
    subtitle: tr.t('changes.feed.subtitle'),
    author: 'Muster',
    language: tr.locale,
    home: `${origin}${changesHref(localePath(tr.locale, '/changes'), { countries })}`,
    self: `${origin}${feedHref(format, { country: country?.iso2, lang: tr.locale })}`,
    updated: told[0]?.release.loadedAt ?? newest.release.loadedAt,
    entries,
  };
}

/** What tells the feeds of countries and languages apart in their ids. */
function scopeOf({ country, tr }: Pick<Wanted, 'country' | 'tr'>): string[] {
  return [tr.locale, ...(country === null ? [] : ['countries', country.iso2.toLowerCase()])];
}

async function entryOf(
  db: Database,
  { country, origin, tr }: Wanted,
  { loadNumber, release }: Loading,
  { id, first, counts }: { id: string; first: boolean; counts: readonly ChangeCount[] },
): Promise<FeedEntry> {
  const countries = country === null ? [] : [country.iso2];
  const day = formatTimestampDay(release.loadedAt, tr);
  const brought = entriesByKind(counts);
  const counted = countWords(brought, tr) || tr.t('changes.release.same');
  const what = first ? tr.t('changes.release.first') : tr.sentence([counted]);
  const link = `${origin}${changesHref(localePath(tr.locale, '/changes'), { countries, release: release.id })}`;
  const lines = await groupedChanges(
    db,
    { load: loadNumber, countries },
    (await listCountries(db)).map(({ iso2 }) => iso2),
    { offset: 0, limit: MOST_LINES },
  );
  const context = await changeContext(db, lines);
  const all = CHANGE_KINDS.reduce((sum, kind) => sum + brought[kind], 0);
  return {
    id,
    title: first
      ? tr.t('changes.feed.firstEntry', { day })
      : tr.t('changes.feed.entry', { day, what: counted }),
    link,
    updated: release.loadedAt,
    summary: [release.note, what].filter((part) => part !== null).join(' '),
    html: [
      release.note === null ? '' : `<p lang="en">${asHtml(release.note)}</p>`,
      `<p>${asHtml(first ? `${what} ${tr.t('changes.release.holds', holdings(release.counts))}` : what)}</p>`,
      listed(lines, all, context, tr),
      `<p><a href="${asHtml(link)}">${asHtml(tr.t('changes.feed.link'))}</a></p>`,
    ].join(''),
  };
}

function holdings({
  countries,
  measures,
  observations,
  sources,
  events,
  claims,
}: Loading['release']['counts']) {
  return { countries, measures, observations, sources, events, claims };
}

/** The entries one by one under what they are about; how many more there are. */
function listed(lines: readonly Change[], all: number, context: ChangeContext, tr: Translator): string {
  const entries = byEntry(lines).slice(0, MOST_ENTRIES);
  const headings = new Map<string, string[]>();
  for (const entry of entries) {
    const [first] = entry.changes;
    const country = first?.countryIso2 ?? null;
    const measure = first?.measureId ?? null;
    const heading = [
      country === null
        ? tr.t('changes.noCountry')
        : tr.country(country, context.countries.get(country) ?? country),
      ...(measure === null ? [] : [context.measures.get(measure) ?? measure]),
    ].join(', ');
    headings.set(heading, [...(headings.get(heading) ?? []), entrySentence(entry, context, tr)]);
  }
  const more = all - entries.length;
  return [
    ...[...headings].map(
      ([heading, sentences]) =>
        `<h3>${asHtml(heading)}</h3><ul>${sentences.map((one) => `<li>${asHtml(one)}</li>`).join('')}</ul>`,
    ),
    more > 0 ? `<p>${asHtml(tr.t('changes.feed.more', { count: more }))}</p>` : '',
  ].join('');
}
