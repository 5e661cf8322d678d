import type { ReactNode } from 'react';
import { ChartFigure } from '@/app/_components/charts/ChartFigure';
import { HowToCite } from '@/app/_components/cite/HowToCite';
import { CodeUse } from '@/app/_components/code-use/CodeUse';
import { codeUseWords } from '@/app/_components/code-use/words';
import { Problems } from '@/app/_components/controls/Problems';
import { MeasureCard } from '@/app/_components/figures/MeasureCard';
import { SourceList } from '@/app/_components/figures/SourceList';
import { type SourceNumbers, SourceRefs } from '@/app/_components/figures/SourceRefs';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { Still } from '@/app/_components/still/Still';
import { siteOrigin } from '@/app/_data/origin';
import { API_PATH } from '@/lib/api/ask';
import { codeExamples } from '@/lib/api/snippets';
import { buildChart } from '@/lib/charts/build';
import { assignCountryColours } from '@/lib/charts/palette';
import type { ChartState } from '@/lib/charts/spec';
import { formatTimestampDay } from '@/lib/i18n/format';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { chartHref, chartPageHref } from '@/lib/view-state/charts';
import { countryBriefHref, countryHref } from '@/lib/view-state/country';
import { ALL_MEASURES, measuresCsvHref } from '@/lib/view-state/measures';
import { problemMessages } from '@/lib/view-state/problems';
import { ContextSeries } from './ContextSeries';
import { CountryMeasures } from './CountryMeasures';
import styles from './countries.module.css';
import { HeadFigures } from './HeadFigures';
import { KeyEvents } from './KeyEvents';
import type { CountryView, PastCounts } from './load';
import { SeriesSourceList } from './SeriesSourceList';
import { ServicePatterns, ServiceSwatch } from './ServicePatterns';

/** The charts of a country's page, in this order. */
const COUNTRY_CHARTS = ['intake-targets', 'forces'] as const;
type CountryChart = (typeof COUNTRY_CHARTS)[number];

