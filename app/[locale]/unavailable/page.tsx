import type { Metadata } from 'next';
import { readHere, readLocale } from '@/app/_components/shell/locale';
import { Notice } from '@/app/_components/shell/Notice';
import { Shell } from '@/app/_components/shell/Shell';
import { UNAVAILABLE_REASONS } from '@/db/client';
import { isOneOf } from '@/lib/domain/codes';
import { localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator(await readLocale(params)).t('pages.unavailable.metaTitle'), robots: 'noindex' };
}

/** What a reader sees while the database cannot answer; proxy.ts leads here with status 503. Reads no database. */
export default async function UnavailablePage({ params, searchParams }: Props) {
  const locale = await readLocale(params);
  const { why, ...asked } = await searchParams;
  const tr = translator(locale);
  const here = readHere(asked.here);
  return (
    <Shell locale={locale} here={here} release={null}>
      <Notice title={tr.t('pages.unavailable.title')}>
        {isOneOf(UNAVAILABLE_REASONS, why) ? <p>{tr.t(`pages.unavailable.codes.${why}`)}</p> : null}
        <p>{tr.t('pages.unavailable.body')}</p>
        <p>
          <a href={localePath(locale, here)}>{tr.t('pages.unavailable.retry')}</a>
        </p>
      </Notice>
    </Shell>
  );
}
