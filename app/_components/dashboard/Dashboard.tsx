import { ChartFigure } from '@/app/_components/charts/ChartFigure';
import { HowToCite } from '@/app/_components/cite/HowToCite';
import { CountryPicker } from '@/app/_components/controls/CountryPicker';
import { CsvLinks } from '@/app/_components/controls/CsvLinks';
import { MeasureFilter } from '@/app/_components/controls/MeasureFilter';
import { Pages } from '@/app/_components/controls/Pages';
import { Problems } from '@/app/_components/controls/Problems';
import { Switch } from '@/app/_components/controls/Switch';
import { MeasureCard } from '@/app/_components/figures/MeasureCard';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { Still } from '@/app/_components/still/Still';
import { SiteData } from '@/app/_components/structured/SiteData';
import { MeasureTable } from '@/app/_components/tables/MeasureTable';
import { buildChart } from '@/lib/charts/build';
import { assignCountryColours } from '@/lib/charts/palette';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import type { SearchParamsInput } from '@/lib/view-state/audit';
import { BUDGET_MODES, chartHref, chartPageHref } from '@/lib/view-state/charts';
import { compareHref } from '@/lib/view-state/compare';
import { dashboardHref, MAX_CHART_COUNTRIES, tableView } from '@/lib/view-state/dashboard';
import { measuresCsvHref, measuresHref } from '@/lib/view-state/measures';
import { DEFAULT_CHART_COUNTRIES } from '@/lib/view-state/parsers';
import { problemMessages } from '@/lib/view-state/problems';
import { sentence } from '@/lib/view-state/sentence';
import { PEOPLE_MODES } from '@/lib/view-state/terms';
import styles from './dashboard.module.css';
import { Facts } from './Facts';
import { loadDashboard, MISSION, PAGE_SIZE } from './load';

/** The three charts that the product is named for: scale targets, budgets, years. */
const CHARTS = [
  { slug: 'intake-targets', width: 'full' },
  { slug: 'budgets', width: 'half' },
  { slug: 'timeline', width: 'half' },
] as const;

