import { ChartFigure } from '@/app/_components/charts/ChartFigure';
import { HowToCite } from '@/app/_components/cite/HowToCite';
import { CodeUse } from '@/app/_components/code-use/CodeUse';
import { codeUseWords } from '@/app/_components/code-use/words';
import { Problems } from '@/app/_components/controls/Problems';
import { SeriesSourceList } from '@/app/_components/countries/SeriesSourceList';
import { SourceList } from '@/app/_components/figures/SourceList';
import type { SourceNumbers } from '@/app/_components/figures/SourceRefs';
import { PageHead } from '@/app/_components/reference/PageHead';
import { Section } from '@/app/_components/reference/Section';
import { Shell } from '@/app/_components/shell/Shell';
import { Still } from '@/app/_components/still/Still';
import { siteOrigin } from '@/app/_data/origin';
import { API_PATH } from '@/lib/api/ask';
import { codeExamples } from '@/lib/api/snippets';
import { buildChart } from '@/lib/charts/build';
import { assignCountryColours } from '@/lib/charts/palette';
import { formatTimestampDay } from '@/lib/i18n/format';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import type { SearchParamsInput } from '@/lib/view-state/audit';
import { chartHref, chartPageHref } from '@/lib/view-state/charts';
import { compareHref, readCompare } from '@/lib/view-state/compare';
import { problemMessages } from '@/lib/view-state/problems';
import { CompareControls } from './CompareControls';
import { CompareFiles } from './CompareFiles';
import { ComparisonTable } from './ComparisonTable';
import styles from './compare.module.css';
import { comparisonTitle, derivedRecords, loadComparison, selectionMessages } from './load';
import { PastStatement } from './PastStatement';

/** The charts that show a comparison; budgets as a whole and the years of each measure beside them. */
const CHARTS = [
  { slug: 'intake-targets', widths: 'full' },
  { slug: 'budgets', widths: 'half' },
  { slug: 'timeline', widths: 'half' },
] as const;

/** `/compare` in a language, for the view that the address asks for. */
export async function ComparePage({ locale, search }: { locale: Locale; search: SearchParamsInput }) {
  const tr = translator(locale);
  const today = new Date().toISOString().slice(0, 10);
  const view = await loadComparison((known) => readCompare(search, known), today);
  const { state, problems, known, comparison, chartInput, sources, seriesSources, release } = view;
  const path = localePath(locale, '/compare');
  const tones = assignCountryColours(state.countries);
  const numbers: SourceNumbers = new Map(
    [...sources, ...seriesSources].map(({ id }, index) => [id, index + 1]),
  );
  const names = tr.list(comparison.columns.map(({ country }) => tr.country(country.iso2, country.name)));
  const selection = selectionMessages(view, tr);
  const shown = comparison.columns.flatMap(({ measure }) => (measure ? [measure.id] : []));
  const chartState = {
    countries: state.countries,
    measures: shown,
    money: state.money,
    asOf: state.asOf,
  };
  return (
    <Shell locale={locale} here={compareHref('/compare', state)} release={release}>
      <PageHead title={comparisonTitle(comparison.columns.length, names, tr)} deck={tr.t('compare.deck')} />
      <Problems messages={problemMessages(problems, known, tr)} tr={tr} />
      {selection.length > 0 ? (
        <ul className={styles.selection}>
          {selection.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      ) : null}
      {comparison.past ? (
        <PastStatement
          past={comparison.past}
          todayHref={compareHref(path, { ...state, asOf: null })}
          tr={tr}
        />
      ) : null}
      {state.asOf !== null && comparison.past === null && state.asOf > today ? (
        <p className={styles.selection}>
          {tr.t('compare.past.notYet', { day: formatTimestampDay(state.asOf, tr) })}
        </p>
      ) : null}
      <Still>
        <CompareControls view={view} tones={tones} path={path} tr={tr} />
      </Still>
      <CompareFiles state={state} tr={tr} />
      <Still>
        <ComparisonTable
          comparison={comparison}
          state={state}
          caption={tr.t('compare.table.caption', { names })}
          path={path}
          tones={tones}
          numbers={numbers}
          records={derivedRecords(view, tr)}
          tr={tr}
        />
      </Still>
      <CodeUse
        examples={codeExamples(figuresHref(state.countries, shown, state.asOf), 'list')}
        words={codeUseWords('observations', tr)}
      />
      <HowToCite address={compareHref(path, state)} />
      {shown.length > 0 ? (
        <Section id="charts" title={tr.t('compare.charts.title')}>
          <div className={styles.charts}>
            {CHARTS.map(({ slug, widths }) => {
              const own = { ...chartState, ...(slug === 'intake-targets' && { mode: state.mode }) };
              return (
                <div key={slug} className={styles[widths]}>
                  <ChartFigure
                    spec={buildChart(slug, chartInput, own, { locale, today })}
                    dataHref={chartHref(slug, '.json', { ...own, lang: locale })}
                    csvHref={chartHref(slug, '.csv', { ...own, lang: locale })}
                    pageHref={chartPageHref(slug, { ...own, lang: locale })}
                    sources={[...chartInput.sources, ...chartInput.seriesSources]}
                    headingLevel={3}
                    widths={widths}
                  />
                </div>
              );
            })}
          </div>
        </Section>
      ) : null}
      <Section id="sources" title={tr.t('compare.sourcesTitle')}>
        <p className="soft">{tr.t('compare.sourcesDeck')}</p>
        <Still>
          <SourceList sources={sources} tr={tr} />
          <SeriesSourceList sources={seriesSources} numbers={numbers} tr={tr} />
        </Still>
      </Section>
    </Shell>
  );
}

/** The figures of the measures compared, in the API; of the countries where no measure is. */
function figuresHref(countries: readonly string[], measures: readonly string[], asOf: string | null): string {
  const of = measures.length > 0 ? `measures=${measures.join(',')}` : `countries=${countries.join(',')}`;
  return `${siteOrigin()}${API_PATH}/observations?${of}${asOf === null ? '' : `&asOf=${asOf}`}`;
}
