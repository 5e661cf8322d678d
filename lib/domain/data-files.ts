/** The files of whole data that readers take away, each at /<name>.csv, .json and .xlsx; the first one named is where to start. */
export const DATA_FILES = [
  'measures',
  'observations',
  'sources',
  'events',
  'claims',
  'series',
  'changes',
] as const;
export type DataFile = (typeof DATA_FILES)[number];

/** Whether a table of the data package is a file of its own too. */
export function isDataFile(name: string): name is DataFile {
  return (DATA_FILES as readonly string[]).includes(name);
}

export const FILE_FORMATS = ['csv', 'json', 'xlsx'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** The tables of the data package; each refers only to itself and to tables before it. */
export const PACKAGE_TABLES = [
  'sources',
  'countries',
  'country_model_sources',
  'memberships',
  'measures',
  'measure_sources',
  'pay_sources',
  'observations',
  'observation_sources',
  'events',
  'event_sources',
  'claims',
  'claim_sources',
  'series_sources',
  'series',
  'conscription_events',
  'releases',
  'changes',
] as const;
export type PackageTable = (typeof PACKAGE_TABLES)[number];
