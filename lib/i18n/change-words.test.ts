import { beforeAll, describe, expect, it } from 'vitest';
import { flatFields } from '@/db/loader/diff';
import { cleanUpAfterEach, dataFolder, emptyDatabase, releaseOf } from '@/db/testing/synthetic-data';
import { loadSynthetic } from '@/db/testing/synthetic-releases';
import { CHANGE_ENTITIES, type Change, type ChangeContext } from '@/lib/domain/history';
import { changeContext, changePage } from '@/lib/queries/changes';
import { entrySentence, fieldChange, fieldWords, statementWords, subjectWords } from './change-words';
import { LOCALES } from './locales';
import { translator } from './translator';

cleanUpAfterEach();

const en = translator('en');
const NOTHING: ChangeContext = {
  countries: new Map([['SE', 'Sweden']]),
  measures: new Map(),
  units: new Map([['a', 'EUR']]),
  sources: new Map([['se.first', 'Office: Report']]),
  present: new Set(),
};
const change = (over: Partial<Change>): Change => ({
  entity: 'observation',
  entityId: 'a',
  measureId: null,
  countryIso2: null,
  kind: 'changed',
  subject: '',
  field: 'value',
  before: null,
  after: null,
  ...over,
});
const sides = (over: Partial<Change>, tr = en) => {
  const { of, before, after } = fieldChange(change(over), NOTHING, tr);
  return [of, before?.text ?? null, after?.text ?? null];
};

describe('the record in words', () => {
  const sentences = new Map<string, string[]>();

  beforeAll(async () => {
    const { db } = await emptyDatabase();
    await loadSynthetic(db);
    const { changes } = await changePage(db, {}, { offset: 0, limit: 1000 });
    const context = await changeContext(db, changes);
    for (const locale of LOCALES) {
      sentences.set(
        locale,
        changes.map((one) =>
          entrySentence({ ...one, changes: [one] }, context, translator(locale)).replaceAll('\u00a0', '~'),
        ),
      );
    }
    db.$client.close();
  });

  it('says figures, dates and codes in the language', () => {
    expect(sentences.get('en')).toContain(
      'Added: People entering service in a year, 2031, target, stated 3 Feb 2025: about 4,500',
    );
    expect(sentences.get('fr')).toContain(
      'Ajouté~: Personnes entrant en service par an, 2031, objectif, déclaré~: 3 févr. 2025~: environ 4\u202f500',
    );
    expect(sentences.get('sv')).toContain(
      'Tillagt: Personer som påbörjar tjänstgöring per år, 2031, mål, uppgift från 3 feb. 2025: omkring 4~500',
    );
    expect(sentences.get('de')).toContain(
      'Neu: Dienstantritte pro Jahr, 2031, Ziel, angegeben: 3. Feb. 2025: rund 4.500',
    );
    expect(sentences.get('pl')).toContain(
      'Dodano: Osoby rozpoczynające służbę w ciągu roku, 2031, cel, podano: 3 lut 2025: około 4500',
    );
  });

  it('says each change of the synthetic releases', () => {
    expect(sentences.get('en')?.toSorted()).toMatchInlineSnapshot(`
      [
        "A synthetic statement: verdict (Confirmed → Disputed)",
        "Added: Mar 2025, Renamed",
        "Added: Mar 2025, Renamed",
        "Added: People entering service in a year, 2031, target, stated 3 Feb 2025: about 4,500",
        "Consumer prices, euro area, 2015 = 100, 2025: value (130.1 → 130.1001)",
        "People entering service in a year, 2030, target, stated 3 Feb 2025: note",
        "People entering service in a year, 2030, target, stated 3 Feb 2025: precision (exact → at least)",
        "People entering service in a year, 2030, target, stated 3 Feb 2025: value (100 → 120)",
        "Removed: Mar 2025, Renamed",
        "Removed: Mar 2025, Synthetic event of SE",
        "Removed: People entering service in a year, 2030, target, stated 3 Feb 2025: 100",
        "Removed: Synthetic training: Voluntary service, in force",
        "Synthetic service: official name (nothing recorded → Nom <synthétique>)",
        "Synthetic service: pay, gross or net (gross → net)",
      ]
    `);
  });
});

