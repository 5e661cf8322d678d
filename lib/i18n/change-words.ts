import {
  readClaimLine,
  readConscriptionSubject,
  readEventLine,
  readFigureLine,
  readFigureSubject,
  readMeasureLine,
  readSeriesSubject,
  readSeriesValue,
} from '@/lib/domain/change-text';
import { CLOSED_SETS, type ClosedSetName, isOneOf } from '@/lib/domain/codes';
import type { Change, ChangeContext, ChangedEntry } from '@/lib/domain/history';
import { isPartialDate } from '@/lib/domain/partial-date';
import { formatDate, formatFigure, formatPeriodOrNone, formatUnitValue } from './format';
import { INTL_TAGS } from './locales';
import type { Translator } from './translator';

/** Words of a change with the language that they are in, as HTML's `lang` has it. */
export interface Worded {
  text: string;
  /** `undefined`: the reader's; `en`: that of the data; empty: not known, as a source or a state has it. */
  lang: 'en' | '' | undefined;
}

const ours = (text: string): Worded => ({ text, lang: undefined });
const asRecorded = (text: string): Worded => ({ text, lang: 'en' });
const asPublished = (text: string): Worded => ({ text, lang: '' });

/** Fields that keep the language in which they were published. */
const PUBLISHED: readonly string[] = ['native_name', 'title', 'publisher'];

/** What the text of a field stands for, where it is more than words of the data. */
type FieldForm =
  | 'number'
  | 'amount'
  | 'date'
  | 'boolean'
  | 'country'
  | 'measure'
  | 'language'
  | 'sources'
  | { code: ClosedSetName };

/** By the name that the data files give a field. */
const FORMS: Readonly<Record<string, FieldForm>> = {
  value: 'amount',
  low: 'amount',
  high: 'amount',
  'pay.amount': 'number',
  'eligibility.age_min': 'number',
  'eligibility.age_max': 'number',
  'duration.min': 'number',
  'duration.max': 'number',
  status_as_of: 'date',
  announced_on: 'date',
  legislated_on: 'date',
  starts_on: 'date',
  ended_on: 'date',
  published_on: 'date',
  headline: 'boolean',
  projection: 'boolean',
  country_iso2: 'country',
  measure_id: 'measure',
  language: 'language',
  source_ids: 'sources',
  source_id: 'sources',
  model_source_ids: 'sources',
  'pay.source_ids': 'sources',
  type: { code: 'type' },
  obligation: { code: 'obligation' },
  status: { code: 'status' },
  'eligibility.sex': { code: 'sex' },
  'duration.unit': { code: 'durationUnit' },
  'pay.per': { code: 'payPeriod' },
  'pay.basis': { code: 'tax' },
  'pay.qualifier': { code: 'qualifier' },
  qualifier: { code: 'qualifier' },
  region: { code: 'region' },
  service_model: { code: 'serviceModel' },
  kind: { code: 'sourceKind' },
  theme: { code: 'theme' },
  verdict: { code: 'verdict' },
};

/** Every digit counts where two values are held against each other. */
const EXACT: Intl.NumberFormatOptions = { maximumFractionDigits: 20 };

/** A field in words ("Stands as of"); as the data files name it where there are none. */
export function fieldWords(field: string, tr: Translator): Worded {
  const key = `changes.field.${field.replaceAll('.', '_')}`;
  return tr.has(key) ? ours(tr.t(key)) : asRecorded(field);
}

function fieldValue(change: Change, text: string, context: ChangeContext, tr: Translator): Worded {
  const form = change.field === null ? undefined : FORMS[change.field];
  if (form === undefined) {
    return change.field !== null && PUBLISHED.includes(change.field) ? asPublished(text) : asRecorded(text);
  }
  if (typeof form === 'object') {
    return isOneOf(CLOSED_SETS[form.code], text) ? ours(tr.label(form.code, text)) : asRecorded(text);
  }
  switch (form) {
    case 'number':
    case 'amount': {
      const number = Number(text);
      if (!Number.isFinite(number)) return asRecorded(text);
      const unit = form === 'amount' ? context.units.get(change.entityId) : undefined;
      return ours(unit === undefined ? tr.number(number, EXACT) : formatUnitValue(number, unit, tr));
    }
    case 'date':
      return isPartialDate(text) ? ours(formatDate(text, tr) ?? text) : asRecorded(text);
    case 'boolean':
      return ours(tr.t(text === 'true' ? 'changes.yes' : 'changes.no'));
    case 'country':
      return ours(tr.country(text, context.countries.get(text) ?? text));
    case 'measure':
      return asRecorded(context.measures.get(text) ?? text);
    case 'language':
      return ours(new Intl.DisplayNames(INTL_TAGS[tr.locale], { type: 'language' }).of(text) ?? text);
    case 'sources':
      return asPublished(
        tr.series(
          text
            .split(' ')
            .filter((id) => id !== '')
            .map((id) => context.sources.get(id) ?? id),
        ),
      );
  }
}

/** A changed field; a side is null where there was or is nothing. */
export interface FieldChange {
  /** `whole`: the sides are the values before and after; `list`: what of a list went and what came. */
  of: 'whole' | 'list';
  before: Worded | null;
  after: Worded | null;
}

