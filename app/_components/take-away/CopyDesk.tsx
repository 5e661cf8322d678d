'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { copyFrom } from './copy';
import styles from './take-away.module.css';

/**
 * Makes the buttons `[data-copy]` of its children work and says in a live region what was copied. A client component because
 * only a script reaches the clipboard; without one its buttons are not there, and links and texts are.
 */
export function CopyDesk({
  children,
  failed,
  inline = false,
}: {
  children: ReactNode;
  /** With `{reason}` in it. */
  failed: string;
  /** One button among links, instead of a panel. */
  inline?: boolean;
}) {
  const desk = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const [said, setSaid] = useState('');

  useEffect(() => {
    const element = desk.current;
    if (!element) return;
    const copy = (event: Event) => {
      const button =
        event.target instanceof Element ? event.target.closest<HTMLElement>('[data-copy]') : null;
      if (!button) return;
      // Emptied first, so that the same words said twice are heard twice.
      setSaid('');
      copyFrom(button, element).then(
        () => setSaid(button.dataset.said ?? ''),
        (error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          setSaid((button.dataset.failed ?? failed).replace('{reason}', reason));
        },
      );
    };
    for (const text of element.querySelectorAll('[data-addresses]')) {
      text.textContent = text.textContent.replace(/(^|")\//gm, `$1${location.origin}/`);
    }
    element.addEventListener('click', copy);
    setReady(true);
    return () => element.removeEventListener('click', copy);
  }, [failed]);

  return (
    <div ref={desk} className={`${inline ? styles.inline : styles.desk} ${ready ? styles.ready : ''}`}>
      {children}
      <p aria-live="polite" aria-atomic="true" className={styles.said}>
        {said}
      </p>
    </div>
  );
}