/** One country: its service model, measures, charts, events and yearly context, with every source. */
export function CountryPage({ locale, view }: { locale: Locale; view: CountryView }) {
  const tr = translator(locale);
  const { state, problems, country, countries, release, measures, observations, past } = view;
  const { sources, seriesSources, chartInput } = view;
  const { iso2 } = country;
  const name = tr.country(iso2, country.name);
  const numbers: SourceNumbers = new Map(
    [...sources, ...seriesSources].map(({ id }, index) => [id, index + 1]),
  );
  const tone = assignCountryColours([iso2]).get(iso2) ?? null;
  const address = `/countries/${iso2.toLowerCase()}`;
  const now = new Date().toISOString().slice(0, 10);
  const today = state.asOf ?? now;
  const headline = measures.filter((measure) => measure.headline);
  // Intake of every measure of the country; its strength by the measures that are about it.
  const chartStates: Readonly<Record<CountryChart, ChartState>> = {
    'intake-targets': { countries: [iso2], measures: measures.map(({ id }) => id), asOf: state.asOf },
    forces: { countries: [iso2], measures: [], asOf: state.asOf },
  };
  return (
    <Shell locale={locale} here={countryHref(address, state)} release={release}>
      <ServicePatterns />
      <Still>
        <header className={styles.head}>
          <p className={styles.kicker}>
            <PageLink href={localePath(locale, '/countries')}>{tr.t('countries.page.all')}</PageLink>{' '}
            <span className="soft">{tr.label('region', country.region)}</span>
          </p>
          <h1 className={tone === null ? undefined : `tone-${tone}`}>{name}</h1>
          <p className={styles.model}>
            <ServiceSwatch model={country.serviceModel} />
            <strong>{tr.label('serviceModel', country.serviceModel)}</strong>
          </p>
          <p className={styles.deck}>
            {country.modelNote === null ? (
              tr.t('countries.page.noModelNote')
            ) : (
              <span lang="en">{country.modelNote}</span>
            )}{' '}
            <SourceRefs ids={country.modelSourceIds} numbers={numbers} tr={tr} />
          </p>
          <Memberships view={view} numbers={numbers} tr={tr} />
        </header>
        <Problems messages={problemMessages(problems, { countries }, tr)} tr={tr} />
        {past ? <PastStatement past={past} todayHref={localePath(locale, address)} tr={tr} /> : null}
        <HeadFigures view={view} numbers={numbers} tr={tr} />
        <Contents
          links={[
            ['measures', tr.t('countries.page.measures', { count: measures.length })],
            ...COUNTRY_CHARTS.map((slug): [string, string] => [slug, tr.t(`countries.page.chart.${slug}`)]),
            ['events', tr.t('countries.events.title')],
            ['context', tr.t('countries.context.title')],
            ['as-known-on', tr.t('countries.past.title')],
            ['files', tr.t('countries.files.title')],
            ['sources', tr.t('pages.measure.sourcesTitle')],
          ]}
          tr={tr}
        />
        <Section id="measures" title={tr.t('countries.page.measures', { count: measures.length })}>
          {measures.length === 0 ? (
            <p>{tr.t(past ? 'countries.page.noMeasuresThen' : 'countries.page.noMeasures')}</p>
          ) : (
            <>
              <div className={styles.cards}>
                {headline.map((measure) => (
                  <MeasureCard
                    key={measure.id}
                    measure={measure}
                    observations={observations.filter(({ measureId }) => measureId === measure.id)}
                    claimCount={view.claims.get(measure.id) ?? 0}
                    tone={tone}
                    tr={tr}
                  />
                ))}
              </div>
              <CountryMeasures
                measures={measures}
                caption={tr.t('countries.page.measuresOf', { country: name })}
                tr={tr}
              />
            </>
          )}
        </Section>
      </Still>
      {COUNTRY_CHARTS.map((slug) => (
        <Section key={slug} id={slug} title={tr.t(`countries.page.chart.${slug}`)}>
          <ChartFigure
            spec={buildChart(slug, chartInput, chartStates[slug], { locale, today: now })}
            dataHref={chartHref(slug, '.json', { ...chartStates[slug], lang: locale })}
            csvHref={chartHref(slug, '.csv', { ...chartStates[slug], lang: locale })}
            pageHref={chartPageHref(slug, { ...chartStates[slug], lang: locale })}
            sources={[...chartInput.sources, ...chartInput.seriesSources]}
            headingLevel={3}
            widths="full"
          />
        </Section>
      ))}
      <Still>
        <Section id="events" title={tr.t('countries.events.title')}>
          <KeyEvents view={view} numbers={numbers} tr={tr} />
        </Section>
        <Section id="context" title={tr.t('countries.context.title')}>
          <ContextSeries view={view} numbers={numbers} today={today} tr={tr} />
        </Section>
      </Still>
      <Section id="as-known-on" title={tr.t('countries.past.title')} quiet>
        <p className="soft">{tr.t('countries.past.what')}</p>
        <form action={localePath(locale, address)} className={styles.dayForm}>
          <label>
            <span>{tr.t('countries.past.day')}</span>
            <input type="date" name="asOf" defaultValue={state.asOf ?? ''} key={state.asOf} required />
          </label>
          <button type="submit">{tr.t('countries.past.submit')}</button>
        </form>
      </Section>
      <Section id="files" title={tr.t('countries.files.title')} quiet>
        <Files iso2={iso2} asOf={state.asOf} tr={tr} />
        <CodeUse
          examples={codeExamples(
            `${siteOrigin()}${countryHref(`${API_PATH}/observations?countries=${iso2}`, state)}`,
            'list',
          )}
          words={codeUseWords('observations', tr)}
        />
        <HowToCite address={countryHref(localePath(locale, address), state)} />
      </Section>
      <Still>
        <Section id="sources" title={tr.t('pages.measure.sourcesTitle')}>
          <p className="soft">{tr.t('pages.measure.sourcesDeck')}</p>
          <SourceList sources={sources} tr={tr} />
          <SeriesSourceList sources={seriesSources} numbers={numbers} tr={tr} />
        </Section>
        <Neighbours view={view} tr={tr} />
      </Still>
    </Shell>
  );
}