/** A changed field before and after; of a list of sources only those that are not in both. */
export function fieldChange(change: Change, context: ChangeContext, tr: Translator): FieldChange {
  const { before, after } = change;
  if (change.field !== null && FORMS[change.field] === 'sources' && before !== null && after !== null) {
    const [was, is] = [before.split(' '), after.split(' ')];
    const words = (ids: readonly string[]) =>
      ids.length === 0 ? null : fieldValue(change, ids.join(' '), context, tr);
    const [went, came] = [was.filter((id) => !is.includes(id)), is.filter((id) => !was.includes(id))];
    // Only their order is another.
    if (went.length + came.length > 0) return { of: 'list', before: words(went), after: words(came) };
  }
  const was = before === null ? null : fieldValue(change, before, context, tr);
  const is = after === null ? null : fieldValue(change, after, context, tr);
  // Rounded for reading, two values can look alike: then both stand as they were recorded.
  return before !== null && after !== null && was?.text === is?.text
    ? { of: 'whole', before: asRecorded(before), after: asRecorded(after) }
    : { of: 'whole', before: was, after: is };
}

/** What an entry is about, in words of the language where the record has codes. */
export function subjectWords(
  { entity, entityId, subject }: Pick<Change, 'entity' | 'entityId' | 'subject'>,
  { countries }: Pick<ChangeContext, 'countries'>,
  tr: Translator,
): Worded[] {
  switch (entity) {
    case 'observation': {
      const about = readFigureSubject(subject);
      if (about === null) break;
      return [
        ours(tr.label('indicator', about.indicator)),
        ...(about.component === null ? [] : [asRecorded(about.component)]),
        ours(formatPeriodOrNone(about.period, tr)),
        ours(tr.label('basis', about.basis)),
        ...(about.coverage === 'full' ? [] : [ours(tr.label('coverage', about.coverage))]),
        ours(
          about.statedOn === null
            ? tr.t('pages.figure.notStated')
            : tr.t('changes.stated', { date: formatDate(about.statedOn, tr) ?? '' }),
        ),
      ];
    }
    case 'event': {
      const about = readEventLine(subject);
      if (about === null) break;
      return [ours(formatDate(about.date, tr) ?? about.date), asRecorded(about.title)];
    }
    case 'country':
      return [ours(tr.country(entityId, subject))];
    case 'series_point': {
      const about = readSeriesSubject(subject);
      if (about === null) break;
      const { seriesId, of, year } = about;
      const named = of?.length === 2 ? tr.country(of, countries.get(of) ?? of) : of;
      return [tr.label('series', seriesId), ...(named === null ? [] : [named]), String(year)].map(ours);
    }
    case 'conscription_event': {
      const about = readConscriptionSubject(subject);
      if (about === null) break;
      const { countryIso2, year, event } = about;
      const country = tr.country(countryIso2, countries.get(countryIso2) ?? countryIso2);
      return [country, String(year), tr.label('conscriptionEvent', event)].map(ours);
    }
    case 'source':
    case 'series_source':
      return [asPublished(subject)];
    case 'measure':
    case 'claim':
      break;
  }
  return [asRecorded(subject)];
}

/** What an entry that came or went says, beside what it is about; null where that is all. */
export function statementWords(change: Change, tr: Translator): Worded | null {
  const text = change.after ?? change.before;
  if (text === null) return null;
  switch (change.entity) {
    case 'observation': {
      const figure = readFigureLine(text);
      if (figure === null) return asRecorded(text);
      const { value, low, high, qualifier, unit } = figure;
      return ours(formatFigure({ value: value ?? low ?? 0, low, high, qualifier, unit }, tr));
    }
    case 'measure': {
      const said = readMeasureLine(text);
      if (said === null) return asRecorded(text);
      return ours(`${tr.label('type', said.type)}, ${tr.label('status', said.status)}`);
    }
    case 'claim': {
      const said = readClaimLine(text);
      return said === null ? asRecorded(text) : ours(tr.label('verdict', said.verdict));
    }
    case 'source':
    case 'series_source': {
      const title = `: ${change.subject}`;
      return asPublished(text.endsWith(title) ? text.slice(0, -title.length) : text);
    }
    case 'series_point': {
      const said = readSeriesValue(text);
      if (said === null) return asRecorded(text);
      const low = tr.number(said.low, EXACT);
      if (said.high === null) return ours(low);
      return ours(tr.t('pages.figure.range', { low, high: tr.number(said.high, EXACT) }));
    }
    case 'conscription_event':
      return asRecorded(text);
    case 'event':
    case 'country':
      return null;
  }
}

/**
 * A changed entry in one line of plain text: "People entering service in a year, 2030, target: value (10,000 → 12,000)". Fields
 * whose words are long are named only.
 */
export function entrySentence(entry: ChangedEntry<Change>, context: ChangeContext, tr: Translator): string {
  const subject = subjectWords(entry, context, tr)
    .map(({ text }) => text)
    .join(', ')
    .replace(/\.$/, '');
  const [first] = entry.changes;
  if (entry.kind !== 'changed') {
    if (entry.entity === 'source' || entry.entity === 'series_source') {
      return tr.t(`changes.line.${entry.kind}`, { subject: first?.after ?? first?.before ?? subject });
    }
    const statement = first === undefined ? null : statementWords(first, tr);
    return tr.t(`changes.line.${entry.kind}`, {
      subject:
        statement === null ? subject : tr.t('changes.line.says', { subject, statement: statement.text }),
    });
  }
  const fields = entry.changes.map((change) => {
    const field = fieldWords(change.field ?? '', tr).text;
    const { of, before, after } = fieldChange(change, context, tr);
    const none = tr.t('changes.none');
    const [was, is] = [before?.text ?? none, after?.text ?? none];
    return of === 'list' || was.length + is.length > LONGEST_VALUES ? field : `${field} (${was} → ${is})`;
  });
  return tr.t('changes.line.says', { subject, statement: tr.series(fields) });
}

/** Of both values together, in characters. */
const LONGEST_VALUES = 120;
