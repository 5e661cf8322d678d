import styles from './reference.module.css';

/** Head of a reference page: headline, deck, and what belongs directly under it. */
export function PageHead({
  title,
  deck,
  children,
}: {
  title: string;
  deck: string;
  children?: React.ReactNode;
}) {
  return (
    <header className={styles.head}>
      <h1>{title}</h1>
      <p className={styles.deck}>{deck}</p>
      {children}
    </header>
  );
}
