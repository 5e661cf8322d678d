'use client';

import {
  type ComponentType,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { ChartSpec } from '@/lib/charts/spec';
import styles from './chart.module.css';
import type { InteractiveChartProps, Tap } from './InteractiveChart';

interface Reached {
  Chart: ComponentType<InteractiveChartProps>;
  spec: ChartSpec;
  width: number;
  focus: boolean;
  tap: Tap | null;
}

/**
 * Holds the drawn chart and, when the reader reaches for it (pointer, touch, or its button from the keyboard), loads
 * Recharts and the chart's data and puts the interactive chart in exactly its place. If that fails it says so and the
 * drawing stays.
 */
export function ChartReach({
  dataHref,
  widths,
  explore,
  failed,
  children,
}: {
  dataHref: string;
  /** Widths that drawings were made for, ascending. */
  widths: readonly number[];
  /** Words of the button. */
  explore: string;
  /** Words for a failure, with `{reason}` in them. */
  failed: string;
  children: ReactNode;
}) {
  const stage = useRef<HTMLDivElement>(null);
  const asked = useRef(false);
  /** Where a finger last tapped the drawing, for the chart that takes its place. */
  const tap = useRef<Tap | null>(null);
  const [ready, setReady] = useState(false);
  const [reached, setReached] = useState<Reached | null>(null);
  const [reason, setReason] = useState<string | null>(null);

  const widthNow = useCallback(() => {
    const room = stage.current?.getBoundingClientRect().width ?? 0;
    return widths.findLast((width) => width <= room) ?? widths[0] ?? room;
  }, [widths]);
  const isReached = reached !== null;

  // The button works only once this script runs; before that it is not offered.
  useEffect(() => setReady(true), []);

  useEffect(() => {
    const element = stage.current;
    if (!isReached || !element) return;
    const observer = new ResizeObserver(() => {
      const width = widthNow();
      // The same object renders nothing, and an observer that starts always tells the width it has.
      setReached((now) => (now === null || now.width === width ? now : { ...now, width }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isReached, widthNow]);

  const reach = async (focus: boolean) => {
    if (asked.current) return;
    asked.current = true;
    try {
      const [{ InteractiveChart }, response] = await Promise.all([
        import('./InteractiveChart'),
        fetch(dataHref),
      ]);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      const { spec } = (await response.json()) as { spec: ChartSpec };
      setReached({ Chart: InteractiveChart, spec, width: widthNow(), focus, tap: tap.current });
      setReason(null);
    } catch (error) {
      asked.current = false;
      setReason(error instanceof Error ? error.message : String(error));
    }
  };

  const onFinger = ({ pointerType, clientX, clientY, currentTarget }: PointerEvent<HTMLDivElement>) => {
    if (pointerType === 'mouse') return;
    const { left, top } = currentTarget.getBoundingClientRect();
    tap.current = { x: clientX - left, y: clientY - top };
  };

  return (
    <div
      ref={stage}
      className={styles.stage}
      onPointerEnter={() => reach(false)}
      onTouchStart={() => reach(false)}
      onPointerDown={onFinger}
      onPointerCancel={() => {
        // It scrolled the page.
        tap.current = null;
      }}
    >
      {reached ? (
        <reached.Chart spec={reached.spec} width={reached.width} focus={reached.focus} tap={reached.tap} />
      ) : (
        <>
          <button type="button" className={styles.explore} disabled={!ready} onClick={() => reach(true)}>
            {explore}
          </button>
          {children}
        </>
      )}
      {reason !== null && (
        <p role="status" className={styles.failed}>
          {failed.replace('{reason}', reason)}
        </p>
      )}
    </div>
  );
}
