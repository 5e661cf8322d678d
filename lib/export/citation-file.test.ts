import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PUBLISHER } from './citation';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** The keys that stand at the left edge, with what follows them on the line. */
function topLevel(yaml: string): Map<string, string> {
  return new Map(
    [...yaml.matchAll(/^([a-z-]+): *(.*)$/gm)].map(([, key = '', value = '']) => [key, value.trim()]),
  );
}

it('CITATION.cff has what the Citation File Format 1.2 requires, and agrees with package.json', () => {
  const cff = read('CITATION.cff');
  const about: { version: string; description: string } = JSON.parse(read('package.json'));
  const keys = topLevel(cff);
  expect(keys.get('cff-version')).toBe('1.2.0');
  for (const required of ['message', 'title', 'authors']) expect([...keys.keys()]).toContain(required);
  expect(keys.get('type')).toBe('software');
  expect(keys.get('version')).toBe(about.version);
  expect(keys.get('title')).toBe(PUBLISHER);
  expect(cff).toContain(`authors:\n  - name: ${PUBLISHER}\n`);
  expect(cff).toContain(about.description);
});

it('CITATION.cff names no identifier or licence that nobody has given', () => {
  const keys = [...topLevel(read('CITATION.cff')).keys()];
  for (const given of ['doi', 'identifiers', 'license', 'license-url', 'repository-code', 'date-released']) {
    expect(keys).not.toContain(given);
  }
});
