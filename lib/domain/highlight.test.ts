import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, highlight, searchWords } from './highlight';

const marked = (text: string, q: string) =>
  highlight(text, searchWords(q))
    .filter((part) => part.marked)
    .map((part) => part.text);

describe('highlight', () => {
  it('marks the beginnings of words, whatever their case and diacritics', () => {
    expect(marked('Dobrowolna zasadnicza służba wojskowa', 'sluzb woj')).toEqual(['służb', 'woj']);
    expect(marked('wGotowości: powszechne szkolenia', 'WGOTOWOSCI')).toEqual(['wGotowości']);
    expect(marked('Värnplikt and unvärn', 'varn')).toEqual(['Värn']);
  });

  it('maps letters that fold into two, and two that fold into one', () => {
    expect(marked('Værnepligt', 'vaern')).toEqual(['Værn']);
    // "va" ends within æ, which cannot be cut.
    expect(marked('Værnepligt', 'va')).toEqual(['Væ']);
    expect(marked('Straße 7', 'strasse')).toEqual(['Straße']);
    expect(marked('e\u0301quipe', 'eq')).toEqual(['e\u0301q']);
    expect(marked('ﬁnal', 'fi')).toEqual(['ﬁ']);
  });

  it('marks the longer of two words that both fit', () => {
    expect(marked('reservists', 'res reserv')).toEqual(['reserv']);
  });

  it('takes both sigmas for one', () => {
    expect(marked('ΣΤΡΑΤΟΣ', 'στρατος')).toEqual(['ΣΤΡΑΤΟΣ']);
    expect(marked('Εθνική Φρουρά, στρατός', 'ΣΤΡΑΤΟΣ')).toEqual(['στρατός']);
  });

  it('begins anew after an apostrophe or a hyphen, as the search does', () => {
    expect(marked('l’armée, demi-journée', 'armee jour')).toEqual(['armée', 'jour']);
  });

  it('marks nothing for a search without letters', () => {
    expect(highlight('One, two', searchWords('!? —'))).toEqual([{ text: 'One, two', marked: false }]);
    expect(highlight('', searchWords('a'))).toEqual([]);
  });

  it('never changes the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (text, q) => {
        const parts = highlight(text, searchWords(q));
        expect(parts.map((part) => part.text).join('')).toBe(text);
      }),
    );
  });

  it('marks every word of the text itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zéøłß]{1,8}( [a-zéøłß]{1,8}){0,4}$/), (text) => {
        expect(marked(text, text)).toEqual(text.split(' '));
      }),
    );
  });
});

describe('excerpt', () => {
  const long = `${'word '.repeat(40)}reserve ${'more '.repeat(60)}`.trim();

  it('is the text around the first match, cut at spaces', () => {
    const cut = excerpt(long, ['reserv']);
    expect(cut).toMatch(/^…word .*reserve more .*more…$/);
    expect(cut?.length).toBeLessThanOrEqual(182);
  });

  it('is the whole text when that is short, and null without a match', () => {
    expect(excerpt('Growth of the reserve', ['reserve'])).toBe('Growth of the reserve');
    expect(excerpt('Growth of the reserve', ['conscripts'])).toBeNull();
  });
});
