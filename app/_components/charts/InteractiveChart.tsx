'use client';

import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { countryOfPoint, withFocus } from '@/lib/charts/focus';
import { layoutChart } from '@/lib/charts/layout';
import type { HitArea, LayoutBase } from '@/lib/charts/layout-parts';
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
  /** Where a finger tapped the drawing, in pixels from its corner: the figure there is opened. */
  tap: Tap | null;
}

export interface Tap {
  x: number;
  y: number;
}

const Plot = memo(ChartPlot);

/** How far from a figure its words stand, so that the ring around it is free. */
const CLEAR = '18px';

interface Place {
  clientX: number;
  clientY: number;
  /** How far from a mark it still means the mark, in laid-out pixels. */
  reach: number;
  /** What is drawn there. */
  over: Element | null;
}

/** The figure that is meant at a place of the window; null when there is none. */
function figureAt(
  frame: HTMLElement,
  { width, hits }: LayoutBase,
  { clientX, clientY, reach, over }: Place,
): string | null {
  // A country is as large as its shape; other figures are found by their marks.
  const shape = over?.closest('[data-point]');
  if (shape && frame.contains(shape)) return shape.getAttribute('data-point');
  const bounds = frame.getBoundingClientRect();
  const scale = width / bounds.width;
  const [x, y] = [(clientX - bounds.left) * scale, (clientY - bounds.top) * scale];
  return nearestHit(hits, x, y, reach)?.pointId ?? null;
}

/** Recharts lets its layers take the focus; they are hidden from those who read by it. */
function keepUnfocusable(plot: HTMLElement | null): (() => void) | undefined {
  if (!plot) return undefined;
  const strip = () => {
    for (const layer of plot.querySelectorAll('[tabindex]')) layer.removeAttribute('tabindex');
  };
  // Layers come when what is drawn asks for them.
  const observer = new MutationObserver(strip);
  observer.observe(plot, { childList: true, subtree: true });
  strip();
  return () => observer.disconnect();
}

/**
 * The chart drawn by Recharts in the browser, laid out as the still drawing was. Every figure can be reached by pointer,
 * finger and arrow keys, and is spoken: a slider over the figures, whose keys and value text screen readers know.
 * Recharts' own tooltip knows positions on an axis only, not single marks that share a year, so
 * the nearest mark is found from the layout.
 */
export function InteractiveChart({ spec, width, focus, tap }: InteractiveChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const tooltip = useRef<HTMLDivElement>(null);
  const help = useId();
  const [activeId, setActiveId] = useState<string | null>(null);
  /** The point that was active before the pointer went down: a first touch reads a figure, a second brings out. */
  const before = useRef<string | null>(null);
  /** True when a key moved last: the page follows the figure then, and may move under a pointer that rests. */
  const keyed = useRef(false);
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

  const openTapped = useEffectEvent(({ x, y }: Tap) => {
    if (!frame.current) return;
    const { left, top } = frame.current.getBoundingClientRect();
    const [clientX, clientY] = [left + x, top + y];
    const over = document.elementFromPoint(clientX, clientY);
    setActiveId(figureAt(frame.current, layout, { clientX, clientY, reach: TOUCH_REACH, over }));
  });
  useLayoutEffect(() => {
    if (tap) openTapped(tap);
  }, [tap]);

  useLayoutEffect(() => {
    if (!keyed.current || activeId === null) return;
    tooltip.current?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  }, [activeId]);

  // What a finger opened stays until it taps elsewhere, where nothing may take the focus from the chart.
  const isOpen = activeId !== null;
  useEffect(() => {
    if (!isOpen) return;
    const onTap = ({ pointerType, target }: globalThis.PointerEvent) => {
      const inside = target instanceof Node && frame.current?.contains(target);
      if (pointerType !== 'mouse' && !inside) setActiveId(null);
    };
    document.addEventListener('pointerup', onTap);
    return () => document.removeEventListener('pointerup', onTap);
  }, [isOpen]);

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const { currentTarget, target, clientX, clientY, pointerType } = event;
    keyed.current = false;
    const over = target instanceof Element ? target : null;
    const reach = pointerType === 'touch' ? TOUCH_REACH : POINTER_REACH;
    setActiveId(figureAt(currentTarget, layout, { clientX, clientY, reach, over }));
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
    keyed.current = true;
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
  const [across, down] = hit ? [hit.at.x / layout.width, hit.at.y / layout.height] : [0, 0];
  const toLeft = across > 0.55;
  const above = down > 0.5;

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
      onPointerMove={(event) => {
        const rests = keyed.current && event.movementX === 0 && event.movementY === 0;
        if (!rests) onPointer(event);
      }}
      onPointerDown={(event) => {
        // The second finger of a pinch is no second tap.
        if (event.isPrimary) before.current = activeId;
        onPointer(event);
      }}
      onClick={() => {
        if (canFocus && activeId !== null && activeId === before.current) toggle(activeId);
      }}
      onPointerLeave={(event) => {
        // A finger leaves whenever it is lifted.
        if (event.pointerType === 'mouse' && !keyed.current) setActiveId(null);
      }}
      onPointerCancel={(event) => {
        // The finger scrolls or zooms the page: it meant no figure.
        if (event.pointerType !== 'mouse') setActiveId(before.current);
      }}
      onKeyDown={onKey}
      onBlur={() => setActiveId(null)}
    >
      <div ref={keepUnfocusable} aria-hidden="true">
        <Plot spec={shown} width={width} theme="page" idPrefix={help} />
        {hit && (
          <svg className={styles.ring} viewBox={`0 0 ${layout.width} ${layout.height}`} aria-hidden="true">
            <circle cx={hit.at.x} cy={hit.at.y} r={11} fill="none" stroke="var(--accent)" strokeWidth={2.5} />
          </svg>
        )}
        {hit && point && (
          <div
            className={`${styles.beside} ${toLeft ? styles.toLeft : ''}`}
            style={{
              top: `${down * 100}%`,
              transform: `translateY(${above ? `calc(-100% - ${CLEAR})` : CLEAR})`,
            }}
          >
            <div style={{ flexBasis: `calc(${(toLeft ? 1 - across : across) * 100}% + ${CLEAR})` }} />
            <div ref={tooltip} className={styles.tooltip}>
              <p className={styles.tooltipTitle}>{point.tooltip.title}</p>
              <p className={styles.tooltipValue}>{point.tooltip.value}</p>
              {point.tooltip.lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
              {canFocus && country !== null && brought !== country && (
                <p className={styles.tooltipHint}>{worded(spec.interaction.focus, country)}</p>
              )}
            </div>
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
