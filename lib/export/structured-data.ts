import type { Dataset, Graph } from 'schema-dts';
import type { ChartSpec } from '@/lib/charts/spec';
import { licenceAddress } from '@/lib/domain/licences';
import type { Claim, Release, SeriesSource, Source } from '@/lib/domain/records';
import type { Locale } from '@/lib/i18n/locales';
import { PUBLISHER } from './citation';

/** What of schema.org a checked claim becomes (https://schema.org/ClaimReview). */
export interface ClaimReview {
  '@type': 'ClaimReview';
  '@id': string;
  url: string;
  inLanguage: 'en';
  /** Day of the release, YYYY-MM-DD: the review says what holds in it. */
  datePublished: string;
  author: { '@type': 'Organization'; name: string; url: string };
  claimReviewed: string;
  /** `creditText`: to whom the statement is attributed, in words; often a publication, not a person. */
  itemReviewed: { '@type': 'Claim'; text: string; creditText: string };
  reviewBody: string;
  /** The verdict in words alone: our verdicts are kinds, not grades on a scale. */
  reviewRating: { '@type': 'Rating'; alternateName: string };
  citation: { '@type': 'CreativeWork'; name: string; url: string; publisher: string }[];
}

export interface ClaimReviewContext {
  /** Absolute address of the site without a slash at the end; empty where none is configured (addresses stay relative). */
  origin: string;
  /** Path of the page with the claims, each at `#<id>`. */
  path: string;
  releasedOn: string;
  verdictLabel: (verdict: Claim['verdict']) => string;
}

/** Checked claims as a JSON-LD graph. Throws an Error that names claim and source when a cited source was not given. */
export function claimReviews(
  claims: readonly Claim[],
  sources: readonly Pick<Source, 'id' | 'title' | 'url' | 'publisher'>[],
  { origin, path, releasedOn, verdictLabel }: ClaimReviewContext,
): { '@context': 'https://schema.org'; '@graph': ClaimReview[] } {
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  return {
    '@context': 'https://schema.org',
    '@graph': claims.map((claim) => {
      const address = `${origin}${path}#${claim.id}`;
      return {
        '@type': 'ClaimReview',
        '@id': address,
        url: address,
        inLanguage: 'en',
        datePublished: releasedOn,
        author: { '@type': 'Organization', name: 'Muster', url: `${origin}/` },
        claimReviewed: claim.statement,
        itemReviewed: { '@type': 'Claim', text: claim.statement, creditText: claim.attributedTo },
        reviewBody: [claim.explanation, claim.laterDevelopments].filter(Boolean).join(' '),
        reviewRating: { '@type': 'Rating', alternateName: verdictLabel(claim.verdict) },
        citation: claim.sourceIds.map((id) => {
          const source = sourceOf.get(id);
          if (!source) throw new Error(`claim ${claim.id}: no source "${id}"`);
          return {
            '@type': 'CreativeWork',
            name: source.title,
            url: source.url,
            publisher: source.publisher,
          };
        }),
      };
    }),
  };
}

/**
 * JSON for a script element: `<`, `>` and `&` as escapes, so that no text of the data can end the element or begin a comment
 * in it (HTML standard, restrictions for contents of script elements). JSON.parse gives the same object.
 */
export function scriptJson(content: object): string {
  return JSON.stringify(content).replace(
    /[<>&]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What is needed beside the chart itself; addresses are absolute, or relative where no origin is configured. */
export interface ChartDataContext {
  /** The page that shows this view of the chart. */
  page: string;
  /** The picture of this view, and a smaller one. */
  picture: string;
  thumbnail: string;
  /** The files that hold its figures. */
  files: readonly { url: string; mediaType: string }[];
  /** Absolute address of the site with a slash at the end. */
  site: string;
  licence: string;
  /** Absolute address of the page about licences. */
  licencePage: string;
  /** First and last year that the figures are about; null where they are about none. */
  years: { from: number; to: number } | null;
  countries: readonly { iso2: string; name: string }[];
  sources: readonly { title: string; url: string; publisher: string }[];
}

/**
 * A chart as a data set (https://schema.org/Dataset) and its picture as https://schema.org/ImageObject, in a JSON-LD graph.
 * The name is the chart's own headline, also where a reader has set another.
 */
export function chartData(spec: ChartSpec, context: ChartDataContext): Graph {
  const name = spec.ownHeadline?.title ?? spec.title;
  const publisher = { '@type': 'Organization', name: 'Muster', url: context.site } as const;
  const licence = { '@type': 'CreativeWork', name: context.licence, url: context.licencePage } as const;
  const shared = {
    creator: publisher,
    license: licence,
    inLanguage: spec.lang,
    dateModified: spec.releaseDate,
    version: spec.releaseId,
  };
  const { from, to } = context.years ?? {};
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'Dataset',
        '@id': `${context.page}#data`,
        name,
        description: `${spec.ownHeadline?.subtitle ?? spec.subtitle}. ${spec.altText}`,
        url: context.page,
        ...shared,
        isAccessibleForFree: true,
        ...(from !== undefined &&
          to !== undefined && { temporalCoverage: from === to ? `${from}` : `${from}/${to}` }),
        spatialCoverage: context.countries.map((country) => ({
          '@type': 'Country',
          name: country.name,
          identifier: country.iso2,
        })),
        isBasedOn: context.sources.map((source) => ({
          '@type': 'CreativeWork',
          name: source.title,
          url: source.url,
          publisher: { '@type': 'Organization', name: source.publisher },
        })),
        distribution: context.files.map(({ url, mediaType }) => ({
          '@type': 'DataDownload',
          contentUrl: url,
          encodingFormat: mediaType,
        })),
      },
      {
        '@type': 'ImageObject',
        '@id': `${context.page}#picture`,
        name,
        caption: spec.title,
        description: spec.altText,
        contentUrl: context.picture,
        thumbnailUrl: context.thumbnail,
        encodingFormat: 'image/png',
        ...shared,
        creditText: 'Muster',
        representativeOfPage: true,
        isBasedOn: { '@id': `${context.page}#data` },
      },
    ],
  };
}

