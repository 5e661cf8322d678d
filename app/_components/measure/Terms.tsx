import { type SourceNumbers, SourceRefs } from '@/app/_components/figures/SourceRefs';
import type { Measure } from '@/lib/domain/records';
import { formatAges, formatDate, formatDuration, formatPay } from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';
import styles from './measure.module.css';

/** Terms of a measure: what it is, who, how long, what pay, when. A thing we did not find says so. */
export function Terms({
  measure,
  numbers,
  tr,
}: {
  measure: Measure;
  numbers: SourceNumbers;
  tr: Translator;
}) {
  const { eligibility, duration, pay } = measure;
  const who = [eligibility.sex ? tr.label('sex', eligibility.sex) : null, formatAges(eligibility, tr)].filter(
    (part) => part !== null,
  );
  const asOf = formatDate(measure.statusAsOf, tr);
  const running = measure.endedOn === null && measure.status !== 'ended' && measure.status !== 'suspended';
  return (
    <dl className={styles.terms}>
      <Term name={tr.t('pages.measure.type')} value={tr.label('type', measure.type)} tr={tr} />
      <Term
        name={tr.t('pages.measure.obligation')}
        value={tr.label('obligation', measure.obligation)}
        tr={tr}
      />
      <Term
        name={tr.t('pages.measure.status')}
        value={tr.label('status', measure.status)}
        aside={asOf ? tr.t('pages.measure.asOf', { date: asOf }) : null}
        tr={tr}
      />
      <Term
        name={tr.t('pages.measure.length')}
        value={formatDuration(duration, tr)}
        note={duration?.note}
        tr={tr}
      />
      <Term
        name={tr.t('pages.measure.who')}
        value={who.length > 0 ? who.join(', ') : null}
        note={eligibility.note}
        tr={tr}
      />
      <Term name={tr.t('pages.measure.pay')} value={formatPay(pay, tr)} note={pay?.note} tr={tr}>
        {pay ? <SourceRefs ids={pay.sourceIds} numbers={numbers} tr={tr} /> : null}
      </Term>
      <Term name={tr.t('pages.measure.announced')} value={formatDate(measure.announcedOn, tr)} tr={tr} />
      <Term name={tr.t('pages.measure.legislated')} value={formatDate(measure.legislatedOn, tr)} tr={tr} />
      <Term name={tr.t('pages.measure.starts')} value={formatDate(measure.startsOn, tr)} tr={tr} />
      <Term
        name={tr.t('pages.measure.ended')}
        value={formatDate(measure.endedOn, tr) ?? (running ? tr.t('pages.measure.notEnded') : null)}
        tr={tr}
      />
    </dl>
  );
}

function Term({
  name,
  value,
  aside,
  note,
  tr,
  children,
}: {
  name: string;
  value: string | null;
  aside?: string | null;
  note?: string | null;
  tr: Translator;
  children?: React.ReactNode;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value === null ? (
          <span className="soft">{tr.t('pages.figure.noneFound')}</span>
        ) : (
          <span className={styles.termValue}>{value}</span>
        )}
        {aside ? <span className={styles.termNote}> {aside}</span> : null} {children}
        {note ? (
          <p className={styles.termNote} lang="en">
            {note}
          </p>
        ) : null}
      </dd>
    </div>
  );
}
