import { Code, Examples } from '@/app/_components/code-use/Code';
import { PageHead } from '@/app/_components/reference/PageHead';
import reference from '@/app/_components/reference/reference.module.css';
import { Section } from '@/app/_components/reference/Section';
import { Shell } from '@/app/_components/shell/Shell';
import { siteOrigin } from '@/app/_data/origin';
import { getDatabase } from '@/db/client';
import { API_PATH } from '@/lib/api/ask';
import { PAGE_LIMIT } from '@/lib/api/parameters';
import { RESOURCES } from '@/lib/api/resources';
import { codeExamples } from '@/lib/api/snippets';
import type { Locale } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { currentRelease } from '@/lib/queries/releases';
import { MAX_LIST_VALUES, MAX_PARAMETER_LENGTH } from '@/lib/view-state/audit';
import styles from './api.module.css';
import { Reference } from './Reference';

const SECTIONS = [
  'resources',
  'examples',
  'reading',
  'past',
  'http',
  'errors',
  'promise',
  'reference',
] as const;

/** Points of each section, by message key; the code of a point is shown below it. */
const READING = ['filters', 'pages', 'fields', 'missing'] as const;
const PAST = ['asOf', 'release', 'changes'] as const;
const HTTP = ['etag', 'cache', 'cors', 'packed', 'limits'] as const;
const PROMISE = ['additive', 'notice', 'ids', 'releases', 'free'] as const;

/** The example that the page runs through: what countries plan, stated by the day in the address. */
const EXAMPLE = 'observations?countries=FR,SE,PL&indicator=intake_per_year&basis=actual,target';

const ADDRESSES: Readonly<Partial<Record<string, string>>> = {
  filters: 'measures?type=voluntary_service&status=in_force&sort=-starts',
  pages: 'sources?kind=official&limit=50',
  fields: 'observations?countries=SE&fields=value,period,basis,stated_on',
  asOf: 'observations?countries=FR&asOf=2025-11-27',
  changes: 'changes?entity=observation&kind=changed',
};

/** `/api`: what the API has, how it is used, and what is promised. */
export async function ApiPage({ locale }: { locale: Locale }) {
  const tr = translator(locale);
  const release = await currentRelease(await getDatabase());
  const base = `${siteOrigin()}${API_PATH}`;
  const address = (path: string) => `${base}/${path}`;
  return (
    <Shell locale={locale} here="/api" release={release}>
      <PageHead title={tr.t('api.title')} deck={tr.t('api.deck')}>
        <nav className={reference.contents} aria-label={tr.t('api.contents')}>
          <ul>
            {SECTIONS.map((id) => (
              <li key={id}>
                <a href={`#${id}`}>{tr.t(`api.section.${id}`)}</a>
              </li>
            ))}
          </ul>
        </nav>
      </PageHead>
      <Section id="resources" title={tr.t('api.section.resources')}>
        <p className={reference.text}>{tr.t('api.resourcesDeck')}</p>
        <dl className={styles.resources}>
          {RESOURCES.map(({ name, description }) => (
            <div key={name}>
              <dt>
                <a href={`${API_PATH}/${name}`} translate="no">
                  {`${API_PATH}/${name}`}
                </a>
              </dt>
              <dd lang="en">{description}</dd>
            </div>
          ))}
          <div>
            <dt>
              <a href={`${API_PATH}/openapi.json`} translate="no">
                {`${API_PATH}/openapi.json`}
              </a>
            </dt>
            <dd>{tr.t('api.openapi')}</dd>
          </div>
        </dl>
      </Section>
      <Section id="examples" title={tr.t('api.section.examples')}>
        <p className={reference.text}>{tr.t('api.examplesDeck')}</p>
        <Examples examples={codeExamples(address(EXAMPLE), 'list')} />
      </Section>
      <Points section="reading" points={READING} address={address} tr={tr} />
      <Points section="past" points={PAST} address={address} tr={tr} />
      <Points section="http" points={HTTP} address={address} tr={tr} />
      <Section id="errors" title={tr.t('api.section.errors')}>
        <p className={reference.text}>{tr.t('api.errorsDeck')}</p>
        <div className={styles.answer}>
          <Code code={ERROR} />
        </div>
      </Section>
      <Points section="promise" points={PROMISE} address={address} tr={tr} />
      <Section id="reference" title={tr.t('api.section.reference')}>
        <p className={reference.text}>{tr.t('api.referenceDeck')}</p>
        <Reference />
      </Section>
    </Shell>
  );
}

const ERROR = JSON.stringify(
  {
    type: 'about:blank',
    title: 'The address was not understood',
    status: 400,
    detail: 'Unknown value “actul” for parameter basis. Did you mean actual? …',
    errors: [
      {
        param: 'basis',
        value: 'actul',
        allowed: ['actual', 'target', 'ceiling', 'ambition', 'estimate', 'claim'],
        message: 'Unknown value “actul” for parameter basis. Did you mean actual? …',
      },
    ],
  },
  null,
  2,
);

function Points({
  section,
  points,
  address,
  tr,
}: {
  section: 'reading' | 'past' | 'http' | 'promise';
  points: readonly string[];
  address: (path: string) => string;
  tr: Translator;
}) {
  const values = {
    usual: PAGE_LIMIT.usual,
    most: PAGE_LIMIT.max,
    values: MAX_LIST_VALUES,
    length: MAX_PARAMETER_LENGTH,
  };
  return (
    <Section id={section} title={tr.t(`api.section.${section}`)}>
      <dl className={styles.points}>
        {points.map((point) => {
          const path = ADDRESSES[point];
          return (
            <div key={point}>
              <dt>{tr.t(`api.${section}.${point}.head`)}</dt>
              <dd>
                <p>{tr.t(`api.${section}.${point}.body`, values)}</p>
                {path === undefined ? null : (
                  <p>
                    <a href={address(path)} className={styles.address} translate="no">
                      {`${API_PATH}/${path}`}
                    </a>
                  </p>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </Section>
  );
}
