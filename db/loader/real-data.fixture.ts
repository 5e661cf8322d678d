import { fileURLToPath } from 'node:url';
import { openDatabase } from '../client';
import { migrateDatabase } from '../migrate';
import { readData } from './content';
import { loadRelease } from './load';

const DATA_FOLDER = fileURLToPath(new URL('../data', import.meta.url));

/** For tests: makes a database at `url` and loads the versioned data into it, as db:migrate and data:load do. */
export async function loadRealData(url: string): Promise<void> {
  const { release, findings } = readData(DATA_FOLDER);
  if (!release)
    throw new Error(`db/data does not load: ${findings.length} findings; run "npm run data:check"`);
  const db = openDatabase(url, { create: true });
  try {
    await migrateDatabase(db, url);
    await loadRelease(db, { release, note: null, loadedAt: '2026-11-22T12:00:00.000Z' });
  } finally {
    db.$client.close();
  }
}
