import { Problems } from '@/app/_components/controls/Problems';
import { Shell } from '@/app/_components/shell/Shell';
import { SiteData } from '@/app/_components/structured/SiteData';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import type { SearchParamsInput } from '@/lib/view-state/audit';
import { Explorer } from './Explorer';
import styles from './explorer.module.css';
import { loadExplorer } from './load';
import { explorerStrings } from './strings';

/** The explorer in a language, for the view that the address asks for. */
export async function ExplorerPage({ locale, search }: { locale: Locale; search: SearchParamsInput }) {
  const tr = translator(locale);
  const { answer, messages, release } = await loadExplorer(search, tr);
  const { query } = answer.meta;
  return (
    <Shell locale={locale} here={`/measures${query === '' ? '' : `?${query}`}`} release={release}>
      <header className={styles.head}>
        <h1>{tr.t('explorer.title')}</h1>
        <p className={styles.deck}>{tr.t('explorer.deck', { count: release.counts.measures })}</p>
      </header>
      <Explorer
        first={answer}
        path={localePath(locale, '/measures')}
        understood={messages.length === 0}
        problems={<Problems messages={messages} tr={tr} />}
        strings={explorerStrings(tr)}
      />
      <SiteData locale={locale} part="measures" page="/measures" />
    </Shell>
  );
}
