import type { Metadata } from 'next';
import { Dashboard } from '@/app/_components/dashboard/Dashboard';
import { dashboardMetadata } from '@/app/_components/dashboard/metadata';
import { readLocale } from '@/app/_components/shell/locale';

/** Made again in the background at most every five seconds, so that newly loaded data shows without a restart. */
export const revalidate = 5;

interface Props {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return dashboardMetadata(await readLocale(params));
}

/** `/`, `/fr`: the dashboard as it starts. An address with a query is `view/page.tsx`, through proxy.ts. */
export default async function DashboardPage({ params }: Props) {
  return <Dashboard locale={await readLocale(params)} search={{}} />;
}
