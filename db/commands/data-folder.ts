import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CheckedData, readData } from '../loader/content';
import { formatFinding } from '../loader/finding';
import { countsOf } from '../loader/load';
import { UsageError } from './run-command';

/** The data that is versioned with the code. */
export const DEFAULT_DATA_FOLDER = fileURLToPath(new URL('../data', import.meta.url));

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Reads and checks a data folder and prints every finding, then one line of counts. Throws UsageError when it is no folder. */
export function checkAndPrint(folder: string): CheckedData {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`${folder}: no such folder; --data takes the folder that holds countries.json`);
  }
  const checked = readData(folder);
  for (const finding of checked.findings) {
    (finding.level === 'mistake' ? console.error : console.log)(formatFinding(finding));
  }
  const warnings = checked.findings.filter((finding) => finding.level === 'warning').length;
  const said = plural(warnings, 'warning', 'warnings');
  if (checked.release) {
    const counts = countsOf(checked.release.content);
    const covered = [
      plural(counts.countries, 'country', 'countries'),
      plural(counts.measures, 'measure', 'measures'),
      plural(counts.observations, 'observation', 'observations'),
      plural(counts.sources, 'source', 'sources'),
      plural(counts.events, 'event', 'events'),
      plural(counts.claims, 'claim', 'claims'),
      plural(counts.seriesPoints, 'series point', 'series points'),
    ];
    console.log(`no mistakes, ${said}: ${covered.join(', ')}`);
  } else {
    console.error(`${plural(checked.findings.length - warnings, 'mistake', 'mistakes')}, ${said}`);
  }
  return checked;
}
