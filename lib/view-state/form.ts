/**
 * The parameters of an address as the hidden fields of a GET form, without those that the form itself asks for: a form
 * that changes one part of a view must send the rest along, because the browser replaces the whole query.
 */
export function hiddenFields(href: string, asked: readonly string[]): { name: string; value: string }[] {
  const start = href.indexOf('?');
  if (start === -1) return [];
  return [...new URLSearchParams(href.slice(start + 1)).entries()]
    .filter(([name]) => !asked.includes(name))
    .map(([name, value]) => ({ name, value }));
}
