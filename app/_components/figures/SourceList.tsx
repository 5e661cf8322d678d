import type { Source } from '@/lib/domain/records';
import { formatDate } from '@/lib/i18n/format';
import { INTL_TAGS } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import styles from './source-list.module.css';

/** The numbered list of sources that the references of a page point to. */
export function SourceList({ sources, tr }: { sources: readonly Source[]; tr: Translator }) {
  const languages = new Intl.DisplayNames(INTL_TAGS[tr.locale], { type: 'language' });
  return (
    <ol className={styles.list}>
      {sources.map((source, index) => {
        const published = formatDate(source.publishedOn, tr);
        return (
          <li key={source.id} id={`source-${index + 1}`}>
            <span className={styles.number}>[{index + 1}]</span>
            <p>
              <a href={source.url} rel="noreferrer" lang={source.language}>
                {source.title}
              </a>
              <span className={styles.about}>
                <span lang="en">{source.publisher}</span>
                {' · '}
                {published
                  ? tr.t('pages.measure.published', { date: published })
                  : tr.t('pages.measure.publishedUnknown')}
                {' · '}
                {tr.label('sourceKind', source.kind)}
                {' · '}
                {languages.of(source.language) ?? source.language}
              </span>
            </p>
          </li>
        );
      })}
    </ol>
  );
}
