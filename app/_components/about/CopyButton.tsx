'use client';

import { useEffect, useState } from 'react';

/**
 * Copies the text of a text area. A client component because only a script reaches the clipboard; without one it is not
 * there, and the text can be selected. Where the browser refuses, the text is left selected.
 */
export function CopyButton({
  textId,
  label,
  copied,
  selected,
}: {
  textId: string;
  label: string;
  copied: string;
  selected: string;
}) {
  const [ready, setReady] = useState(false);
  const [outcome, setOutcome] = useState<string | null>(null);
  useEffect(() => setReady(true), []);
  if (!ready) return null;
  const copy = () => {
    const area = document.getElementById(textId);
    if (!(area instanceof HTMLTextAreaElement)) throw new Error(`no text area with the id "${textId}"`);
    area.select();
    if (!navigator.clipboard) {
      setOutcome(selected);
      return;
    }
    navigator.clipboard.writeText(area.value).then(
      () => setOutcome(copied),
      () => setOutcome(selected),
    );
  };
  return (
    <>
      <button type="button" onClick={copy}>
        {label}
      </button>
      <span role="status">{outcome}</span>
    </>
  );
}
