import 'server-only';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that an embed is made of beside its chart; built by scripts/build-embed.ts. */
export interface EmbedAssets {
  css: string;
  /** Stands in the page. */
  starter: string;
  /** Loaded when the reader reaches for the chart. `version` changes with it, so that it can be cached for good. */
  interaction: { version: string; text: string };
  loader: string;
  /** Markup of each sign of a key. */
  signs: Record<string, string>;
}

let read: EmbedAssets | null = null;

/** What an embed is made of beside its chart. Throws when it is not built (it says how). */
export function embedAssets(): EmbedAssets {
  if (read) return read;
  const path = join(process.cwd(), '.generated', 'embed.json');
  if (!existsSync(path)) {
    throw new Error(`The embed is not built: ${path} is missing. Run: npm run charts:build`);
  }
  read = JSON.parse(readFileSync(path, 'utf8')) as EmbedAssets;
  return read;
}

/** The address of the script that an embed loads when the reader reaches for its chart. */
export function interactionHref(): string {
  return `/embed/interaction.js?v=${embedAssets().interaction.version}`;
}
