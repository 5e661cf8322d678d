import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  cleanUpAfterEach,
  dataFolder,
  linesFor,
  type SyntheticFiles,
  syntheticFiles,
  syntheticObservation,
  writeFiles,
} from '../testing/synthetic-data';
import { readData } from './content';
import { formatFinding } from './finding';

cleanUpAfterEach();

const TEXT = 'text: not empty, no spaces around it, no line breaks, no control or bidirectional characters';
const OBSERVATION_FIELDS =
  'indicator, component, period, value, low, high, qualifier, unit, per, tax, basis, coverage, stated_on, source_ids, note, key';

function france(files: SyntheticFiles) {
  const file = files['countries/FR.json'];
  const [measure] = file.measures;
  const [observation] = measure?.observations ?? [];
  const [event] = file.events;
  const [source] = file.sources;
  if (!measure || !observation || !event || !source) throw new Error('the synthetic data lost an entry');
  return { file, measure, observation, event, source };
}

it('finds nothing in data without a mistake', () => {
  expect(linesFor(() => undefined)).toEqual([]);
});

describe('one line for each mistake: file · path · value · what is allowed', () => {
  const cases: [what: string, edit: (files: SyntheticFiles) => void, lines: string[]][] = [
    [
      'a code outside its closed set',
      (files) => {
        france(files).observation.basis = 'targett';
      },
      [
        'countries/FR.json · measures[0].observations[0].basis · "targett" · one of: actual, target, ceiling, ambition, estimate, claim',
      ],
    ],
    [
      'a field that does not exist, and one that is missing',
      (files) => {
        const { observation } = france(files);
        Object.assign(observation, { valeu: 3 });
        Reflect.deleteProperty(observation, 'value');
      },
      [
        'countries/FR.json · measures[0].observations[0].value · missing · a number, 0 or more, in full units',
        `countries/FR.json · measures[0].observations[0].valeu · 3 · no such field; fields: ${OBSERVATION_FIELDS}`,
      ],
    ],
    [
      'a number as text',
      (files) => {
        Object.assign(france(files).observation, { value: '100' });
      },
      ['countries/FR.json · measures[0].observations[0].value · "100" · a number, 0 or more, in full units'],
    ],
    [
      'an unknown source and an unknown measure in entries that are misshapen besides',
      (files) => {
        const { observation } = france(files);
        Object.assign(observation, { value: '100', source_ids: [...observation.source_ids, 'nowhere'] });
        Object.assign(france(files).event, { type: 'rumour', measure_id: 'fr-nothing' });
      },
      [
        'countries/FR.json · measures[0].observations[0].value · "100" · a number, 0 or more, in full units',
        'countries/FR.json · events[0].type · "rumour" · one of: announcement, decision, law, entry_into_force, first_intake, target_change, abolition, suspension, reinstatement, referendum, court, poll, other',
        'countries/FR.json · measures[0].observations[0].source_ids[1] · "nowhere" · the id of a source in this file (see its "sources")',
        'countries/FR.json · events[0].measure_id · "fr-nothing" · the id of a measure in a country file, or null',
      ],
    ],
    [
      'a day that does not exist',
      (files) => {
        france(files).measure.starts_on = '2025-02-30';
      },
      [
        'countries/FR.json · measures[0].starts_on · "2025-02-30" · a date: YYYY, YYYY-MM or YYYY-MM-DD; or null',
      ],
    ],
    [
      'a period that ends before it starts',
      (files) => {
        france(files).observation.period = '2030/2026';
      },
      [
        'countries/FR.json · measures[0].observations[0].period · "2030/2026" · a year (2025), a span of years that does not end before it starts (2026/2030), or null',
      ],
    ],
    [
      'an address that a browser would run',
      (files) => {
        france(files).source.url = 'javascript:alert(1)';
      },
      [
        'countries/FR.json · sources[0].url · "javascript:alert(1)" · a web address that starts with http:// or https://, without spaces and without a name of a user',
      ],
    ],
    [
      'text with a bidirectional control, which is shown escaped',
      (files) => {
        france(files).measure.name = 'Service \u202enoitcnuf';
      },
      [`countries/FR.json · measures[0].name · "Service \\u202enoitcnuf" · ${TEXT}`],
    ],
    [
      'text with a line break',
      (files) => {
        france(files).event.title = 'one\ntwo';
      },
      [`countries/FR.json · events[0].title · "one\\ntwo" · ${TEXT}`],
    ],
    [
      'a currency that does not exist',
      (files) => {
        Object.assign(france(files).observation, { indicator: 'budget_total', unit: 'EURO' });
      },
      [
        'countries/FR.json · measures[0].observations[0].unit · "EURO" · persons, percent, or an ISO 4217 currency code (EUR, PLN, SEK …)',
      ],
    ],
    [
      'a language that does not exist',
      (files) => {
        france(files).source.language = 'xq';
      },
      ['countries/FR.json · sources[0].language · "xq" · an ISO 639-1 language code (en, fr, pl …)'],
    ],
    [
      'a figure without a source',
      (files) => {
        france(files).observation.source_ids = [];
      },
      [
        'countries/FR.json · measures[0].observations[0].source_ids · [] · at least one source id: no figure or statement without a source',
      ],
    ],
    [
      'an unknown source, and one cited twice',
      (files) => {
        france(files).observation.source_ids = ['first', 'second', 'first'];
      },
      [
        'countries/FR.json · measures[0].observations[0].source_ids[1] · "second" · the id of a source in this file (see its "sources")',
        'countries/FR.json · measures[0].observations[0].source_ids[2] · "first" · each source once',
      ],
    ],
    [
      'a source of another file, which is unknown in this one',
      (files) => {
        france(files).event.source_ids = ['press'];
      },
      [
        'countries/FR.json · events[0].source_ids[0] · "press" · the id of a source in this file (see its "sources")',
      ],
    ],
    [
      'a source that nothing cites',
      (files) => {
        const { file, source } = france(files);
        file.sources.push({ ...source, id: 'unused' });
      },
      [
        'countries/FR.json · sources[1].id · "unused" · a source that something in this file cites; cite it or take it out',
      ],
    ],
    [
      'two sources with one id',
      (files) => {
        const { file, source } = france(files);
        file.sources.push({ ...source });
      },
      ['countries/FR.json · sources[1].id · "first" · an id of its own: sources[0] has this one'],
    ],
    [
      'a series source that no series cites',
      (files) => {
        const [first] = files['series/sources.json'];
        if (first) files['series/sources.json'].push({ ...first, id: 'unused' });
      },
      ['series/sources.json · [1].id · "unused" · a source that a series cites; cite it or take it out'],
    ],
    [
      'an event and a claim about measures that do not exist',
      (files) => {
        france(files).event.measure_id = 'fr-nothing';
        const [claim] = files['claims.json'].claims;
        if (claim) claim.measure_id = 'fr-nowhere';
      },
      [
        'countries/FR.json · events[0].measure_id · "fr-nothing" · the id of a measure in a country file, or null',
        'claims.json · claims[0].measure_id · "fr-nowhere" · the id of a measure in a country file, or null',
      ],
    ],
    [
      "a claim about another country's measure",
      (files) => {
        const [claim] = files['claims.json'].claims;
        if (claim) claim.measure_id = 'se-service';
      },
      [
        'claims.json · claims[0].measure_id · "se-service" · a measure of the same country; this one is of SE, not FR',
      ],
    ],
    [
      'a value outside its range',
      (files) => {
        Object.assign(france(files).observation, { low: 200, high: 300, qualifier: 'range' });
      },
      [
        'countries/FR.json · measures[0].observations[0] · {"low":200,"value":100,"high":300} · low ≤ value ≤ high',
      ],
    ],
    [
      'a value that is not the middle of its range',
      (files) => {
        Object.assign(france(files).observation, { low: 90, high: 120, qualifier: 'range' });
      },
      ['countries/FR.json · measures[0].observations[0].value · 100 · the middle of low and high: 105'],
    ],
    [
      'half a range',
      (files) => {
        france(files).observation.low = 90;
      },
      [
        'countries/FR.json · measures[0].observations[0] · {"low":90,"high":null} · low and high together, or both null',
      ],
    ],
    [
      'a range without its qualifier, and the qualifier without a range',
      (files) => {
        const { measure, observation } = france(files);
        Object.assign(observation, { low: 50, high: 150 });
        measure.observations.push({ ...syntheticObservation(), period: '2031', qualifier: 'range' });
      },
      [
        'countries/FR.json · measures[0].observations[0].qualifier · "exact" · range, because low and high are given',
        'countries/FR.json · measures[0].observations[1].qualifier · "range" · low and high with the qualifier range',
      ],
    ],
    [
      'ages and lengths the wrong way round',
      (files) => {
        const { measure } = france(files);
        Object.assign(measure.eligibility, { age_min: 30 });
        measure.duration = { min: 12, max: 6, unit: 'months', note: null };
      },
      [
        'countries/FR.json · measures[0].eligibility · {"age_min":30,"age_max":25} · age_min ≤ age_max',
        'countries/FR.json · measures[0].duration · {"min":12,"max":6} · min ≤ max',
      ],
    ],
    [
      'a unit that does not fit the indicator, and pay terms without pay',
      (files) => {
        Object.assign(france(files).observation, { unit: 'EUR', per: 'month' });
      },
      [
        'countries/FR.json · measures[0].observations[0].unit · "EUR" · persons, because the indicator is intake_per_year',
        'countries/FR.json · measures[0].observations[0].per · "month" · null, because the indicator is intake_per_year',
      ],
    ],
    [
      'a share above 100 percent and half a person',
      (files) => {
        const { measure, observation } = france(files);
        Object.assign(observation, { indicator: 'public_support_percent', unit: 'percent', value: 101 });
        measure.observations.push({ ...syntheticObservation(), value: 0.5 });
      },
      [
        'countries/FR.json · measures[0].observations[0].value · 101 · from 0 to 100, because the unit is percent',
        'countries/FR.json · measures[0].observations[1].value · 0.5 · a whole number, because the unit is persons',
      ],
    ],
    [
      'an observation that repeats another',
      (files) => {
        france(files).measure.observations.push(syntheticObservation());
      },
      [
        'countries/FR.json · measures[0].observations[1] · {"indicator":"intake_per_year","component":null,"period":"2030","value":100,"lo… · an entry of its own: it repeats measures[0].observations[0]',
      ],
    ],
    [
      "a country that is not the file's",
      (files) => {
        const { file, measure, event } = france(files);
        file.country = 'SE';
        measure.country = 'SE';
        event.country = 'SE';
      },
      [
        `countries/FR.json · country · "SE" · FR, as the file's name says`,
        `countries/FR.json · events[0].country · "SE" · FR, as the file's name says`,
        `countries/FR.json · measures[0].country · "SE" · FR, as the file's name says`,
      ],
    ],
    [
      'a measure id of another country and one given twice',
      (files) => {
        const { file, measure } = france(files);
        file.measures.push({ ...measure, id: 'de-service' }, { ...measure });
      },
      [
        'countries/FR.json · measures[1].id · "de-service" · an id that starts with fr-',
        'countries/FR.json · measures[2].id · "fr-service" · an id of its own: a measure in countries/FR.json has this one',
      ],
    ],
    [
      'figures for a country without a file',
      (files) => {
        files['series/population.csv'] += 'DE,2025,5,false,statistics\n';
        files['series/conscription_events.csv'] += 'DE,2011,suspended,Synthetic.,,statistics\n';
        const [event] = files['claims.json'].context_events;
        if (event) event.country = 'DE';
        files['countries.json'].countries.push({
          iso2: 'DE',
          iso3: 'DEU',
          name: 'Germany',
          region: 'western_europe',
          memberships: [],
        });
      },
      [
        'countries.json · countries[2].iso2 · "DE" · a country with a file; there is no countries/DE.json',
        'claims.json · context_events[0].country · "DE" · a country with a file; there is no countries/DE.json',
        'series/population.csv · line 4.country_iso2 · "DE" · a country with a file; there is no countries/DE.json',
        'series/conscription_events.csv · line 3.country_iso2 · "DE" · a country with a file; there is no countries/DE.json',
      ],
    ],
    [
      'a country file that countries.json does not list',
      (files) => {
        files['countries.json'].countries.pop();
      },
      ['countries/SE.json · the file · "SE" · a country that countries.json lists'],
    ],
    [
      'a membership that ends before it starts, from an unknown source',
      (files) => {
        const membership = files['countries.json'].countries[0]?.memberships[0];
        if (membership) Object.assign(membership, { until: 1940, source_id: 'nowhere' });
      },
      [
        'countries.json · sources[0].id · "alliance" · a source that something in this file cites; cite it or take it out',
        'countries.json · countries[0].memberships[0].source_id · "nowhere" · the id of a source in this file (see its "sources")',
        'countries.json · countries[0].memberships[0] · {"since":1949,"until":1940} · since ≤ until',
      ],
    ],
    [
      'cells of a series that are no numbers, years or known sources',
      (files) => {
        files['series/exchange_rates_per_eur.csv'] =
          'currency,year,per_eur,source_id\nSEK,2025,"10,5",statistics\nEURO,25,1,statistics\nPLN,2025,4.2,nowhere\n';
      },
      [
        'series/exchange_rates_per_eur.csv · line 2.per_eur · "10,5" · units of the currency per euro: a number with a point for decimals',
        'series/exchange_rates_per_eur.csv · line 3.currency · "EURO" · an ISO 4217 currency code (EUR, PLN, SEK …)',
        'series/exchange_rates_per_eur.csv · line 3.year · "25" · a year (2025)',
        'series/exchange_rates_per_eur.csv · line 4.source_id · "nowhere" · the id of a source in series/sources.json',
      ],
    ],
    [
      'two rows of a series for one country and year, and a range the wrong way round',
      (files) => {
        files['series/active_forces.csv'] =
          'country_iso2,year,low,high,source_id\nFR,2025,20,10,statistics\nFR,2025,10,20,statistics\n';
      },
      [
        'series/active_forces.csv · line 2 · {"low":20,"high":10} · low ≤ high',
        'series/active_forces.csv · line 3 · "active_forces.FR.2025" · one row for each country or currency and year: line 2 is the same',
      ],
    ],
    [
      'a series with another header, and rows of another length',
      (files) => {
        files['series/births.csv'] = 'country,year,value\nFR,2007,10\n';
        files['series/population_15_24.csv'] =
          'country_iso2,year,value,source_id\nFR,2023,100\nSE,2023,100,statistics\nSE,2024,1,statistics,more\n';
      },
      [
        'series/births.csv · line 1 · "country,year,value" · the header country_iso2,year,value,projection,source_id',
        'series/population_15_24.csv · line 2 · ["FR","2023","100"] · 4 cells: country_iso2,year,value,source_id',
        'series/population_15_24.csv · line 4 · ["SE","2024","1","statistics","more"] · 4 cells: country_iso2,year,value,source_id',
      ],
    ],
  ];
  it.each(cases)('%s', (_what, edit, lines) => {
    expect(linesFor(edit)).toEqual(lines);
  });

  it('names line and column of what is not JSON, and reads on in the other files', () => {
    const files = syntheticFiles();
    const text = JSON.stringify(files['countries/FR.json'], null, 1).replace(
      '"measures": [',
      '"measures": [,',
    );
    const folder = writeFiles({ ...files, 'countries/FR.json': text, 'claims.json': '{"claims": [' });
    expect(readData(folder).findings.map(formatFinding)).toEqual([
      'countries/FR.json · line 19, column 15 · "," · JSON: a value here',
      'claims.json · line 1, column 13 · "the end of the file" · JSON: a closing ]',
    ]);
  });

  it('draws no conclusions from a file that cannot be read', () => {
    const folder = writeFiles({ ...syntheticFiles(), 'countries/FR.json': '{', 'countries.json': 'x' });
    expect(readData(folder).findings.map(({ file }) => file)).toEqual([
      'countries.json',
      'countries/FR.json',
    ]);
  });

  it('finds a field that is given twice, of which JSON.parse keeps the last', () => {
    const files = syntheticFiles();
    const text = '{"claims": [],\n "sources": [],\n "context_events": [],\n "claims": []}';
    expect(readData(writeFiles({ ...files, 'claims.json': text })).findings.map(formatFinding)).toEqual([
      'claims.json · line 4, column 2 · "claims" · each field once in an object',
    ]);
  });

  it('names files that are missing and files that nobody would read', () => {
    const { 'claims.json': _left, ...rest } = syntheticFiles();
    const folder = writeFiles({ ...rest, 'countries/de.json': {}, 'README.md': 'read me' });
    expect(readData(folder).findings.map(formatFinding)).toEqual([
      'claims.json · the file · missing · this file in the data folder',
      'countries/de.json · the file · "de.json" · countries/XX.json, series/<series>.csv and the named files',
    ]);
  });

  it('refuses text that is not UTF-8', () => {
    const folder = dataFolder();
    writeFileSync(join(folder, 'series/hicp_euro_area.csv'), Buffer.from([0x61, 0xff, 0xfe]));
    expect(readData(folder).findings.map(formatFinding)).toContain(
      'series/hicp_euro_area.csv · the file · "3 bytes" · text in UTF-8',
    );
  });
});

