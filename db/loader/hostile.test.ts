import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanUpAfterEach, linesFor } from '../testing/synthetic-data';

cleanUpAfterEach();

const TEXT = 'text: not empty, no spaces around it, no line breaks, no control or bidirectional characters';
const WEB = 'a web address that starts with http:// or https://, without spaces and without a name of a user';

/** The lines for a measure's name, a source's address and a figure's value of a file of France. */
const forName = (name: string) =>
  linesFor((files) => {
    Object.assign(files['countries/FR.json'].measures[0] ?? {}, { name });
  });
const forUrl = (url: string) =>
  linesFor((files) => {
    Object.assign(files['countries/FR.json'].sources[0] ?? {}, { url });
  });
const forValue = (value: number) =>
  linesFor((files) => {
    Object.assign(files['countries/FR.json'].measures[0]?.observations[0] ?? {}, { value });
  });

const NAME = 'countries/FR.json · measures[0].name · ';
const URL_FIELD = 'countries/FR.json · sources[0].url · ';
const VALUE = 'countries/FR.json · measures[0].observations[0].value · ';

describe('data that means harm is refused with file, field, value and what is allowed', () => {
  it.each([
    ['a null character', 'a\u0000b', '"a\\u0000b"'],
    ['an escape sequence for terminals', 'a\u001b[31mb', '"a\\u001b[31mb"'],
    ['a control character of Latin 1', 'a\u009bb', '"a\\u009bb"'],
    ['text that reads backwards', 'a\u202eb', '"a\\u202eb"'],
    ['an isolate that is never closed', 'a\u2066b', '"a\\u2066b"'],
    ['a zero-width space', 'a\u200bb', '"a\\u200bb"'],
    ['a soft hyphen', 'a\u00adb', '"a\\u00adb"'],
    ['a word joiner', 'a\u2060b', '"a\\u2060b"'],
    ['letters of tags that nobody sees', 'a\u{e0041}b', '"a\\ue0041b"'],
    ['a joiner of graphemes', 'a\u034fb', '"a\\u034fb"'],
    ['a letter that is empty', 'a\u3164b', '"a\\u3164b"'],
    ['a sign for another look', 'a\ufe0fb', '"a\\ufe0fb"'],
    ['an empty pattern of Braille', 'a\u2800b', '"a\\u2800b"'],
    ['half a character', 'a\ud800b', '"a\\ud800b"'],
    ['a private sign', 'a\ue000b', '"a\ue000b"'],
    ['no character at all', 'a\uffffb', '"a\uffffb"'],
    ['a line of its own in a log', 'a\nb', '"a\\nb"'],
  ])('%s', (_, name, shown) => {
    expect(forName(name)).toEqual([`${NAME}${shown} · ${TEXT}`]);
  });

  it('very long text, shown short', () => {
    expect(forName('a'.repeat(2_000))).toEqual([]);
    expect(forName('a'.repeat(2_001))).toEqual([
      `${NAME}"${'a'.repeat(78)}… · text of at most 2,000 characters`,
    ]);
    const [line] = forUrl(`https://example.org/${'a'.repeat(100_000)}`);
    expect(line).toContain('text of at most 2,000 characters');
    expect(line?.length).toBeLessThan(300);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'ftp://example.org/',
    '//example.org/',
    '/measures',
    'https:example.org',
    'https://',
    'https://example.org/a b',
    'https://ministry.example@elsewhere.example/x',
    'https://:secret@example.org/',
    'https://example.org/\u202egnp.exe',
  ])('the address %j', (url) => {
    expect(forUrl(url)).toHaveLength(1);
    expect(forUrl(url)[0]?.startsWith(URL_FIELD)).toBe(true);
    expect(forUrl(url)[0]?.endsWith(` · ${WEB}`)).toBe(true);
  });

  it('an id longer than an address has room for', () => {
    const forId = (id: string) =>
      linesFor((files) => {
        Object.assign(files['countries/FR.json'].measures[0] ?? {}, { id });
      }).filter((line) => line.startsWith('countries/FR.json · measures[0].id'));
    expect(forId(`fr-${'a'.repeat(97)}`)).toEqual([]);
    expect(forId(`fr-${'a'.repeat(98)}`)).toEqual([expect.stringContaining('at most 100 characters')]);
  });

  it.each([
    [1e15 + 1, 'a number of at most 1,000,000,000,000,000'],
    [1e300, 'a number of at most 1,000,000,000,000,000'],
    [-1, 'a number, 0 or more, in full units'],
  ])('the number %s', (value, allowed) => {
    expect(forValue(value)).toEqual([`${VALUE}${JSON.stringify(value)} · ${allowed}`]);
  });

  it('no address that is let through is anything but http(s)', () => {
    const addresses = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string().map((tail) => `https://example.org/${tail}`),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(addresses, (url) => {
        if (forUrl(url).length > 0) return true;
        return /^https?:$/.test(new URL(url).protocol);
      }),
      { numRuns: 40 },
    );
  });
});

describe('text that would do harm elsewhere is text, and is let through', () => {
  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("https://example.org",\'x\')',
    '+1 & <b>more</b>',
    ']]> --> */ {{7*7}} $(7)',
    'سرباز\u200cوظیفه',
    '🪖 e\u0301',
  ])('%s', (name) => {
    expect(forName(name)).toEqual([]);
  });
});
