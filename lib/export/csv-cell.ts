/** How a cell's number is written: `,` in files for spreadsheets of languages that write 5,4 for 5.4. */
export type DecimalSign = '.' | ',';

/**
 * Starts that a spreadsheet runs as a formula: OWASP's list on CSV injection (= + - @ tab CR LF) and the full-width forms
 * that some spreadsheets fold.
 */
const RUNS_AS_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** The signs that end a cell or a line somewhere: a text with the other separator is quoted too, so that a spreadsheet that splits there keeps the cell whole. */
const NEEDS_QUOTES = /[",;\t\r\n]/;

/** Either of both: most cells are neither, and one look tells. */
const NEEDS_CARE = new RegExp(`${RUNS_AS_FORMULA.source}|${NEEDS_QUOTES.source}`);

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text as a cell (RFC 4180, 2.5 to 2.7: quotes doubled), with an apostrophe before what a spreadsheet would run. */
export function textCell(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  return quoted(RUNS_AS_FORMULA.test(text) ? `'${text}` : text);
}

/** A finite number as a cell: never taken for a formula, so that it stays a number. */
export function numberCell(value: number, decimal: DecimalSign): string {
  return decimal === '.' ? String(value) : quoted(String(value).replace('.', ','));
}
