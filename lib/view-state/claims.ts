import { createLoader, createSerializer, type inferParserType } from 'nuqs/server';
import { VERDICTS } from '@/lib/domain/codes';
import {
  auditSearchParams,
  type KnownCodes,
  type ParameterRules,
  type Problem,
  type SearchParamsInput,
} from './audit';
import { byCountryCode, parseAsCodes, parseAsList } from './parsers';

/** `/claims?verdict=disputed&countries=PL` */
export const claimsParsers = {
  verdicts: parseAsCodes(VERDICTS).withDefault([]),
  countries: parseAsList(byCountryCode).withDefault([]),
};
export type ClaimsState = inferParserType<typeof claimsParsers>;

export const CLAIMS_URL_KEYS = { verdicts: 'verdict' } as const;
const RULES: ParameterRules = {
  verdict: { kind: 'codes', set: VERDICTS },
  countries: { kind: 'countries' },
};
const load = createLoader(claimsParsers, { urlKeys: CLAIMS_URL_KEYS });
const serialize = createSerializer(claimsParsers, { urlKeys: CLAIMS_URL_KEYS });

/** Every claim. */
export const ALL_CLAIMS: ClaimsState = load('');

/** Reads a view of the claims from an address. What is not understood is left out of the state and said in `problems`. */
export function readClaims(
  input: SearchParamsInput,
  known: KnownCodes,
): { state: ClaimsState; problems: Problem[] } {
  const { understood, problems } = auditSearchParams(input, RULES, known);
  return { state: load(understood), problems };
}

/** The address of a view of the claims under `path`. */
export function claimsHref(path: string, state: ClaimsState): string {
  return serialize(path, state);
}
