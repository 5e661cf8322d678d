import type { PartialDate } from '@/lib/domain/partial-date';
import type { Observation, Release } from '@/lib/domain/records';
import { type CsvCell, type CsvColumn, type CsvOptions, writeCsv } from '@/lib/export/csv';
import { type DerivedRecords, derivedLines } from '@/lib/i18n/derived-words';
import type { Translator } from '@/lib/i18n/translator';
import type { CompareState } from '@/lib/view-state/compare';
import type { Attribute, Cell, Column, Comparison, Entry, Group } from './comparison';
import { absenceWords, attributeWords, cellLine, entryWords, groupTerms, statedWords } from './words';

export interface CompareCsvContext {
  comparison: Comparison;
  state: CompareState;
  release: Pick<Release, 'id' | 'loadedAt'>;
  /** The address of each source, of observations and of series alike. */
  sourceUrls: ReadonlyMap<string, string>;
  records: DerivedRecords;
  /** The absolute address of the comparison as a page. */
  pageUrl: string;
  translator: Translator;
}

/** One line of the long form: one thing that a cell says, or that it says nothing. */
interface LongLine {
  group: Group;
  attribute: Attribute;
  column: Column;
  cell: Cell;
  entry: Entry | null;
}

function longLines({ columns, groups }: Comparison): LongLine[] {
  return groups.flatMap(({ group, rows }) =>
    rows.flatMap(({ attribute, cells }) =>
      cells.flatMap((cell, index): LongLine[] => {
        const column = columns[index];
        if (!column) throw new Error(`row ${attribute}: cell ${index + 1} has no column`);
        const entries: (Entry | null)[] = cell.absence === null ? cell.entries : [null];
        return entries.map((entry) => ({ group, attribute, column, cell, entry }));
      }),
    ),
  );
}

interface Numbers {
  value: number | null;
  low: number | null;
  high: number | null;
  qualifier: string | null;
  unit: string | null;
}

const NO_NUMBERS: Numbers = { value: null, low: null, high: null, qualifier: null, unit: null };

/** The numbers of an entry, unrounded. Ages and lengths are a low and a high end. */
function numbersOf(entry: Entry): Numbers {
  switch (entry.kind) {
    case 'figure': {
      const { value, low, high, qualifier, unit } = entry.observation;
      return { value, low, high, qualifier, unit };
    }
    case 'derived': {
      if (!entry.derived.ok) return NO_NUMBERS;
      const { value, low, high, qualifier, unit } = entry.derived.figure;
      return { value, low, high, qualifier, unit };
    }
    case 'ages':
      return { ...NO_NUMBERS, low: entry.eligibility.ageMin, high: entry.eligibility.ageMax, unit: 'years' };
    case 'duration':
      return { ...NO_NUMBERS, low: entry.duration.min, high: entry.duration.max, unit: entry.duration.unit };
    case 'pay':
      return {
        ...NO_NUMBERS,
        value: entry.pay.amount,
        qualifier: entry.pay.qualifier,
        unit: entry.pay.currency,
      };
    case 'type':
    case 'obligation':
    case 'status':
    case 'sex':
    case 'date':
    case 'sources':
      return NO_NUMBERS;
  }
}

/** The code of a closed set, or an ISO date; null for what is a number. */
function codeOf(entry: Entry): string | null {
  switch (entry.kind) {
    case 'type':
    case 'obligation':
    case 'status':
    case 'sex':
      return entry.code;
    case 'date':
      return entry.date;
    case 'sources':
      return entry.newest;
    case 'ages':
    case 'duration':
    case 'pay':
    case 'figure':
    case 'derived':
      return null;
  }
}

/** The stated figure that an entry is or is computed from. */
function observationOf(entry: Entry | null): Observation | null {
  if (entry?.kind === 'figure') return entry.observation;
  return entry?.kind === 'derived' ? entry.of : null;
}

function payOf(entry: Entry | null) {
  if (entry?.kind === 'pay' || entry?.kind === 'derived') return entry.pay;
  return null;
}

function statedOnOf(entry: Entry | null): PartialDate | null {
  return entry?.kind === 'status' ? entry.asOf : (observationOf(entry)?.statedOn ?? null);
}

