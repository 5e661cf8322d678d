import { MEASURE_TYPES, OBLIGATIONS, STATUSES } from '@/lib/domain/codes';
import type { Country } from '@/lib/domain/records';
import type { Translator } from '@/lib/i18n/translator';
import { hiddenFields } from '@/lib/view-state/form';
import { MAX_QUERY_LENGTH, type MeasuresState } from '@/lib/view-state/measures';
import { Choice } from './Choice';
import styles from './controls.module.css';
import { FilterActions } from './FilterActions';

const ASKED = ['q', 'in', 'type', 'obligation', 'status', 'page'];

/**
 * The filter of the table of measures as a GET form, so that it works without JavaScript. A list that the address names
 * and a single choice cannot show (two types, say) is kept as it is under "several".
 */
export function MeasureFilter({
  state,
  countries,
  here,
  action,
  clearHref,
  tr,
}: {
  state: MeasuresState;
  countries: readonly Country[];
  here: string;
  action: string;
  clearHref: string;
  tr: Translator;
}) {
  const collator = new Intl.Collator(tr.locale);
  const any = tr.t('pages.filter.any');
  const countryOptions = countries
    .map(({ iso2, name }) => ({ value: iso2, label: tr.country(iso2, name) }))
    .sort((a, b) => collator.compare(a.label, b.label));
  const options = (set: 'type' | 'obligation' | 'status', codes: readonly string[]) =>
    codes.map((code) => ({ value: code, label: tr.label(set, code) }));
  const filtered =
    state.q !== '' ||
    [state.countries, state.types, state.obligations, state.statuses].some((list) => list.length > 0);
  return (
    <form action={`${action}#measures`} className={styles.filter} aria-label={tr.t('pages.filter.legend')}>
      {hiddenFields(here, ASKED).map(({ name, value }) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className={styles.search}>
        <span>{tr.t('pages.filter.q')}</span>
        <input
          type="search"
          name="q"
          defaultValue={state.q}
          key={state.q}
          maxLength={MAX_QUERY_LENGTH}
          placeholder={tr.t('pages.filter.qPlaceholder')}
        />
      </label>
      <Choice
        name="in"
        label={tr.t('pages.filter.country')}
        any={tr.t('pages.filter.allCountries')}
        options={countryOptions}
        chosen={state.countries}
      />
      <Choice
        name="type"
        label={tr.t('pages.filter.type')}
        any={any}
        options={options('type', MEASURE_TYPES)}
        chosen={state.types}
      />
      <Choice
        name="obligation"
        label={tr.t('pages.filter.obligation')}
        any={any}
        options={options('obligation', OBLIGATIONS)}
        chosen={state.obligations}
      />
      <Choice
        name="status"
        label={tr.t('pages.filter.status')}
        any={any}
        options={options('status', STATUSES)}
        chosen={state.statuses}
      />
      <FilterActions clearHref={filtered ? clearHref : null} tr={tr} />
    </form>
  );
}
