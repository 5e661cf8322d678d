import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
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

/** Line and column (from 1) of a place in a text. */
function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
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

/** Parses one JSON file; undefined, with a mistake that names line and column, when it is not JSON. */
export function readJsonFile(folder: string, findings: FileFindings): unknown {
  const text = readText(folder, findings);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { place, found } = syntaxErrorPlace(text, error.message);
    findings.mistake(place, found, `JSON: ${error.message.replace(/ in JSON at position \d+.*$/s, '')}`);
    return undefined;
  }
}

/** V8 names the place as "at position 12"; where it names none, the text ended too early. */
function syntaxErrorPlace(text: string, message: string): { place: string; found: string } {
  const position = /at position (\d+)/.exec(message)?.[1];
  const offset = position === undefined ? text.length : Number(position);
  const lineEnd = text.indexOf('\n', offset);
  const found = text.slice(offset, lineEnd === -1 ? undefined : lineEnd);
  return { place: placeOf(text, offset), found: found === '' ? 'the end of the line or file' : found };
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
