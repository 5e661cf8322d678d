import { PageLink } from '@/app/_components/shell/PageLink';
import type { Translator } from '@/lib/i18n/translator';
import styles from './controls.module.css';

/** "Showing 51 to 100 of 183." with links to the pages; nothing when all fits on one. */
export function Pages({
  page,
  pageSize,
  total,
  hrefOf,
  tr,
}: {
  page: number;
  pageSize: number;
  total: number;
  hrefOf: (page: number) => string;
  tr: Translator;
}) {
  const count = Math.ceil(total / pageSize);
  if (count <= 1) return null;
  const numbers = Array.from({ length: count }, (_, index) => index + 1).filter(
    (number) => number === 1 || number === count || Math.abs(number - page) <= 2,
  );
  return (
    <nav className={styles.pages} aria-label={tr.t('pages.filter.pages')}>
      <p className="soft">
        {tr.t('pages.filter.showing', {
          from: (page - 1) * pageSize + 1,
          to: Math.min(page * pageSize, total),
          total,
        })}
      </p>
      <ul>
        {page > 1 ? (
          <li>
            <PageLink href={hrefOf(page - 1)} rel="prev">
              {tr.t('pages.filter.previous')}
            </PageLink>
          </li>
        ) : null}
        {numbers.map((number) => (
          <li key={number}>
            {number === page ? (
              <span aria-current="page">{tr.number(number)}</span>
            ) : (
              <PageLink href={hrefOf(number)} aria-label={tr.t('pages.filter.page', { page: number })}>
                {tr.number(number)}
              </PageLink>
            )}
          </li>
        ))}
        {page < count ? (
          <li>
            <PageLink href={hrefOf(page + 1)} rel="next">
              {tr.t('pages.filter.next')}
            </PageLink>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}
