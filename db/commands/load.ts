import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { CHANGE_KINDS, type Change } from '../../lib/domain/history';
import { openDatabase, requireMigrated } from '../client';
import { type LoadOutcome, loadRelease, planLoad } from '../loader/load';
import { UNWANTED } from '../loader/shapes';
import { databaseUrl } from '../settings';
import { emptyLog } from '../write-ahead-log';
import { checkAndPrint, DEFAULT_DATA_FOLDER } from './data-folder';
import { requireLoaded } from './require-loaded';
import { runCommand, UsageError, WAIT_SECONDS, waitSecondsOf } from './run-command';

/** How many changes of each kind a load prints; a dry run prints them all. */
const CHANGES_SHOWN = 20;

/** Longest note of a release: one line of the page of changes and of the feeds. */
const NOTE_LENGTH = 200;

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
    const note = values.note === undefined ? null : checkedNote(values.note);
    return { ...values, note, waitSeconds: waitSecondsOf(values.wait) };
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : error}\nusage: data:load [--data FOLDER] [--note TEXT] [--wait SECONDS] [--dry-run]`,
    );
  }
}

/** Throws when the text is not one line of at most NOTE_LENGTH characters with something in it. */
function checkedNote(text: string): string {
  const note = text.trim();
  const { length } = [...note];
  if (length === 0 || length > NOTE_LENGTH) {
    throw new Error(`a note is one line of 1 to ${NOTE_LENGTH} characters; this one has ${length}`);
  }
  if (UNWANTED.test(note)) {
    throw new Error(
      `a note is one line of 1 to ${NOTE_LENGTH} characters, none of which controls or is seen by nobody`,
    );
  }
  return note;
}

/** Asks the maintainer at the terminal what a release changes. Throws a UsageError when the answer is no note. */
async function askForNote(changes: readonly Change[]): Promise<string> {
  printChanges(changes, CHANGES_SHOWN);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return checkedNote(await terminal.question('What does this release change, and why? One line: '));
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; nothing was loaded`);
  } finally {
    terminal.close();
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
    const request = { release, note: options.note, loadedAt: new Date().toISOString() };
    const dryRun = options['dry-run'];
    if (!dryRun && request.note === null && process.stdin.isTTY) {
      const plan = await planLoad(db, request);
      if (plan.kind === 'loaded' && plan.changes !== null) request.note = await askForNote(plan.changes);
    }
    const outcome = dryRun ? await planLoad(db, request) : await loadRelease(db, request);
    if (outcome.kind === 'loaded' && outcome.changes !== null && request.note === null) {
      console.error('warning: this release has no note; --note "…" says in one line what it changes and why');
    }
    if (!dryRun && outcome.kind === 'loaded') await requireLoaded(databaseUrl(), request);
    printOutcome(outcome, release.id, dryRun);
    if (!dryRun && outcome.kind !== 'unchanged') await emptyLog(databaseUrl());
    return 0;
  } finally {
    db.$client.close();
  }
});
