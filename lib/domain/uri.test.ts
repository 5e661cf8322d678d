import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceUri } from './uri';

const ajv = new Ajv();
addFormats(ajv);
const isUri = ajv.compile({ type: 'string', format: 'uri' });

describe("a source's address", () => {
  it('stays as it was written where that is a URI, without a slash added', () => {
    for (const address of [
      'https://example.org',
      'https://EXAMPLE.org/a?b=%C3%A9&c=(d)',
      'http://example.org/~a;b,c#d',
    ]) {
      expect(sourceUri(address)).toBe(address);
    }
  });

  it('is written in the signs of a URI where a publisher wrote it in others', () => {
    expect(sourceUri('http://example.org/Четири-години')).toBe(
      'http://example.org/%D0%A7%D0%B5%D1%82%D0%B8%D1%80%D0%B8-%D0%B3%D0%BE%D0%B4%D0%B8%D0%BD%D0%B8',
    );
    expect(sourceUri('https://é.example/a|b[c]')).toBe('https://xn--9ca.example/a%7Cb%5Bc%5D');
    expect(sourceUri('https://example.org/100%')).toBe('https://example.org/100%25');
  });

  it('is a URI whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (rest) => {
        const address = `https://example.org/${rest}`;
        fc.pre(URL.canParse(address));
        const written = sourceUri(address);
        expect(isUri(written), written).toBe(true);
        expect(sourceUri(written)).toBe(written);
      }),
    );
  });
});
