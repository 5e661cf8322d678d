/**
 * Letters that Unicode does not decompose into a base letter and a mark, and what readers type for them. Final sigma is the
 * same letter as sigma: lower case gives the one or the other by what stands around it.
 */
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
  ς: 'σ',
};
const PATTERN = new RegExp(`[${Object.keys(UNDECOMPOSABLE).join('')}]`, 'g');

/**
 * Text as search compares it: lower case, no diacritics, and the letters that do not decompose replaced
 * (ł→l, ø→o, đ→d, ß→ss, ı→i, ς→σ …). Applied to what is indexed and to what is typed, so that "wgotowosci" finds
 * "wGotowości" and "varnepligt" finds "Værnepligt" only when typed as "vaernepligt".
 */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(PATTERN, (letter) => UNDECOMPOSABLE[letter] ?? letter);
}

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;
const SHOWN_LENGTH = 60;

/** Text from an address made safe to repeat in a sentence: nothing invisible or turning direction, at most 60 characters. */
export function shownValue(raw: string): string {
  const visible = raw.replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim();
  const letters = [...visible];
  return letters.length > SHOWN_LENGTH ? `${letters.slice(0, SHOWN_LENGTH - 1).join('')}…` : visible;
}
