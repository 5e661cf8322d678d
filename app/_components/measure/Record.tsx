import { ChangeEntries } from '@/app/_components/changes/ChangeEntries';
import { PageLink } from '@/app/_components/shell/PageLink';
import { formatTimestampDay } from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import { changesHref } from '@/lib/view-state/changes';
import type { MeasureRecord } from './load';
import styles from './measure.module.css';

/** What releases changed about a measure, the newest first; or since when nothing did. */
export function RecordOfChanges({
  measureId,
  record: { releases, first, context },
  tr,
}: {
  measureId: string;
  record: MeasureRecord;
  tr: Translator;
}) {
  const dayOf = (loadedAt: string) => formatTimestampDay(loadedAt, tr);
  if (releases.length === 0) {
    return (
      <p className="soft">
        {tr.t('changes.ofMeasure.unchanged', { release: first.id, day: dayOf(first.loadedAt) })}
      </p>
    );
  }
  return (
    <>
      <p className="soft">{tr.t('changes.ofMeasure.deck')}</p>
      {releases.map(({ release, changes }) => (
        <div key={release.loadedAt} className={styles.recorded}>
          <h3>{tr.t('changes.release.title', { day: dayOf(release.loadedAt) })}</h3>
          {release.note === null ? null : (
            <p className="soft" lang="en">
              {release.note}
            </p>
          )}
          <ChangeEntries changes={changes} context={context} tr={tr} />
        </div>
      ))}
      <p className={styles.allChanges}>
        <PageLink href={changesHref(localePath(tr.locale, '/changes'), { measures: [measureId] })}>
          {tr.t('changes.ofMeasure.more')}
        </PageLink>
      </p>
    </>
  );
}
