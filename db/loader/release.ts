import { createHash } from 'node:crypto';

/** JSON with the keys of every object sorted and no white space: equal for equal content, however it was written down. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(withSortedKeys(value));
}

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (!isFields(value)) return value;
  // fromEntries makes even "__proto__" a field like any other.
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, withSortedKeys(value[key])]),
  );
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * The id of a release: the first 12 hexadecimal digits of a SHA-256 over the content of all files by name. It depends
 * on what the files say, in their order, and not on the order of keys, on white space or on line ends.
 */
export class ReleaseHash {
  private readonly files = new Map<string, string>();

  /** Takes in one file: its name and what was parsed from it. */
  add(file: string, parsed: unknown): void {
    this.files.set(file, createHash('sha256').update(canonicalJson(parsed)).digest('hex'));
  }

  id(): string {
    const lines = [...this.files].map(([file, hash]) => `${file} ${hash}\n`).sort();
    return createHash('sha256').update(lines.join('')).digest('hex').slice(0, 12);
  }
}
