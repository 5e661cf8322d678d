import { HowToCite } from '@/app/_components/cite/HowToCite';
import { PageHead } from '@/app/_components/reference/PageHead';
import reference from '@/app/_components/reference/reference.module.css';
import { Section } from '@/app/_components/reference/Section';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { licenceAddress } from '@/lib/domain/licences';
import { formatTimestampDay } from '@/lib/i18n/format';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import styles from './licence.module.css';
import { loadLicence } from './load';

const TODAY = ['cite', 'embed', 'ask'] as const;

/** `/about/data-licence`: the terms of the compilation and of each part of it, and what may be done today. */
export async function LicencePage({ locale }: { locale: Locale }) {
  const tr = translator(locale);
  const { release, sources } = await loadLicence();
  const path = localePath(locale, '/about/data-licence');
  return (
    <Shell locale={locale} here="/about/data-licence" release={release}>
      <PageHead
        title={tr.t('licence.title')}
        deck={tr.t('licence.deck', { release: release.id, day: formatTimestampDay(release.loadedAt, tr) })}
      />
      <Section id="compilation" title={tr.t('licence.section.compilation')}>
        <p className={reference.text}>{tr.t('about.licence.compilation')}</p>
      </Section>
      <Section id="today" title={tr.t('licence.section.today')}>
        <ul className={`${reference.list} ${reference.text}`}>
          {TODAY.map((point) => (
            <li key={point}>{tr.t(`licence.today.${point}`)}</li>
          ))}
        </ul>
      </Section>
      <Section id="documents" title={tr.t('licence.section.sources')}>
        <p className={reference.text}>
          {tr.t('about.licence.sources')}{' '}
          <PageLink href={localePath(locale, '/sources')}>{tr.t('about.more.sources')}</PageLink>
        </p>
      </Section>
      <Section id="series" title={tr.t('licence.section.series')}>
        <p className={reference.text}>{tr.t('licence.seriesDeck')}</p>
        <dl className={styles.licences}>
          {sources.map(({ source, series }) => {
            const text = licenceAddress(source.licence);
            return (
              <div key={source.id} id={source.id}>
                <dt>
                  <a href={source.url} rel="noreferrer" lang="en">
                    {source.title}
                  </a>
                  <span className={styles.aside} lang="en">
                    {source.publisher} · {source.vintage}
                  </span>
                  {series.length > 0 ? (
                    <span className={styles.aside}>
                      {tr.t('licence.usedFor', {
                        series: tr.series(series.map((id) => tr.label('series', id))),
                      })}
                    </span>
                  ) : null}
                </dt>
                <dd>
                  <span lang="en">{source.licence}</span>
                  {text === null ? null : (
                    <a className={styles.aside} href={text} rel="license noreferrer">
                      {tr.t('licence.terms')}
                    </a>
                  )}
                </dd>
              </div>
            );
          })}
        </dl>
      </Section>
      <Section id="programs" title={tr.t('licence.section.programs')}>
        <p className={reference.text}>{tr.t('licence.programs')}</p>
      </Section>
      <HowToCite address={path} />
    </Shell>
  );
}
