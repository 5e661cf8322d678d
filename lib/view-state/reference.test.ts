import { describe, expect, it } from 'vitest';
import { translator } from '@/lib/i18n/translator';
import { readAbout, reportHref } from './about';
import { claimsHref, readClaims } from './claims';
import {
  COVERAGE_SORTS,
  coverageCsvHref,
  coverageHref,
  readCoverageCsv,
  readCoverageSort,
  readCoverageView,
} from './coverage';
import { KNOWN } from './known.fixture';
import { problemMessages } from './problems';
import { readSources, readSourcesCsv, sourcesCsvHref, sourcesHref } from './sources';

const KNOWN_SOURCES = { ...KNOWN, languages: ['en', 'fr', 'pl'], years: ['2026', '2025', 'undated'] };
const words = (problems: Parameters<typeof problemMessages>[0]) =>
  problemMessages(problems, KNOWN, translator('en'));

describe('the view of the claims', () => {
  it('has one spelling', () => {
    const { state, problems } = readClaims({ countries: 'se,FR', verdict: 'disputed,confirmed' }, KNOWN);
    expect(problems).toEqual([]);
    expect(claimsHref('/claims', state)).toBe('/claims?verdict=confirmed,disputed&countries=FR,SE');
  });

  it('says an unknown verdict', () => {
    const { state, problems } = readClaims({ verdict: 'true' }, KNOWN);
    expect(state.verdicts).toEqual([]);
    expect(words(problems)).toEqual([
      'Unknown value “true” for parameter verdict. Allowed: confirmed, partly_confirmed, disputed, not_supported, outdated, unverifiable.',
    ]);
  });
});

describe('the view of the sources', () => {
  it('has one spelling, for the page and for its file', () => {
    const search = { year: 'undated,2026', kind: 'press,official', q: '  Le  Monde ', language: 'FR' };
    const { state, problems } = readSources({ ...search, page: '2' }, KNOWN_SOURCES);
    expect(problems).toEqual([]);
    expect(sourcesHref('/sources', state)).toBe(
      '/sources?q=Le+Monde&kind=official,press&language=fr&year=2026,undated&page=2',
    );
    const { page: _page, ...filter } = state;
    expect(sourcesCsvHref('/sources.csv', { ...filter, bom: true })).toBe(
      '/sources.csv?q=Le+Monde&kind=official,press&language=fr&year=2026,undated&bom=1',
    );
  });

  it('says a language and a year that no source has, and a page in a file', () => {
    const { problems } = readSourcesCsv({ language: 'xx', year: '1900', page: '2' }, KNOWN_SOURCES);
    expect(problems.map(({ kind, param }) => [kind, param])).toEqual([
      ['unknown_value', 'language'],
      ['unknown_value', 'year'],
      ['unknown_parameter', 'page'],
    ]);
  });
});

describe('the view of the coverage', () => {
  it('has one spelling, for the page and for its file', () => {
    const { state, problems } = readCoverageView(
      { by: 'measure', sort: '-conflicts', countries: 'pl' },
      KNOWN,
    );
    expect(problems).toEqual([]);
    expect(coverageHref('/coverage', state)).toBe('/coverage?by=measure&countries=PL&sort=-conflicts');
    expect(coverageCsvHref('/coverage.csv', { countries: ['PL'], sort: '-conflicts', sep: ';' })).toBe(
      '/coverage.csv?countries=PL&sort=-conflicts&sep=;',
    );
    expect(readCoverageCsv({ by: 'country' }, KNOWN).problems).toMatchObject([
      { kind: 'unknown_parameter', param: 'by' },
    ]);
  });

  it('reads every sort it allows', () => {
    for (const sort of COVERAGE_SORTS) {
      const { key, descending } = readCoverageSort(sort);
      expect(`${descending ? '-' : ''}${key}`).toBe(sort);
    }
  });
});

describe('the report of an error', () => {
  it('carries the id of the figure', () => {
    const href = reportHref('/fr/about', 'fr-service-national.0123456789');
    expect(href).toBe('/fr/about?figure=fr-service-national.0123456789#report');
    const { figure, problems } = readAbout(new URL(href, 'https://x.invalid').searchParams);
    expect({ figure, problems }).toEqual({ figure: 'fr-service-national.0123456789', problems: [] });
  });

  it('leaves out an id that is too long to be one, and says so', () => {
    const { figure, problems } = readAbout({ figure: 'x'.repeat(201) });
    expect(figure).toBeNull();
    expect(problems).toMatchObject([{ kind: 'too_long', param: 'figure', given: 201, limit: 200 }]);
  });
});
