import { Drawing } from '@/app/_components/charts/Drawing';
import { HowToCite } from '@/app/_components/cite/HowToCite';
import { PageHead } from '@/app/_components/reference/PageHead';
import { Section } from '@/app/_components/reference/Section';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { drawForPage } from '@/lib/charts/draw';
import { THUMBNAIL_WIDTH, thumbnailId } from '@/lib/charts/page-drawings';
import type { ChartSpec } from '@/lib/charts/spec';
import { CHART_SLUGS, type ChartSlug } from '@/lib/domain/codes';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { chartHref } from '@/lib/view-state/charts';
import styles from './chart-pages.module.css';
import { chartOfPage } from './load';

const GROUPS = ['people', 'money', 'terms', 'context'] as const;
type Group = (typeof GROUPS)[number];

/** Under which question each chart stands in the gallery. */
const GROUP_OF: Readonly<Record<ChartSlug, Group>> = {
  'intake-targets': 'people',
  budgets: 'money',
  timeline: 'terms',
  'service-length': 'terms',
  pay: 'money',
  forces: 'people',
  'target-revisions': 'people',
  delivery: 'people',
  'cost-per-recruit': 'money',
  'service-model': 'terms',
  'defence-spending': 'context',
  'public-support': 'context',
};

/** `/charts` in a language: every chart there is, as it stands today. */
export async function Gallery({ locale }: { locale: Locale }) {
  const tr = translator(locale);
  const views = await Promise.all(CHART_SLUGS.map((slug) => chartOfPage(slug, '', locale)));
  const entries = await Promise.all(views.map(({ spec }) => entryOf(spec)));
  return (
    <Shell locale={locale} here="/charts" release={views[0]?.release ?? null}>
      <PageHead title={tr.t('gallery.title')} deck={tr.t('gallery.deck')} />
      {GROUPS.filter((group) => entries.some(({ spec }) => GROUP_OF[spec.slug] === group)).map((group) => (
        <Section key={group} id={group} title={tr.t(`gallery.groups.${group}`)}>
          <ul className={styles.gallery}>
            {entries
              .filter(({ spec }) => GROUP_OF[spec.slug] === group)
              .map((entry) => (
                <Entry key={entry.spec.slug} {...entry} tr={tr} />
              ))}
          </ul>
        </Section>
      ))}
      <HowToCite address={localePath(locale, '/charts')} />
    </Shell>
  );
}

interface ThumbnailOf {
  spec: ChartSpec;
  /** null where there is nothing to draw. */
  drawing: { key: string; href: string } | null;
}

async function entryOf(spec: ChartSpec): Promise<ThumbnailOf> {
  if (spec.empty) return { spec, drawing: null };
  const idPrefix = thumbnailId(spec);
  const key = await drawForPage(spec, { width: THUMBNAIL_WIDTH, theme: 'page', idPrefix });
  const view = chartHref(spec.slug, '.svg', { lang: spec.lang });
  const own = `width=${THUMBNAIL_WIDTH}&theme=page&id=${idPrefix}`;
  return { spec, drawing: { key, href: `${view}${view.includes('?') ? '&' : '?'}${own}` } };
}

function Entry({ spec, drawing, tr }: ThumbnailOf & { tr: Translator }) {
  return (
    <li className={styles.entry}>
      <h3>
        <PageLink href={localePath(tr.locale, `/charts/${spec.slug}`)}>
          {tr.label('chart', spec.slug)}
        </PageLink>
      </h3>
      {/* The heading's link leads there too, and the words beside it say what the picture shows. */}
      <PageLink
        href={localePath(tr.locale, `/charts/${spec.slug}`)}
        tabIndex={-1}
        aria-hidden="true"
        className={styles.thumbnail}
      >
        {drawing ? <Drawing className="" drawingKey={drawing.key} href={drawing.href} /> : spec.emptyMessage}
      </PageLink>
      <p className={styles.headline}>{spec.title}</p>
      <p className="soft small">{tr.t(`gallery.what.${spec.slug}`)}</p>
    </li>
  );
}
