/** Something found in the data files: a mistake stops a load, a warning is printed. */
export interface Finding {
  level: 'mistake' | 'warning';
  /** Relative to the data folder: "countries/FR.json". */
  file: string;
  /** Where in the file: "measures[3].observations[2].basis", or "line 12.value" in a CSV. */
  path: string;
  /** What stands there, as JSON, shortened; "missing" when nothing does. */
  value: string;
  /** What would be right. */
  allowed: string;
}

const SHOWN_CHARACTERS = 80;

/** A value as a finding shows it: JSON (control characters escaped), at most 80 characters; "missing" for undefined. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'missing';
  const json = escapeInvisible(JSON.stringify(value));
  return json.length <= SHOWN_CHARACTERS ? json : `${json.slice(0, SHOWN_CHARACTERS - 1)}…`;
}

/** JSON leaves bidirectional controls and the like as they are; a terminal would act on them. */
function escapeInvisible(json: string): string {
  return json.replace(
    /[\p{Cf}\p{Default_Ignorable_Code_Point}\u007f-\u009f\u2028\u2029\u2800]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** `file · path · value · what is allowed`, warnings marked as such. */
export function formatFinding(finding: Finding): string {
  const line = `${finding.file} · ${finding.path} · ${finding.value} · ${finding.allowed}`;
  return finding.level === 'warning' ? `warning: ${line}` : line;
}

/** Gathers findings about one file. */
export class FileFindings {
  constructor(
    readonly file: string,
    private readonly all: Finding[],
  ) {}

  mistake(path: string, value: unknown, allowed: string): void {
    this.all.push({ level: 'mistake', file: this.file, path, value: shownValue(value), allowed });
  }

  warn(path: string, value: unknown, allowed: string): void {
    this.all.push({ level: 'warning', file: this.file, path, value: shownValue(value), allowed });
  }
}
