import type { SourceNumbers } from '@/app/_components/figures/SourceRefs';
import type { SeriesSource } from '@/lib/domain/records';
import type { Translator } from '@/lib/i18n/translator';
import styles from './countries.module.css';

/** Where the yearly context comes from: numbered on from the other sources, with vintage, licence and limits. */
export function SeriesSourceList({
  sources,
  numbers,
  tr,
}: {
  sources: readonly SeriesSource[];
  numbers: SourceNumbers;
  tr: Translator;
}) {
  if (sources.length === 0) return null;
  return (
    <>
      <h3 className={styles.sub}>{tr.t('countries.sources.series')}</h3>
      <ol className={styles.seriesSources}>
        {sources.map(({ id, title, publisher, url, vintage, licence, notes }) => {
          const number = numbers.get(id);
          return (
            <li key={id} id={`source-${number}`}>
              <span className="soft">[{number}]</span>
              <div>
                <p>
                  <a href={url} rel="noreferrer" lang="en">
                    {title}
                  </a>
                  <span className={styles.aside} lang="en">
                    {publisher} · {vintage}
                  </span>
                  <span className={styles.aside}>
                    {tr.t('countries.sources.licence')} <span lang="en">{licence}</span>
                  </span>
                </p>
                <details>
                  <summary>{tr.t('countries.sources.notes')}</summary>
                  <p lang="en">{notes}</p>
                </details>
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}
