'use client';

import { useParams } from 'next/navigation';
import styles from '@/app/_components/shell/shell.module.css';
import en from '@/messages/en/errors.json';
import fr from '@/messages/fr/errors.json';

/** What a reader sees when making a page failed. A client component because React's error boundaries are. */
export default function ErrorPage({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const { locale } = useParams<{ locale: string }>();
  const { errors } = locale === 'fr' ? fr : en;
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