function Section({
  id,
  title,
  quiet = false,
  children,
}: {
  id: string;
  title: string;
  quiet?: boolean;
  children: ReactNode;
}) {
  return (
    <section
      className={`piece ${styles.section} ${quiet ? (styles.quiet ?? '') : ''}`}
      id={id}
      aria-labelledby={`${id}-title`}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

function Contents({ links, tr }: { links: readonly [id: string, title: string][]; tr: Translator }) {
  return (
    <nav aria-label={tr.t('countries.page.contents')}>
      <ul className={styles.contents}>
        {links.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface PartProps {
  view: CountryView;
  numbers: SourceNumbers;
  tr: Translator;
}

function Memberships({ view: { country }, numbers, tr }: PartProps) {
  if (country.memberships.length === 0) {
    return <p className="soft">{tr.t('countries.page.noMembership')}</p>;
  }
  return (
    <ul className={styles.memberships}>
      {country.memberships.map(({ organisation, since, until, note, sourceId }) => (
        <li key={`${organisation} ${since}`}>
          {tr.t(until === null ? 'countries.page.memberSince' : 'countries.page.memberUntil', {
            organisation: tr.label('organisation', organisation),
            since: String(since),
            until: String(until),
          })}{' '}
          <SourceRefs ids={[sourceId]} numbers={numbers} tr={tr} />
          {note === null ? null : (
            <span className={styles.aside} lang="en">
              {note}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Says that this is a past view, by which rule, and what it leaves out. */
function PastStatement({ past, todayHref, tr }: { past: PastCounts; todayHref: string; tr: Translator }) {
  const { day, laterMeasures, laterFigures, figuresByPublication, undatableFigures, laterEvents } = past;
  return (
    <section className={styles.past} aria-labelledby="past-title">
      <h2 id="past-title">{tr.t('countries.past.statement', { day: formatTimestampDay(day, tr) })}</h2>
      <p>
        {tr.t('countries.past.leftOut', {
          measures: laterMeasures,
          figures: laterFigures,
          events: laterEvents,
        })}
      </p>
      <p className="soft">{tr.t('countries.past.rule')}</p>
      <p className="soft">
        {tr.t('countries.past.undated', { published: figuresByPublication, undatable: undatableFigures })}
      </p>
      <p className="soft">{tr.t('countries.past.notPast')}</p>
      <p>
        <PageLink href={todayHref}>{tr.t('countries.past.toToday')}</PageLink>
      </p>
    </section>
  );
}

function Files({ iso2, asOf, tr }: { iso2: string; asOf: string | null; tr: Translator }) {
  const view = { ...ALL_MEASURES, countries: [iso2], lang: tr.locale };
  return (
    <>
      {asOf === null ? null : <p className="soft">{tr.t('countries.files.today')}</p>}
      <ul className={styles.files}>
        <li>
          <a href={countryBriefHref(`/countries/${iso2.toLowerCase()}.pdf`, { asOf, lang: tr.locale })}>
            {tr.t('brief.link')}
          </a>{' '}
          <span className="soft">{tr.t('brief.hint')}</span>
        </li>
        <li>
          <a href={measuresCsvHref('/measures.csv', view)}>{tr.t('countries.files.measures')}</a>
        </li>
        <li>
          <a href={measuresCsvHref('/observations.csv', view)}>{tr.t('countries.files.figures')}</a>
        </li>
        <li>
          <a href={countryHref(`/countries/${iso2.toLowerCase()}.json`, { asOf })}>
            {tr.t('countries.files.json')}
          </a>
        </li>
      </ul>
    </>
  );
}

/** The countries before and after this one in the alphabet. Plain links: a page load brings the charts drawn in its HTML. */
function Neighbours({ view: { country, countries, state }, tr }: { view: CountryView; tr: Translator }) {
  const collator = new Intl.Collator(tr.locale);
  const sorted = countries
    .map(({ iso2, name }) => ({ iso2, name: tr.country(iso2, name) }))
    .sort((a, b) => collator.compare(a.name, b.name));
  const place = sorted.findIndex(({ iso2 }) => iso2 === country.iso2);
  const [previous, next] = [place > 0 ? sorted[place - 1] : undefined, sorted[place + 1]];
  const href = (iso2: string) =>
    countryHref(localePath(tr.locale, `/countries/${iso2.toLowerCase()}`), state);
  return (
    <nav className={styles.neighbours} aria-label={tr.t('countries.page.neighbours')}>
      {previous ? (
        <a href={href(previous.iso2)} rel="prev">
          ← {previous.name}
        </a>
      ) : null}
      {next ? (
        <a href={href(next.iso2)} rel="next" className={styles.next}>
          {next.name} →
        </a>
      ) : null}
    </nav>
  );
}
