import { type SourceNumbers, SourceRefs } from '@/app/_components/figures/SourceRefs';
import type { Derived } from '@/lib/domain/derived';
import { type DerivedRecords, derivedWords, refusalWords } from '@/lib/i18n/derived-words';
import type { Translator } from '@/lib/i18n/translator';
import styles from './derived.module.css';

/**
 * A figure that Muster computed: the rounded value, which opens to its formula, the formula with the numbers put in, every
 * input with its sources, what to know about it and how it was rounded. A figure that is refused says why. `records`
 * must hold every observation that the figure names; `numbers` is the page's numbering of sources (SourceList).
 */
export function DerivedFigure({
  derived,
  records,
  numbers,
  tr,
}: {
  derived: Derived;
  records: DerivedRecords;
  numbers: SourceNumbers;
  tr: Translator;
}) {
  if (!derived.ok) return <span className={styles.refused}>{refusalWords(derived.reason, tr)}</span>;
  const words = derivedWords(derived.figure, records, tr);
  return (
    <details className={styles.derived}>
      <summary>
        <span className={styles.value}>{words.value}</span>{' '}
        <span className={styles.how}>{tr.t('derived.display.how')}</span>
      </summary>
      <div className={styles.opened}>
        <p>
          <strong>{words.name}</strong> = {words.formula}
        </p>
        {words.workings.map((working) => (
          <p key={working} className={styles.working}>
            {working}
          </p>
        ))}
        <ul className={styles.inputs} aria-label={tr.t('derived.display.from')}>
          {words.inputs.map(({ text, scope, sourceIds }) => (
            <li key={`${text} ${scope ?? ''} ${sourceIds.join()}`}>
              {text}
              {scope === null ? null : (
                <>
                  {`${tr.mark(';')} `}
                  {tr.t('derived.input.scope', { scope: '' })}
                  <span lang="en">{scope}</span>
                </>
              )}{' '}
              <SourceRefs ids={sourceIds} numbers={numbers} tr={tr} />
            </li>
          ))}
        </ul>
        {words.caveats.map((caveat) => (
          <p key={caveat}>{caveat}</p>
        ))}
        <p>{words.rounding}</p>
      </div>
    </details>
  );
}
