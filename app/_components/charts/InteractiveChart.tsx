'use client';

import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { countryOfPoint, withFocus } from '@/lib/charts/focus';
import { layoutChart } from '@/lib/charts/layout';
import type { HitArea } from '@/lib/charts/layout-parts';
import { pointsOf } from '@/lib/charts/points';
import { movedIndex, nearestHit, POINTER_REACH, TOUCH_REACH } from '@/lib/charts/reach';
import type { ChartSpec } from '@/lib/charts/spec';
import { ChartPlot } from './ChartPlot';
import styles from './chart.module.css';

export interface InteractiveChartProps {
  spec: ChartSpec;
  /** The width it is laid out for: that of the drawing whose place it takes. */
  width: number;
  /** True when it was asked for from the keyboard: it takes the focus. */
  focus: boolean;
}

const Plot = memo(ChartPlot);

/**
 * The chart drawn by Recharts in the browser, laid out as the still drawing was. Every figure can be reached by pointer,
 * finger and arrow keys, and is spoken: a slider over the figures, whose keys and value text screen readers know.
 * Recharts' own tooltip knows positions on an axis only, not single marks that share a year, so
 * the nearest mark is found from the layout.
 */
export function InteractiveChart({ spec, width, focus }: InteractiveChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const help = useId();
  const [activeId, setActiveId] = useState<string | null>(null);
  /** The point that was active before the pointer went down: a first touch reads a figure, a second brings out. */
  const before = useRef<string | null>(null);
  const [brought, setBrought] = useState(spec.focus ?? null);
  const shown = useMemo(() => withFocus(spec, brought), [spec, brought]);
  const layout = useMemo(() => layoutChart(spec, width), [spec, width]);
  const points = useMemo(() => pointsOf(spec), [spec]);
  const index = points.findIndex((point) => point.id === activeId);
  const point = points[index];
  const hit: HitArea | undefined = layout.hits.find((area) => area.pointId === activeId);

  useEffect(() => {
    if (focus) frame.current?.focus();
  }, [focus]);

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    // A country is as large as its shape; other figures are found by their marks.
    const over = event.target instanceof Element ? event.target.closest('[data-point]') : null;
    if (over) {
      setActiveId(over.getAttribute('data-point'));
      return;
    }
    const bounds = event.currentTarget.getBoundingClientRect();
    const scale = layout.width / bounds.width;
    const reach = event.pointerType === 'touch' ? TOUCH_REACH : POINTER_REACH;
    const x = (event.clientX - bounds.left) * scale;
    const y = (event.clientY - bounds.top) * scale;
    setActiveId(nearestHit(layout.hits, x, y, reach)?.pointId ?? null);
  };

  const toggle = (pointId: string) => {
    const country = countryOfPoint(spec, pointId);
    setBrought((now) => (now === country ? null : country));
  };

  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') {
      // One step back at a time: first the country, then the figure.
      if (brought !== null) setBrought(null);
      else setActiveId(null);
      return;
    }
    if (event.key === 'Enter' && activeId !== null && canFocus) {
      toggle(activeId);
      return;
    }
    const next = movedIndex(event.key, index, points.length);
    if (next === null) return;
    event.preventDefault();
    setActiveId(points[next]?.id ?? null);
  };

  const { countryNames } = spec.interaction;
  const canFocus = Object.keys(countryNames).length > 1;
  const country = activeId === null ? null : countryOfPoint(spec, activeId);
  const worded = (text: string, iso2: string) => text.replace('{country}', countryNames[iso2] ?? iso2);
  const position = spec.interaction.position
    .replace('{n}', String(index + 1))
    .replace('{m}', String(points.length));
  const said = point
    ? [point.tooltip.title, point.tooltip.value, ...point.tooltip.lines, position].join('. ')
    : spec.interaction.instructions;
  const toLeft = hit !== undefined && hit.at.x > layout.width * 0.55;
  const above = hit !== undefined && hit.at.y > layout.height * 0.5;

  return (
    <div
      ref={frame}
      className={`${styles.drawing} ${styles[`drawing${width}`] ?? ''} ${styles.interactive}`}
      role="slider"
      tabIndex={0}
      aria-label={spec.title}
      aria-valuemin={0}
      aria-valuemax={points.length}
      aria-valuenow={index + 1}
      aria-valuetext={said}
      aria-describedby={help}
      onPointerMove={onPointer}
      onPointerDown={(event) => {
        before.current = activeId;
        onPointer(event);
      }}
      onClick={() => {
        if (canFocus && activeId !== null && activeId === before.current) toggle(activeId);
      }}
      onPointerLeave={() => setActiveId(null)}
      onKeyDown={onKey}
      onBlur={() => setActiveId(null)}
    >
      <div aria-hidden="true">
        <Plot spec={shown} width={width} theme="page" idPrefix={help} />
        {hit && (
          <svg className={styles.ring} viewBox={`0 0 ${layout.width} ${layout.height}`} aria-hidden="true">
            <circle cx={hit.at.x} cy={hit.at.y} r={11} fill="none" stroke="var(--accent)" strokeWidth={2.5} />
          </svg>
        )}
        {hit && point && (
          <div
            className={styles.tooltip}
            style={{
              left: `${(hit.at.x / layout.width) * 100}%`,
              top: `${(hit.at.y / layout.height) * 100}%`,
              transform: `translate(${toLeft ? 'calc(-100% - 16px)' : '16px'}, ${above ? 'calc(-100% - 6px)' : '6px'})`,
            }}
          >
            <p className={styles.tooltipTitle}>{point.tooltip.title}</p>
            <p className={styles.tooltipValue}>{point.tooltip.value}</p>
            {point.tooltip.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
            {canFocus && country !== null && brought !== country && (
              <p className={styles.tooltipHint}>{worded(spec.interaction.focus, country)}</p>
            )}
          </div>
        )}
      </div>
      <p id={help} className={styles.hidden}>
        {spec.interaction.instructions}
      </p>
      <p role="status" className={styles.hidden}>
        {brought === null ? '' : worded(spec.interaction.focused, brought)}
      </p>
    </div>
  );
}
