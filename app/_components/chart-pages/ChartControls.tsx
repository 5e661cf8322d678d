import type { ReactNode } from 'react';
import { CountryBoxes } from '@/app/_components/controls/CountryBoxes';
import controls from '@/app/_components/controls/controls.module.css';
import { Switch } from '@/app/_components/controls/Switch';
import { PageLink } from '@/app/_components/shell/PageLink';
import type { ChartView } from '@/app/_data/chart';
import { assignCountryColours } from '@/lib/charts/palette';
import type { ChartSlug } from '@/lib/domain/codes';
import { LOCALE_NAMES, LOCALES, localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import {
  CHART_YEARS,
  type ChartViewState,
  chartChoices,
  chartPageHref,
  chartParameters,
  chartValue,
  OWN_WORDS,
  usualCountries,
} from '@/lib/view-state/charts';
import { MAX_CHART_COUNTRIES } from '@/lib/view-state/dashboard';
import { hiddenFields } from '@/lib/view-state/form';
import { priceYear } from '@/lib/view-state/terms';
import styles from './chart-pages.module.css';
import { choiceWords, paramWords } from './words';

interface Props {
  slug: ChartSlug;
  view: ChartView;
  tr: Translator;
}

/** Folds of one chart's controls: opening one closes the others, in browsers that know exclusive folds. */
const FOLDS = 'chart-controls';

/** Where the controls stand in their page. */
export const CONTROLS = 'controls';

/** What a chart can be asked for: links, and GET forms that work without JavaScript. */
export function ChartControls({ slug, view, tr }: Props) {
  const { state, known } = view;
  const path = localePath(tr.locale, `/charts/${slug}`);
  const hrefOf = (change: Partial<ChartViewState>) =>
    chartPageHref(slug, { ...state, ...change, lang: tr.locale });
  const here = hrefOf({});
  const tones = assignCountryColours(state.countries);
  const parameters = chartParameters(slug);
  const drawn = Object.entries(view.spec.interaction.countryNames);
  const form = (asked: readonly string[], children: ReactNode) => (
    <form action={path} className={styles.form}>
      {hiddenFields(here, asked).map(({ name, value }) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
  return (
    <section id={CONTROLS} className={styles.controls} aria-label={tr.t('gallery.page.controls')}>
      <div className={styles.folds}>
        <ul className={controls.chosen}>
          {state.countries.map((iso2) => {
            const country = known.countries.find((one) => one.iso2 === iso2);
            return (
              <li key={iso2} className={`tone-${tones.get(iso2) ?? 'grey'}`}>
                {tr.country(iso2, country?.name ?? iso2)}
              </li>
            );
          })}
        </ul>
        <Fold title={tr.t('pages.dashboard.pickerChange')}>
          {form(
            ['countries', 'measures'],
            <>
              <p className="soft small">{tr.t('gallery.page.countriesHint', { max: MAX_CHART_COUNTRIES })}</p>
              <CountryBoxes countries={known.countries} chosen={state.countries} tr={tr} />
              <Actions
                submit={tr.t('pages.dashboard.pickerSubmit')}
                href={hrefOf({ countries: usualCountries(slug), measures: [] })}
                reset={tr.t('gallery.page.reset')}
              />
            </>,
          )}
        </Fold>
        {parameters.includes('measures') ? (
          <Fold title={tr.t('gallery.page.measures')}>
            {form(
              ['measures'],
              <>
                <p className="soft small">{tr.t('gallery.page.measuresHint')}</p>
                <MeasureBoxes view={view} tr={tr} />
                <Actions
                  submit={tr.t('gallery.page.measuresSubmit')}
                  href={state.measures.length > 0 ? hrefOf({ measures: [] }) : null}
                  reset={tr.t('gallery.page.measuresReset')}
                />
              </>,
            )}
          </Fold>
        ) : null}
        <Fold title={tr.t(`gallery.page.${parameters.includes('from') ? 'years' : 'day'}`)}>
          {form(
            ['from', 'to', 'asOf', 'money'],
            <>
              <TimeFields slug={slug} view={view} tr={tr} />
              <Actions
                submit={tr.t('compare.controls.submit')}
                href={
                  state.from != null || state.to != null || state.asOf != null
                    ? hrefOf({ from: null, to: null, asOf: null })
                    : null
                }
                reset={tr.t('gallery.page.timeReset')}
              />
            </>,
          )}
        </Fold>
        <Fold title={tr.t('gallery.page.headline')}>
          {form(
            ['title', 'subtitle'],
            <>
              <p className="soft small">{tr.t('gallery.page.headlineHint')}</p>
              <HeadlineFields view={view} tr={tr} />
              <Actions
                submit={tr.t('gallery.page.headlineSubmit')}
                href={view.spec.ownHeadline ? hrefOf({ title: null, subtitle: null }) : null}
                reset={tr.t('gallery.page.headlineReset')}
              />
            </>,
          )}
        </Fold>
      </div>
      {choicesShown(slug, view).map(({ param, values }) => (
        <Switch
          key={param}
          label={paramWords(slug, param, tr)}
          choices={values.map((value) => ({
            key: value,
            words: choiceWords(param, value, tr),
            href: value === chartValue(slug, state, param) ? null : hrefOf({ [param]: value }),
          }))}
        />
      ))}
      {drawn.length > 1 ? (
        <Switch
          label={tr.t('gallery.page.focus')}
          choices={[
            {
              key: 'none',
              words: tr.t('gallery.page.focusNone'),
              href: view.spec.focus === undefined ? null : hrefOf({ focus: null }),
            },
            ...drawn.map(([iso2, name]) => ({
              key: iso2,
              words: name,
              href: iso2 === view.spec.focus ? null : hrefOf({ focus: iso2 }),
            })),
          ]}
        />
      ) : null}
      <Switch
        label={tr.t('gallery.page.language')}
        name={tr.t('gallery.page.languageOf')}
        choices={LOCALES.map((other) => ({
          key: other,
          words: LOCALE_NAMES[other],
          href: other === tr.locale ? null : chartPageHref(slug, { ...state, lang: other }),
          lang: other,
        }))}
      />
    </section>
  );
}

/** Of the years whose prices money can be shown in, a switch has the one shown or the last; a field has them all. */
function choicesShown(slug: ChartSlug, { state, known }: ChartView) {
  return chartChoices(slug, known).map(({ param, values }) => {
    if (param !== 'money') return { param, values };
    const inPrices = values.filter((value) => value.startsWith('eur-'));
    const shown = state.money !== undefined && inPrices.includes(state.money) ? state.money : inPrices.at(-1);
    return { param, values: values.filter((value) => value === shown || !inPrices.includes(value)) };
  });
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details name={FOLDS} className={controls.pickerDetails}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function Actions({ submit, href, reset }: { submit: string; href: string | null; reset: string }) {
  return (
    <p className={controls.actions}>
      <button type="submit">{submit}</button>
      {href === null ? null : (
        <PageLink href={href} keepsPlace>
          {reset}
        </PageLink>
      )}
    </p>
  );
}

/** The measures of the countries shown, each country's apart. */
function MeasureBoxes({ view: { names, state, known, spec }, tr }: { view: ChartView; tr: Translator }) {
  const shown = [
    ...state.countries,
    ...names.filter(({ id }) => state.measures.includes(id)).map(({ countryIso2 }) => countryIso2),
  ];
  // A chart of one measure is asked for one.
  const type = spec.slug === 'target-revisions' ? 'radio' : 'checkbox';
  return (
    <div className={controls.regions}>
      {[...new Set(shown)].map((iso2) => (
        <fieldset key={iso2}>
          <legend>{tr.country(iso2, known.countries.find((one) => one.iso2 === iso2)?.name ?? iso2)}</legend>
          {names
            .filter(({ countryIso2 }) => countryIso2 === iso2)
            .map(({ id, name }) => (
              <label key={id}>
                <input type={type} name="measures" value={id} defaultChecked={state.measures.includes(id)} />
                <span lang="en">{name}</span>
              </label>
            ))}
        </fieldset>
      ))}
    </div>
  );
}

function TimeFields({ slug, view: { state, known }, tr }: Props) {
  const parameters = chartParameters(slug);
  const priceYears = chartChoices(slug, known)
    .filter(({ param }) => param === 'money')
    .flatMap(({ values }) => values.filter((value) => value.startsWith('eur-')))
    .toReversed();
  return (
    <div className={styles.fields}>
      {(['from', 'to'] as const)
        .filter((end) => parameters.includes(end))
        .map((end) => (
          <label key={end}>
            <span>{tr.t(`timeline.filter.${end}`)}</span>
            <input
              key={state[end]}
              type="number"
              name={end}
              min={CHART_YEARS.first}
              max={CHART_YEARS.last}
              defaultValue={state[end] ?? ''}
            />
          </label>
        ))}
      <label>
        <span>{tr.t('compare.controls.asOf')}</span>
        <input key={state.asOf} type="date" name="asOf" defaultValue={state.asOf ?? ''} />
      </label>
      {priceYears.length > 0 ? (
        <label>
          <span>{tr.t('compare.controls.prices')}</span>
          <select
            key={state.money}
            name="money"
            defaultValue={
              state.money !== undefined && priceYear(state.money) !== null
                ? state.money
                : state.money === 'native'
                  ? 'native'
                  : ''
            }
          >
            <option value={state.money === 'native' ? 'native' : ''}>
              {tr.t('compare.controls.nominal')}
            </option>
            {priceYears.map((value) => (
              <option key={value} value={value}>
                {value.slice('eur-'.length)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </div>
  );
}

function HeadlineFields({ view: { state, spec }, tr }: { view: ChartView; tr: Translator }) {
  return (
    <div className={styles.words}>
      <label>
        <span>{tr.t('gallery.page.headlineTitle', { max: OWN_WORDS.title })}</span>
        <input
          key={state.title}
          type="text"
          name="title"
          maxLength={OWN_WORDS.title}
          defaultValue={state.title ?? ''}
          placeholder={spec.ownHeadline?.title ?? spec.title}
        />
      </label>
      <label>
        <span>{tr.t('gallery.page.headlineSubtitle', { max: OWN_WORDS.subtitle })}</span>
        <input
          key={state.subtitle}
          type="text"
          name="subtitle"
          maxLength={OWN_WORDS.subtitle}
          defaultValue={state.subtitle ?? ''}
          placeholder={spec.ownHeadline?.subtitle ?? spec.subtitle}
        />
      </label>
    </div>
  );
}
