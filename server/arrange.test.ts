import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { arrange } from './arrange';
import { PLACE_SCRIPT } from './place';

const CSS_A = '/_next/static/chunks/a.css';
const CSS_B = '/_next/static/chunks/b-1_x.css';
const link = (href: string) => `<link rel="stylesheet" href="${href}" data-precedence="next"/>`;
const unused = (href: string) =>
  `<link disabled="" media="not all" rel="stylesheet" href="${href}" data-precedence="next"/>`;
const SCRIPT = '<script src="/_next/static/chunks/x.js" async=""></script>';
const AHEAD = '<link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/y.js"/>';
const FACES =
  '</_next/static/media/sans-s.p.1.woff2>; rel=preload; as="font"; crossorigin=""; type="font/woff2", <https://evil.example/x.woff2>; rel=preload; as="font"';
const read = (path: string) => `/*${path}*/`;

describe('a page', () => {
  const page = `<!DOCTYPE html><html><head><meta charSet="utf-8"/>${link(CSS_A)}${link(CSS_B)}${AHEAD}${SCRIPT}<title>x</title></head><body><p>words</p><script>self.__next_f.push([0])</script></body></html>`;
  const style = '/*static/chunks/a.css*/\n/*static/chunks/b-1_x.css*/';

  it('has its styles in it where their links stood, and what can wait at its end', () => {
    const { html, styleHash } = arrange(page, FACES, read);
    expect(html).toBe(
      `<!DOCTYPE html><html><head><meta charSet="utf-8"/><style>${style}</style><script>${PLACE_SCRIPT}</script><title>x</title></head><body><p>words</p><script>self.__next_f.push([0])</script>` +
        '<link rel="preload" as="font" type="font/woff2" crossorigin="" href="/_next/static/media/sans-s.p.1.woff2"/>' +
        `${unused(CSS_A)}${unused(CSS_B)}${AHEAD}${SCRIPT}</body></html>`,
    );
    expect(styleHash).toBe(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  });

  it('asks for the face of other languages when it has letters of theirs', () => {
    const [latin, letters] = ['/_next/static/media/sans.1.woff2', '/_next/static/media/sans_letters.2.woff2'];
    const asked = (words: string) =>
      [
        ...arrange(
          page.replace('words', words),
          `<${latin}>; rel=preload; as="font"`,
          () => `@font-face{src:url(${letters})}`,
        ).html.matchAll(/href="([^"]+woff2)"/g),
      ].map(([, href]) => href);
    for (const words of ['Defence', 'Défense', 'Försvar', '2020–2026 €', '<script>"ą"</script>'])
      expect(asked(words)).toEqual([latin]);
    for (const words of ['Łódź', 'obrana č. 1', 'Türkiye’de başlangıç', 'Țară', 'Azərbaycan'])
      expect(asked(words)).toEqual([latin, letters]);
  });

  it('without styles or head stays as it is', () => {
    for (const plain of ['<p>x</p>', '<html><head><title>x</title></head><body>x</body></html>', '']) {
      expect(arrange(plain, '', read)).toEqual({ html: plain, styleHash: null });
    }
  });

  it('takes nothing from its body, and no style that is not of the build', () => {
    const other = `<html><head><link rel="stylesheet" href="/other.css"/><link rel="stylesheet" href="/_next/static/chunks/../../x.css"/></head><body>${link(CSS_A)}${SCRIPT}</body></html>`;
    expect(arrange(other, '', read)).toEqual({ html: other, styleHash: null });
  });
});
