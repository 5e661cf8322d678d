import controls from '@/app/_components/controls/controls.module.css';
import { figureWithTerms } from '@/app/_components/measure/FigureTables';
import reference from '@/app/_components/reference/reference.module.css';
import { PageLink } from '@/app/_components/shell/PageLink';
import type { Release } from '@/lib/domain/records';
import { shownValue } from '@/lib/domain/text';
import { formatDate, formatPeriodOrNone, formatTimestampDay } from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import styles from './about.module.css';
import { CopyButton } from './CopyButton';
import type { ReportedFigure } from './load';
import { mailtoHref, type ReportTarget } from './report-target';

const TEXT_ID = 'report-text';

/** How to report an error: the figure it is about, the text to send, and where to. */
export function Report({
  asked,
  figure,
  target,
  origin,
  release,
  tr,
}: {
  asked: string | null;
  figure: ReportedFigure | null;
  target: ReportTarget;
  /** Absolute address of the site; empty where none is configured. */
  origin: string;
  release: Release;
  tr: Translator;
}) {
  const text = reportText(figure, origin, release, tr);
  const subject = figure
    ? tr.t('about.report.subjectFigure', { id: figure.observation.id })
    : tr.t('about.report.subject');
  return (
    <div className={reference.text}>
      <p>{tr.t('about.report.body')}</p>
      {asked !== null && figure === null ? (
        <p role="status" className={styles.unknown}>
          {tr.t('about.report.unknown', { id: shownValue(asked) })}
        </p>
      ) : null}
      {figure ? <Figure figure={figure} tr={tr} /> : <p>{tr.t('about.report.choose')}</p>}
      <label className={styles.label} htmlFor={TEXT_ID}>
        {tr.t('about.report.text')}
      </label>
      <textarea
        id={TEXT_ID}
        className={styles.textarea}
        readOnly
        rows={text.split('\n').length + 1}
        value={text}
      />
      <p className={controls.actions}>
        <CopyButton
          textId={TEXT_ID}
          label={tr.t('about.report.copy')}
          copied={tr.t('about.report.copied')}
          selected={tr.t('about.report.selected')}
        />
      </p>
      {target.url === null && target.email === null ? (
        <p>{tr.t('about.report.noTarget')}</p>
      ) : (
        <ul className={reference.list}>
          {target.url === null ? null : (
            <li>
              <a href={target.url} rel="noreferrer">
                {tr.t('about.report.byUrl')}
              </a>
            </li>
          )}
          {target.email === null ? null : (
            <li>
              <a href={mailtoHref(target.email, subject, text)}>
                {tr.t('about.report.byEmail', { email: target.email })}
              </a>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

/** What the figure is about, in one line: "Intake per year, 2030, target". */
function subjectOf({ observation }: ReportedFigure, tr: Translator): string {
  return [
    tr.label('indicator', observation.indicator),
    observation.component,
    formatPeriodOrNone(observation.period, tr),
    tr.label('basis', observation.basis),
  ]
    .filter((part) => part !== null)
    .join(', ');
}

function Figure({ figure, tr }: { figure: ReportedFigure; tr: Translator }) {
  const { observation, measure, country } = figure;
  return (
    <div className={styles.figure}>
      <p className={styles.value}>{figureWithTerms(observation, tr)}</p>
      <p>{subjectOf(figure, tr)}</p>
      <p className="soft">
        {tr.country(country.iso2, country.name)},{' '}
        <PageLink href={localePath(tr.locale, `/measures/${measure.id}`)} lang="en">
          {measure.name}
        </PageLink>
        {', '}
        {formatDate(observation.statedOn, tr) ?? tr.t('pages.figure.notStated')}
      </p>
      <p className={styles.id}>{observation.id}</p>
    </div>
  );
}

/** The text of a report: what it is about filled in, the rest to be written. */
function reportText(figure: ReportedFigure | null, origin: string, release: Release, tr: Translator): string {
  const line = (key: string, value = '') =>
    tr.t('about.report.line', { term: tr.t(`about.report.lines.${key}`), value });
  const about = figure
    ? [
        line('figure', figure.observation.id),
        line('measure', `${figure.measure.name} (${tr.country(figure.country.iso2, figure.country.name)})`),
        line('says', `${subjectOf(figure, tr)}${tr.mark(':')} ${figureWithTerms(figure.observation, tr)}`),
        line('stated', formatDate(figure.observation.statedOn, tr) ?? tr.t('pages.figure.notStated')),
        line('page', `${origin}${localePath(tr.locale, `/measures/${figure.measure.id}`)}`),
      ]
    : [line('page')];
  return [
    ...about,
    line('release', `${release.id}, ${formatTimestampDay(release.loadedAt, tr)}`),
    '',
    line('wrong'),
    line('right'),
    line('source'),
  ]
    .map((text) => text.trimEnd())
    .join('\n');
}
