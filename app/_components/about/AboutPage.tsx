import { Problems } from '@/app/_components/controls/Problems';
import { PageHead } from '@/app/_components/reference/PageHead';
import reference from '@/app/_components/reference/reference.module.css';
import { Section } from '@/app/_components/reference/Section';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { knownOrigin } from '@/app/_data/origin';
import { formatDate, formatTimestampDay } from '@/lib/i18n/format';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import type { SearchParamsInput } from '@/lib/view-state/audit';
import { problemMessages } from '@/lib/view-state/problems';
import styles from './about.module.css';
import { loadAbout } from './load';
import { Report } from './Report';
import { reportTarget } from './report-target';

const METHOD = ['read', 'basis', 'apart', 'vintages', 'lines', 'derived', 'missing', 'releases'] as const;
const LIMITS = ['complete', 'newest', 'unlike', 'press', 'language', 'verdicts', 'context'] as const;
const MORE = [
  { key: 'codebook', path: '/codebook' },
  { key: 'sources', path: '/sources' },
  { key: 'coverage', path: '/coverage' },
] as const;

/** `/about`: what Muster is, how it is made, its limits, its licence, and how to report an error. */
export async function AboutPage({ locale, search }: { locale: Locale; search: SearchParamsInput }) {
  const tr = translator(locale);
  const { release, problems, asked, figure } = await loadAbout(search);
  const newest = formatDate(release.newestSourceOn, tr);
  return (
    <Shell locale={locale} here="/about" release={release}>
      <PageHead
        title={tr.t('about.title')}
        deck={tr.t('about.deck', {
          countries: release.counts.countries,
          measures: release.counts.measures,
          figures: release.counts.observations,
          sources: release.counts.sources,
        })}
      >
        <nav className={reference.contents} aria-label={tr.t('about.contents')}>
          <ul>
            {['method', 'limits', 'licence', 'report'].map((id) => (
              <li key={id}>
                <a href={`#${id}`}>{tr.t(`about.section.${id}`)}</a>
              </li>
            ))}
          </ul>
        </nav>
      </PageHead>
      <Problems messages={problemMessages(problems, { countries: [] }, tr)} tr={tr} />
      <Section id="method" title={tr.t('about.section.method')}>
        <ul className={`${reference.list} ${reference.text}`}>
          {METHOD.map((point) => (
            <li key={point}>
              <strong>{tr.t(`about.method.${point}.head`)}</strong> {tr.t(`about.method.${point}.body`)}
            </li>
          ))}
        </ul>
        <ul className={styles.more}>
          {MORE.map(({ key, path }) => (
            <li key={key}>
              <PageLink href={localePath(locale, path)}>{tr.t(`about.more.${key}`)}</PageLink>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="limits" title={tr.t('about.section.limits')}>
        <ul className={`${reference.list} ${reference.text}`}>
          {LIMITS.map((point) => (
            <li key={point}>
              {tr.t(`about.limits.${point}`, {
                loaded: formatTimestampDay(release.loadedAt, tr),
                newest: newest ?? tr.t('about.noDate'),
              })}
            </li>
          ))}
        </ul>
      </Section>
      <Section id="licence" title={tr.t('about.section.licence')}>
        <div className={reference.text}>
          <p>{tr.t('about.licence.compilation')}</p>
          <p>{tr.t('about.licence.sources')}</p>
          <p>
            <PageLink href={localePath(locale, '/about/data-licence')}>{tr.t('licence.more')}</PageLink>
          </p>
        </div>
      </Section>
      <Section id="report" title={tr.t('about.section.report')}>
        <Report
          asked={asked}
          figure={figure}
          target={reportTarget(process.env)}
          origin={knownOrigin()}
          release={release}
          tr={tr}
        />
      </Section>
    </Shell>
  );
}
