import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the database is when `DATABASE_URL` says nothing; relative to the working directory. */
const DEFAULT_DATABASE_URL = 'file:./var/muster.sqlite';

/** Where files that are made from the database go when it is on a server and no replica is kept. */
const LOCAL_FOLDER = './var';

/** A setting of the database that cannot be understood; the message says what is allowed. */
export class DatabaseSettingError extends Error {
  override readonly name = 'DatabaseSettingError';
}

/** What the environment says about the database. */
export interface DatabaseSettings {
  /** What is written to, by commands only: a file, or a libSQL server. */
  url: string;
  /** The path of this instance's own copy of the server's database, which it then reads; null: `url` itself is read. */
  replica: string | null;
  /** For the server. */
  authToken: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

function written(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

/** Reads DATABASE_URL, DATABASE_REPLICA and DATABASE_AUTH_TOKEN. Throws DatabaseSettingError. */
export function databaseSettings(env: Environment = process.env): DatabaseSettings {
  const url = written(env, 'DATABASE_URL') ?? DEFAULT_DATABASE_URL;
  const isServer = /^(?:https?|libsql):\/\/./.test(url) && URL.canParse(url);
  if (!isServer && !/^file:./.test(url)) {
    throw new DatabaseSettingError(
      `DATABASE_URL is "${url}"; allowed: a file (file:./var/muster.sqlite) or a libSQL server (http://…, https://…, libsql://…).`,
    );
  }
  const replica = written(env, 'DATABASE_REPLICA') ?? null;
  if (replica !== null && !isServer) {
    throw new DatabaseSettingError(
      `DATABASE_REPLICA is set, and DATABASE_URL is "${url}"; allowed: a replica of a libSQL server (DATABASE_URL=http://…); a file is read as it is.`,
    );
  }
  if (replica !== null && (/^[a-z]+:/i.test(replica) || /[?#%]/.test(replica) || replica.endsWith('/'))) {
    throw new DatabaseSettingError(
      `DATABASE_REPLICA is "${replica}"; allowed: the path of a file, without ?, # and %, such as ./var/replica.sqlite.`,
    );
  }
  return { url, replica, authToken: written(env, 'DATABASE_AUTH_TOKEN') };
}

/** The address of the database that is written to. Throws DatabaseSettingError. */
export function databaseUrl(): string {
  return databaseSettings().url;
}

/** The address of the database that pages and files are read from: the replica where there is one. Throws DatabaseSettingError. */
export function readingUrl(): string {
  const { url, replica } = databaseSettings();
  return replica === null ? url : `file:${replica}`;
}

/** The path of a `file:` address (`file:./var/x.sqlite`, `file:/srv/x.sqlite`, `file:///srv/x.sqlite`); null for a server. */
export function databasePath(url: string): string | null {
  if (!url.startsWith('file:')) return null;
  const withoutQuery = url.replace(/\?.*$/, '');
  return withoutQuery.startsWith('file://')
    ? fileURLToPath(withoutQuery)
    : withoutQuery.slice('file:'.length);
}

/** The folder for files that are made from the database and kept: that of the file which is read. Throws DatabaseSettingError. */
export function localFolder(): string {
  const path = databasePath(readingUrl());
  return path === null ? LOCAL_FOLDER : dirname(path);
}
