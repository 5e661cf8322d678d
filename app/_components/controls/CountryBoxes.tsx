import { REGIONS } from '@/lib/domain/codes';
import type { Country } from '@/lib/domain/records';
import type { Translator } from '@/lib/i18n/translator';
import styles from './controls.module.css';

/** A box to tick for each country, by region, for a form that asks for `countries`. */
export function CountryBoxes({
  countries,
  chosen,
  tr,
}: {
  countries: readonly Country[];
  chosen: readonly string[];
  tr: Translator;
}) {
  const nameOf = (country: Country) => tr.country(country.iso2, country.name);
  const collator = new Intl.Collator(tr.locale);
  return (
    <div className={styles.regions}>
      {REGIONS.map((region) => (
        <fieldset key={region}>
          <legend>{tr.label('region', region)}</legend>
          {countries
            .filter((country) => country.region === region)
            .sort((a, b) => collator.compare(nameOf(a), nameOf(b)))
            .map((country) => (
              <label key={country.iso2}>
                <input
                  type="checkbox"
                  name="countries"
                  value={country.iso2}
                  defaultChecked={chosen.includes(country.iso2)}
                />
                <span>{nameOf(country)}</span>
              </label>
            ))}
        </fieldset>
      ))}
    </div>
  );
}
