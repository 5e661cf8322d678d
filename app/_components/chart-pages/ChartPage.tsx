import { ChartFigure } from '@/app/_components/charts/ChartFigure';
import { CodeUse } from '@/app/_components/code-use/CodeUse';
import { codeUseWords } from '@/app/_components/code-use/words';
import { Problems } from '@/app/_components/controls/Problems';
import { Section } from '@/app/_components/reference/Section';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { Still } from '@/app/_components/still/Still';
import type { ChartView } from '@/app/_data/chart';
import { siteOrigin } from '@/app/_data/origin';
import { codeExamples } from '@/lib/api/snippets';
import { CHART_SLUGS, type ChartSlug } from '@/lib/domain/codes';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { chartHref, chartPageHref, usualCountries } from '@/lib/view-state/charts';
import { compareHref, MAX_COMPARED, MIN_COMPARED } from '@/lib/view-state/compare';
import { problemMessages } from '@/lib/view-state/problems';
import { ChartControls, CONTROLS } from './ChartControls';
import { ChartData } from './ChartData';
import styles from './chart-pages.module.css';
import { chartOfPage, measuresOf } from './load';

/** More countries than this are counted, not named. */
const NAMED_COUNTRIES = 4;

/** `/charts/{slug}` in a language: a chart by itself, in the view of its address, with all that changes it. */
export async function ChartPage({ locale, slug, query }: { locale: Locale; slug: ChartSlug; query: string }) {
  const tr = translator(locale);
  const view = await chartOfPage(slug, query, locale);
  const { state, problems, known, spec, sources, release } = view;
  return (
    <Shell locale={locale} here={chartPageHref(slug, { ...state, lang: undefined })} release={release}>
      <header className={styles.head}>
        <p className={styles.ways}>
          <PageLink href={localePath(locale, '/charts')}>{tr.t('gallery.page.all')}</PageLink>
          <a href={`#${CONTROLS}`}>{tr.t('gallery.page.controls')}</a>
        </p>
        <h1>{tr.label('chart', slug)}</h1>
        <p className="soft">{tr.t(`gallery.what.${slug}`)}</p>
      </header>
      <Problems messages={problemMessages(problems, known, tr)} tr={tr} />
      <ChartFigure
        spec={spec}
        controls={<ChartControls slug={slug} view={view} tr={tr} />}
        dataHref={chartHref(slug, '.json', state)}
        csvHref={chartHref(slug, '.csv', state)}
        sources={sources}
        headingLevel={2}
        widths="full"
        unfolded
      />
      <CodeUse
        examples={codeExamples(
          `${siteOrigin()}${chartHref(slug, '.json', { ...state, title: null, subtitle: null })}`,
          'entry',
        )}
        words={codeUseWords('chart', tr)}
      />
      <ChartData view={view} tr={tr} />
      <Section id="onward" title={tr.t('gallery.page.related')}>
        <Still>
          <Onward slug={slug} view={view} tr={tr} />
        </Still>
      </Section>
    </Shell>
  );
}

/** Where the same countries and measures stand elsewhere. */
function Onward({ slug, view, tr }: { slug: ChartSlug; view: ChartView; tr: Translator }) {
  const { state, known } = view;
  const { countries, asOf } = state;
  const nameOf = (iso2: string) =>
    tr.country(iso2, known.countries.find((country) => country.iso2 === iso2)?.name ?? iso2);
  const measures = measuresOf(view);
  // A chart of all countries names none, and leaves the choice to the others.
  const countriesFor = (other: ChartSlug) =>
    countries.length === 0 || usualCountries(other).length === 0 ? undefined : countries;
  return (
    <div className={styles.onward}>
      {measures.length > 0 ? (
        <div>
          <h3>{tr.t('gallery.page.measuresDrawn')}</h3>
          <ul>
            {measures.map(({ id, name, countryIso2 }) => (
              <li key={id}>
                {nameOf(countryIso2)}
                {tr.mark(':')}{' '}
                <PageLink href={localePath(tr.locale, `/measures/${id}`)} lang="en">
                  {name}
                </PageLink>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div>
        <h3>{tr.t('gallery.page.otherCharts')}</h3>
        <ul>
          {CHART_SLUGS.filter((other) => other !== slug).map((other) => (
            <li key={other}>
              <PageLink
                href={chartPageHref(other, { countries: countriesFor(other), asOf, lang: tr.locale })}
              >
                {tr.label('chart', other)}
              </PageLink>
            </li>
          ))}
          {countries.length >= MIN_COMPARED && countries.length <= MAX_COMPARED ? (
            <li>
              <PageLink href={compareHref(localePath(tr.locale, '/compare'), { countries, asOf })}>
                {countries.length > NAMED_COUNTRIES
                  ? tr.t('gallery.page.compareMany', { count: countries.length })
                  : tr.t('gallery.page.compare', { names: tr.list(countries.map(nameOf)) })}
              </PageLink>
            </li>
          ) : null}
        </ul>
      </div>
    </div>
  );
}
