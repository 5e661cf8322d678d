import { CountryBoxes } from '@/app/_components/controls/CountryBoxes';
import controls from '@/app/_components/controls/controls.module.css';
import { Switch } from '@/app/_components/controls/Switch';
import { PageLink } from '@/app/_components/shell/PageLink';
import { moneyWords } from '@/lib/compare/words';
import type { Country } from '@/lib/domain/records';
import type { Translator } from '@/lib/i18n/translator';
import {
  type CompareState,
  compareHref,
  DEFAULT_COMPARED,
  FIRST_YEAR,
  LAST_YEAR,
  MAX_COMPARED,
  MIN_COMPARED,
  type MoneyMode,
  PEOPLE_MODES,
  priceYear,
} from '@/lib/view-state/compare';
import { hiddenFields } from '@/lib/view-state/form';
import styles from './compare.module.css';
import type { CompareView } from './load';

/** What a comparison can be asked for: countries, terms of people and money, a year, a day. Links and GET forms. */
export function CompareControls({
  view,
  tones,
  path,
  tr,
}: {
  view: CompareView<CompareState>;
  tones: ReadonlyMap<string, number | null>;
  path: string;
  tr: Translator;
}) {
  const { state, countries, known } = view;
  // The default is left out of the address: an empty field is.
  const nominal = state.money === 'native' ? 'native' : '';
  const lastPriceYear = known.priceYears.at(-1);
  const shownPriceYear = priceYear(state.money) ?? lastPriceYear;
  const moneyModes: MoneyMode[] = ['eur', 'native'];
  if (shownPriceYear !== undefined) moneyModes.push(`eur-${shownPriceYear}`);
  return (
    <section className={styles.controls} aria-label={tr.t('compare.controls.title')}>
      <Countries state={state} countries={countries} tones={tones} path={path} tr={tr} />
      <Switch
        label={tr.t('compare.controls.people')}
        choices={PEOPLE_MODES.map((mode) => ({
          key: mode,
          words: tr.t(`compare.mode.${mode}`),
          href: mode === state.mode ? null : compareHref(path, { ...state, mode }),
        }))}
      />
      <Switch
        label={tr.t('compare.controls.money')}
        choices={moneyModes.map((money) => ({
          key: money,
          words: moneyWords(money, tr),
          href: money === state.money ? null : compareHref(path, { ...state, money }),
        }))}
      />
      <form action={path} className={styles.terms}>
        {hiddenFields(compareHref(path, state), ['year', 'money', 'asOf']).map(({ name, value }) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label>
          <span>{tr.t('compare.controls.year')}</span>
          <input
            key={state.year}
            type="number"
            name="year"
            min={FIRST_YEAR}
            max={LAST_YEAR}
            defaultValue={state.year}
          />
        </label>
        <label>
          <span>{tr.t('compare.controls.prices')}</span>
          <select
            key={state.money}
            name="money"
            defaultValue={priceYear(state.money) === null ? nominal : state.money}
          >
            <option value={nominal}>{tr.t('compare.controls.nominal')}</option>
            {known.priceYears.toReversed().map((year) => (
              <option key={year} value={`eur-${year}`}>
                {year}
              </option>
            ))}
          </select>
        </label>
        <label title={tr.t('compare.controls.asOfHint')}>
          <span>{tr.t('compare.controls.asOf')}</span>
          <input key={state.asOf} type="date" name="asOf" defaultValue={state.asOf ?? ''} />
        </label>
        <button type="submit">{tr.t('compare.controls.submit')}</button>
      </form>
    </section>
  );
}

function Countries({
  state,
  countries,
  tones,
  path,
  tr,
}: {
  state: CompareState;
  countries: readonly Country[];
  tones: ReadonlyMap<string, number | null>;
  path: string;
  tr: Translator;
}) {
  const nameOf = (country: Country) => tr.country(country.iso2, country.name);
  const chosen = state.countries.flatMap((iso2) => countries.filter((country) => country.iso2 === iso2));
  return (
    <div className={styles.countries}>
      <ul className={controls.chosen}>
        {chosen.map((country) => (
          <li key={country.iso2} className={`tone-${tones.get(country.iso2) ?? 'grey'}`}>
            {nameOf(country)}
          </li>
        ))}
      </ul>
      <details className={controls.pickerDetails} open={chosen.length < MIN_COMPARED}>
        <summary>{tr.t('compare.controls.countries')}</summary>
        <form action={path} className={controls.pickerForm}>
          {hiddenFields(compareHref(path, state), ['countries', 'measures']).map(({ name, value }) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <p className="soft small">
            {tr.t('compare.controls.countriesHint', { min: MIN_COMPARED, max: MAX_COMPARED })}
          </p>
          <CountryBoxes countries={countries} chosen={state.countries} tr={tr} />
          <p className={controls.actions}>
            <button type="submit">{tr.t('compare.controls.countriesSubmit')}</button>
            <PageLink
              href={compareHref(path, { ...state, countries: [...DEFAULT_COMPARED], measures: [] })}
              keepsPlace
            >
              {tr.t('compare.controls.countriesReset')}
            </PageLink>
          </p>
        </form>
      </details>
    </div>
  );
}
