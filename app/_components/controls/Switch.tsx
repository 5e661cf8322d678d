import { PageLink } from '@/app/_components/shell/PageLink';
import styles from './controls.module.css';

export interface SwitchChoice {
  key: string;
  words: string;
  /** null for what is shown now. */
  href: string | null;
  /** The language of the words and of the page they lead to, where it is another: such a link loads the page anew. */
  lang?: string;
}

/** One of a few ways to show the same thing, as links: what is shown now is in bold. `inline`: small, over a chart. */
export function Switch({
  label,
  name = label,
  choices,
  inline = false,
}: {
  label: string;
  /** What it is called where the page has another of the same label. */
  name?: string;
  choices: readonly SwitchChoice[];
  inline?: boolean;
}) {
  return (
    <nav className={inline ? styles.switchInline : styles.switch} aria-label={name}>
      <span>{label}</span>
      <ul>
        {choices.map(({ key, words, href, lang }) => (
          <li key={key}>
            {href === null ? (
              <span aria-current="true">{words}</span>
            ) : lang === undefined ? (
              <PageLink href={href} keepsPlace>
                {words}
              </PageLink>
            ) : (
              <a href={href} hrefLang={lang} lang={lang}>
                {words}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
