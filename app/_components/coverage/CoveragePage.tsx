import { HowToCite } from '@/app/_components/cite/HowToCite';
import { Choice } from '@/app/_components/controls/Choice';
import { CsvLinks } from '@/app/_components/controls/CsvLinks';
import controls from '@/app/_components/controls/controls.module.css';
import { FilterActions } from '@/app/_components/controls/FilterActions';
import { Problems } from '@/app/_components/controls/Problems';
import { countryOptions } from '@/app/_components/reference/options';
import { PageHead } from '@/app/_components/reference/PageHead';
import reference from '@/app/_components/reference/reference.module.css';
import { Section } from '@/app/_components/reference/Section';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { Still } from '@/app/_components/still/Still';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { countryCoverage, totalCoverage } from '@/lib/queries/coverage';
import { sortCountryCoverage, sortMeasureCoverage } from '@/lib/queries/coverage-order';
import type { SearchParamsInput } from '@/lib/view-state/audit';
import {
  COVERAGE_ROWS,
  type CoverageSort,
  coverageCsvHref,
  coverageHref,
  readCoverageSort,
} from '@/lib/view-state/coverage';
import { hiddenFields } from '@/lib/view-state/form';
import { problemMessages } from '@/lib/view-state/problems';
import { type CoverageRow, CoverageTable } from './CoverageTable';
import styles from './coverage.module.css';
import { type CoverageView, loadCoverage } from './load';

const NOTES = ['found', 'figures', 'single', 'nonOfficial', 'conflicts', 'age', 'notApplicable'] as const;

/** `/coverage`: what is known and what is not, by country or by measure, and what it rests on. */
export async function CoveragePage({ locale, search }: { locale: Locale; search: SearchParamsInput }) {
  const tr = translator(locale);
  const view = await loadCoverage(search);
  const { state, problems, countries, release, measures, withoutMeasures, releaseDay } = view;
  const path = localePath(locale, '/coverage');
  const here = coverageHref(path, state);
  const rows = rowsOf(view, tr);
  const words = tr.t('coverage.found', {
    countries: new Set(measures.map(({ country }) => country.iso2)).size,
    measures: measures.length,
  });
  return (
    <Shell locale={locale} here={coverageHref('/coverage', state)} release={release}>
      <PageHead title={tr.t('coverage.title')} deck={tr.t('coverage.deck')} />
      <Problems messages={problemMessages(problems, { countries }, tr)} tr={tr} />
      <form action={path} className={controls.filter} aria-label={tr.t('coverage.filter.legend')}>
        {hiddenFields(here, ['countries']).map(({ name, value }) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Choice
          name="countries"
          label={tr.t('coverage.filter.country')}
          any={tr.t('pages.filter.allCountries')}
          options={countryOptions(countries, tr)}
          chosen={state.countries}
        />
        <FilterActions
          clearHref={state.countries.length > 0 ? coverageHref(path, { ...state, countries: [] }) : null}
          tr={tr}
        />
      </form>
      <nav className={styles.rows} aria-label={tr.t('coverage.rows.label')}>
        <span>{tr.t('coverage.rows.label')}</span>
        <ul>
          {COVERAGE_ROWS.map((by) => (
            <li key={by}>
              {by === state.by ? (
                <span aria-current="true">{tr.t(`coverage.rows.${by}`)}</span>
              ) : (
                <PageLink href={coverageHref(path, { ...state, by })} keepsPlace>
                  {tr.t(`coverage.rows.${by}`)}
                </PageLink>
              )}
            </li>
          ))}
        </ul>
      </nav>
      <div className={reference.result}>
        <p role="status" className={reference.sentence}>
          {words}
        </p>
        {measures.length > 0 ? (
          <CsvLinks
            count={measures.length}
            words={tr.t('coverage.csvOf', { count: measures.length })}
            hrefOf={(options) =>
              coverageCsvHref('/coverage.csv', {
                countries: state.countries,
                sort: state.sort,
                ...options,
                lang: locale,
              })
            }
            tr={tr}
          />
        ) : null}
      </div>
      {measures.length === 0 ? (
        <div className={reference.empty}>
          <p>{tr.t('coverage.empty')}</p>
        </div>
      ) : (
        <>
          <p className={styles.scrollHint}>{tr.t('pages.table.scrollHint')}</p>
          <Still>
            <CoverageTable
              rows={rows}
              total={totalCoverage(measures, releaseDay)}
              totalLabel={tr.t(`coverage.total.${state.by}`, { count: rows.length })}
              rowKey={state.by === 'country' ? 'country' : 'name'}
              asideKey={state.by === 'country' ? 'measures' : 'country'}
              sort={state.sort}
              sortHref={(sort: CoverageSort) => coverageHref(path, { ...state, sort })}
              caption={words}
              tr={tr}
            />
          </Still>
        </>
      )}
      {withoutMeasures.length > 0 ? (
        <p className={styles.without}>
          {tr.t('coverage.without', {
            names: tr.list(withoutMeasures.map(({ iso2, name }) => tr.country(iso2, name))),
          })}
        </p>
      ) : null}
      <Section id="reading" title={tr.t('coverage.notesTitle')}>
        <ul className={`${reference.list} ${reference.text}`}>
          {NOTES.map((note) => (
            <li key={note}>{tr.t(`coverage.note.${note}`)}</li>
          ))}
        </ul>
      </Section>
      <HowToCite address={here} />
    </Shell>
  );
}

function rowsOf({ state, measures, releaseDay }: CoverageView, tr: Translator): CoverageRow[] {
  const { key, descending } = readCoverageSort(state.sort);
  const collator = new Intl.Collator(tr.locale);
  const path = localePath(tr.locale, '/coverage');
  const nameOf = ({ country }: { country: { iso2: string; name: string } }) =>
    tr.country(country.iso2, country.name);
  switch (state.by) {
    case 'country':
      return sortCountryCoverage(
        countryCoverage(measures, releaseDay),
        key,
        descending,
        nameOf,
        collator,
      ).map((row) => {
        const href = coverageHref(path, { by: 'measure', countries: [row.country.iso2], sort: 'country' });
        return {
          key: row.country.iso2,
          evidence: row,
          head: { label: nameOf(row), href, english: false },
          aside: tr.number(row.measureCount),
          conflictsHref: href,
        };
      });
    case 'measure':
      return sortMeasureCoverage(measures, key, descending, nameOf, collator).map((row) => {
        const href = localePath(tr.locale, `/measures/${row.measure.id}`);
        return {
          key: row.measure.id,
          evidence: row,
          head: { label: row.measure.name, href, english: true },
          aside: nameOf(row),
          conflictsHref: `${href}#figures`,
        };
      });
  }
}
