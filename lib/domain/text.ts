/** Latin letters that Unicode does not decompose into a base letter and a mark, and what readers type for them. */
const UNDECOMPOSABLE: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ħ: 'h',
  ŧ: 't',
  ə: 'a',
};
const PATTERN = new RegExp(`[${Object.keys(UNDECOMPOSABLE).join('')}]`, 'g');

/**
 * Text as search compares it: lower case, no diacritics, and the letters that do not decompose replaced
 * (ł→l, ø→o, đ→d, ß→ss, ı→i …). Applied to what is indexed and to what is typed, so that "wgotowosci" finds
 * "wGotowości" and "varnepligt" finds "Værnepligt" only when typed as "vaernepligt".
 */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(PATTERN, (letter) => UNDECOMPOSABLE[letter] ?? letter);
}
