import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { visit } from 'jsonc-parser';
import { SERIES_IDS } from '../../lib/domain/codes';
import type { FileFindings } from './finding';

/** The names a data folder holds, relative to it. */
export const FIXED_FILES = [
  'countries.json',
  'claims.json',
  'series/sources.json',
  'series/conscription_events.csv',
  ...SERIES_IDS.map((id) => `series/${id}.csv`),
] as const;

const COUNTRY_FILE = /^countries\/[A-Z]{2}\.json$/;

/**
 * Which files a data folder holds, sorted: the country files, what is expected and not there, and what nobody would
 * read (a misspelt name would otherwise be silently left out). README.md is left alone.
 * Throws the file system's error when the folder cannot be read.
 */
export function listDataFiles(folder: string): {
  countryFiles: string[];
  missing: string[];
  unexpected: string[];
} {
  const present = readdirSync(folder, { encoding: 'utf8', recursive: true })
    .filter((name) => !statSync(join(folder, name)).isDirectory())
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
  const fixed: readonly string[] = FIXED_FILES;
  return {
    countryFiles: present.filter((name) => COUNTRY_FILE.test(name)),
    missing: fixed.filter((name) => !present.includes(name)),
    unexpected: present.filter(
      (name) => !COUNTRY_FILE.test(name) && !fixed.includes(name) && name !== 'README.md',
    ),
  };
}

function readText(folder: string, findings: FileFindings): string | undefined {
  const bytes = readFileSync(join(folder, findings.file));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    findings.mistake('the file', `${bytes.length} bytes`, 'text in UTF-8');
    return undefined;
  }
}

/** What is wrong, by the parser's code, as what would be right. */
const JSON_ALLOWED: Readonly<Record<number, string>> = {
  1: 'no other sign here',
  2: 'a number',
  3: 'a field name in double quotes',
  4: 'a value here',
  5: 'a colon before this',
  6: 'a comma before this',
  7: 'a closing }',
  8: 'a closing ]',
  9: 'nothing after the end',
  10: 'no comments',
  12: 'a closing " on the same line',
  14: '\\u with four hexadecimal digits',
  15: 'an escape that JSON knows',
  16: 'no line break or control character inside text',
};

/**
 * Parses one JSON file; undefined, with a mistake that names line and column, when it is not JSON. A field given twice in
 * one object is a mistake too: JSON.parse would keep the last and silently drop the other.
 */
export function readJsonFile(folder: string, findings: FileFindings): unknown {
  const text = readText(folder, findings);
  if (text === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { place, found, allowed } = firstSyntaxError(text, error);
    findings.mistake(place, found, `JSON: ${allowed}`);
    return undefined;
  }
  findRepeatedFields(text, findings);
  return parsed;
}

function firstSyntaxError(
  text: string,
  parsing: SyntaxError,
): { place: string; found: string; allowed: string } {
  const errors: { place: string; found: string; allowed: string }[] = [];
  visit(
    text,
    {
      onError: (code, offset, length, line, column) => {
        errors.push({
          place: `line ${line + 1}, column ${column + 1}`,
          found: text.slice(offset, offset + length) || 'the end of the file',
          allowed: JSON_ALLOWED[code] ?? parsing.message,
        });
      },
    },
    { disallowComments: true },
  );
  return errors[0] ?? { place: 'the file', found: text.slice(0, 20), allowed: parsing.message };
}

function findRepeatedFields(text: string, findings: FileFindings): void {
  const outer: Set<string>[] = [];
  let fields = new Set<string>();
  visit(text, {
    onObjectBegin: () => {
      outer.push(fields);
      fields = new Set();
    },
    onObjectProperty: (field, _offset, _length, line, column) => {
      if (fields.has(field)) {
        findings.mistake(`line ${line + 1}, column ${column + 1}`, field, 'each field once in an object');
      }
      fields.add(field);
    },
    onObjectEnd: () => {
      fields = outer.pop() ?? new Set();
    },
  });
}

export interface CsvRecord {
  /** Line of the file the record ends on, from 1. */
  line: number;
  cells: Record<string, string>;
}

/** Parses one CSV file with exactly these columns; a mistake for a wrong header and for each row of another length. */
export function readCsvFile(
  folder: string,
  columns: readonly string[],
  findings: FileFindings,
): CsvRecord[] | undefined {
  const text = readText(folder, findings);
  if (text === undefined) return undefined;
  const header = text.slice(0, Math.max(0, text.search(/\r?\n|$/)));
  if (header !== columns.join(',')) {
    findings.mistake('line 1', header, `the header ${columns.join(',')}`);
    return undefined;
  }
  try {
    const parsed = parse<{ record: Record<string, string>; info: { lines: number } }>(text, {
      columns: [...columns],
      from: 2,
      info: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error) => {
        const line = Number(error?.lines ?? 0);
        findings.mistake(
          `line ${line}`,
          error?.record ?? 'a row',
          `${columns.length} cells: ${columns.join(',')}`,
        );
        return undefined;
      },
    });
    return parsed.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    findings.mistake(`line ${String(error.lines ?? '?')}`, undefined, `CSV (RFC 4180): ${error.message}`);
    return undefined;
  }
}
