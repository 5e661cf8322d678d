import type { CodeExample } from '@/lib/api/snippets';
import { Examples } from './Code';
import styles from './code-use.module.css';

export interface CodeUseWords {
  title: string;
  /** What the call gives. */
  what: string;
  docs: string;
  docsHref: string;
}

/** “Use this in code”: the call to the API that gives what the reader sees. Folded; no script. */
export function CodeUse({ examples, words }: { examples: readonly CodeExample[]; words: CodeUseWords }) {
  return (
    <details className={styles.use} suppressHydrationWarning>
      <summary>{words.title}</summary>
      <p className={styles.what}>
        {words.what} <a href={words.docsHref}>{words.docs}</a>
      </p>
      <Examples examples={examples} />
    </details>
  );
}