/** What the data of the site, or one file of it, say of themselves; addresses are absolute, or relative without an origin. */
export interface DataSetContext {
  /** Absolute address of the site without a slash at the end; empty where none is configured. */
  origin: string;
  /** Path of the page that describes it. */
  page: string;
  /** All data, or the file of measures. */
  part: 'all' | 'measures';
  lang: Locale;
  name: string;
  description: string;
  release: Pick<Release, 'id' | 'loadedAt'>;
  licence: string;
  /** Path of the page about licences. */
  licencePage: string;
  /** How to cite it, as a sentence. */
  citation: string;
  /** First and last year that figures are about; null where none names a year. */
  years: { from: number; to: number } | null;
  countries: readonly { iso2: string; name: string }[];
  /** What is measured, by the code in the files and in words. */
  indicators: readonly { code: string; label: string }[];
  files: readonly { path: string; name: string; mediaType: string; bytes: number | null }[];
  /** Whose series stand in it, each under its own terms; none for the file of measures. */
  series: readonly Pick<SeriesSource, 'title' | 'publisher' | 'url' | 'licence' | 'vintage'>[];
}

/** The data as a data set with its files (https://schema.org/Dataset) in a catalogue (https://schema.org/DataCatalog). */
export function siteData(context: DataSetContext): Graph {
  const { origin, part, release, years, licence } = context;
  const site = `${origin}/`;
  const publisher = { '@type': 'Organization', name: PUBLISHER, url: site } as const;
  const whole = `${site}#data`;
  const dataset: Dataset = {
    '@type': 'Dataset',
    '@id': part === 'all' ? whole : `${site}#${part}`,
    name: context.name,
    description: context.description,
    url: `${origin}${context.page}`,
    inLanguage: context.lang,
    creator: publisher,
    publisher,
    license: {
      '@type': 'CreativeWork',
      name: licence,
      url: `${origin}${context.licencePage}`,
    },
    isAccessibleForFree: true,
    version: release.id,
    dateModified: release.loadedAt.slice(0, 10),
    citation: context.citation,
    ...(years && {
      temporalCoverage: years.from === years.to ? `${years.from}` : `${years.from}/${years.to}`,
    }),
    spatialCoverage: context.countries.map(({ iso2, name }) => ({
      '@type': 'Country' as const,
      name,
      identifier: iso2,
    })),
    variableMeasured: context.indicators.map(({ code, label }) => ({
      '@type': 'PropertyValue' as const,
      name: label,
      propertyID: code,
    })),
    distribution: context.files.map(({ path, name, mediaType, bytes }) => ({
      '@type': 'DataDownload' as const,
      name,
      contentUrl: `${origin}${path}`,
      encodingFormat: mediaType,
      ...(bytes !== null && { contentSize: `${bytes} B` }),
    })),
    ...(part === 'all'
      ? {
          isBasedOn: context.series.map(({ title, publisher: name, url, licence: terms, vintage }) => ({
            '@type': 'CreativeWork' as const,
            name: title,
            url,
            version: vintage,
            publisher: { '@type': 'Organization' as const, name },
            license: licenceWork(terms),
          })),
        }
      : { isPartOf: { '@id': whole } }),
    includedInDataCatalog: {
      '@type': 'DataCatalog',
      '@id': `${site}#catalogue`,
      name: PUBLISHER,
      url: site,
    },
  };
  return { '@context': 'https://schema.org', '@graph': [dataset] };
}

/** Another publisher's terms in the words recorded, with the address of a licence that has one. */
function licenceWork(terms: string) {
  const address = licenceAddress(terms);
  return { '@type': 'CreativeWork' as const, name: terms, ...(address !== null && { url: address }) };
}
