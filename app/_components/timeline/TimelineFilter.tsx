import { Choice } from '@/app/_components/controls/Choice';
import { CountryBoxes } from '@/app/_components/controls/CountryBoxes';
import controls from '@/app/_components/controls/controls.module.css';
import { FilterActions } from '@/app/_components/controls/FilterActions';
import { EVENT_TYPES } from '@/lib/domain/codes';
import type { Country } from '@/lib/domain/records';
import type { Translator } from '@/lib/i18n/translator';
import { TIMELINE_THEMES, type TimelineState, type YearWindow } from '@/lib/view-state/timeline';
import styles from './timeline.module.css';

/** The filter of the timeline as a GET form: themes, types of event, years, and any number of countries. */
export function TimelineFilter({
  state,
  shown,
  bounds,
  countries,
  action,
  clearHref,
  tr,
}: {
  state: TimelineState;
  shown: YearWindow;
  bounds: YearWindow;
  countries: readonly Country[];
  action: string;
  /** Null when nothing is filtered. */
  clearHref: string | null;
  tr: Translator;
}) {
  const nameOf = ({ iso2, name }: Country) => tr.country(iso2, name);
  const any = tr.t('pages.filter.any');
  return (
    <form action={action} aria-label={tr.t('timeline.filter.legend')}>
      <div className={controls.filter}>
        <Choice
          name="theme"
          label={tr.t('timeline.filter.theme')}
          any={tr.t('timeline.filter.anyTheme')}
          options={TIMELINE_THEMES.map((theme) => ({
            value: theme,
            label: theme === 'national' ? tr.t('timeline.national') : tr.label('theme', theme),
          }))}
          chosen={state.themes}
        />
        <Choice
          name="type"
          label={tr.t('timeline.filter.type')}
          any={any}
          options={EVENT_TYPES.map((type) => ({ value: type, label: tr.label('eventType', type) }))}
          chosen={state.types}
        />
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className={styles.yearField}>
            <span>{tr.t(`timeline.filter.${end}`)}</span>
            <input
              key={state[end]}
              type="number"
              name={end}
              min={bounds.from}
              max={bounds.to}
              defaultValue={state[end] ?? ''}
              placeholder={String(shown[end])}
            />
          </label>
        ))}
        <FilterActions clearHref={clearHref} tr={tr} />
      </div>
      <details className={controls.pickerDetails} key={state.countries.join()}>
        <summary>
          {state.countries.length === 0
            ? tr.t('timeline.filter.allCountries')
            : tr.t('timeline.filter.countries', {
                names: tr.list(countries.filter(({ iso2 }) => state.countries.includes(iso2)).map(nameOf)),
              })}
        </summary>
        <p className="soft small">{tr.t('timeline.filter.countriesHint')}</p>
        <CountryBoxes countries={countries} chosen={state.countries} tr={tr} />
        <p className={controls.actions}>
          <button type="submit">{tr.t('pages.filter.submit')}</button>
        </p>
      </details>
    </form>
  );
}
