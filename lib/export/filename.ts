import { foldText } from '@/lib/domain/text';
import type { MeasuresState } from '@/lib/view-state/measures';

const NAMED_COUNTRIES = 6;
const LONGEST_PART = 60;

function slug(text: string): string {
  return foldText(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_PART);
}

/**
 * A file name that says what is inside, how it was filtered and as of when: "muster-measures_fr-se_voluntary_in-force_2026-11-22.csv".
 * ASCII letters, digits, `-`, `_` and `.` only, so it stands in a Content-Disposition header as it is.
 * `releasedOn` is the day of the release (YYYY-MM-DD), not of the download.
 */
export function downloadName(
  subject: string,
  filter: Pick<MeasuresState, 'countries' | 'types' | 'obligations' | 'statuses' | 'q'>,
  releasedOn: string,
  extension: string,
): string {
  const { countries } = filter;
  const parts = [
    slug(subject),
    countries.length > NAMED_COUNTRIES ? `${countries.length}-countries` : slug(countries.join('-')),
    ...[filter.types, filter.obligations, filter.statuses].map((codes) => slug(codes.join('-'))),
    slug(filter.q),
    slug(releasedOn),
  ];
  return `muster-${parts.filter((part) => part !== '').join('_')}.${extension}`;
}

/** The header that makes a browser save the answer under this name. */
export function attachment(name: string): string {
  return `attachment; filename="${name}"`;
}