/** What the data says beside the value, in its English. */
function noteOf(entry: Entry | null): string | null {
  if (entry === null) return null;
  switch (entry.kind) {
    case 'ages':
      return entry.eligibility.note;
    case 'sex':
      return entry.note;
    case 'duration':
      return entry.duration.note;
    case 'pay':
      return entry.pay.note;
    case 'figure':
      return entry.observation.note;
    case 'derived':
      return entry.of?.note ?? entry.pay?.note ?? null;
    case 'type':
    case 'obligation':
    case 'status':
    case 'date':
    case 'sources':
      return null;
  }
}

/** Ids or addresses in one cell, parted by single spaces. */
function spaced(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.map((value) => value.replaceAll(' ', '%20')).join(' ');
}

function longColumns(context: CompareCsvContext): CsvColumn<LongLine>[] {
  const { translator: tr, state, release, records, sourceUrls, pageUrl } = context;
  const number =
    (name: keyof Numbers) =>
    ({ entry }: LongLine): CsvCell =>
      entry === null ? null : numbersOf(entry)[name];
  return [
    { name: 'group', cell: ({ group }) => group },
    { name: 'attribute', cell: ({ attribute }) => attribute },
    { name: 'country_iso2', cell: ({ column }) => column.country.iso2 },
    { name: 'country', cell: ({ column }) => column.country.name },
    { name: 'measure_id', cell: ({ column }) => column.measure?.id ?? null },
    {
      name: 'value_text',
      cell: ({ entry, cell }) =>
        entry === null ? cell.absence && absenceWords(cell.absence, state, tr) : entryWords(entry, tr).text,
    },
    { name: 'value', cell: number('value') },
    { name: 'low', cell: number('low') },
    { name: 'high', cell: number('high') },
    { name: 'qualifier', cell: number('qualifier') },
    { name: 'unit', cell: number('unit') },
    { name: 'basis', cell: ({ entry }) => observationOf(entry)?.basis ?? null },
    { name: 'period_start', cell: ({ entry }) => observationOf(entry)?.period?.start ?? null },
    { name: 'period_end', cell: ({ entry }) => observationOf(entry)?.period?.end ?? null },
    { name: 'stated_on', cell: ({ entry }) => statedOnOf(entry) },
    { name: 'source_ids', cell: ({ entry }) => spaced(entry?.sourceIds ?? []) },
    {
      name: 'source_urls',
      cell: ({ entry }) => spaced((entry?.sourceIds ?? []).flatMap((id) => sourceUrls.get(id) ?? [])),
    },
    {
      name: 'formula',
      cell: ({ entry }) =>
        entry?.kind === 'derived' && entry.derived.ok
          ? derivedLines(entry.derived, records, tr).join(' | ')
          : null,
    },
    {
      name: 'refusal',
      cell: ({ entry, cell }) =>
        entry === null
          ? cell.absence
          : entry.kind === 'derived' && !entry.derived.ok
            ? entry.derived.reason
            : null,
    },
    { name: 'note', cell: ({ entry }) => noteOf(entry) },
    { name: 'code', cell: ({ entry }) => (entry === null ? null : codeOf(entry)) },
    { name: 'indicator', cell: ({ entry }) => observationOf(entry)?.indicator ?? null },
    { name: 'component', cell: ({ entry }) => observationOf(entry)?.component ?? null },
    { name: 'coverage', cell: ({ entry }) => observationOf(entry)?.coverage ?? null },
    { name: 'per', cell: ({ entry }) => payOf(entry)?.per ?? null },
    { name: 'tax', cell: ({ entry }) => payOf(entry)?.tax ?? null },
    {
      name: 'standing',
      cell: ({ entry }) => (entry?.kind === 'figure' || entry?.kind === 'derived' ? entry.standing : null),
    },
    { name: 'derivation', cell: ({ entry }) => (entry?.kind === 'derived' ? entry.derivation : null) },
    {
      name: 'as_stated',
      cell: ({ entry }) => {
        const observation = observationOf(entry);
        return observation && statedWords(observation, tr);
      },
    },
    { name: 'observation_id', cell: ({ entry }) => observationOf(entry)?.id ?? null },
    { name: 'country_iso3', cell: ({ column }) => column.country.iso3 },
    {
      name: 'country_label',
      cell: ({ column }) => tr.country(column.country.iso2, column.country.name),
    },
    { name: 'measure', cell: ({ column }) => column.measure?.name ?? null },
    { name: 'group_label', cell: ({ group }) => tr.t(`compare.group.${group}`) },
    { name: 'attribute_label', cell: ({ attribute }) => attributeWords(attribute, state, tr) },
    { name: 'mode', cell: () => state.mode },
    { name: 'money', cell: () => state.money },
    { name: 'target_year', cell: () => state.year },
    { name: 'as_of', cell: () => state.asOf },
    { name: 'url', cell: () => pageUrl },
    { name: 'release_id', cell: () => release.id },
    { name: 'release_date', cell: () => release.loadedAt.slice(0, 10) },
  ];
}

