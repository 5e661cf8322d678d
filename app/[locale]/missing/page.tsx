import type { Metadata } from 'next';
import Link from 'next/link';
import { readLocale } from '@/app/_components/shell/locale';
import { Notice } from '@/app/_components/shell/Notice';
import { Shell } from '@/app/_components/shell/Shell';
import { getDatabase } from '@/db/client';
import { LOCALE_NAMES, LOCALES, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { nearMeasures } from '@/lib/queries/measures';
import { currentRelease } from '@/lib/queries/releases';
import { shownValue } from '@/lib/view-state/audit';

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
  const { measure, path } = await searchParams;
  const tr = translator(locale);
  const db = await getDatabase();
  const release = await currentRelease(db);
  const wanted = shownValue(typeof measure === 'string' ? measure : typeof path === 'string' ? path : '');
  const near = await nearMeasures(db, wanted, 5);
  return (
    <Shell locale={locale} here="/" release={release}>
      <Notice
        title={
          typeof measure === 'string'
            ? tr.t('pages.missing.titleMeasure', { id: wanted })
            : tr.t('pages.missing.titlePage')
        }
      >
        {typeof measure === 'string' ? null : <p>{tr.t('pages.missing.body', { path: wanted })}</p>}
        {near.length > 0 ? (
          <>
            <p>{tr.t('pages.missing.near')}</p>
            <ul>
              {near.map((candidate) => (
                <li key={candidate.id}>
                  <Link href={localePath(locale, `/measures/${candidate.id}`)} prefetch={false} lang="en">
                    {candidate.name}
                  </Link>
                  {', '}
                  {tr.country(candidate.countryIso2, candidate.countryName)}
                </li>
              ))}
            </ul>
          </>
        ) : typeof measure === 'string' ? (
          <p>{tr.t('pages.missing.nearNone', { count: release.counts.measures })}</p>
        ) : (
          <p>
            {tr.t('pages.missing.languages', {
              list: tr.list(LOCALES.map((other) => `${LOCALE_NAMES[other]} (${localePath(other, '/')})`)),
            })}
          </p>
        )}
        <p>
          <Link href={localePath(locale, '/')} prefetch={false}>
            {tr.t('pages.missing.home')}
          </Link>
        </p>
      </Notice>
    </Shell>
  );
}
