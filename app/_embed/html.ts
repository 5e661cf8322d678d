/** Markup that is as it should be: made by `html`, or our own drawing. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | null | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function textOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(textOf).join('');
  return String(part).replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/**
 * A template of HTML or XML whose values are escaped, in elements as in quoted attributes; `Markup` stands as it is, a list is
 * its parts one after the other, null is nothing.
 */
export function html(template: TemplateStringsArray, ...values: Part[]): Markup {
  return new Markup(
    template.reduce((text, fixed, index) => text + textOf(values[index - 1] ?? null) + fixed),
  );
}
