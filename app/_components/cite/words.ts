import 'server-only';
import { siteOrigin } from '@/app/_data/origin';
import { CITATION_FORMATS, type CitedWork, citeHref, cslItem, writeCitation } from '@/lib/export/citation';
import type { Translator } from '@/lib/i18n/translator';
import type { CiteWords, PageCitation } from './Cite';

/** The words of “How to cite this page”. */
export function citeWords(tr: Translator): CiteWords {
  return { title: tr.t('takeAway.page.summary'), days: tr.t('takeAway.page.days') };
}

/**
 * How to cite a work, for its own page. The sentence names no day of access, because a page is kept for many readers; the
 * files, made when they are asked for, do.
 */
export function pageCitation(work: Omit<CitedWork, 'accessedOn'>, tr: Translator): PageCitation {
  const item = cslItem({ ...work, accessedOn: null }, tr);
  const { pathname, search } = new URL(item.URL, siteOrigin());
  return {
    text: writeCitation(item, 'text', tr).trim(),
    links: CITATION_FORMATS.map((format) => ({
      label: tr.t(`takeAway.panel.cite.format.${format}`),
      href: citeHref(`${pathname}${search}`, format),
    })),
  };
}
