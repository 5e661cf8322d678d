import { isDeepStrictEqual } from 'node:util';
import { desc, eq, sql } from 'drizzle-orm';
import type { Change } from '../../lib/domain/history';
import type { PartialDate } from '../../lib/domain/partial-date';
import type { ReleaseCounts } from '../../lib/domain/records';
import { asDatabaseUnavailable, type Database, inSnapshot } from '../client';
import type { Queryable } from '../records';
import { releases } from '../schema';
import { keepContent } from './archive';
import type { Content } from './normalise';
import { changesTo } from './previous';
import { insertChanges, replaceContent } from './write';

/** Counted up whenever the same files would give other rows, so that the next load builds the content anew. */
export const LOADER_VERSION = 2;

export type LoadOutcome =
  /** The content is the one already there: nothing was written. */
  | { kind: 'unchanged' }
  /** The same content, built anew because loader or schema changed. */
  | { kind: 'rebuilt' }
  /** A new release; `changes` is null for the first, which has nothing before it. */
  | { kind: 'loaded'; changes: Change[] | null };

export interface LoadRequest {
  release: { id: string; content: Content };
  note: string | null;
  /** ISO 8601, UTC. */
  loadedAt: string;
}

/** Another process holds the database for longer than we wait. Nothing was changed. */
export class DatabaseBusyError extends Error {
  override readonly name = 'DatabaseBusyError';
}

/** The newest loading: as long as it is the same, so is all content. */
interface CurrentRelease {
  loadNumber: number;
  id: string;
  builtBy: string;
}

async function currentRelease(db: Queryable): Promise<CurrentRelease | undefined> {
  const [newest] = await db
    .select({ loadNumber: releases.loadNumber, id: releases.id, builtBy: releases.builtBy })
    .from(releases)
    .orderBy(desc(releases.loadNumber))
    .limit(1);
  return newest;
}

/** Loader and schema in one word: the loader's version and the newest migration. Throws when nothing was migrated. */
async function builder(db: Queryable): Promise<string> {
  const [migration] = await db.all<{ hash: string }>(
    sql`select hash from __drizzle_migrations order by created_at desc limit 1`,
  );
  if (!migration) throw new Error('the database has no migrations: run "npm run db:migrate"');
  return `${LOADER_VERSION}-${migration.hash.slice(0, 12)}`;
}

/** How many entries the content has of each kind that a release counts: all but sources of series and conscription events. */
export function countsOf(content: Content): ReleaseCounts {
  return {
    countries: content.countries.length,
    measures: content.measures.length,
    observations: content.observations.length,
    sources: content.sources.length,
    events: content.events.length,
    claims: content.claims.length,
    seriesPoints: content.seriesPoints.length,
  };
}

/** The latest date of publication among the sources; null when none is dated. */
function newestSource(content: Content): PartialDate | null {
  let newest: PartialDate | null = null;
  for (const { publishedOn } of content.sources) {
    if (publishedOn !== null && (newest === null || publishedOn > newest)) newest = publishedOn;
  }
  return newest;
}

async function outcomeOf(
  db: Queryable,
  request: LoadRequest,
  current: CurrentRelease | undefined,
): Promise<LoadOutcome> {
  if (current?.id === request.release.id) {
    return { kind: current.builtBy === (await builder(db)) ? 'unchanged' : 'rebuilt' };
  }
  return { kind: 'loaded', changes: current ? await changesTo(request.release.content, db) : null };
}

interface Plan {
  /** What the outcome was found against. */
  current: CurrentRelease | undefined;
  outcome: LoadOutcome;
}

function planAgainst(db: Database, request: LoadRequest): Promise<Plan> {
  return inSnapshot(db, async (snapshot) => {
    const current = await currentRelease(snapshot);
    return { current, outcome: await outcomeOf(snapshot, request, current) };
  });
}

/** What a load would do; reads only. Errors pass through. */
export async function planLoad(db: Database, request: LoadRequest): Promise<LoadOutcome> {
  return (await planAgainst(db, request)).outcome;
}

/**
 * Replaces the database's content in one transaction that takes the write lock at its start: readers see the old release
 * or the new one, and whatever stops this leaves the old one whole. The same content again writes nothing. Content is kept
 * beside its release in the same transaction, so that it can be read when others have taken its place (db/releases.ts).
 * Throws DatabaseBusyError when another writer holds the lock for longer than the connection waits, and any other error
 * of the database as it is, the previous content unreadable for the comparison included.
 */
export async function loadRelease(db: Database, request: LoadRequest): Promise<LoadOutcome> {
  await requireForeignKeys(db);
  const { release, note, loadedAt } = request;
  try {
    // Compared before the lock is taken: a libSQL server leaves it to one writer for 5 s at most while another waits.
    const planned = await planAgainst(db, request);
    if (planned.outcome.kind === 'unchanged') return planned.outcome;
    return await transactionWithCause(db, async (tx) => {
      const current = await currentRelease(tx);
      const outcome = isDeepStrictEqual(current, planned.current)
        ? planned.outcome
        : await outcomeOf(tx, request, current);
      if (outcome.kind === 'unchanged') return outcome;
      const row = {
        id: release.id,
        builtBy: await builder(tx),
        newestSourceOn: newestSource(release.content),
        ...countsOf(release.content),
      };
      if (outcome.kind === 'rebuilt') {
        await tx
          .update(releases)
          .set(row)
          .where(eq(releases.loadNumber, current?.loadNumber ?? 0));
      } else {
        const [inserted] = await tx
          .insert(releases)
          .values({ ...row, loadedAt, note })
          .returning({ loadNumber: releases.loadNumber });
        if (inserted && outcome.changes) await insertChanges(tx, inserted.loadNumber, outcome.changes);
      }
      await replaceContent(tx, release.content);
      await keepContent(tx, release.id, release.content);
      return outcome;
    });
  } catch (error) {
    if (asDatabaseUnavailable(error)?.reason === 'locked') {
      throw new DatabaseBusyError(
        'another process is writing to the database; nothing was changed, try again',
        {
          cause: error,
        },
      );
    }
    throw error;
  }
}

/**
 * A transaction that fails with what went wrong in it. SQLite has rolled back by itself when the disk is full or broken, and the
 * rollback that follows fails in its own words, which say nothing of the reason.
 */
async function transactionWithCause<Result>(
  db: Database,
  work: (tx: Queryable) => Promise<Result>,
): Promise<Result> {
  let reason: { error: unknown } | null = null;
  try {
    return await db.transaction(async (tx) => {
      try {
        return await work(tx);
      } catch (error) {
        reason = { error };
        throw error;
      }
    });
  } catch (error) {
    throw (reason as { error: unknown } | null)?.error ?? error;
  }
}

/** libSQL turns foreign keys on by itself; a build that does not must not load unchecked references. */
async function requireForeignKeys(db: Database): Promise<void> {
  const [setting] = await db.all<{ foreign_keys: number }>(sql`pragma foreign_keys`);
  if (setting?.foreign_keys !== 1) {
    throw new Error('foreign keys are off in this build of libSQL: the loader needs them on');
  }
}
