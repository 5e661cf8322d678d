import { createHash } from 'node:crypto';
import type { ContextEventEntry, EventEntry, ObservationEntry } from './shapes';

function shortHash(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 10);
}

/**
 * A source's id across files: `<scope>.<id in the file>`. The scope is the country code of the file in lower case,
 * `countries`, `claims` or `series`. A cited id always means a source of the same file: files share no sources, so one
 * country can be corrected without reading the others. The same document cited in two files is two sources.
 */
export function globalSourceId(scope: string, idInFile: string): string {
  return `${scope}.${idInFile}`;
}

/**
 * An observation's id, made from what the figure is about and when it was stated, and not from the figure itself (value,
 * low, high, qualifier), its note or its sources: a corrected value is a change of the same observation.
 * `key` tells apart two figures about the same thing stated the same day.
 */
export function observationId(measureId: string, o: ObservationEntry): string {
  const about: unknown[] = [
    measureId,
    o.indicator,
    o.component,
    o.period,
    o.unit,
    o.per,
    o.tax,
    o.basis,
    o.coverage,
    o.stated_on,
  ];
  if (o.key !== undefined) about.push(o.key);
  return `${measureId}.${shortHash(about)}`;
}

/** An event's id, from its date, country, measure, type and title: the same event keeps it whatever its sources. */
export function eventId(event: EventEntry | ContextEventEntry): string {
  const scope = 'theme' in event ? 'context' : event.country.toLowerCase();
  return `${scope}.${shortHash([event.date, event.country, event.measure_id, event.type, event.title])}`;
}

/** Ids made unique in the order of the file: the first entry keeps the id, the next ones get "-2", "-3" … */
export function withOrdinals(ids: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return ids.map((id) => {
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count === 1 ? id : `${id}-${count}`;
  });
}
