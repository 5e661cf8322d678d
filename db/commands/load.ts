import { parseArgs } from 'node:util';
import { CHANGE_KINDS, type Change } from '../../lib/domain/history';
import { databaseUrl, openDatabase, requireMigrated } from '../client';
import { type LoadOutcome, loadRelease, planLoad } from '../loader/load';
import { checkAndPrint, DEFAULT_DATA_FOLDER } from './data-folder';
import { runCommand, UsageError } from './run-command';

/** How many changes of each kind a load prints; a dry run prints them all. */
const CHANGES_SHOWN = 20;

/** How long to wait for another load, unless --wait says otherwise. */
const WAIT_SECONDS = 60;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string', default: DEFAULT_DATA_FOLDER },
        note: { type: 'string' },
        wait: { type: 'string', default: String(WAIT_SECONDS) },
        'dry-run': { type: 'boolean', default: false },
      },
    });
    const waitSeconds = Number(values.wait);
    if (!(waitSeconds >= 0)) throw new Error(`--wait takes a number of seconds, not "${values.wait}"`);
    return { ...values, waitSeconds };
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : error}\nusage: data:load [--data FOLDER] [--note TEXT] [--wait SECONDS] [--dry-run]`,
    );
  }
}

function changeLine(change: Change): string {
  const about = `${change.entity} ${change.entityId} · ${change.subject}`;
  if (change.kind === 'changed') {
    return `~ ${about} · ${change.field}: ${change.before ?? 'nothing'} → ${change.after ?? 'nothing'}`;
  }
  return change.kind === 'added' ? `+ ${about} · ${change.after}` : `- ${about} · ${change.before}`;
}

function printChanges(changes: readonly Change[], shownOfEachKind: number): void {
  for (const kind of CHANGE_KINDS) {
    const ofKind = changes.filter((change) => change.kind === kind);
    for (const change of ofKind.slice(0, shownOfEachKind)) console.log(changeLine(change));
    const more = ofKind.length - shownOfEachKind;
    if (more > 0) console.log(`… and ${more} more ${kind}`);
  }
  const counts = CHANGE_KINDS.map((kind) => `${changes.filter((c) => c.kind === kind).length} ${kind}`);
  console.log(`changes: ${counts.join(', ')}`);
}

function printOutcome(outcome: LoadOutcome, releaseId: string, dryRun: boolean): void {
  switch (outcome.kind) {
    case 'unchanged':
      console.log(`release ${releaseId}: already loaded, nothing to do`);
      return;
    case 'rebuilt':
      console.log(
        `release ${releaseId}: same content, ${dryRun ? 'would be built anew' : 'built anew'} for the new schema`,
      );
      return;
    case 'loaded':
      if (outcome.changes) printChanges(outcome.changes, dryRun ? Number.POSITIVE_INFINITY : CHANGES_SHOWN);
      else console.log('first release: nothing before it to compare with');
      console.log(`release ${releaseId}: ${dryRun ? 'would be loaded; nothing was written' : 'loaded'}`);
  }
}

await runCommand(async () => {
  const options = readOptions();
  const { release } = checkAndPrint(options.data);
  if (!release) return 1;
  const db = openDatabase(databaseUrl(), { waitMs: options.waitSeconds * 1000 });
  try {
    await requireMigrated(db);
    const request = { release, note: options.note ?? null, loadedAt: new Date().toISOString() };
    const dryRun = options['dry-run'];
    const outcome = dryRun ? await planLoad(db, request) : await loadRelease(db, request);
    printOutcome(outcome, release.id, dryRun);
    return 0;
  } finally {
    db.$client.close();
  }
});
