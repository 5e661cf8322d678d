import type { Metadata } from 'next';
import { Dashboard } from '@/app/_components/dashboard/Dashboard';
import { dashboardMetadata } from '@/app/_components/dashboard/metadata';
import { readLocale } from '@/app/_components/shell/locale';

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return dashboardMetadata(await readLocale(params), await searchParams);
}

/** `/`, `/fr`, `/?…`: the dashboard in the view of its address. */
export default async function DashboardPage({ params, searchParams }: Props) {
  return <Dashboard locale={await readLocale(params)} search={await searchParams} />;
}
