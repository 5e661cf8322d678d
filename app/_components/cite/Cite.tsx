import styles from './cite.module.css';

/** How to cite a page in the view shown. */
export interface PageCitation {
  /** The citation as a sentence, to select and copy. */
  text: string;
  /** The same as files for reference managers. */
  links: { label: string; href: string }[];
}

export interface CiteWords {
  title: string;
  /** Why the sentence has no day of access and the files have. */
  days: string;
}

/** “How to cite this page”: a sentence that one click selects, and the files. Folded; no script. */
export function Cite({ citation, words }: { citation: PageCitation; words: CiteWords }) {
  return (
    <details className={styles.cite} suppressHydrationWarning>
      <summary>{words.title}</summary>
      <p className={styles.text}>{citation.text}</p>
      <ul className={styles.links}>
        {citation.links.map(({ label, href }) => (
          <li key={label}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
      <p className="soft small">{words.days}</p>
    </details>
  );
}
