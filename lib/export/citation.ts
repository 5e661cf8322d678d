import { createHash } from 'node:crypto';
import { partialDate } from '@/lib/domain/partial-date';
import type { Release } from '@/lib/domain/records';
import { formatDate } from '@/lib/i18n/format';
import type { Translator } from '@/lib/i18n/translator';

/** The forms a citation is given in. `csl` is CSL-JSON, what Zotero, Pandoc and citeproc read. */
export const CITATION_FORMATS = ['text', 'bibtex', 'ris', 'csl'] as const;
export type CitationFormat = (typeof CITATION_FORMATS)[number];

/** Author and publisher of everything that Muster publishes. */
export const PUBLISHER = 'Muster';

/** What is cited: one page, file or view in one release. */
export interface CitedWork {
  /** A page or picture is read, a file is data. */
  kind: 'webpage' | 'dataset';
  /** The headline of a chart, or the title of a page. Its white space and control characters become single spaces. */
  title: string;
  /** Absolute address of exactly this view. */
  url: string;
  release: Pick<Release, 'id' | 'loadedAt'>;
  /** YYYY-MM-DD of a past view: it shows only what was known by the end of that day. */
  asOf: string | null;
  /** YYYY-MM-DD; null where the day is not known, as on a page that is kept for many readers. */
  accessedOn: string | null;
}

type DateParts = { 'date-parts': [[number, number, number]] };

/** The one truth of a citation, in CSL-JSON (https://docs.citationstyles.org, schema 1.0.2): every other form is made from it. */
export interface CslItem {
  id: string;
  type: CitedWork['kind'];
  title: string;
  author: [{ literal: string }];
  publisher: string;
  /** Id of the release. */
  version: string;
  /** Day of the release. */
  issued: DateParts;
  accessed?: DateParts;
  URL: string;
  /** Language of title and note. */
  language: string;
  /** Release, its day and the day of a past view, in words. */
  note: string;
}

/** Line breaks, control characters, halves of characters and what turns the direction of a text: none belongs in a title. */
const UNPRINTED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu;

function oneLine(text: string): string {
  return text.replace(UNPRINTED, ' ').trim();
}

function dateParts(day: string): DateParts {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return { 'date-parts': [[year, month, date]] };
}

function isoDay({ 'date-parts': [[year, month, day]] }: DateParts): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}

function dayInWords(day: string, tr: Translator): string {
  return formatDate(partialDate(day), tr) ?? day;
}

/** Braces and backslashes as in an address typed by a careful hand: BibTeX counts braces even inside one. */
function safeUrl(url: string): string {
  return url.replace(/[{}\\\s]/g, (sign) => encodeURIComponent(sign));
}

/**
 * A work as a CSL-JSON item, its note in the language of `tr`. The id is made from address and release, so that the same
 * view of the same release is one entry in a reference manager.
 */
export function cslItem(work: CitedWork, tr: Translator): CslItem {
  const { kind, title, release, asOf, accessedOn } = work;
  const url = safeUrl(work.url);
  const day = release.loadedAt.slice(0, 10);
  const hash = createHash('sha256').update(`${url}\n${release.id}`).digest('hex').slice(0, 10);
  const about = { release: release.id, loaded: dayInWords(day, tr) };
  return {
    id: `muster-${day.slice(0, 4)}-${hash}`,
    type: kind,
    title: oneLine(title),
    author: [{ literal: PUBLISHER }],
    publisher: PUBLISHER,
    version: release.id,
    issued: dateParts(day),
    ...(accessedOn !== null && { accessed: dateParts(accessedOn) }),
    URL: url,
    language: tr.locale,
    note:
      asOf === null
        ? tr.t('takeAway.citation.note', about)
        : tr.t('takeAway.citation.notePast', { ...about, day: dayInWords(asOf, tr) }),
  };
}

