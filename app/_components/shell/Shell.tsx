import type { Release } from '@/lib/domain/records';
import { formatTimestampDay } from '@/lib/i18n/format';
import { LOCALE_NAMES, LOCALES, type Locale, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { FOOTER_NAVIGATION, NAVIGATION } from './navigation';
import { PageLink } from './PageLink';
import styles from './shell.module.css';

/**
 * Header, main and footer of every page. `here` is the page's address without its language ("/measures/x?y=z"), so
 * that the language links keep the view. `release` is null only where the database could not be read.
 */
export function Shell({
  locale,
  here,
  release,
  children,
}: {
  locale: Locale;
  here: string;
  release: Release | null;
  children: React.ReactNode;
}) {
  const tr = translator(locale);
  const links = NAVIGATION.map(({ key, path }) => (
    <li key={key}>
      <PageLink href={localePath(locale, path)}>{tr.t(`pages.shell.nav.${key}`)}</PageLink>
    </li>
  ));
  const languages = LOCALES.map((other) => (
    <li key={other}>
      {other === locale ? (
        <span aria-current="true">{LOCALE_NAMES[other]}</span>
      ) : (
        <a href={localePath(other, here)} hrefLang={other} lang={other}>
          {LOCALE_NAMES[other]}
        </a>
      )}
    </li>
  ));
  return (
    <>
      <a className="skip" href="#content">
        {tr.t('pages.shell.skip')}
      </a>
      <header className={styles.header}>
        <div className={`page ${styles.bar}`}>
          <PageLink className={styles.brand} href={localePath(locale, '/')}>
            {tr.t('pages.shell.siteTitle')}
          </PageLink>
          <nav className={styles.wide} aria-label={tr.t('pages.shell.mainNav')}>
            <ul className={styles.links}>{links}</ul>
          </nav>
          <nav className={styles.languages} aria-label={tr.t('pages.shell.languageNav')}>
            <ul className={styles.links}>{languages}</ul>
          </nav>
          <details className={styles.menu}>
            <summary>{tr.t('pages.shell.menu')}</summary>
            <nav aria-label={tr.t('pages.shell.menu')}>
              <ul>{links}</ul>
            </nav>
          </details>
        </div>
      </header>
      <main id="content" className="page" tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.footer}>
        <div className={`page ${styles.footerInner}`}>
          <p>{tr.t('pages.shell.footerHonest')}</p>
          <nav aria-label={tr.t('pages.shell.footerNav')}>
            <ul className={styles.footerLinks}>
              {FOOTER_NAVIGATION.map(({ key, path }) => (
                <li key={key}>
                  <PageLink href={localePath(locale, path)}>
                    {tr.t(`pages.shell.footerPages.${key}`)}
                  </PageLink>
                </li>
              ))}
            </ul>
          </nav>
          <ul className={styles.footerLinks}>
            <li>
              <a href="/measures.csv">{tr.t('pages.shell.footerCsvMeasures')}</a>
            </li>
            <li>
              <a href="/observations.csv">{tr.t('pages.shell.footerCsvObservations')}</a>
            </li>
          </ul>
          {release ? (
            <p>
              {tr.t('pages.shell.footerRelease', {
                release: release.id,
                day: formatTimestampDay(release.loadedAt, tr),
              })}
            </p>
          ) : null}
          {locale === 'en' ? null : <p>{tr.t('pages.shell.dataInEnglish')}</p>}
        </div>
      </footer>
    </>
  );
}
