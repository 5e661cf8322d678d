import { type SourceNumbers, SourceRefs } from '@/app/_components/figures/SourceRefs';
import { PageLink } from '@/app/_components/shell/PageLink';
import type { Claim, Country } from '@/lib/domain/records';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { MeasureName } from '@/lib/queries/measures';
import styles from './claims.module.css';

/** One claim: who said what, our verdict, why, what came later. Its id is its address on the page. */
export function CheckedClaim({
  claim,
  country,
  measure,
  numbers,
  tr,
}: {
  claim: Claim;
  country: Country | null;
  measure: MeasureName | null;
  numbers: SourceNumbers;
  tr: Translator;
}) {
  return (
    <article id={claim.id} className={`piece ${styles.claim}`} aria-labelledby={`${claim.id}-verdict`}>
      <div>
        <h2 id={`${claim.id}-verdict`} className={styles.verdict}>
          {tr.label('verdict', claim.verdict)}
        </h2>
        {country ? <p className={styles.country}>{tr.country(country.iso2, country.name)}</p> : null}
        <p className={styles.anchor}>
          <a href={`#${claim.id}`}>{tr.t('claims.link')}</a>
        </p>
      </div>
      <div className={styles.body}>
        <blockquote lang="en">{claim.statement}</blockquote>
        <p className={styles.attributed}>
          {tr.t('claims.attributed')} <span lang="en">{claim.attributedTo}</span>
        </p>
        <p>
          <span lang="en">{claim.explanation}</span>{' '}
          <SourceRefs ids={claim.sourceIds} numbers={numbers} tr={tr} />
        </p>
        {claim.laterDevelopments ? (
          <p className={styles.later}>
            <strong>{tr.t('claims.later')}</strong> <span lang="en">{claim.laterDevelopments}</span>
          </p>
        ) : null}
        {measure ? (
          <p>
            {tr.t('claims.measure')}{' '}
            <PageLink href={localePath(tr.locale, `/measures/${measure.id}`)} lang="en">
              {measure.name}
            </PageLink>
          </p>
        ) : null}
      </div>
    </article>
  );
}
