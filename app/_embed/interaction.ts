/*
 * What a reader who reaches for the chart in an embed gets: every figure by pointer, finger and arrow keys, as on the
 * chart's page (app/_components/charts/InteractiveChart.tsx), over the drawing that is there. No Recharts: this is 2 KiB,
 * that would be 170. Compiled by scripts/build-embed.ts.
 */
import { movedIndex, nearestHit, POINTER_REACH, TOUCH_REACH } from '@/lib/charts/reach';
import type { EmbedPoints } from './protocol';

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...inside);
  return made;
}

/** Puts a slider over the drawing that is shown, a ring at the figure it stands at, and its words beside it: at once where a finger tapped. */
export function start(
  stage: HTMLElement,
  { title, texts, points, drawings }: EmbedPoints,
  focus: boolean,
  tap: PointerEvent | null,
): void {
  const slider = element('div', '');
  const help = element('p', 'hidden', texts.instructions);
  help.id = 'how';
  const marks = element('div', '');
  marks.ariaHidden = 'true';
  slider.role = 'slider';
  slider.tabIndex = 0;
  slider.ariaLabel = title;
  slider.ariaValueMin = '0';
  slider.ariaValueMax = String(points.length);
  slider.setAttribute('aria-describedby', help.id);
  slider.append(marks);
  stage.append(slider, help);
  const places = [...stage.querySelectorAll<HTMLElement>('.drawing')];
  for (const place of places) place.ariaHidden = 'true';

  const shownIndex = () =>
    Math.max(
      0,
      places.findIndex((place) => place.offsetWidth > 0),
    );
  const cover = () => {
    const { width = 0, height = 0 } = places[shownIndex()]?.getBoundingClientRect() ?? {};
    slider.style.width = `${width}px`;
    slider.style.height = `${height}px`;
  };
  let index = -1;

  const show = (next: number) => {
    index = next;
    const drawing = drawings[shownIndex()];
    const point = points[index];
    const hit = drawing?.hits.find(({ pointId }) => pointId === point?.id);
    slider.ariaValueNow = String(index + 1);
    slider.ariaValueText = point
      ? [
          point.title,
          point.value,
          ...point.lines,
          texts.position.replace('{n}', String(index + 1)).replace('{m}', String(points.length)),
        ].join('. ')
      : texts.instructions;
    marks.replaceChildren();
    if (!point || !drawing || !hit) return;
    const ring = element('div', 'ring');
    const words = element('div', 'tooltip', point.title, element('strong', '', point.value));
    for (const line of point.lines) words.append(element('div', '', line));
    const [left, top] = [(hit.at.x / drawing.width) * 100, (hit.at.y / drawing.height) * 100];
    for (const { style } of [ring, words]) {
      style.left = `${left}%`;
      style.top = `${top}%`;
    }
    words.style.transform = `translate(${left > 55 ? 'calc(-100% - 16px)' : '16px'}, ${top > 50 ? 'calc(-100% - 6px)' : '6px'})`;
    marks.append(ring, words);
    keepInside(words);
  };

  /** Words that would leave the frame, which cuts them off, are pushed back into it. */
  const keepInside = (words: HTMLElement) => {
    const { left, right, top } = words.getBoundingClientRect();
    const over = left < 0 ? left : Math.max(0, right - document.documentElement.clientWidth);
    words.style.marginLeft = `${-over}px`;
    if (top < 0) words.style.marginTop = `${-top}px`;
  };

  const onPointer = ({ pointerType, clientX, clientY }: PointerEvent) => {
    const drawing = drawings[shownIndex()];
    if (!drawing) return;
    const bounds = slider.getBoundingClientRect();
    const scale = drawing.width / bounds.width;
    const hit = nearestHit(
      drawing.hits,
      (clientX - bounds.left) * scale,
      (clientY - bounds.top) * scale,
      pointerType === 'touch' ? TOUCH_REACH : POINTER_REACH,
    );
    const next = hit ? points.findIndex(({ id }) => id === hit.pointId) : -1;
    if (next !== index) show(next);
  };
  slider.onpointermove = onPointer;
  let before = -1;
  slider.onpointerdown = (event) => {
    if (event.isPrimary) before = index;
    onPointer(event);
  };
  // A finger leaves whenever it is lifted: what it opened stays until it taps elsewhere.
  slider.onpointerleave = ({ pointerType }) => {
    if (pointerType === 'mouse') show(-1);
  };
  // It scrolled the page.
  slider.onpointercancel = ({ pointerType }) => {
    if (pointerType !== 'mouse') show(before);
  };
  addEventListener('pointerup', ({ pointerType, target }) => {
    if (pointerType !== 'mouse' && !(target instanceof Node && stage.contains(target))) show(-1);
  });
  slider.onblur = () => show(-1);
  slider.onkeydown = (event) => {
    const next = event.key === 'Escape' ? -1 : movedIndex(event.key, index, points.length);
    if (next === null) return;
    event.preventDefault();
    show(next);
  };
  new ResizeObserver(cover).observe(stage);
  cover();
  show(-1);
  if (tap) onPointer(tap);
  if (focus) slider.focus();
}
