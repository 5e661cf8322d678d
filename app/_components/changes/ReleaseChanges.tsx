import { CountryName } from '@/app/_components/figures/CountryName';
import { PageLink } from '@/app/_components/shell/PageLink';
import type { ChangeContext } from '@/lib/domain/history';
import { formatTimestampDay } from '@/lib/i18n/format';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { NumberedChange } from '@/lib/queries/changes';
import { changesHref } from '@/lib/view-state/changes';
import { wholeFileHref } from '@/lib/view-state/files';
import { ChangeEntries } from './ChangeEntries';
import styles from './changes.module.css';
import { countWords } from './count-words';
import type { ShownLoading } from './load';

/** Changes of which the neighbours with one key stand together, in their order. */
function grouped<Key extends string | null>(
  changes: readonly NumberedChange[],
  keyOf: (change: NumberedChange) => Key,
): { key: Key; changes: NumberedChange[] }[] {
  const groups: { key: Key; changes: NumberedChange[] }[] = [];
  for (const change of changes) {
    const key = keyOf(change);
    const last = groups.at(-1);
    if (last?.key === key) last.changes.push(change);
    else groups.push({ key, changes: [change] });
  }
  return groups;
}

/** One release: when, why, how much, and its changes by country and measure. */
export function ReleaseChanges({
  loading,
  context,
  tones,
  alone,
  tr,
}: {
  loading: ShownLoading;
  context: ChangeContext;
  tones: ReadonlyMap<string, number | null>;
  /** The page shows this release only. */
  alone: boolean;
  tr: Translator;
}) {
  const { release, first, kept, continued, entries, changes, loadNumber } = loading;
  const id = `load-${loadNumber}`;
  const { countries, measures, observations, sources, events, claims } = release.counts;
  const counts = countWords(entries, tr) || tr.t('changes.release.same');
  return (
    <article className={styles.release} aria-labelledby={id}>
      <div className={styles.about}>
        <h2 id={id}>
          {tr.t('changes.release.title', { day: formatTimestampDay(release.loadedAt, tr) })}
          {continued ? <span className="soft"> ({tr.t('changes.release.continued')})</span> : null}
        </h2>
        <p className={styles.note}>
          {release.note === null ? (
            <span className="soft">{tr.t('changes.release.noNote')}</span>
          ) : (
            <span lang="en">{release.note}</span>
          )}
        </p>
        <p className={styles.counts}>{first ? tr.t('changes.release.first') : tr.sentence([counts])}</p>
        {continued ? null : (
          <p className="soft small">
            {tr.t('changes.release.id', { release: release.id })}.{' '}
            {tr.t('changes.release.holds', { countries, measures, observations, sources, events, claims })}
          </p>
        )}
        <ul className={styles.links}>
          {alone ? null : (
            <li>
              <PageLink href={changesHref(localePath(tr.locale, '/changes'), { release: release.id })}>
                {tr.t('changes.release.alone')}
              </PageLink>
            </li>
          )}
          {kept ? (
            <li>
              <a href={wholeFileHref('/datapackage.zip', { release: release.id, lang: tr.locale })}>
                {tr.t('changes.release.data')}
              </a>
            </li>
          ) : null}
        </ul>
      </div>
      {grouped(changes, ({ countryIso2 }) => countryIso2).map((country) => (
        <section key={country.key} className={styles.country}>
          <h3>
            {country.key === null ? (
              tr.t('changes.noCountry')
            ) : (
              <CountryName
                iso2={country.key}
                name={context.countries.get(country.key) ?? country.key}
                tone={tones.get(country.key) ?? null}
                tr={tr}
              />
            )}
          </h3>
          <div>
            {grouped(country.changes, ({ measureId }) => measureId).map((measure) => (
              <div key={measure.key} className={styles.measure}>
                <MeasureHeading id={measure.key} of={country.key} context={context} tr={tr} />
                <ChangeEntries changes={measure.changes} context={context} tr={tr} />
              </div>
            ))}
          </div>
        </section>
      ))}
    </article>
  );
}

function MeasureHeading({
  id,
  of,
  context,
  tr,
}: {
  id: string | null;
  of: string | null;
  context: ChangeContext;
  tr: Translator;
}) {
  if (id === null) return of === null ? null : <h4>{tr.t('changes.noMeasure')}</h4>;
  const name = context.measures.get(id) ?? id;
  return (
    <h4 lang="en">
      {context.present.has(id) ? (
        <PageLink href={localePath(tr.locale, `/measures/${id}`)} className="quiet-link">
          {name}
        </PageLink>
      ) : (
        name
      )}
    </h4>
  );
}
