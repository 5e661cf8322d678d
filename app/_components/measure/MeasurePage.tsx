import { ChartFigure } from '@/app/_components/charts/ChartFigure';
import { HowToCite } from '@/app/_components/cite/HowToCite';
import { CodeUse } from '@/app/_components/code-use/CodeUse';
import { codeUseWords } from '@/app/_components/code-use/words';
import { CountryName } from '@/app/_components/figures/CountryName';
import { SourceList } from '@/app/_components/figures/SourceList';
import { SourceRefs } from '@/app/_components/figures/SourceRefs';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { Still } from '@/app/_components/still/Still';
import { siteOrigin } from '@/app/_data/origin';
import { API_PATH } from '@/lib/api/ask';
import { codeExamples } from '@/lib/api/snippets';
import { buildChart } from '@/lib/charts/build';
import { assignCountryColours } from '@/lib/charts/palette';
import type { ChartSpec } from '@/lib/charts/spec';
import { type ChartSlug, INDICATORS } from '@/lib/domain/codes';
import { latestVintage } from '@/lib/domain/vintage';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { chartHref, chartPageHref } from '@/lib/view-state/charts';
import { Conflicts } from './Conflicts';
import { FigureTables } from './FigureTables';
import { Claims, Events } from './History';
import type { MeasureView } from './load';
import styles from './measure.module.css';
import { RecordOfChanges } from './Record';
import { Terms } from './Terms';

/** Charts that a measure has only where its figures make one. */
const MORE_CHARTS = ['target-revisions', 'delivery', 'cost-per-recruit'] as const;

/** A goal that never moved and a cost that cannot be computed make no chart of their own; the tables of figures have them. */
function saysMore(spec: ChartSpec): boolean {
  if (spec.empty) return false;
  switch (spec.slug) {
    case 'target-revisions':
      return spec.moves.length > 0;
    case 'cost-per-recruit':
      return spec.series.some(({ kind }) => kind !== 'stated');
    default:
      return true;
  }
}

/** Everything known about one measure. */
export function MeasurePage({ locale, view }: { locale: Locale; view: MeasureView }) {
  const tr = translator(locale);
  const { measure, country, observations, events, claims, sources, others, release, chartInput } = view;
  const numbers = new Map(sources.map(({ id }, index) => [id, index + 1]));
  const vintage = latestVintage(observations);
  const absent = INDICATORS.filter((indicator) => !observations.some((o) => o.indicator === indicator));
  const today = new Date().toISOString().slice(0, 10);
  const tone = assignCountryColours([measure.countryIso2]).get(measure.countryIso2) ?? null;
  const state = { countries: [measure.countryIso2], measures: [measure.id] };
  const specOf = (slug: ChartSlug) => buildChart(slug, chartInput, state, { locale, today });
  const chart = (spec: ChartSpec) => (
    <ChartFigure
      spec={spec}
      dataHref={chartHref(spec.slug, '.json', { ...state, lang: locale })}
      csvHref={chartHref(spec.slug, '.csv', { ...state, lang: locale })}
      pageHref={chartPageHref(spec.slug, { ...state, lang: locale })}
      sources={[...sources, ...chartInput.seriesSources]}
      headingLevel={3}
      widths="full"
    />
  );
  const more = MORE_CHARTS.map(specOf).filter(saysMore);
  return (
    <Shell locale={locale} here={`/measures/${measure.id}`} release={release}>
      <header className={styles.head}>
        <p className={styles.country}>
          <CountryName iso2={country.iso2} name={country.name} tone={tone} tr={tr} />
        </p>
        <h1 lang="en">{measure.name}</h1>
        {measure.nativeName ? <p className={styles.native}>{measure.nativeName}</p> : null}
        <p className={styles.summary}>
          <span lang="en">{measure.summary}</span>{' '}
          <SourceRefs ids={measure.sourceIds} numbers={numbers} tr={tr} />
        </p>
        <ul className={styles.files}>
          <li>
            <a href={`/measures/${measure.id}.json`}>{tr.t('pages.measure.json')}</a>
          </li>
        </ul>
      </header>
      <Section id="terms" title={tr.t('pages.measure.terms')}>
        <Still>
          <Terms measure={measure} numbers={numbers} tr={tr} />
        </Still>
      </Section>
      <Section id="years" title={tr.t('pages.measure.years')}>
        {chart(specOf('timeline'))}
      </Section>
      <Section id="intake" title={tr.t('pages.measure.intake')}>
        {chart(specOf('intake-targets'))}
      </Section>
      {more.map((spec) => (
        <Section key={spec.slug} id={spec.slug} title={tr.t(`charts.sections.${spec.slug}`)}>
          {chart(spec)}
        </Section>
      ))}
      <Section id="figures" title={tr.t('pages.measure.figures')}>
        <p className="soft">{tr.t('pages.measure.figuresDeck', { count: observations.length })}</p>
        <Still>
          <Conflicts conflicts={vintage.conflicts} numbers={numbers} tr={tr} />
          <FigureTables observations={observations} vintage={vintage} numbers={numbers} tr={tr} />
          {absent.length > 0 ? (
            <div className={styles.indicator}>
              <h3>{tr.t('pages.measure.missingTitle')}</h3>
              <p className="soft">
                {tr.t('pages.measure.missing', {
                  list: tr.list(absent.map((indicator) => tr.inSentence(tr.label('indicator', indicator)))),
                })}
              </p>
            </div>
          ) : null}
        </Still>
        <CodeUse
          examples={codeExamples(`${siteOrigin()}${API_PATH}/observations?measures=${measure.id}`, 'list')}
          words={codeUseWords('figuresOfMeasure', tr)}
        />
        <HowToCite address={localePath(locale, `/measures/${measure.id}`)} />
      </Section>
      <Still>
        <Section id="events" title={tr.t('pages.measure.events')}>
          <Events events={events} observations={observations} numbers={numbers} tr={tr} />
        </Section>
        {claims.length > 0 ? (
          <Section id="claims" title={tr.t('pages.measure.claims')}>
            <Claims claims={claims} numbers={numbers} tr={tr} />
          </Section>
        ) : null}
        <Section id="sources" title={tr.t('pages.measure.sourcesTitle')}>
          <p className="soft">{tr.t('pages.measure.sourcesDeck')}</p>
          <SourceList sources={sources} tr={tr} />
        </Section>
        <Section id="changes" title={tr.t('changes.ofMeasure.title')}>
          <RecordOfChanges measureId={measure.id} record={view.record} tr={tr} />
        </Section>
      </Still>
      {others.length > 0 ? (
        <Section
          id="others"
          title={tr.t('pages.measure.more', { country: tr.country(country.iso2, country.name) })}
        >
          <ul className={styles.others}>
            {others.map((other) => (
              <li key={other.id}>
                <PageLink href={localePath(locale, `/measures/${other.id}`)} lang="en">
                  {other.name}
                </PageLink>{' '}
                <span className="soft">{tr.label('status', other.status)}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Shell>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  return (
    <section className={`piece ${styles.section}`} id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}
