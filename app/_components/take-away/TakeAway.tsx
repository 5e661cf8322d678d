import type { ReactNode } from 'react';
import { EXCEL_SEPARATOR } from '@/app/_components/controls/CsvLinks';
import { knownOrigin } from '@/app/_data/origin';
import type { ChartSpec } from '@/lib/charts/spec';
import { CITATION_FORMATS, citeHref } from '@/lib/export/citation';
import { embedCode } from '@/lib/export/embed-code';
import { chartFileName } from '@/lib/export/filename';
import { formatTimestampDay } from '@/lib/i18n/format';
import { translator } from '@/lib/i18n/translator';
import { chartHref, chartPageHref, chartStateOf } from '@/lib/view-state/charts';
import { PICTURE_PRESETS, pictureHref } from '@/lib/view-state/pictures';
import { CopyButton } from './CopyButton';
import { CopyDesk } from './CopyDesk';
import styles from './take-away.module.css';

/** Empty where none is set: then addresses in texts are without it until a script completes them. */
const ORIGIN = knownOrigin();

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <div className={styles.part}>
      <dt>{title}</dt>
      <dd>
        {note !== undefined && <p className={styles.note}>{note}</p>}
        {children}
      </dd>
    </div>
  );
}

/**
 * A text to select or copy, under the words that say what it is. No field of a form: browsers look at those to fill them in, and lay out all of
 * a panel that is folded, and the piece of the page that it is in, to do so. Where no address of the site is set, the reader's
 * browser completes the addresses in it.
 */
function Text({ id, text }: { id: string; text: string }) {
  return (
    <pre id={id} data-addresses={ORIGIN === '' ? '' : undefined}>
      {text}
    </pre>
  );
}

/**
 * What a reader can take away of a chart in the view shown: its link, embed code, pictures, data, citation and alt text. Links
 * and texts stand in the HTML; the buttons that copy are there once their script is. `dataHref` is the address of the spec as JSON,
 * `name` makes ids its own in the page.
 */
export function TakeAway({ spec, dataHref, name }: { spec: ChartSpec; dataHref: string; name: string }) {
  const tr = translator(spec.lang);
  const t = (key: string, values?: Record<string, string | number>) => tr.t(`takeAway.panel.${key}`, values);
  const { slug } = spec;
  const state = { ...chartStateOf(slug, dataHref), lang: spec.lang };
  const page = `${ORIGIN}${chartPageHref(slug, state)}`;
  const id = (part: string) => `take-${name}-${part}`;
  const file = (extension: string, further: string[] = []) =>
    chartFileName(slug, state, spec.releaseDate, extension, further);
  const csv = chartHref(slug, '.csv', state);
  const withOptions = (options: string) => `${csv}${csv.includes('?') ? '&' : '?'}${options}`;
  const sep = encodeURIComponent(EXCEL_SEPARATOR[spec.lang]);
  const cited = chartPageHref(slug, { ...state, title: null, subtitle: null, release: spec.releaseId });
  return (
    <details className={styles.panel}>
      <summary>{t('summary')}</summary>
      <CopyDesk failed={t('failed', { reason: '{reason}' })}>
        <dl>
          <Part title={t('link.title')}>
            <Text id={id('link')} text={page} />
            <p className={styles.actions}>
              <CopyButton kind="field" field={id('link')} label={t('link.copy')} said={t('link.copied')} />
            </p>
          </Part>
          <Part title={t('embed.title')}>
            {([false, true] as const).map((frozen) => {
              const kind = frozen ? 'frozen' : 'live';
              const words = t(`embed.${kind}`, { day: formatTimestampDay(spec.releaseDate, tr) });
              return (
                <div key={kind}>
                  <p className={styles.note}>{words}</p>
                  <Text id={id(kind)} text={embedCode(spec, state, { origin: ORIGIN, frozen })} />
                  <p className={styles.actions}>
                    <CopyButton
                      kind="field"
                      field={id(kind)}
                      label={t(`embed.copy.${kind}`)}
                      said={t(`embed.copied.${kind}`)}
                    />
                  </p>
                </div>
              );
            })}
          </Part>
          <Part title={t('picture.title')} note={t('picture.note')}>
            <ul className={styles.links}>
              {PICTURE_PRESETS.map((preset) => (
                <li key={preset}>
                  <a href={pictureHref(slug, 'png', state, { preset })} download={file('png', [preset])}>
                    {t(`picture.preset.${preset}`)}
                  </a>
                </li>
              ))}
              <li>
                <a href={pictureHref(slug, 'svg', state)} download={file('svg')}>
                  {t('picture.svg')}
                </a>
              </li>
            </ul>
            <p className={styles.actions}>
              <CopyButton
                kind="image"
                href={pictureHref(slug, 'png', state, { scale: 2 })}
                label={t('picture.copy')}
                said={t('picture.copied')}
                failed={t('picture.failed', { reason: '{reason}' })}
              />
            </p>
          </Part>
          <Part title={t('data.title')}>
            <ul className={styles.links}>
              <li>
                <a href={csv}>{t('data.csv')}</a>
              </li>
              <li>
                <a href={withOptions(`bom=1&sep=${sep}`)}>{t('data.csvExcel')}</a>
              </li>
              <li>
                <a href={chartHref(slug, '.xlsx', state)}>{t('data.xlsx')}</a>
              </li>
              <li>
                <a href={chartHref(slug, '.json', state)} download={file('json')}>
                  {t('data.json')}
                </a>
              </li>
            </ul>
            <p className={styles.actions}>
              <CopyButton
                kind="table"
                href={withOptions(`sep=${sep}`)}
                label={t('data.copy')}
                said={t('data.copied')}
              />
            </p>
          </Part>
          <Part
            title={t('cite.title')}
            note={t('cite.note', { day: formatTimestampDay(spec.releaseDate, tr), release: spec.releaseId })}
          >
            <ul className={styles.links}>
              {CITATION_FORMATS.map((format) => (
                <li key={format}>
                  <a href={citeHref(cited, format)} {...(format !== 'text' && { download: true })}>
                    {t(`cite.format.${format}`)}
                  </a>
                </li>
              ))}
            </ul>
            <p className={styles.actions}>
              {CITATION_FORMATS.map((format) => (
                <CopyButton
                  key={format}
                  kind="text"
                  href={citeHref(cited, format)}
                  field={id('cite')}
                  label={t(`cite.copy.${format}`)}
                  said={t(`cite.copied.${format}`)}
                />
              ))}
            </p>
            <p className={`${styles.note} ${styles.filled}`}>{t('cite.shown')}</p>
            <pre id={id('cite')} className={styles.filled} data-empty={t('cite.placeholder')} />
          </Part>
          <Part title={t('alt.title')} note={t('alt.note')}>
            <Text id={id('alt')} text={spec.altText} />
            <p className={styles.actions}>
              <CopyButton kind="field" field={id('alt')} label={t('alt.copy')} said={t('alt.copied')} />
            </p>
          </Part>
        </dl>{' '}
      </CopyDesk>
    </details>
  );
}
