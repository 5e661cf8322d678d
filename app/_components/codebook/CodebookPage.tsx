import { HowToCite } from '@/app/_components/cite/HowToCite';
import { PageHead } from '@/app/_components/reference/PageHead';
import reference from '@/app/_components/reference/reference.module.css';
import { Section } from '@/app/_components/reference/Section';
import { Shell } from '@/app/_components/shell/Shell';
import { Still } from '@/app/_components/still/Still';
import { LINE_REFUSALS } from '@/lib/domain/comparability';
import { DERIVATIONS } from '@/lib/domain/derived';
import { partialDate } from '@/lib/domain/partial-date';
import { TARGET_INDICATORS } from '@/lib/domain/target';
import { formatDate } from '@/lib/i18n/format';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { CodeSet, SET_GROUPS } from './Codes';
import styles from './codebook.module.css';
import { describedFiles } from './columns';
import { DERIVATION_REASONS } from './derivations';
import { type CodebookView, loadCodebook } from './load';

const SECTIONS = ['codes', 'rules', 'derived', 'series', 'files', 'changes'] as const;
const RULES = ['missing', 'dates', 'values', 'current', 'conflict'] as const;

/** What changed in the codebook, the newest first; the words are in the messages under the same key. */
const CHANGES = [{ key: 'first', on: partialDate('2026-11-22') }] as const;

