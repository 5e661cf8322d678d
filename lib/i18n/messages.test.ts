import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { SERIES_FILES } from '@/db/loader/series-files';
import { CLOSED_SETS } from '@/lib/domain/codes';
import { DEFAULT_LOCALE, INTL_TAGS, LOCALES } from './locales';
import { CATALOGUES } from './messages';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, 'messages');

/** Every message of a catalogue by its dotted key. Anything but text at a leaf is a mistake of the file. */
function flatten(node: unknown, path = ''): Map<string, string> {
  if (typeof node === 'string') return new Map([[path, node]]);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    throw new TypeError(`${path}: a message is text or a group of messages`);
  }
  return new Map(
    Object.entries(node).flatMap(([key, child]) => [...flatten(child, path ? `${path}.${key}` : key)]),
  );
}

/** Names of the arguments and tags of a message, however deep they stand. */
function argumentsOf(elements: readonly MessageFormatElement[]): Set<string> {
  const names = new Set<string>();
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    names.add(element.type === TYPE.tag ? `<${element.value}>` : element.value);
    if (element.type === TYPE.tag) for (const name of argumentsOf(element.children)) names.add(name);
    if (element.type === TYPE.select || element.type === TYPE.plural) {
      for (const option of Object.values(element.options)) {
        for (const name of argumentsOf(option.value)) names.add(name);
      }
    }
  }
  return names;
}

/** The plural categories a message asks for that its language does not have ("few" in English). */
function foreignPlurals(elements: readonly MessageFormatElement[], locale: string): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return foreignPlurals(element.children, locale);
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return [];
    const inside = Object.values(element.options).flatMap((option) => foreignPlurals(option.value, locale));
    if (element.type === TYPE.select) return inside;
    const categories = new Intl.PluralRules(locale, { type: element.pluralType }).resolvedOptions()
      .pluralCategories as string[];
    const foreign = Object.keys(element.options).filter(
      (category) => !category.startsWith('=') && !categories.includes(category),
    );
    return [...foreign, ...inside];
  });
}

/**
 * Tells whether a source names a key: as a literal, or by a template in which each `${…}` stands for one word, or for words
 * that a source names in their turn: `explorer.${key}` names explorer.search.label where 'search.label' stands somewhere.
 */
function namedBySources(): (key: string) => boolean {
  const source = ['app', 'lib', 'server']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(ROOT, folder, file),
      ),
    )
    .filter((file) => /(?<!\.test|\.fixture)\.tsx?$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const literals = new Set(Array.from(source.matchAll(/(['"`])([\w.-]+)\1/g), ([, , text]) => text));
  const composed = /`((?:[\w-]+|(?<=\bt\(\s*`)\$\{[^`{}]*\})\.(?:[\w.-]|\$\{[^`{}]*\})*)`/g;
  const templates = new Set(Array.from(source.matchAll(composed), ([, text = '']) => text));
  const patterns = [...templates].map((template) => {
    const parts = template.split(/\$\{.*?\}/).map((part) => part.replaceAll('.', '\\.'));
    return new RegExp(`^${parts.join('(.+)')}$`);
  });
  const isNamed = (key: string): boolean =>
    literals.has(key) ||
    patterns.some((pattern) => {
      const holes = pattern.exec(key)?.slice(1);
      return holes?.every((words) => !words.includes('.') || isNamed(words)) ?? false;
    });
  return isNamed;
}

const reference = flatten(CATALOGUES[DEFAULT_LOCALE]);

it('has no message that no source names', () => {
  const isNamed = namedBySources();
  // The words of error pages are read as properties (lib/i18n/errors.ts).
  const unnamed = [...reference.keys()].filter((key) => !key.startsWith('errors.') && !isNamed(key));
  expect(unnamed).toEqual([]);
});

describe.each(LOCALES)('messages in %s', (locale) => {
  const messages = flatten(CATALOGUES[locale]);

  it('holds every file of its folder', () => {
    const groups = readdirSync(join(FOLDER, locale)).flatMap((file) =>
      Object.keys(JSON.parse(readFileSync(join(FOLDER, locale, file), 'utf8'))),
    );
    expect(groups.toSorted()).toEqual(Object.keys(CATALOGUES[locale]).toSorted());
  });

  it('has every message and no other', () => {
    const missing = [...reference.keys()].filter((key) => !messages.has(key));
    const unknown = [...messages.keys()].filter((key) => !reference.has(key));
    expect({ missing, unknown }).toEqual({ missing: [], unknown: [] });
  });

  it('has no empty message', () => {
    expect([...messages].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });

  it('takes the same arguments in each, and only plural categories the language has', () => {
    const mistakes = [...messages].flatMap(([key, text]) => {
      const elements = parse(text);
      const names = [...argumentsOf(elements)].toSorted().join(', ');
      const wanted = [...argumentsOf(parse(reference.get(key) ?? ''))].toSorted().join(', ');
      const foreign = foreignPlurals(elements, INTL_TAGS[locale]);
      return [
        ...(names === wanted ? [] : [`${key}: takes {${names}}, in ${DEFAULT_LOCALE} {${wanted}}`]),
        ...foreign.map((category) => `${key}: plural category "${category}" does not exist in ${locale}`),
      ];
    });
    expect(mistakes).toEqual([]);
  });

  it('has a label for every code of every closed set', () => {
    const unlabelled = Object.entries(CLOSED_SETS).flatMap(([set, codes]) =>
      codes.map((code) => `codes.${set}.${code}`).filter((key) => !messages.has(key)),
    );
    expect(unlabelled).toEqual([]);
  });

  it('has no label for a code that does not exist', () => {
    const known = new Set(
      Object.entries(CLOSED_SETS).flatMap(([set, codes]) => codes.map((code) => `codes.${set}.${code}`)),
    );
    expect([...messages.keys()].filter((key) => key.startsWith('codes.') && !known.has(key))).toEqual([]);
  });
});

/**
 * What stands before a date that has a day, and is wrong before a month or a year alone. `{date}` may lack the day, as its
 * source did; `{day}` and `{loaded}` never do.
 */
const BEFORE_A_DAY = {
  en: /\bon$/,
  fr: /\b(le|au|du)$/i,
  sv: /\bden$/i,
  pl: /\b(dzień|dnia|dniu)$/i,
  de: /\b(am|vom|zum|der|dem|den)$/i,
} as const;

describe.each(LOCALES)('a date that may have no day, in %s', (locale) => {
  it('has nothing before it that only a day can follow', () => {
    const wrong = [...flatten(CATALOGUES[locale])].filter(([, text]) =>
      [...text.matchAll(/\s\{(date|newest|firstDate|lastDate)\}/g)].some(({ index }) =>
        BEFORE_A_DAY[locale].test(text.slice(0, index)),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

it('says of a context series what its data say, which other languages translate', () => {
  const said = Object.keys(SERIES_FILES).map((id) => reference.get(`codebook.series.limitsOf.${id}`));
  expect(said).toEqual(Object.values(SERIES_FILES).map(({ limits }) => limits));
});
