/** Characters that all three font files of pictures have (their cmap tables): Latin, Greek, Cyrillic, signs. */
const DRAWN =
  /[\u0020-\u007e\u00a0-\u012b\u012e-\u0131\u0134-\u0165\u0168-\u017f\u0192\u0218-\u021b\u0386-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490\u0491\u1e80-\u1e85\u1e9e\u1ea0-\u1ef9\u2013-\u2015\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u202f\u2030\u2032\u2033\u2039\u203a\u2044\u20a4\u20a6\u20a9\u20ab\u20ac\u20b1\u20b4\u20b9\u20ba\u20bd\u2122\u2190-\u2193\u2212\u2248\u2260\u2264\u2265]/gu;

/** The characters of a text, each once, that the faces of pictures lack: they would stand as empty boxes. */
export function missingLetters(text: string): string[] {
  return [...new Set(text.normalize('NFC').replace(DRAWN, ''))];
}