/** `/codebook`: every code, rule, formula, series and column, made from the definitions that the program runs on. */
export async function CodebookPage({ locale }: { locale: Locale }) {
  const tr = translator(locale);
  const view = await loadCodebook();
  const { release, countries, uses } = view;
  return (
    <Shell locale={locale} here="/codebook" release={release}>
      <PageHead title={tr.t('codebook.title')} deck={tr.t('codebook.deck')}>
        <nav className={reference.contents} aria-label={tr.t('codebook.contents')}>
          <ul>
            {SECTIONS.map((id) => (
              <li key={id}>
                <a href={`#${id}`}>{tr.t(`codebook.section.${id}`)}</a>
              </li>
            ))}
          </ul>
        </nav>
      </PageHead>
      <Still>
        <Section id="codes" title={tr.t('codebook.section.codes')}>
          <p className={reference.text}>{tr.t('codebook.codesDeck')}</p>
          {SET_GROUPS.map(({ key, sets }) => (
            <section key={key} className={styles.group} aria-labelledby={`group-${key}`}>
              <h3 id={`group-${key}`}>{tr.t(`codebook.group.${key}`)}</h3>
              {sets.map((set) => (
                <CodeSet key={set} set={set} uses={uses.get(set) ?? []} countries={countries} tr={tr} />
              ))}
            </section>
          ))}
        </Section>
        <Section id="rules" title={tr.t('codebook.section.rules')}>
          <Rules tr={tr} />
        </Section>
        <Section id="derived" title={tr.t('codebook.section.derived')}>
          <p className={reference.text}>{tr.t('codebook.derivedDeck')}</p>
          <Derived tr={tr} />
        </Section>
        <Section id="series" title={tr.t('codebook.section.series')}>
          <p className={reference.text}>{tr.t('codebook.seriesDeck')}</p>
          <Series view={view} tr={tr} />
        </Section>
        <Section id="files" title={tr.t('codebook.section.files')}>
          <p className={reference.text}>{tr.t('codebook.filesDeck')}</p>
          {describedFiles(release, tr).map((file) => (
            <section key={file.name} className={styles.set} aria-labelledby={`file-${file.name}`}>
              <h3 id={`file-${file.name}`}>
                <a href={`/${file.name}`}>{file.name}</a>
              </h3>
              <dl className={styles.columns}>
                {file.columns.map(({ name, meaning }) => (
                  <div key={name}>
                    <dt>
                      <code>{name}</code>
                    </dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </Section>
        <Section id="changes" title={tr.t('codebook.section.changes')}>
          <dl className={styles.columns}>
            {CHANGES.map(({ key, on }) => (
              <div key={key}>
                <dt>{formatDate(on, tr)}</dt>
                <dd>{tr.t(`codebook.change.${key}`)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      </Still>
      <HowToCite address={localePath(locale, '/codebook')} />
    </Shell>
  );
}

function Rules({ tr }: { tr: Translator }) {
  return (
    <div className={styles.rules}>
      {RULES.map((rule) => (
        <Rule key={rule} id={rule} tr={tr} />
      ))}
      <Rule id="asKnownOn" tr={tr}>
        <p>{tr.t('codebook.rule.asKnownOn.undated')}</p>
        <p>{tr.t('codebook.rule.asKnownOn.measures')}</p>
      </Rule>
      <Rule id="pastModel" tr={tr} />
      <Rule id="comparability" tr={tr}>
        <ul className={reference.list}>
          {LINE_REFUSALS.map((reason) => (
            <li key={reason}>{tr.t(`codebook.line.${reason}`)}</li>
          ))}
        </ul>
      </Rule>
      <Rule id="targets" tr={tr}>
        <ol className={styles.ranked}>
          {TARGET_INDICATORS.map((indicator) => (
            <li key={indicator}>{tr.label('indicator', indicator)}</li>
          ))}
        </ol>
        <p>{tr.t('codebook.rule.targets.choice')}</p>
      </Rule>
    </div>
  );
}

function Rule({ id, children, tr }: { id: string; children?: React.ReactNode; tr: Translator }) {
  return (
    <section className={styles.rule} id={`rule-${id}`} aria-labelledby={`rule-${id}-title`}>
      <h3 id={`rule-${id}-title`}>{tr.t(`codebook.rule.${id}.title`)}</h3>
      <div className={reference.text}>
        <p>{tr.t(`codebook.rule.${id}.body`)}</p>
        {children}
      </div>
    </section>
  );
}

function Derived({ tr }: { tr: Translator }) {
  return (
    <div className={styles.rules}>
      {DERIVATIONS.map((derivation) => {
        const { refusals, caveats } = DERIVATION_REASONS[derivation];
        return (
          <section
            key={derivation}
            className={styles.rule}
            id={`derived-${derivation}`}
            aria-labelledby={`derived-${derivation}-title`}
          >
            <h3 id={`derived-${derivation}-title`}>
              {tr.t(`derived.name.${derivation}`)} <code>{derivation}</code>
            </h3>
            <dl className={styles.derived}>
              <div>
                <dt>{tr.t('codebook.derived.formula')}</dt>
                <dd>{tr.t(`derived.formula.${derivation}`)}</dd>
              </div>
              <div>
                <dt>{tr.t('codebook.derived.inputs')}</dt>
                <dd>{tr.t(`codebook.inputs.${derivation}`)}</dd>
              </div>
              <div>
                <dt>{tr.t('codebook.derived.rounding')}</dt>
                <dd>{tr.t(`derived.rounding.${derivation === 'gap' ? 'whole' : 'significant'}`)}</dd>
              </div>
              <div>
                <dt>{tr.t('codebook.derived.refused')}</dt>
                <dd>
                  {refusals.length === 0 ? (
                    tr.t('codebook.derived.never')
                  ) : (
                    <ul className={reference.list}>
                      {refusals.map((reason) => (
                        <li key={reason}>{tr.t(`derived.refusal.${reason}`)}</li>
                      ))}
                    </ul>
                  )}
                </dd>
              </div>
              {caveats.length === 0 ? null : (
                <div>
                  <dt>{tr.t('codebook.derived.said')}</dt>
                  <dd>
                    <ul className={reference.list}>
                      {caveats.map((caveat) => (
                        <li key={caveat}>{tr.t(`derived.caveat.${caveat}`)}</li>
                      ))}
                    </ul>
                  </dd>
                </div>
              )}
            </dl>
          </section>
        );
      })}
    </div>
  );
}

function Series({ view: { series, seriesSources }, tr }: { view: CodebookView; tr: Translator }) {
  return (
    <div className={styles.rules}>
      {series.map((one) => (
        <section
          key={one.id}
          className={styles.rule}
          id={`series-${one.id}`}
          aria-labelledby={`series-${one.id}-title`}
        >
          <h3 id={`series-${one.id}-title`}>
            {tr.label('series', one.id)} <code>{one.id}</code>
          </h3>
          <dl className={styles.derived}>
            <div>
              <dt>{tr.t('codebook.series.unit')}</dt>
              <dd lang="en">{one.unit}</dd>
            </div>
            <div>
              <dt>{tr.t('codebook.series.years')}</dt>
              <dd>
                {tr.t('codebook.series.extent', {
                  first: String(one.firstYear),
                  last: String(one.lastYear),
                  countries: one.countries,
                  currencies: one.currencies,
                  points: one.points,
                  projected: one.projectedPoints,
                })}
              </dd>
            </div>
            <div>
              <dt>{tr.t('codebook.series.limits')}</dt>
              <dd>{tr.t(`codebook.series.limitsOf.${one.id}`)}</dd>
            </div>
            {one.sourceIds.map((id) => {
              const source = seriesSources.get(id);
              if (!source)
                throw new Error(`series ${one.id} cites the source "${id}", which is not in the database`);
              return (
                <div key={id}>
                  <dt>{tr.t('codebook.series.source')}</dt>
                  <dd>
                    <span lang="en">
                      <a href={source.url} rel="noreferrer">
                        {source.title}
                      </a>
                      , {source.publisher}, {source.vintage}.
                    </span>{' '}
                    {tr.t('codebook.series.licence')} <span lang="en">{source.licence}</span>
                    <details className={styles.notes}>
                      <summary>{tr.t('codebook.series.notes')}</summary>
                      <p lang="en">{source.notes}</p>
                    </details>
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
    </div>
  );
}
