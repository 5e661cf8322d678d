import { PageLink } from '@/app/_components/shell/PageLink';
import { byEntry, type Change, type ChangeContext, type ChangedEntry } from '@/lib/domain/history';
import { fieldChange, fieldWords, statementWords, subjectWords, type Worded } from '@/lib/i18n/change-words';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import styles from './changes.module.css';

/** Longer texts are folded, with so many letters of them to see. */
const SHOWN_LETTERS = 140;

interface ListedChanges {
  changes: readonly Change[];
  context: ChangeContext;
  tr: Translator;
}

/** What came, went or changed, entry by entry, in the order given; a measure is named by the headline above. */
export function ChangeEntries({ changes, context, tr }: ListedChanges) {
  return (
    <ul className={styles.entries}>
      {byEntry(changes).map((entry) => (
        <li key={`${entry.kind} ${entry.entity} ${entry.entityId}`} className={styles.entry}>
          <p className={styles.kind}>
            <strong>{tr.t(`changes.kind.${entry.kind}`)}</strong>{' '}
            <span className="soft">{tr.t(`changes.entity.${entry.entity}`)}</span>
          </p>
          <div className={styles.what}>
            {entry.entity === 'measure' ? null : <Subject entry={entry} context={context} tr={tr} />}
            {entry.kind === 'changed' ? (
              <Fields changes={entry.changes} context={context} tr={tr} />
            ) : (
              <Statement change={entry.changes[0]} tr={tr} />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Where an entry is shown today; null where it has no place of its own, or is gone. */
function placeOf(
  { entity, entityId, changes: [first] }: ChangedEntry<Change>,
  { present, units }: ChangeContext,
): string | null {
  switch (entity) {
    case 'observation':
      return first?.measureId && units.has(entityId) ? `/measures/${first.measureId}#${entityId}` : null;
    case 'event':
      return present.has(entityId) ? `/timeline/${entityId}` : null;
    case 'country':
      return `/countries/${entityId.toLowerCase()}`;
    case 'measure':
    case 'source':
    case 'claim':
    case 'series_source':
    case 'series_point':
    case 'conscription_event':
      return null;
  }
}

function Subject({
  entry,
  context,
  tr,
}: {
  entry: ChangedEntry<Change>;
  context: ChangeContext;
  tr: Translator;
}) {
  const place = placeOf(entry, context);
  const words = subjectWords(entry, context, tr).map((part, index) => (
    <span key={`${part.lang} ${part.text}`}>
      {index > 0 ? ', ' : ''}
      <span lang={part.lang}>{part.text}</span>
    </span>
  ));
  return (
    <p className={styles.subject}>
      {place === null || entry.kind === 'removed' ? (
        words
      ) : (
        <PageLink href={localePath(tr.locale, place)} className="quiet-link">
          {words}
        </PageLink>
      )}
    </p>
  );
}

function Statement({ change, tr }: { change: Change | undefined; tr: Translator }) {
  const words = change === undefined ? null : statementWords(change, tr);
  if (words === null) return null;
  return (
    <div className={words.lang === undefined ? styles.statement : undefined}>
      <Value words={words} tr={tr} />
    </div>
  );
}

function Fields({ changes, context, tr }: ListedChanges) {
  return (
    <dl className={styles.fields}>
      {changes.map((change) => {
        const field = fieldWords(change.field ?? '', tr);
        const { of, before, after } = fieldChange(change, context, tr);
        const long = [before, after].some((words) => (words?.text.length ?? 0) > SHOWN_LETTERS / 2);
        const spread = long || of === 'list';
        const from = before && after ? differenceAt(before.text, after.text) : 0;
        const side = (of: string) => (
          <span className={spread ? styles.side : 'visually-hidden'}>{`${tr.t(of)} `}</span>
        );
        return (
          <div key={change.field} className={spread ? styles.long : undefined}>
            <dt lang={field.lang}>{field.text}</dt>
            {of === 'list' && before === null ? null : (
              <dd className={styles.before}>
                {side(of === 'list' ? 'changes.went' : 'changes.before')}
                <Value words={before} from={from} tr={tr} />
              </dd>
            )}
            {of === 'list' && after === null ? null : (
              <dd>
                {side(of === 'list' ? 'changes.came' : 'changes.after')}
                {spread ? null : (
                  <span aria-hidden="true" className={styles.arrow}>
                    {'→ '}
                  </span>
                )}
                <Value words={after} from={from} tr={tr} />
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}

/** Letters shown before the place where two long texts begin to differ. */
const LEAD = 40;

/** Where to begin showing two texts so that what differs is in sight: the start of a word, or 0 for the beginning. */
function differenceAt(a: string, b: string): number {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  if (same < SHOWN_LETTERS / 2) return 0;
  return a.lastIndexOf(' ', same - LEAD) + 1;
}

/** A value; a long one folded, with `SHOWN_LETTERS` of it to see and the whole one click away. */
function Value({ words, from = 0, tr }: { words: Worded | null; from?: number; tr: Translator }) {
  if (words === null) return <span className="soft">{tr.t('changes.none')}</span>;
  const { lang } = words;
  if (words.text.length <= SHOWN_LETTERS) return <span lang={lang}>{words.text}</span>;
  const rest = words.text.slice(from);
  const cut = rest.slice(0, SHOWN_LETTERS);
  const shown = cut.length === rest.length ? cut : cut.slice(0, Math.max(cut.lastIndexOf(' '), LEAD));
  return (
    <details className={styles.folded} suppressHydrationWarning>
      <summary>
        <span lang={lang} className={styles.start}>
          {from > 0 ? '… ' : ''}
          {shown}
          {cut.length === rest.length ? '' : ' …'}
        </span>{' '}
        <span className={styles.whole}>{tr.t('changes.whole')}</span>
      </summary>
      <p lang={lang}>{words.text}</p>
    </details>
  );
}
