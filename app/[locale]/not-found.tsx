import { Notice } from '@/app/_components/shell/Notice';
import { ERROR_WORDS } from '@/lib/i18n/errors';
import { LOCALES, localePath } from '@/lib/i18n/locales';

/** For the few addresses that proxy.ts does not look at (they end in a suffix of ours and are no file): every language. */
export default function NotFound() {
  return (
    <main className="page">
      {LOCALES.map((locale) => (
        <div key={locale} lang={locale}>
          <Notice title={ERROR_WORDS[locale].notFoundTitle}>
            <p>
              <a href={localePath(locale, '/')}>{ERROR_WORDS[locale].home}</a>
            </p>
          </Notice>
        </div>
      ))}
    </main>
  );
}
