import { describe, expect, it } from 'vitest';
import { CLOSED_SETS } from '@/lib/domain/codes';
import { formatFigure } from './format';
import { type LOCALES, languageAlternates } from './locales';
import { translator } from './translator';

describe('a label inside a sentence', () => {
  it.each([
    ['en', 'Active strength', 'active strength'],
    ['en', 'NATO', 'NATO'],
    ['fr', 'Effectif d’active', 'effectif d’active'],
    ['sv', 'Årlig kostnad', 'årlig kostnad'],
    ['pl', 'Łączny koszt', 'łączny koszt'],
    ['de', 'Kosten pro Jahr', 'Kosten pro Jahr'],
    ['de', 'Personen eines Kontingents oder Lehrgangs', 'Personen eines Kontingents oder Lehrgangs'],
    ['de', 'Stärke der Reserve', 'Stärke der Reserve'],
    ['de', 'Aktive Truppenstärke', 'aktive Truppenstärke'],
    ['de', 'Freiwilliger Wehrdienst', 'freiwilliger Wehrdienst'],
    ['de', 'Keine Streitkräfte', 'keine Streitkräfte'],
  ] as const)('in %s: %s is %s', (locale, label, inside) => {
    expect(translator(locale).inSentence(label)).toBe(inside);
  });

  it('in German begins with a noun or with an adjective before one, and nothing between', () => {
    const tr = translator('de');
    const lowered = (['indicator', 'serviceModel'] as const).flatMap((set) =>
      CLOSED_SETS[set]
        .map((code) => tr.inSentence(tr.label(set, code)))
        .filter((label) => /^\p{Ll}/u.test(label)),
    );
    expect(lowered).toEqual([
      'gemusterte Personen pro Jahr',
      'erfasste Personen',
      'ausgebildete Personen',
      'aktive Truppenstärke',
      'allgemeine Wehrpflicht',
      'selektive Wehrpflicht',
      'freiwilliger Wehrdienst',
      'reine Berufsarmee',
      'keine Streitkräfte',
    ]);
  });
});

describe('a figure in each language', () => {
  it.each([
    ['en', '62.5%', 'at least €8,250'],
    ['fr', '62,5 %', 'au moins 8 250 €'],
    ['sv', '62,5 %', 'minst 8 250 €'],
    ['pl', '62,5%', 'co najmniej 8250 €'],
    ['de', '62,5 %', 'mindestens 8.250 €'],
  ] as const)('in %s', (locale, share, atLeast) => {
    const tr = translator(locale);
    const figure = { value: 62.5, low: null, high: null, qualifier: 'exact', unit: 'percent' } as const;
    const written = formatFigure(figure, tr);
    expect(written).not.toContain(' ');
    expect(written.replace(/\s/gu, ' ')).toBe(share);
    const money = formatFigure({ ...figure, value: 8250, qualifier: 'at_least', unit: 'EUR' }, tr);
    expect(money.replace(/\s/gu, ' ')).toBe(atLeast);
  });
});

describe('country names', () => {
  it('are sorted as each language sorts', () => {
    const sorted = (locale: (typeof LOCALES)[number]) =>
      ['AT', 'CZ', 'LV', 'LT', 'UA', 'AM']
        .map((iso2) => translator(locale).country(iso2, iso2))
        .sort(new Intl.Collator(locale).compare);
    // Swedish Ö after Z, German Ö beside O, Polish Ł after L.
    expect(sorted('sv')).toEqual(['Armenien', 'Lettland', 'Litauen', 'Tjeckien', 'Ukraina', 'Österrike']);
    expect(sorted('de')).toEqual(['Armenien', 'Lettland', 'Litauen', 'Österreich', 'Tschechien', 'Ukraine']);
    expect(sorted('pl')).toEqual(['Armenia', 'Austria', 'Czechy', 'Litwa', 'Łotwa', 'Ukraina']);
  });
});

it('gives a page’s address in every language, English for all others', () => {
  expect(languageAlternates('pl', '/measures')).toEqual({
    canonical: '/pl/measures',
    languages: {
      en: '/measures',
      fr: '/fr/measures',
      sv: '/sv/measures',
      pl: '/pl/measures',
      de: '/de/measures',
      'x-default': '/measures',
    },
  });
  expect(languageAlternates('en', '/').languages).toMatchObject({ 'x-default': '/', de: '/de' });
});
