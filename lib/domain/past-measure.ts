import type { Status } from './codes';
import { lastDay } from './partial-date';
import type { Measure } from './records';

/**
 * What a measure's own dates say of it by the end of `day` (YYYY-MM-DD): the status it surely had, and the dates that had
 * come. `known: false` when its first date is later, or it has none and its status was read later: then a past view
 * leaves it out. A date counts once it has wholly passed. The status as recorded is kept when it was true on a day before;
 * else the latest date that had passed decides (ended → ended or suspended as recorded, started → in force, legislated →
 * announced with a law, announced → announced).
 */
export function measureAsKnownOn(
  measure: Measure,
  day: string,
): { known: true; measure: Measure } | { known: false } {
  const passed = (date: Measure['announcedOn']) => date !== null && lastDay(date) <= day;
  const dates = [measure.announcedOn, measure.legislatedOn, measure.startsOn, measure.endedOn];
  const statusKnown = passed(measure.statusAsOf);
  if (!statusKnown && !dates.some(passed)) return { known: false };
  const status: Status = statusKnown
    ? measure.status
    : passed(measure.endedOn)
      ? measure.status === 'suspended'
        ? 'suspended'
        : 'ended'
      : passed(measure.startsOn)
        ? 'in_force'
        : 'announced';
  return {
    known: true,
    measure: {
      ...measure,
      status,
      statusAsOf: statusKnown ? measure.statusAsOf : null,
      endedOn: passed(measure.endedOn) ? measure.endedOn : null,
    },
  };
}
