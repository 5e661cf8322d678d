import type { Translator } from '@/lib/i18n/translator';
import styles from './source-refs.module.css';

export type SourceNumbers = ReadonlyMap<string, number>;

/** Numbered references into the page's list of sources: [1] [4]. */
export function SourceRefs({
  ids,
  numbers,
  tr,
}: {
  ids: readonly string[];
  numbers: SourceNumbers;
  tr: Translator;
}) {
  const known = ids
    .map((id) => numbers.get(id))
    .filter((number) => number !== undefined)
    .sort((a, b) => a - b);
  return (
    <span className={styles.refs}>
      {known.map((number) => (
        <a
          key={number}
          href={`#source-${number}`}
          aria-label={tr.t('pages.measure.jumpToSource', { number })}
        >
          [{number}]
        </a>
      ))}
    </span>
  );
}
