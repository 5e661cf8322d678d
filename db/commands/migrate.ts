import { openDatabase } from '../client';
import { migrateDatabase } from '../migrate';
import { databaseUrl } from '../settings';
import { runCommand } from './run-command';

await runCommand(async () => {
  const url = databaseUrl();
  const db = openDatabase(url, { create: true, waitMs: 60_000 });
  try {
    await migrateDatabase(db, url);
  } finally {
    db.$client.close();
  }
  console.log(`${url}: schema up to date`);
  return 0;
});
