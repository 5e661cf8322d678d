import localFont from 'next/font/local';

// The loader reads these calls at build time, so every value is a literal. A face that comes after the first paint would move what
// is being read: it is kept for the next page instead (optional). The files are made by scripts/build-faces.ts: what every page
// writes with, the letters of other languages in Latin script (asked for early by pages that have any, server/arrange.ts), and what is rare.
const serifLatin = localFont({
  src: '../.generated/faces/serif-latin.woff2',
  variable: '--serif-latin',
  weight: '400 700',
  display: 'optional',
  adjustFontFallback: 'Times New Roman',
});

const serifLetters = localFont({
  src: '../.generated/faces/serif-letters.woff2',
  variable: '--serif-letters',
  weight: '400 700',
  display: 'optional',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-017F,U+018F,U+0218-021B,U+0259' }],
});

const serifRare = localFont({
  src: '../.generated/faces/serif-rare.woff2',
  variable: '--serif-rare',
  weight: '400 700',
  display: 'optional',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0180-018E,U+0190-0217,U+021C-0258,U+025A-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
});

const sansLatin = localFont({
  src: '../.generated/faces/sans-latin.woff2',
  variable: '--sans-latin',
  weight: '400 700',
  display: 'optional',
  adjustFontFallback: 'Arial',
});

const sansLetters = localFont({
  src: '../.generated/faces/sans-letters.woff2',
  variable: '--sans-letters',
  weight: '400 700',
  display: 'optional',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-017F,U+018F,U+0218-021B,U+0259' }],
});

const sansRare = localFont({
  src: '../.generated/faces/sans-rare.woff2',
  variable: '--sans-rare',
  weight: '400 700',
  display: 'optional',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0180-018E,U+0190-0217,U+021C-0258,U+025A-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
});

/** The classes that define the font variables; the stacks themselves are tokens in globals.css. */
export const fontClasses = [serifLatin, serifLetters, serifRare, sansLatin, sansLetters, sansRare]
  .map((font) => font.variable)
  .join(' ');
