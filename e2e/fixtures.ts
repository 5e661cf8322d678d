import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, test as base, type ConsoleMessage, expect } from '@playwright/test';

export { BROKEN_ORIGIN, ORIGIN } from './ports';
export { expect };

/**
 * Every test fails on an error in the browser's console or an uncaught exception, unless it expects one; and, whatever it
 * expects, on a message about the Content-Security-Policy in any page of any context that it opens.
 */
export const test = base.extend<{
  policyMessages: string[];
  consoleErrors: string[];
  expectedErrors: RegExp | null;
}>({
  policyMessages: [
    async ({ browser }, use) => {
      const messages: string[] = [];
      const hear = (message: ConsoleMessage) => {
        if (/content[- ]security[- ]policy/i.test(message.text())) {
          messages.push(`${message.text()} (${message.location().url})`);
        }
      };
      const listen = (context: BrowserContext) => context.on('console', hear);
      for (const context of browser.contexts()) listen(context);
      browser.on('context', listen);
      await use(messages);
      browser.off('context', listen);
      expect(messages).toEqual([]);
    },
    { auto: true },
  ],
  expectedErrors: [null, { option: true }],
  consoleErrors: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => errors.push(error.message));
      await use(errors);
      expect(errors.filter((error) => !expectedErrors?.test(error))).toEqual([]);
    },
    { auto: true },
  ],
});

interface MeasureEntry {
  id: string;
  country: string;
  name: string;
  native_name: string | null;
  headline: boolean;
  type: string;
  obligation: string;
  status: string;
  starts_on: string | null;
  summary: string;
  source_ids: string[];
  observations: { source_ids: string[] }[];
}

interface CountryEntry {
  iso2: string;
  iso3: string;
  name: string;
}

const DATA = fileURLToPath(new URL('../db/data/', import.meta.url));
const json = (file: string): unknown => JSON.parse(readFileSync(`${DATA}${file}`, 'utf8'));

/** What the data files say, read without the program: the browser must show the same. */
export const files = {
  countries: (json('countries.json') as { countries: CountryEntry[] }).countries,
  measures: readdirSync(`${DATA}countries`).flatMap(
    (file) => (json(`countries/${file}`) as { measures: MeasureEntry[] }).measures,
  ),
};

/** Entries of `files` that a test is about. Throws when the data no longer has it. */
export function measureInFiles(id: string): MeasureEntry {
  const found = files.measures.find((measure) => measure.id === id);
  if (!found) throw new Error(`the data has no measure "${id}"`);
  return found;
}
