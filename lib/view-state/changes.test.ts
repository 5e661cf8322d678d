import { describe, expect, it } from 'vitest';
import { translator } from '@/lib/i18n/translator';
import { ALL_CHANGES, changesFileHref, changesHref, readChanges, readChangesFile } from './changes';
import { feedHref, readFeed } from './feeds';
import { KNOWN } from './known.fixture';
import { problemMessages } from './problems';

const messages = (search: Record<string, string>) =>
  problemMessages(readChanges(search, KNOWN).problems, KNOWN, translator('en'));

describe('the view of the record', () => {
  it('starts with everything, and has one spelling', () => {
    expect(readChanges({}, KNOWN)).toEqual({ state: ALL_CHANGES, problems: [] });
    expect(changesHref('/changes', ALL_CHANGES)).toBe('/changes');
    const { state, problems } = readChanges(
      { page: '2', kind: 'changed,added', entity: 'event', countries: 'pl,fr', measures: 'se-conscription' },
      KNOWN,
    );
    expect(problems).toEqual([]);
    expect(changesHref('/fr/changes', state)).toBe(
      '/fr/changes?countries=FR,PL&measures=se-conscription&entity=event&kind=added,changed&page=2',
    );
  });

  it('takes every release that was loaded, kept or not: the record has them all', () => {
    for (const { id } of KNOWN.releases ?? []) {
      const { state, problems } = readChanges({ release: id }, KNOWN);
      expect([state.release, problems]).toEqual([id, []]);
      expect(readChangesFile({ release: id }, KNOWN).problems).toEqual([]);
    }
  });

  it('says what it does not understand, and leaves it out', () => {
    expect(messages({ countries: 'XX' })[0]).toMatch(/^Unknown country “XX”/);
    expect(messages({ release: 'c0ffee000009' })[0]).toMatch(/^Unknown release “c0ffee000009”/i);
    expect(messages({ kind: 'altered' })[0]).toBe(
      'Unknown value “altered” for parameter kind. Allowed: added, removed, changed.',
    );
    expect(messages({ entity: 'figure' })[0]).toMatch(/^Unknown value “figure” for parameter entity/);
    expect(messages({ page: '0' })[0]).toMatch(/^Unknown value “0” for parameter page/);
    expect(messages({ measures: 'nothing' })[0]).toMatch(/^Unknown measure “nothing”/);
    expect(messages({ since: '2026' })[0]).toMatch(/^Unknown parameter “since”/);
    expect(readChanges({ kind: 'altered', countries: 'FR' }, KNOWN).state).toEqual({
      ...ALL_CHANGES,
      countries: ['FR'],
    });
  });

  it('has a file of the same filter', () => {
    const { state } = readChangesFile(
      { kind: 'removed', release: 'c0ffee000001', sep: ';', bom: '1' },
      KNOWN,
    );
    expect(changesFileHref('/changes.csv', state)).toBe(
      '/changes.csv?release=c0ffee000001&kind=removed&bom=1&sep=;',
    );
    expect(readChangesFile({ page: '2' }, KNOWN).problems).toHaveLength(1);
  });
});

describe('addresses of feeds', () => {
  it('are of everything or a country, in a language', () => {
    expect(feedHref('atom', { lang: 'en' })).toBe('/feed.atom');
    expect(feedHref('json', { lang: 'pl' })).toBe('/feed.json?lang=pl');
    expect(feedHref('atom', { country: 'FR', lang: 'fr' })).toBe('/countries/fr/feed.atom?lang=fr');
  });

  it('take a language and nothing else', () => {
    expect(readFeed({ lang: 'sv' })).toEqual({ state: { lang: 'sv' }, problems: [] });
    expect(readFeed({ lang: 'no' }).problems).toHaveLength(1);
    expect(readFeed({ countries: 'FR' }).problems).toHaveLength(1);
  });
});
