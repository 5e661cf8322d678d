'use client';

import { useParams } from 'next/navigation';
import styles from '@/app/_components/shell/shell.module.css';
import { ERROR_WORDS } from '@/lib/i18n/errors';
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales';

/** What a reader sees when making a page failed. A client component because React's error boundaries are. */
export default function ErrorPage({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const { locale } = useParams<{ locale: string }>();
  const errors = ERROR_WORDS[isLocale(locale) ? locale : DEFAULT_LOCALE];
  return (
    <main className={`page ${styles.notice}`}>
      <h1>{errors.title}</h1>
      <p>{errors.body}</p>
      <p>
        <button type="button" onClick={reset}>
          {errors.retry}
        </button>
      </p>
    </main>
  );
}
