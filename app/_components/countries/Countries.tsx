import { HowToCite } from '@/app/_components/cite/HowToCite';
import { Problems } from '@/app/_components/controls/Problems';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { Still } from '@/app/_components/still/Still';
import { REGIONS } from '@/lib/domain/codes';
import { formatDate } from '@/lib/i18n/format';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import type { CountryOverview } from '@/lib/queries/country-overview';
import { countriesHref } from '@/lib/view-state/country';
import { problemMessages } from '@/lib/view-state/problems';
import styles from './countries.module.css';
import type { CountriesView } from './load';
import { ServiceMap } from './ServiceMap';
import { ServiceSwatch } from './ServicePatterns';

/** Every country, on a map of service models and as a list by region. */
export function Countries({ locale, view }: { locale: Locale; view: CountriesView }) {
  const tr = translator(locale);
  const { state, problems, countries, release } = view;
  return (
    <Shell locale={locale} here={countriesHref('/countries', state)} release={release}>
      <header className={styles.head}>
        <h1>{tr.t('countries.index.title', { count: countries.length })}</h1>
        <p className={styles.deck}>{tr.t('countries.index.deck')}</p>
      </header>
      <Problems messages={problemMessages(problems, { countries }, tr)} tr={tr} />
      <Still>
        <section className={styles.section} aria-labelledby="map-title">
          <h2 id="map-title">{tr.t('countries.map.title')}</h2>
          <ServiceMap countries={countries} view={state.map} listId="list" tr={tr} />
        </section>
        <section className={`piece ${styles.section}`} id="list" aria-labelledby="list-title" tabIndex={-1}>
          <h2 id="list-title">{tr.t('countries.index.listTitle')}</h2>
          <CountryList countries={countries} tr={tr} />
        </section>
      </Still>
      <HowToCite address={countriesHref(localePath(locale, '/countries'), state)} />
    </Shell>
  );
}

function CountryList({ countries, tr }: { countries: readonly CountryOverview[]; tr: Translator }) {
  const label = (column: string) => tr.t(`countries.index.col.${column}`);
  const nameOf = ({ iso2, name }: CountryOverview) => tr.country(iso2, name);
  const collator = new Intl.Collator(tr.locale);
  return (
    <table className={styles.list} role="table">
      <caption className="visually-hidden">{tr.t('countries.index.listTitle')}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {label('country')}
          </th>
          <th role="columnheader" scope="col">
            {label('model')}
          </th>
          <th role="columnheader" scope="col">
            {label('headline')}
          </th>
          <th role="columnheader" scope="col" className={styles.numeric}>
            {label('measures')}
          </th>
          <th role="columnheader" scope="col">
            {label('newest')}
          </th>
        </tr>
      </thead>
      {REGIONS.map((region) => (
        <tbody key={region} role="rowgroup">
          <tr role="row" className={styles.region}>
            <th role="rowheader" scope="row" colSpan={5}>
              {tr.label('region', region)}
            </th>
          </tr>
          {countries
            .filter((country) => country.region === region)
            .sort((a, b) => collator.compare(nameOf(a), nameOf(b)))
            .map((country) => (
              <tr key={country.iso2} role="row" className="piece">
                <th role="rowheader" scope="row" className={styles.name}>
                  <PageLink href={localePath(tr.locale, `/countries/${country.iso2.toLowerCase()}`)}>
                    {nameOf(country)}
                  </PageLink>
                </th>
                <td role="cell">
                  <span className={styles.model}>
                    <ServiceSwatch model={country.serviceModel} />
                    {tr.label('serviceModel', country.serviceModel)}
                  </span>
                </td>
                <td role="cell" data-label={label('headline')}>
                  <HeadlineMeasures country={country} tr={tr} />
                </td>
                <td role="cell" data-label={label('measures')} className={styles.numeric}>
                  {tr.number(country.measureCount)}
                </td>
                <td role="cell" data-label={label('newest')} className={styles.date}>
                  {formatDate(country.newestSourceOn, tr) ?? (
                    <span className="soft">{tr.t('countries.index.undated')}</span>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      ))}
    </table>
  );
}

function HeadlineMeasures({ country, tr }: { country: CountryOverview; tr: Translator }) {
  if (country.headlineMeasures.length === 0) {
    return <span className="soft">{tr.t('countries.index.noMeasure')}</span>;
  }
  return (
    <ul>
      {country.headlineMeasures.map(({ id, name }) => (
        <li key={id}>
          <PageLink href={localePath(tr.locale, `/measures/${id}`)} lang="en">
            {name}
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
