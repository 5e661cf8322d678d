import type { Metadata } from 'next';
import { AboutPage } from '@/app/_components/about/AboutPage';
import { sectionMetadata } from '@/app/_components/reference/metadata';
import { readLocale } from '@/app/_components/shell/locale';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return sectionMetadata(await readLocale(params), 'about', await searchParams);
}

/** `/about`, `/fr/about` */
export default async function Page({ params, searchParams }: Props) {
  return <AboutPage locale={await readLocale(params)} search={await searchParams} />;
}