function text(item: CslItem, tr: Translator): string {
  const parts = { author: item.author[0].literal, title: item.title, note: item.note, url: item.URL };
  return item.accessed
    ? `${tr.t('takeAway.citation.text', { ...parts, accessed: dayInWords(isoDay(item.accessed), tr) })}\n`
    : `${tr.t('takeAway.citation.textUndated', parts)}\n`;
}

/** What TeX would read as a command, as the command that prints it. Braces too: BibTeX counts even an escaped one. */
const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '%': '\\%',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  $: '\\$',
};

function tex(words: string): string {
  return words.replace(/[\\{}^~%&#_$]/g, (sign) => TEX[sign] ?? sign);
}

const BIBTEX_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * UTF-8 BibTeX. `@misc` because BibTeX has no type for data or pages; `url`, `urldate` and `version` are read by BibLaTeX and
 * by most styles. Titles stand in a second pair of braces, so that no style lowers the names of countries.
 */
function bibtex(item: CslItem): string {
  const [[year, month]] = item.issued['date-parts'];
  const fields: [string, string][] = [
    ['author', `{{${tex(item.author[0].literal)}}}`],
    ['title', `{{${tex(item.title)}}}`],
    ['year', `{${year}}`],
    ['month', BIBTEX_MONTHS[month - 1] ?? `{${month}}`],
    ['publisher', `{${tex(item.publisher)}}`],
    ['version', `{${tex(item.version)}}`],
    ['url', `{${item.URL}}`],
    ...(item.accessed ? [['urldate', `{${isoDay(item.accessed)}}`] satisfies [string, string]] : []),
    ['note', `{${tex(item.note)}}`],
  ];
  const lines = fields.map(([name, value]) => `  ${name} = ${value},\n`);
  return `@misc{${item.id},\n${lines.join('')}}\n`;
}

/** RIS: one tag a line, never folded (an address cut in two is none), CRLF at the end of each, as its readers expect. */
function ris(item: CslItem): string {
  const slashed = (date: DateParts) => isoDay(date).replaceAll('-', '/');
  const tags: [string, string][] = [
    ['TY', item.type === 'dataset' ? 'DATA' : 'ELEC'],
    ['AU', item.author[0].literal],
    ['TI', item.title],
    ['PB', item.publisher],
    ['PY', String(item.issued['date-parts'][0][0])],
    ['DA', slashed(item.issued)],
    ['ET', item.version],
    ['LA', item.language],
    ['N1', item.note],
    ['UR', item.URL],
    ...(item.accessed ? [['Y2', slashed(item.accessed)] satisfies [string, string]] : []),
    ['ID', item.id],
    ['ER', ''],
  ];
  return tags.map(([tag, value]) => `${tag}  - ${value}\r\n`).join('');
}

/** A citation as text that ends with a line break; `text` is a sentence in the language of `tr`. */
export function writeCitation(item: CslItem, format: CitationFormat, tr: Translator): string {
  switch (format) {
    case 'text':
      return text(item, tr);
    case 'bibtex':
      return bibtex(item);
    case 'ris':
      return ris(item);
    case 'csl':
      return `${JSON.stringify([item], null, 2)}\n`;
  }
}

/** Media type and file extension of each form (RIS and BibTeX are not registered; these are what reference managers ask for). */
export const CITATION_FILES: Readonly<Record<CitationFormat, { mediaType: string; extension: string }>> = {
  text: { mediaType: 'text/plain; charset=utf-8', extension: 'txt' },
  bibtex: { mediaType: 'application/x-bibtex; charset=utf-8', extension: 'bib' },
  ris: { mediaType: 'application/x-research-info-systems; charset=utf-8', extension: 'ris' },
  csl: { mediaType: 'application/vnd.citationstyles.csl+json; charset=utf-8', extension: 'csl.json' },
};

/** The address that cites a page, file or view of ours, given by its path and query. */
export function citeHref(address: string, format: CitationFormat): string {
  return `/cite?${new URLSearchParams({ url: address, format })}`;
}