describe('warnings, which refuse nothing', () => {
  const cases: [what: string, edit: (files: SyntheticFiles) => void, lines: string[]][] = [
    [
      'in force before it was announced',
      (files) => {
        Object.assign(france(files).measure, { announced_on: '2025-04' });
      },
      [
        'warning: countries/FR.json · measures[0].starts_on · "2025-03" · in force before it was announced (2025-04)',
      ],
    ],
    [
      'in force on a date before the start',
      (files) => {
        Object.assign(france(files).measure, { status_as_of: '2025-02' });
      },
      [
        'warning: countries/FR.json · measures[0].status_as_of · "2025-02" · in force on a date before its start (2025-03)',
      ],
    ],
    [
      'ended before it started, and in force after its end',
      (files) => {
        Object.assign(france(files).measure, { ended_on: '2025-01' });
      },
      [
        'warning: countries/FR.json · measures[0].ended_on · "2025-01" · ended before it started (2025-03)',
        'warning: countries/FR.json · measures[0].status · "in_force" · in force on 2025-06-01, after its end (2025-01)',
      ],
    ],
    [
      'an actual stated before its period',
      (files) => {
        france(files).observation.basis = 'actual';
      },
      [
        'warning: countries/FR.json · measures[0].observations[0].stated_on · "2025-02-03" · an actual stated before its period 2030',
      ],
    ],
    [
      'two figures about the same thing, stated the same day, without a key',
      (files) => {
        france(files).measure.observations.push({ ...syntheticObservation(), value: 200 });
      },
      [
        'warning: countries/FR.json · measures[0].observations[1] · {"indicator":"intake_per_year","component":null,"period":"2030","value":200,"lo… · measures[0].observations[0] is about the same thing and stated the same day: give each a "key" of its own',
      ],
    ],
  ];
  it.each(cases)('%s', (_what, edit, lines) => {
    const folder = dataFolder(edit);
    const { findings, release } = readData(folder);
    expect(findings.map(formatFinding)).toEqual(lines);
    expect(release).not.toBeNull();
  });

  it('a key of its own for each settles it', () => {
    expect(
      linesFor((files) => {
        const { measure, observation } = france(files);
        observation.key = 'ministry';
        measure.observations.push({ ...syntheticObservation(), value: 200, key: 'press' });
      }),
    ).toEqual([]);
  });

  it('dates that only may contradict are left alone', () => {
    expect(
      linesFor((files) => {
        Object.assign(france(files).measure, {
          announced_on: '2025',
          starts_on: '2025-03',
          status_as_of: '2025',
        });
      }),
    ).toEqual([]);
  });
});

it('tells every mistake of an entry that is misshapen, and no consequences of it', () => {
  expect(
    linesFor((files) => {
      const { measure, observation } = france(files);
      measure.status = 'running';
      observation.qualifier = 'roughly';
    }),
  ).toEqual([
    'countries/FR.json · measures[0].status · "running" · one of: under_debate, announced, legislating, in_force, suspended, ended, rejected',
    'countries/FR.json · measures[0].observations[0].qualifier · "roughly" · one of: exact, about, at_least, up_to, range',
  ]);
});
