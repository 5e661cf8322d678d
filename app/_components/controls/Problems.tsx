import type { Translator } from '@/lib/i18n/translator';
import styles from './controls.module.css';

/** What of the address was not understood, and what exists instead. Nothing when all was. */
export function Problems({ messages, tr }: { messages: readonly string[]; tr: Translator }) {
  if (messages.length === 0) return null;
  return (
    <section className={styles.problems} aria-labelledby="problems-title">
      <h2 id="problems-title">{tr.t('view.problem.heading', { count: messages.length })}</h2>
      <ul>
        {messages.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
      <p>{tr.t('view.problem.rest')}</p>
    </section>
  );
}
