import type { CodeExample } from '@/lib/api/snippets';
import styles from './code-use.module.css';

/** Code to copy. A long line wraps where it is read and stays one line where it is pasted. */
export function Code({ code }: { code: string }) {
  return (
    <pre className={styles.code}>
      <code translate="no">{code}</code>
    </pre>
  );
}

/** A call in every language, one below the other. */
export function Examples({ examples }: { examples: readonly CodeExample[] }) {
  return (
    <dl className={styles.examples}>
      {examples.map(({ language, code }) => (
        <div key={language}>
          <dt translate="no">{language}</dt>
          <dd>
            <Code code={code} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
