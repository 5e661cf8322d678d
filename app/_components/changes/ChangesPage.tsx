import { HowToCite } from '@/app/_components/cite/HowToCite';
import { CodeUse } from '@/app/_components/code-use/CodeUse';
import { codeUseWords } from '@/app/_components/code-use/words';
import { Choice } from '@/app/_components/controls/Choice';
import { CsvLinks } from '@/app/_components/controls/CsvLinks';
import controls from '@/app/_components/controls/controls.module.css';
import { FilterActions } from '@/app/_components/controls/FilterActions';
import { Pages } from '@/app/_components/controls/Pages';
import { Problems } from '@/app/_components/controls/Problems';
import { countryOptions } from '@/app/_components/reference/options';
import { PageHead } from '@/app/_components/reference/PageHead';
import reference from '@/app/_components/reference/reference.module.css';
import { Section } from '@/app/_components/reference/Section';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { Still } from '@/app/_components/still/Still';
import { siteOrigin } from '@/app/_data/origin';
import { API_PATH } from '@/lib/api/ask';
import { codeExamples } from '@/lib/api/snippets';
import { assignCountryColours } from '@/lib/charts/palette';
import { CHANGE_ENTITIES, CHANGE_KINDS } from '@/lib/domain/history';
import { formatTimestampDay } from '@/lib/i18n/format';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import type { SearchParamsInput } from '@/lib/view-state/audit';
import { type ChangesState, changesFileHref, changesHref } from '@/lib/view-state/changes';
import { FEED_FORMATS, feedHref } from '@/lib/view-state/feeds';
import { hiddenFields } from '@/lib/view-state/form';
import { problemMessages } from '@/lib/view-state/problems';
import styles from './changes.module.css';
import { type ChangesView, loadChanges, PAGE_SIZE } from './load';
import { ReleaseChanges } from './ReleaseChanges';

/** `/changes`: what each release added, changed and removed, the newest first. */
export async function ChangesPage({ locale, search }: { locale: Locale; search: SearchParamsInput }) {
  const tr = translator(locale);
  const view = await loadChanges(search, locale);
  const { state, problems, countries, release, loadings, context, lines } = view;
  const path = localePath(locale, '/changes');
  const { page: _page, ...filter } = state;
  const shown = [
    ...new Set(loadings.flatMap(({ changes }) => changes.flatMap((one) => one.countryIso2 ?? []))),
  ];
  const tones = assignCountryColours(shown);
  return (
    <Shell locale={locale} here={changesHref('/changes', state)} release={release}>
      <PageHead title={tr.t('changes.title')} deck={tr.t('changes.deck')} />
      <Problems messages={problemMessages(problems, { countries }, tr)} tr={tr} />
      <Filter view={view} path={path} tr={tr} />
      {state.measures.length > 0 ? (
        <p className={styles.only}>
          {tr.t('changes.only', {
            names: tr.list(state.measures.map((id) => context.measures.get(id) ?? id)),
          })}{' '}
          <PageLink href={changesHref(path, { ...state, measures: [], page: 1 })}>
            {tr.t('changes.everything')}
          </PageLink>
        </p>
      ) : null}
      <div className={reference.result}>
        <p role="status" className={reference.sentence}>
          {tr.t('changes.found', { entries: view.entries, releases: view.releasesFound })}
        </p>
        {lines > 0 ? (
          <CsvLinks
            count={lines}
            words={tr.t('changes.fileOf', { count: lines })}
            hrefOf={(options) => changesFileHref('/changes.csv', { ...filter, ...options, lang: locale })}
            tr={tr}
          />
        ) : null}
      </div>
      {loadings.length === 0 ? (
        <div className={reference.empty}>
          <p>{tr.t('changes.empty')}</p>
        </div>
      ) : (
        <Still>
          {loadings.map((loading) => (
            <ReleaseChanges
              key={loading.loadNumber}
              loading={loading}
              context={context}
              tones={tones}
              alone={state.release !== null}
              tr={tr}
            />
          ))}
        </Still>
      )}
      {view.releases.length === 1 && !view.filtered ? (
        <p className={styles.only}>{tr.t('changes.onlyOne')}</p>
      ) : null}
      <Pages
        page={view.page}
        pageSize={PAGE_SIZE}
        total={lines}
        hrefOf={(number) => changesHref(path, { ...state, page: number })}
        tr={tr}
      />
      <CodeUse
        examples={codeExamples(`${siteOrigin()}${changesHref(`${API_PATH}/changes`, filter)}`, 'list')}
        words={codeUseWords('changes', tr)}
      />
      <Follow view={view} tr={tr} />
      <HowToCite address={changesHref(path, state)} />
    </Shell>
  );
}

interface PartProps {
  view: ChangesView;
  tr: Translator;
}

function Filter({ view: { state, filtered, countries, releases }, path, tr }: PartProps & { path: string }) {
  const any = tr.t('pages.filter.any');
  const kept: Partial<ChangesState> = { measures: state.measures };
  return (
    <form action={path} className={controls.filter} aria-label={tr.t('changes.filter.legend')}>
      {hiddenFields(changesHref('', kept), []).map(({ name, value }) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Choice
        name="countries"
        label={tr.t('pages.filter.country')}
        any={tr.t('pages.filter.allCountries')}
        options={countryOptions(countries, tr)}
        chosen={state.countries}
      />
      <Choice
        name="kind"
        label={tr.t('changes.filter.kind')}
        any={any}
        options={CHANGE_KINDS.map((kind) => ({ value: kind, label: tr.t(`changes.kind.${kind}`) }))}
        chosen={state.kinds}
      />
      <Choice
        name="entity"
        label={tr.t('changes.filter.entity')}
        any={any}
        options={CHANGE_ENTITIES.map((entity) => ({
          value: entity,
          label: tr.t(`changes.entity.${entity}`),
        }))}
        chosen={state.entities}
      />
      <Choice
        name="release"
        label={tr.t('changes.filter.release')}
        any={any}
        options={releases.map(({ id, loadedAt }) => ({
          value: id,
          label: `${formatTimestampDay(loadedAt, tr)} (${id})`,
        }))}
        chosen={state.release === null ? [] : [state.release]}
      />
      <FilterActions clearHref={filtered ? path : null} tr={tr} />
    </form>
  );
}

/** The feeds: of everything, and of each country. */
function Follow({ view: { countries }, tr }: PartProps) {
  const { locale } = tr;
  return (
    <Section id="feeds" title={tr.t('changes.follow.title')}>
      <ul className={styles.links}>
        {FEED_FORMATS.map((format) => (
          <li key={format}>
            <a href={feedHref(format, { lang: locale })}>{tr.t(`changes.follow.${format}`)}</a>
          </li>
        ))}
      </ul>
      <details className={styles.feeds}>
        <summary>{tr.t('changes.follow.text')}</summary>
        <ul>
          {countryOptions(countries, tr).map(({ value, label }) => (
            <li key={value}>
              {label}{' '}
              {FEED_FORMATS.map((format) => (
                <a
                  key={format}
                  href={feedHref(format, { country: value, lang: locale })}
                  aria-label={tr.t('changes.follow.country', {
                    country: label,
                    format: tr.t(`changes.follow.${format}`),
                  })}
                >
                  {tr.t(`changes.follow.${format}`)}
                </a>
              ))}
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}
