import type { Metadata } from 'next';
import { CARD_SIZE } from '@/lib/cards/card';
import { INTL_TAGS, LOCALES, type Locale, languageAlternates, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { FEED_FORMATS, FEED_MEDIA_TYPES, feedHref } from '@/lib/view-state/feeds';

/** What the head of a page says of it. */
export interface PageHeadWords {
  locale: Locale;
  /** The page's address without language: the one that it is known by. */
  path: string;
  /** What its address asks for beside that, without "?"; empty: nothing. */
  query?: string;
  /** The part of `query` that makes another page of it, see `ownViewQuery`; empty: the plain page is canonical. */
  own?: string;
  title: string;
  /** True where the title stands without the name of the site after it. */
  absolute?: boolean;
  description: string;
  /** Address of the picture that networks show under a link to the page. */
  card: string;
  /** The same view in other forms, by media type. */
  types?: Record<string, string | { url: string; title: string }[]>;
  /** The country that the page is about, which has a feed of its own: its code and its name in the page's language. */
  country?: { iso2: string; name: string };
}

/** A locale as Open Graph writes it: `en_GB`, `fr`. */
const openGraphTag = (locale: Locale): string => INTL_TAGS[locale].replace('-', '_');

/** The feeds that a reader's program can find by the page: that of its country first, and that of everything. */
function feedLinks(
  locale: Locale,
  country: PageHeadWords['country'],
): Record<string, { url: string; title: string }[]> {
  const tr = translator(locale);
  return Object.fromEntries(
    FEED_FORMATS.map((format) => [
      FEED_MEDIA_TYPES[format],
      [
        ...(country === undefined
          ? []
          : [
              {
                url: feedHref(format, { country: country.iso2, lang: locale }),
                title: tr.t('changes.feed.titleOf', { country: country.name }),
              },
            ]),
        { url: feedHref(format, { lang: locale }), title: tr.t('changes.feed.title') },
      ],
    ]),
  );
}

/**
 * Title, description, canonical address, feeds, languages, and what networks show under a link (https://ogp.me). Addresses become
 * absolute by the site's `metadataBase`.
 */
export function pageMetadata({
  locale,
  path,
  query = '',
  own = '',
  title,
  absolute,
  description,
  card,
  types,
  country,
}: PageHeadWords): Metadata {
  const alternates = languageAlternates(locale, path, own);
  const plain = localePath(locale, path);
  const picture = { url: card, ...CARD_SIZE, alt: title };
  return {
    title: absolute ? { absolute: title } : title,
    description,
    alternates: { ...alternates, types: { ...types, ...feedLinks(locale, country) } },
    openGraph: {
      type: 'website',
      siteName: 'Muster',
      title,
      description,
      url: query === '' ? plain : `${plain}?${query}`,
      locale: openGraphTag(locale),
      alternateLocale: LOCALES.filter((other) => other !== locale).map(openGraphTag),
      images: [picture],
    },
    twitter: { card: 'summary_large_image', title, description, images: [picture] },
  };
}

/** What a page's address asks for, as text with commas as commas: `countries=FR,SE&mode=index`; only `names` where given. */
export function queryText(
  search: Readonly<Record<string, string | string[] | undefined>>,
  names?: readonly string[],
): string {
  const given = Object.entries(search).flatMap(([name, value]): [string, string][] =>
    value === undefined || names?.includes(name) === false
      ? []
      : [value].flat().map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(given).toString().replaceAll('%2C', ',');
}