it('has words for every field that can change, and every kind of entry, in each language', () => {
  const { content } = releaseOf(dataFolder());
  const lists: readonly (readonly object[])[] = [
    content.countries,
    content.measures,
    content.observations,
    content.sources,
    content.events,
    content.claims,
    content.seriesSources,
    content.seriesPoints,
    content.conscriptionEvents,
  ];
  const identifying = [
    'id',
    'iso2',
    'indicator',
    'component',
    'period start',
    'period end',
    'unit',
    'per',
    'tax',
  ];
  const alsoIdentifying = [
    'basis',
    'coverage',
    'stated_on',
    'date',
    'series_id',
    'currency',
    'year',
    'event',
  ];
  const fields = new Set(
    lists.flatMap((entries) => entries.flatMap((entry) => [...flatFields(entry).keys()])),
  );
  const changing = [...fields].filter(
    (field) =>
      ![...identifying, ...alsoIdentifying].includes(field) && !(field === 'duration' || field === 'pay'),
  );
  expect(changing.length).toBeGreaterThan(50);
  for (const locale of LOCALES) {
    const tr = translator(locale);
    expect(changing.filter((field) => fieldWords(field, tr).lang !== undefined)).toEqual([]);
    for (const entity of CHANGE_ENTITIES) expect(tr.t(`changes.entity.${entity}`)).not.toBe('');
  }
});

describe('a field before and after', () => {
  it('has its unit, date or word', () => {
    expect(sides({ before: '2300000', after: '2400000' })).toEqual(['whole', '€2,300,000', '€2,400,000']);
    expect(sides({ entityId: 'gone', before: '2300000', after: null })).toEqual(['whole', '2,300,000', null]);
    expect(sides({ field: 'ended_on', before: '2025-11', after: '2025-11-27' })).toEqual([
      'whole',
      'Nov 2025',
      '27 Nov 2025',
    ]);
    expect(sides({ field: 'headline', before: 'true', after: 'false' })).toEqual(['whole', 'yes', 'no']);
    expect(sides({ field: 'pay.basis', before: 'gross', after: 'net' })).toEqual(['whole', 'gross', 'net']);
    expect(sides({ field: 'country_iso2', before: null, after: 'SE' })).toEqual(['whole', null, 'Sweden']);
    expect(sides({ field: 'language', before: 'sv', after: 'pl' })).toEqual(['whole', 'Swedish', 'Polish']);
  });

  it('never looks the same on both sides', () => {
    const percent = { ...NOTHING, units: new Map([['a', 'percent']]) };
    const { before, after } = fieldChange(change({ before: '62.04', after: '62.01' }), percent, en);
    expect([before, after]).toEqual([
      { text: '62.04', lang: 'en' },
      { text: '62.01', lang: 'en' },
    ]);
    expect(sides({ entity: 'series_point', entityId: 'b', before: '10.62131', after: '10.62132' })).toEqual([
      'whole',
      '10.62131',
      '10.62132',
    ]);
  });

  it('of a list of sources says what went and what came, and its whole order where that is all', () => {
    expect(sides({ field: 'source_ids', before: 'se.first se.gone', after: 'se.first se.new' })).toEqual([
      'list',
      'se.gone',
      'se.new',
    ]);
    expect(sides({ field: 'source_ids', before: 'se.new', after: 'se.new se.first' })).toEqual([
      'list',
      null,
      'Office: Report',
    ]);
    expect(sides({ field: 'source_ids', before: 'se.first b', after: 'b se.first' })).toEqual([
      'whole',
      'Office: Report; b',
      'b; Office: Report',
    ]);
  });

  it('stays as recorded where it is not what the field holds today', () => {
    expect(sides({ field: 'ended_on', before: 'soon', after: 'never' })).toEqual(['whole', 'soon', 'never']);
    expect(sides({ field: 'type', before: 'old_code', after: 'mass_training' })).toEqual([
      'whole',
      'old_code',
      'Citizen training',
    ]);
    expect(
      subjectWords({ entity: 'observation', entityId: 'a', subject: 'a line of old' }, NOTHING, en),
    ).toEqual([{ text: 'a line of old', lang: 'en' }]);
    expect(statementWords(change({ kind: 'added', field: null, after: 'a line of old' }), en)).toEqual({
      text: 'a line of old',
      lang: 'en',
    });
    expect(fieldWords('a_field_of_old', en)).toEqual({ text: 'a_field_of_old', lang: 'en' });
  });
});
