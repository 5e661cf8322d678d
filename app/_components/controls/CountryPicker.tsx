import { CountryBoxes } from '@/app/_components/controls/CountryBoxes';
import { PageLink } from '@/app/_components/shell/PageLink';
import type { Country } from '@/lib/domain/records';
import type { Translator } from '@/lib/i18n/translator';
import { hiddenFields } from '@/lib/view-state/form';
import styles from './controls.module.css';

/**
 * Chooses the countries of the charts: a form that works without JavaScript. `here` is the current address with its
 * query, `action` the page, `resetHref` the address with the countries it starts with.
 */
export function CountryPicker({
  countries,
  chosen,
  tones,
  here,
  action,
  resetHref,
  max,
  tr,
}: {
  countries: readonly Country[];
  chosen: readonly string[];
  tones: ReadonlyMap<string, number | null>;
  here: string;
  action: string;
  resetHref: string;
  max: number;
  tr: Translator;
}) {
  const nameOf = (country: Country) => tr.country(country.iso2, country.name);
  const chosenCountries = chosen.flatMap((iso2) => countries.filter((country) => country.iso2 === iso2));
  return (
    <section className={styles.picker} aria-labelledby="picker-title">
      <h2 id="picker-title" className={styles.pickerTitle}>
        {tr.t('pages.dashboard.pickerTitle')}
      </h2>
      <ul className={styles.chosen}>
        {chosenCountries.map((country) => (
          <li key={country.iso2} className={`tone-${tones.get(country.iso2) ?? 'grey'}`}>
            {nameOf(country)}
          </li>
        ))}
      </ul>
      <details className={styles.pickerDetails}>
        <summary>{tr.t('pages.dashboard.pickerChange')}</summary>
        <form action={`${action}#charts`} className={styles.pickerForm}>
          {hiddenFields(here, ['countries']).map(({ name, value }) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <p className="soft small">{tr.t('pages.dashboard.pickerHint', { max })}</p>
          <CountryBoxes countries={countries} chosen={chosen} tr={tr} />
          <p className={styles.actions}>
            <button type="submit">{tr.t('pages.dashboard.pickerSubmit')}</button>
            <PageLink href={resetHref} keepsPlace>
              {tr.t('pages.dashboard.pickerReset')}
            </PageLink>
          </p>
        </form>
      </details>
    </section>
  );
}
