import { HowToCite } from '@/app/_components/cite/HowToCite';
import { CodeUse } from '@/app/_components/code-use/CodeUse';
import { codeUseWords } from '@/app/_components/code-use/words';
import { Choice } from '@/app/_components/controls/Choice';
import { CsvLinks } from '@/app/_components/controls/CsvLinks';
import controls from '@/app/_components/controls/controls.module.css';
import { FilterActions } from '@/app/_components/controls/FilterActions';
import { Problems } from '@/app/_components/controls/Problems';
import { SourceList } from '@/app/_components/figures/SourceList';
import { countryOptions } from '@/app/_components/reference/options';
import { PageHead } from '@/app/_components/reference/PageHead';
import reference from '@/app/_components/reference/reference.module.css';
import { Section } from '@/app/_components/reference/Section';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { Still } from '@/app/_components/still/Still';
import { knownOrigin, siteOrigin } from '@/app/_data/origin';
import { API_PATH } from '@/lib/api/ask';
import { codeExamples } from '@/lib/api/snippets';
import { VERDICTS } from '@/lib/domain/codes';
import { claimReviews } from '@/lib/export/structured-data';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import type { SearchParamsInput } from '@/lib/view-state/audit';
import { ALL_CLAIMS, claimsHref } from '@/lib/view-state/claims';
import { claimsFileHref } from '@/lib/view-state/files';
import { problemMessages } from '@/lib/view-state/problems';
import { CheckedClaim } from './CheckedClaim';
import styles from './claims.module.css';
import { JsonLd } from './JsonLd';
import { loadClaims } from './load';

/** `/claims`: statements from public debate, each with verdict, explanation, what came later, and sources. */
export async function ClaimsPage({ locale, search }: { locale: Locale; search: SearchParamsInput }) {
  const tr = translator(locale);
  const { state, problems, countries, release, all, shown, sources, measureNames } = await loadClaims(search);
  const path = localePath(locale, '/claims');
  const numbers = new Map(sources.map(({ id }, index) => [id, index + 1]));
  const filtered = state.verdicts.length > 0 || state.countries.length > 0;
  const about = countries.filter(({ iso2 }) => all.some((claim) => claim.countryIso2 === iso2));
  return (
    <Shell locale={locale} here={claimsHref('/claims', state)} release={release}>
      <PageHead title={tr.t('claims.title')} deck={tr.t('claims.deck', { count: all.length })}>
        <ul className={styles.tally} aria-label={tr.t('claims.tally')}>
          {VERDICTS.map((verdict) => ({
            verdict,
            count: all.filter((claim) => claim.verdict === verdict).length,
          }))
            .filter(({ count }) => count > 0)
            .map(({ verdict, count }) => (
              <li key={verdict}>
                <PageLink href={claimsHref(path, { ...ALL_CLAIMS, verdicts: [verdict] })} keepsPlace>
                  {tr.label('verdict', verdict)}
                </PageLink>{' '}
                <span className={styles.tallyCount}>{tr.number(count)}</span>
              </li>
            ))}
        </ul>
      </PageHead>
      <Problems messages={problemMessages(problems, { countries }, tr)} tr={tr} />
      <Still>
        <form action={path} className={controls.filter} aria-label={tr.t('claims.filter.legend')}>
          <Choice
            name="verdict"
            label={tr.t('claims.filter.verdict')}
            any={tr.t('claims.filter.anyVerdict')}
            options={VERDICTS.map((verdict) => ({ value: verdict, label: tr.label('verdict', verdict) }))}
            chosen={state.verdicts}
          />
          <Choice
            name="countries"
            label={tr.t('claims.filter.country')}
            any={tr.t('pages.filter.allCountries')}
            options={countryOptions(about, tr)}
            chosen={state.countries}
          />
          <FilterActions clearHref={filtered ? path : null} tr={tr} />
        </form>
      </Still>
      <div className={reference.result}>
        <p role="status" className={reference.sentence}>
          {tr.t('claims.found', { shown: shown.length, all: all.length })}
        </p>
        {shown.length > 0 ? (
          <CsvLinks
            count={shown.length}
            words={tr.t('claims.csvOf', { count: shown.length })}
            hrefOf={(options) => claimsFileHref('/claims.csv', { ...state, ...options, lang: locale })}
            others={{
              xlsx: claimsFileHref('/claims.xlsx', { ...state, lang: locale }),
              json: claimsFileHref('/claims.json', { ...state, lang: locale }),
            }}
            tr={tr}
          />
        ) : null}
      </div>
      <Still>
        {shown.length === 0 ? (
          <div className={reference.empty}>
            <p>{tr.t('claims.empty')}</p>
          </div>
        ) : (
          <div className={styles.claims}>
            {shown.map((claim) => {
              const country = countries.find(({ iso2 }) => iso2 === claim.countryIso2);
              const measure = claim.measureId === null ? undefined : measureNames.get(claim.measureId);
              return (
                <CheckedClaim
                  key={claim.id}
                  claim={claim}
                  country={country ?? null}
                  measure={measure ?? null}
                  numbers={numbers}
                  tr={tr}
                />
              );
            })}
          </div>
        )}
        <Section id="sources" title={tr.t('pages.measure.sourcesTitle')}>
          <p className="soft">{tr.t('pages.measure.sourcesDeck')}</p>
          <SourceList sources={sources} tr={tr} />
        </Section>
      </Still>
      <CodeUse
        examples={codeExamples(`${siteOrigin()}${claimsHref(`${API_PATH}/claims`, state)}`, 'list')}
        words={codeUseWords('claims', tr)}
      />
      <HowToCite address={claimsHref(path, state)} />
      <JsonLd
        content={claimReviews(shown, sources, {
          origin: knownOrigin(),
          path,
          releasedOn: release.loadedAt.slice(0, 10),
          verdictLabel: (verdict) => tr.label('verdict', verdict),
        })}
      />
    </Shell>
  );
}
