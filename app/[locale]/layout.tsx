import type { Metadata, Viewport } from 'next';
import { knownOrigin } from '@/app/_data/origin';
import { fontClasses } from '@/app/fonts';
import '@/app/globals.css';
import { LateFaces } from '@/app/_components/shell/LateFaces';
import { PageLinks } from '@/app/_components/shell/PageLinks';
import { Pieces } from '@/app/_components/shell/Pieces';
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales';

const origin = knownOrigin();

export const metadata: Metadata = {
  title: { template: '%s · Muster', default: 'Muster' },
  // Networks want the addresses of cards whole.
  ...(origin !== '' && { metadataBase: new URL(origin) }),
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#14161a' },
  ],
};

/** Made from the release that is current when a reader asks; the server around the pages keeps them while it is. */
export const dynamic = 'force-dynamic';

export default async function RootLayout({
  children,
  params,
}: {
  children: React.ReactNode;
  params: Promise<{ locale: string }>;
}) {
  const { locale } = await params;
  return (
    <html lang={isLocale(locale) ? locale : DEFAULT_LOCALE} className={fontClasses}>
      <body>
        {children}
        <PageLinks />
        <Pieces />
        <LateFaces />
      </body>
    </html>
  );
}
