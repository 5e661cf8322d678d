import type { Metadata } from 'next';
import { readHere, readLocale } from '@/app/_components/shell/locale';
import { Notice } from '@/app/_components/shell/Notice';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { getDatabase } from '@/db/client';
import { CHART_SLUGS } from '@/lib/domain/codes';
import type { Release } from '@/lib/domain/records';
import { shownValue } from '@/lib/domain/text';
import { LOCALE_NAMES, LOCALES, localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { type MeasureName, nearMeasures } from '@/lib/queries/measures';
import { currentRelease } from '@/lib/queries/releases';
import { nearestWords } from '@/lib/view-state/audit';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator(await readLocale(params)).t('pages.missing.metaTitle'), robots: 'noindex' };
}

/** What a reader sees at an address that is none; proxy.ts leads here with status 404. */
export default async function MissingPage({ params, searchParams }: Props) {
  const locale = await readLocale(params);
  const { measure, country, event, chart, path, here } = await searchParams;
  const tr = translator(locale);
  const db = await getDatabase();
  const release = await currentRelease(db);
  return (
    <Shell locale={locale} here={readHere(here)} release={release}>
      {typeof measure === 'string' ? (
        <Notice title={tr.t('pages.missing.titleMeasure', { id: shownValue(measure) })}>
          <NearMeasures near={await nearMeasures(db, measure, 5)} release={release} tr={tr} />
        </Notice>
      ) : typeof country === 'string' ? (
        <Notice title={tr.t('pages.missing.titleCountry', { id: shownValue(country) })}>
          <p>{tr.t('pages.missing.countryHint')}</p>
          <Home path="/countries" message="allCountries" tr={tr} />
        </Notice>
      ) : typeof event === 'string' ? (
        <Notice title={tr.t('pages.missing.titleEvent', { id: shownValue(event) })}>
          <Home path="/timeline" message="allEvents" tr={tr} />
        </Notice>
      ) : typeof chart === 'string' ? (
        <Notice title={tr.t('gallery.missing.title', { slug: shownValue(chart) })}>
          <NearCharts near={nearestWords(chart, CHART_SLUGS)} tr={tr} />
        </Notice>
      ) : (
        <Notice title={tr.t('pages.missing.titlePage')}>
          <p>{tr.t('pages.missing.body', { path: shownValue(typeof path === 'string' ? path : '') })}</p>
          <p>
            {tr.t('pages.missing.languages', {
              list: tr.list(LOCALES.map((other) => `${LOCALE_NAMES[other]} (${localePath(other, '/')})`)),
            })}
          </p>
          <Home path="/" message="home" tr={tr} />
        </Notice>
      )}
    </Shell>
  );
}

function NearMeasures({
  near,
  release,
  tr,
}: {
  near: readonly MeasureName[];
  release: Release;
  tr: Translator;
}) {
  return (
    <>
      {near.length > 0 ? (
        <>
          <p>{tr.t('pages.missing.near')}</p>
          <ul>
            {near.map((candidate) => (
              <li key={candidate.id}>
                <PageLink href={localePath(tr.locale, `/measures/${candidate.id}`)} lang="en">
                  {candidate.name}
                </PageLink>
                {', '}
                {tr.country(candidate.countryIso2, candidate.countryName)}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{tr.t('pages.missing.nearNone', { count: release.counts.measures })}</p>
      )}
      <Home path="/" message="home" tr={tr} />
    </>
  );
}

function NearCharts({ near, tr }: { near: readonly string[]; tr: Translator }) {
  return (
    <>
      <p>{tr.t(`gallery.missing.${near.length > 0 ? 'near' : 'all'}`)}</p>
      <ul>
        {(near.length > 0 ? near : CHART_SLUGS).map((slug) => (
          <li key={slug}>
            <PageLink href={localePath(tr.locale, `/charts/${slug}`)}>{tr.label('chart', slug)}</PageLink>
          </li>
        ))}
      </ul>
      <p>
        <PageLink href={localePath(tr.locale, '/charts')}>{tr.t('gallery.page.all')}</PageLink>
      </p>
    </>
  );
}

function Home({ path, message, tr }: { path: string; message: string; tr: Translator }) {
  return (
    <p>
      <PageLink href={localePath(tr.locale, path)}>{tr.t(`pages.missing.${message}`)}</PageLink>
    </p>
  );
}
