import { HowToCite } from '@/app/_components/cite/HowToCite';
import { CodeUse } from '@/app/_components/code-use/CodeUse';
import { codeUseWords } from '@/app/_components/code-use/words';
import { Choice } from '@/app/_components/controls/Choice';
import { CsvLinks } from '@/app/_components/controls/CsvLinks';
import controls from '@/app/_components/controls/controls.module.css';
import { FilterActions } from '@/app/_components/controls/FilterActions';
import { Pages } from '@/app/_components/controls/Pages';
import { Problems } from '@/app/_components/controls/Problems';
import { countryOptions } from '@/app/_components/reference/options';
import { PageHead } from '@/app/_components/reference/PageHead';
import reference from '@/app/_components/reference/reference.module.css';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { Still } from '@/app/_components/still/Still';
import { siteOrigin } from '@/app/_data/origin';
import { API_PATH } from '@/lib/api/ask';
import { codeExamples } from '@/lib/api/snippets';
import { SOURCE_KINDS } from '@/lib/domain/codes';
import { INTL_TAGS, type Locale, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import type { SearchParamsInput } from '@/lib/view-state/audit';
import { MAX_QUERY_LENGTH } from '@/lib/view-state/measures';
import { problemMessages } from '@/lib/view-state/problems';
import { ALL_SOURCES, sourcesCsvHref, sourcesHref } from '@/lib/view-state/sources';
import { loadSources, PAGE_SIZE } from './load';
import { SourceEntry } from './SourceEntry';
import styles from './sources.module.css';

/** `/sources`: every document behind the data, searchable, each with what it supports. */
export async function SourcesPage({ locale, search }: { locale: Locale; search: SearchParamsInput }) {
  const tr = translator(locale);
  const { state, problems, countries, release, facets, matching, ofAnyKind, shown, support, page } =
    await loadSources(search);
  const path = localePath(locale, '/sources');
  const languages = new Intl.DisplayNames(INTL_TAGS[locale], { type: 'language' });
  const collator = new Intl.Collator(locale);
  const { page: _page, ...filter } = state;
  const filtered = sourcesHref('', { ...state, page: 1 }) !== sourcesHref('', ALL_SOURCES);
  const kinds = SOURCE_KINDS.map((kind) => ({
    kind,
    count: ofAnyKind.filter((source) => source.kind === kind).length,
  }));
  return (
    <Shell locale={locale} here={sourcesHref('/sources', state)} release={release}>
      <PageHead
        title={tr.t('sources.title')}
        deck={tr.t('sources.deck', { count: release.counts.sources })}
      />
      <Problems messages={problemMessages(problems, { countries }, tr)} tr={tr} />
      <form action={path} className={controls.filter} aria-label={tr.t('sources.filter.legend')}>
        <label className={controls.search}>
          <span>{tr.t('sources.filter.q')}</span>
          <input
            type="search"
            name="q"
            defaultValue={state.q}
            key={state.q}
            maxLength={MAX_QUERY_LENGTH}
            placeholder={tr.t('sources.filter.qPlaceholder')}
          />
        </label>
        <Choice
          name="kind"
          label={tr.t('sources.filter.kind')}
          any={tr.t('pages.filter.any')}
          options={SOURCE_KINDS.map((kind) => ({ value: kind, label: tr.label('sourceKind', kind) }))}
          chosen={state.kinds}
        />
        <Choice
          name="countries"
          label={tr.t('sources.filter.country')}
          any={tr.t('pages.filter.allCountries')}
          options={countryOptions(countries, tr)}
          chosen={state.countries}
        />
        <Choice
          name="language"
          label={tr.t('sources.filter.language')}
          any={tr.t('pages.filter.any')}
          options={facets.languages
            .map(({ language }) => ({ value: language, label: languages.of(language) ?? language }))
            .sort((a, b) => collator.compare(a.label, b.label))}
          chosen={state.languages}
        />
        <Choice
          name="year"
          label={tr.t('sources.filter.year')}
          any={tr.t('pages.filter.any')}
          options={facets.years.map(({ year }) => ({
            value: year,
            label: year === 'undated' ? tr.t('sources.undated') : year,
          }))}
          chosen={state.years}
        />
        <FilterActions clearHref={filtered ? path : null} tr={tr} />
      </form>
      <Still>
        <ul className={styles.kinds} aria-label={tr.t('sources.byKind')}>
          {kinds.map(({ kind, count }) => (
            <li key={kind}>
              {count > 0 ? (
                <PageLink
                  href={sourcesHref(path, { ...state, kinds: [kind], page: 1 })}
                  keepsPlace
                  aria-current={state.kinds.length === 1 && state.kinds[0] === kind ? 'true' : undefined}
                >
                  {tr.label('sourceKind', kind)}
                </PageLink>
              ) : (
                <span className="soft">{tr.label('sourceKind', kind)}</span>
              )}{' '}
              <span className={styles.count}>{tr.number(count)}</span>
            </li>
          ))}
        </ul>
      </Still>
      <div className={reference.result}>
        <p role="status" className={reference.sentence}>
          {tr.t('sources.found', { count: matching.length, all: release.counts.sources })}
        </p>
        {matching.length > 0 ? (
          <CsvLinks
            count={matching.length}
            words={tr.t('sources.csvOf', { count: matching.length })}
            hrefOf={(options) => sourcesCsvHref('/sources.csv', { ...filter, ...options, lang: locale })}
            others={{
              xlsx: sourcesCsvHref('/sources.xlsx', { ...filter, lang: locale }),
              json: sourcesCsvHref('/sources.json', { ...filter, lang: locale }),
            }}
            tr={tr}
          />
        ) : null}
      </div>
      <Still>
        {shown.length === 0 ? (
          <div className={reference.empty}>
            <p>{tr.t('sources.empty')}</p>
          </div>
        ) : (
          <ol className={styles.list}>
            {shown.map((source) => {
              const supported = support.get(source.id);
              if (!supported) throw new Error(`source ${source.id}: what it supports was not read`);
              return <SourceEntry key={source.id} source={source} support={supported} tr={tr} />;
            })}
          </ol>
        )}
        <Pages
          page={page}
          pageSize={PAGE_SIZE}
          total={matching.length}
          hrefOf={(number) => sourcesHref(path, { ...state, page: number })}
          tr={tr}
        />
        <p className="soft small">
          {tr.t('sources.series')}{' '}
          <PageLink href={`${localePath(locale, '/codebook')}#series`}>{tr.t('sources.seriesLink')}</PageLink>
        </p>
      </Still>
      <CodeUse
        examples={codeExamples(
          `${siteOrigin()}${sourcesHref(`${API_PATH}/sources`, { ...state, page: 1 })}`,
          'list',
        )}
        words={codeUseWords('sources', tr)}
      />
      <HowToCite address={sourcesHref(path, state)} />
    </Shell>
  );
}
