import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { JsonLd } from './JsonLd';

it('writes structured data that no text in it can break out of', () => {
  const content = { name: '</script><script>alert("1")</script> & <!-- \u2028' };
  const markup = renderToStaticMarkup(<JsonLd content={content} />);
  const [, inside] = /^<script type="application\/ld\+json">(.*)<\/script>$/s.exec(markup) ?? [];
  expect(inside).toBeDefined();
  expect(inside).not.toMatch(/[<>&]/);
  expect(JSON.parse(inside ?? '')).toEqual(content);
});
