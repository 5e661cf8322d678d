import { createLoader, createSerializer, parseAsStringLiteral } from 'nuqs/server';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '@/lib/i18n/locales';
import { auditSearchParams, type ParameterRules, type Problem, type SearchParamsInput } from './audit';

/** The forms of a feed, as its address ends: Atom (RFC 4287) and JSON Feed 1.1. */
export const FEED_FORMATS = ['atom', 'json'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

export const FEED_MEDIA_TYPES: Readonly<Record<FeedFormat, string>> = {
  atom: 'application/atom+xml',
  json: 'application/feed+json',
};

/** `/feed.atom?lang=fr` */
const feedParsers = { lang: parseAsStringLiteral(LOCALES).withDefault(DEFAULT_LOCALE) };
const RULES: ParameterRules = { lang: { kind: 'one', set: LOCALES } };
const load = createLoader(feedParsers);
const serialize = createSerializer(feedParsers);

/** Reads the language of a feed from its address. What is not understood is said in `problems`. */
export function readFeed(input: SearchParamsInput): { state: { lang: Locale }; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, RULES, { countries: [] });
  return { state: load(understood), problems };
}

/** The address of the feed of every country, or of one (ISO 3166-1 alpha-2). */
export function feedHref(format: FeedFormat, { country, lang }: { country?: string; lang: Locale }): string {
  const path = country === undefined ? '' : `/countries/${country.toLowerCase()}`;
  return serialize(`${path}/feed.${format}`, { lang });
}
