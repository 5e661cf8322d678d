import { CLOSED_SETS, type ClosedSetName } from '@/lib/domain/codes';
import type { Country } from '@/lib/domain/records';
import type { Translator } from '@/lib/i18n/translator';
import type { CodeUse } from '@/lib/queries/code-use';
import styles from './codebook.module.css';

/** The closed sets by what they describe; the set of series has a section of its own. */
export const SET_GROUPS = [
  {
    key: 'measures',
    sets: ['type', 'obligation', 'status', 'sex', 'durationUnit', 'payPeriod', 'tax'],
  },
  { key: 'figures', sets: ['indicator', 'basis', 'qualifier', 'coverage'] },
  { key: 'countries', sets: ['serviceModel', 'region', 'organisation'] },
  { key: 'events', sets: ['eventType', 'theme', 'conscriptionEvent', 'verdict', 'sourceKind', 'chart'] },
] as const satisfies readonly { key: string; sets: readonly ClosedSetName[] }[];

/** One closed set: each code, its label, what it means, and how many records hold it. */
export function CodeSet({
  set,
  uses,
  countries,
  tr,
}: {
  set: ClosedSetName;
  uses: readonly CodeUse[];
  countries: readonly Country[];
  tr: Translator;
}) {
  const meaning = (code: string) =>
    set === 'region'
      ? tr.list(
          countries.filter(({ region }) => region === code).map(({ iso2, name }) => tr.country(iso2, name)),
        )
      : tr.t(`codebook.definition.${set}.${code}`);
  return (
    <section className={styles.set} id={`set-${set}`} aria-labelledby={`set-${set}-title`}>
      <h4 id={`set-${set}-title`}>{tr.t(`codebook.set.${set}.title`)}</h4>
      <p className="soft">{tr.t(`codebook.set.${set}.about`)}</p>
      <dl className={styles.codes}>
        {CLOSED_SETS[set].map((code) => (
          <div key={code}>
            <dt>
              <span className={styles.label}>{tr.label(set, code)}</span>
              <code>{code}</code>
            </dt>
            <dd>{meaning(code)}</dd>
            {uses.length > 0 ? <dd className={styles.uses}>{usesInWords(code, uses, tr)}</dd> : null}
          </div>
        ))}
      </dl>
    </section>
  );
}

/** "41 measures, 12 figures"; "no record" where none holds the code. */
function usesInWords(code: string, uses: readonly CodeUse[], tr: Translator): string {
  const parts = uses.flatMap(({ user, counts }) => {
    const count = counts.get(code) ?? 0;
    return count === 0 ? [] : [tr.t(`codebook.use.${user}`, { count })];
  });
  return parts.length === 0 ? tr.t('codebook.unused') : parts.join(', ');
}
