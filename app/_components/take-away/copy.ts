/** What a button copies: a text of the panel (`field`), a text of ours fetched, a CSV of ours as a table, or a picture. */
export type CopyKind = 'field' | 'text' | 'table' | 'image';

/** A CSV of ours as spreadsheets take it from the clipboard: cells parted by tabs, one line a row. */
export function tabbed(csv: string): string {
  // Our CSV quotes every cell that holds a separator, a quote or a line break.
  return csv.replace(/("(?:[^"]|"")*"|[^",;\r\n]*)([,;]|\r\n|$)/g, (_, cell: string, end: string) => {
    const text = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    return text.replace(/[\t\r\n]+/g, ' ') + (end === '\r\n' ? '\n' : end && '\t');
  });
}

async function fetched(href: string): Promise<Response> {
  const response = await fetch(href);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response;
}

/**
 * Copies what a button names (`data-copy`, `data-href`, `data-field` inside `desk`). The clipboard is asked at once and given
 * a promise, because browsers take its use back while a script waits. Throws where the browser or the fetch refuses.
 */
export async function copyFrom(button: HTMLElement, desk: HTMLElement): Promise<void> {
  const { copy, href = '', field = '' } = button.dataset;
  const shown = field === '' ? null : desk.querySelector(`#${field}`);
  if (copy === 'field') {
    if (shown) getSelection()?.selectAllChildren(shown);
    return navigator.clipboard.writeText(shown?.textContent ?? '');
  }
  const [type, content]: [string, Promise<Blob>] =
    copy === 'image'
      ? ['image/png', fetched(href).then((response) => response.blob())]
      : ['text/plain', words(copy, href, shown).then((text) => new Blob([text], { type: 'text/plain' }))];
  return navigator.clipboard.write([new ClipboardItem({ [type]: content })]);
}

async function words(copy: string | undefined, href: string, shown: Element | null): Promise<string> {
  const text = await (await fetched(href)).text();
  if (shown) shown.textContent = text.replaceAll('\r\n', '\n');
  return copy === 'table' ? tabbed(text.replace(/^\ufeff/, '')) : text;
}