/** The dashboard in a language, for the view that the address asks for. */
export async function Dashboard({ locale, search }: { locale: Locale; search: SearchParamsInput }) {
  const tr = translator(locale);
  const view = await loadDashboard(search);
  const { state, problems, countries, release, chartInput, headline, matching, shown, page } = view;
  const path = localePath(locale, '/');
  const here = dashboardHref('/', state);
  const tones = assignCountryColours(state.chartCountries);
  const table = tableView(state);
  const words = sentence(table, matching.length, tr, countries);
  const today = new Date().toISOString().slice(0, 10);
  const charts = CHARTS.map(({ slug, width }) => {
    const mode = slug === 'intake-targets' ? state.mode : slug === 'budgets' ? state.budgets : undefined;
    const chartState = { countries: state.chartCountries, measures: [], mode };
    return { slug, width, chartState, spec: buildChart(slug, chartInput, chartState, { locale, today }) };
  });
  return (
    <Shell locale={locale} here={here} release={release}>
      <header className={styles.hero}>
        <h1>{tr.t('pages.dashboard.title')}</h1>
        <p className={styles.deck}>{tr.t('pages.dashboard.deck', { countries: release.counts.countries })}</p>
        <nav className={styles.mission} aria-label={tr.t('pages.dashboard.missionTitle')}>
          <ul>
            {MISSION.map((id) => (
              <li key={id}>
                <PageLink href={localePath(locale, `/measures/${id}`)}>
                  {tr.t(`pages.dashboard.mission.${id}`)}
                </PageLink>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <Still>
        <Facts release={release} tr={tr} />
      </Still>
      <Problems messages={problemMessages(problems, { countries }, tr)} tr={tr} />
      <div id="charts" className={styles.anchor}>
        <Still>
          <CountryPicker
            countries={countries}
            chosen={state.chartCountries}
            tones={tones}
            here={here}
            action={path}
            resetHref={dashboardHref(path, { ...state, chartCountries: [...DEFAULT_CHART_COUNTRIES] })}
            max={MAX_CHART_COUNTRIES}
            tr={tr}
          />
        </Still>
        <p className={styles.onward}>
          <PageLink href={compareHref(localePath(locale, '/compare'), { countries: state.chartCountries })}>
            {tr.t('pages.dashboard.compare')}
          </PageLink>
        </p>
      </div>
      <section className={`piece ${styles.section}`} aria-labelledby="headline-title">
        <h2 id="headline-title">{tr.t('pages.dashboard.headlineTitle')}</h2>
        <p className="soft">{tr.t('pages.dashboard.headlineDeck')}</p>
        <Still className={styles.cards}>
          {headline.map(({ measure, observations, claimCount }) => (
            <MeasureCard
              key={measure.id}
              measure={measure}
              observations={observations}
              claimCount={claimCount}
              tone={tones.get(measure.countryIso2) ?? null}
              tr={tr}
            />
          ))}
        </Still>
      </section>
      <h2 className="visually-hidden">{tr.t('pages.dashboard.chartsTitle')}</h2>
      <div className={styles.charts}>
        {charts.map(({ slug, width, chartState, spec }) => (
          <div key={slug} className={`piece ${styles[width]}`}>
            {slug === 'intake-targets' ? (
              <Switch
                inline
                choices={PEOPLE_MODES.map((mode) => ({
                  key: mode,
                  href: mode === state.mode ? null : dashboardHref(path, { ...state, mode }),
                  words: tr.t(`charts.switch.${mode}`),
                }))}
                label={tr.t('charts.switch.label')}
              />
            ) : null}
            {slug === 'budgets' ? (
              <Switch
                inline
                choices={BUDGET_MODES.map((mode) => ({
                  key: mode,
                  href: mode === state.budgets ? null : dashboardHref(path, { ...state, budgets: mode }),
                  words: tr.t(`pages.dashboard.${mode === 'total' ? 'budgetsTotal' : 'budgetsAnnual'}`),
                }))}
                label={tr.t('pages.dashboard.budgetsSwitch')}
              />
            ) : null}
            <ChartFigure
              spec={spec}
              dataHref={chartHref(slug, '.json', { ...chartState, lang: locale })}
              csvHref={chartHref(slug, '.csv', { ...chartState, lang: locale })}
              pageHref={chartPageHref(slug, { ...chartState, lang: locale })}
              sources={[...chartInput.sources, ...chartInput.seriesSources]}
              headingLevel={3}
              widths={width}
            />
          </div>
        ))}
      </div>
      <section className={`piece ${styles.section}`} id="measures" aria-labelledby="measures-title">
        <h2 id="measures-title">{tr.t('pages.dashboard.tableTitle')}</h2>
        <p className={styles.onward}>
          <PageLink href={measuresHref(localePath(locale, '/measures'), table)}>
            {tr.t('pages.dashboard.explore')}
          </PageLink>
        </p>
        <Still>
          <MeasureFilter
            state={table}
            countries={countries}
            here={here}
            action={path}
            clearHref={dashboardHref(path, {
              ...state,
              tableCountries: [],
              types: [],
              obligations: [],
              statuses: [],
              q: '',
              page: 1,
            })}
            tr={tr}
          />
        </Still>
        <div className={styles.result}>
          <p role="status" className={styles.sentence}>
            {words}
          </p>
          {matching.length > 0 ? (
            <CsvLinks
              count={matching.length}
              hrefOf={(options) => measuresCsvHref('/measures.csv', { ...table, ...options, lang: locale })}
              tr={tr}
            />
          ) : null}
        </div>
        <Still>
          {matching.length > 0 ? (
            <MeasureTable
              measures={shown}
              caption={words}
              sort={state.sort}
              sortHref={(sort) => dashboardHref(path, { ...state, sort, page: 1 })}
              tr={tr}
            />
          ) : (
            <div className={styles.empty}>
              <p>{tr.t('pages.table.empty')}</p>
              <p className="soft">{tr.t('pages.table.emptyHint')}</p>
            </div>
          )}
          <Pages
            page={page}
            pageSize={PAGE_SIZE}
            total={matching.length}
            hrefOf={(number) => `${dashboardHref(path, { ...state, page: number })}#measures`}
            tr={tr}
          />
          <p className="soft small">{tr.t('pages.table.notes')}</p>
        </Still>
      </section>
      <HowToCite address={dashboardHref(path, state)} />
      <SiteData locale={locale} part="all" page="/" />
    </Shell>
  );
}