/**
 * The comparison in long form, for statistics: one line for each thing that a cell says, with codes, unrounded numbers and
 * the formula; a cell that says nothing is a line with the reason in `refusal`. The first 20 columns are public and keep
 * name and order; new ones are added behind.
 */
export function compareLongCsv(context: CompareCsvContext, options: CsvOptions): string {
  return writeCsv(longLines(context.comparison), longColumns(context), options);
}

interface WideLine {
  group: string;
  attribute: string;
  /** One text a country. */
  cells: string[];
}

function wideLines({ comparison, state, release, pageUrl, sourceUrls, translator: tr }: CompareCsvContext) {
  const measures: WideLine = {
    group: tr.t('compare.group.obligation'),
    attribute: tr.t('compare.table.measure'),
    cells: comparison.columns.map(({ measure, choices }) =>
      measure
        ? measure.name
        : absenceWords(choices.length === 0 ? 'no_measure' : 'not_known_then', state, tr),
    ),
  };
  const rows = comparison.groups.flatMap(({ group, rows: ofGroup }) => {
    const terms = groupTerms(group, state, tr);
    const name = tr.t(`compare.group.${group}`);
    return ofGroup.map(
      ({ attribute, cells }): WideLine => ({
        group: terms === null ? name : `${name} (${terms})`,
        attribute: attributeWords(attribute, state, tr),
        cells: cells.map((cell) => cellLine(cell, state, tr)),
      }),
    );
  });
  const addresses: WideLine = {
    group: tr.t('compare.group.sources'),
    attribute: tr.t('compare.files.address'),
    cells: comparison.columns.map((_, index) => {
      const cited = comparison.groups.flatMap(({ rows: ofGroup }) =>
        ofGroup.flatMap(({ cells }) => cells[index]?.entries.flatMap(({ sourceIds }) => sourceIds) ?? []),
      );
      return spaced([...new Set(cited)].flatMap((id) => sourceUrls.get(id) ?? [])) ?? '';
    }),
  };
  const about = (attribute: string, text: string): WideLine => ({
    group: tr.t('compare.files.aboutGroup'),
    attribute,
    cells: comparison.columns.map((_, index) => (index === 0 ? text : '')),
  });
  return [
    measures,
    ...rows,
    addresses,
    about(tr.t('compare.files.release'), `${release.id}, ${release.loadedAt.slice(0, 10)}`),
    ...(state.asOf === null ? [] : [about(tr.t('compare.controls.asOf'), state.asOf)]),
    about(tr.t('compare.files.view'), pageUrl),
  ];
}

/** The comparison as the page shows it: attributes as lines, one column a country, texts; release and view at the end. */
export function compareWideCsv(context: CompareCsvContext, options: CsvOptions): string {
  const { comparison, translator: tr } = context;
  const columns: CsvColumn<WideLine>[] = [
    {
      name: tr.t('compare.table.attribute'),
      cell: ({ group, attribute }) => `${group}${tr.mark(':')} ${attribute}`,
    },
    ...comparison.columns.map(({ country }, index) => ({
      name: tr.country(country.iso2, country.name),
      cell: ({ cells }: WideLine) => cells[index] ?? '',
    })),
  ];
  return writeCsv(wideLines(context), columns, options);
}
