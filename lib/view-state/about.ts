import { createLoader, parseAsString } from 'nuqs/server';
import { auditSearchParams, type ParameterRules, type Problem, type SearchParamsInput } from './audit';

/** Longer than any id of a figure. */
const MAX_ID_LENGTH = 200;

const RULES: ParameterRules = { figure: { kind: 'text', maxLength: MAX_ID_LENGTH } };
const load = createLoader({ figure: parseAsString });

/** Reads `/about?figure=<observation id>`: the figure that a report is about, null when none is named. */
export function readAbout(input: SearchParamsInput): { figure: string | null; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, RULES, { countries: [] });
  return { figure: load(understood).figure, problems };
}

/** The address under which an error of a figure is reported: `/about?figure=<observation id>#report`. */
export function reportHref(path: string, observationId: string): string {
  return `${path}?figure=${encodeURIComponent(observationId)}#report`;
}
