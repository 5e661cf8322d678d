import type { ServiceModel } from './codes';
import { lastDay, type PartialDate } from './partial-date';
import { measureAsKnownOn } from './past-measure';
import type { Country, Measure } from './records';
import { knownFrom } from './vintage';

/** What a past service model rests on: the record with a source published by then, or the measures in force by then. */
export type ModelGround = 'recorded' | 'measures';

/** The service model a country surely had by the end of a day; `model` is null where that is not sure. */
export type PastModel = { model: ServiceModel; ground: ModelGround } | { model: null; ground: null };

const NOT_KNOWN: PastModel = { model: null, ground: null };

/** A measure by which people are called, now or once: one that only the willing follow is none. */
export function isConscription({ type, obligation }: Measure): boolean {
  return (
    (type === 'universal_conscription' || type === 'selective_conscription') &&
    (obligation === 'compulsory' || obligation === 'selective')
  );
}

const isVoluntary = ({ type }: Measure): boolean => type === 'voluntary_service';

/** The model that the measures in force make: conscription before voluntary service, universal before selective. */
function modelOf(measures: readonly Measure[]): ServiceModel | null {
  const inForce = measures.filter(({ status }) => status === 'in_force');
  const called = inForce.filter(isConscription);
  if (called.some(({ type }) => type === 'universal_conscription')) return 'universal_conscription';
  if (called.length > 0) return 'selective_conscription';
  return inForce.some(isVoluntary) ? 'voluntary_service' : null;
}

/** Measures whose start or end would change a model: of volunteers only where the model is theirs. */
function bears(model: ServiceModel, measure: Measure): boolean {
  return isConscription(measure) || (model === 'voluntary_service' && isVoluntary(measure));
}

/**
 * The service model of a country by the end of `day` (YYYY-MM-DD). The model is recorded without a date. It counts as
 * recorded where one of its sources had been published by the day and no measure that bears it started or ended after it.
 * Else the measures in force by the day decide, but only where the same reading of all measures today gives the model as
 * recorded, and voluntary service only where conscription had surely ended or was suspended by then. Else it is not known:
 * nothing is inferred from silence. `publishedOn` has the dates of the sources by id.
 */
export function serviceModelAsKnownOn(
  country: Pick<Country, 'serviceModel' | 'modelSourceIds'>,
  measures: readonly Measure[],
  day: string,
  publishedOn: ReadonlyMap<string, PartialDate | null>,
): PastModel {
  const { serviceModel, modelSourceIds } = country;
  const after = (date: PartialDate | null) => date !== null && lastDay(date) > day;
  const moved = measures.some(
    (measure) =>
      bears(serviceModel, measure) &&
      ((measure.status === 'in_force' && after(measure.startsOn)) ||
        ((measure.status === 'ended' || measure.status === 'suspended') && after(measure.endedOn))),
  );
  const from = knownFrom({ statedOn: null, sourceIds: modelSourceIds }, publishedOn);
  if (!moved && from !== null && from.day <= day) return { model: serviceModel, ground: 'recorded' };
  if (modelOf(measures) !== serviceModel) return NOT_KNOWN;
  const then = measures.flatMap((measure) => {
    const past = measureAsKnownOn(measure, day);
    return past.known ? [past.measure] : [];
  });
  const model = modelOf(then);
  const over = then.some(
    (measure) => isConscription(measure) && (measure.status === 'ended' || measure.status === 'suspended'),
  );
  if (model === null || (model === 'voluntary_service' && !over)) return NOT_KNOWN;
  return { model, ground: 'measures' };
}
