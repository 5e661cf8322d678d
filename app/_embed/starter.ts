/*
 * The script inside an embed: tells the page around it how high the embed is, and loads the rest when the reader reaches
 * for the chart. Compiled by scripts/build-embed.ts; without it the embed is whole, at the height that its frame has.
 */
import { HEIGHT_ASKED, HEIGHT_SAID } from './protocol';

const { body } = document;
const say = () => {
  if (parent !== window) {
    parent.postMessage({ type: HEIGHT_SAID, height: Math.ceil(body.getBoundingClientRect().height) }, '*');
  }
};
new ResizeObserver(say).observe(body);
addEventListener('message', ({ data }) => {
  if (data?.type === HEIGHT_ASKED) say();
});

const stage = document.querySelector<HTMLElement>('.stage');
const button = document.querySelector<HTMLButtonElement>('.explore');
const failed = document.querySelector<HTMLElement>('.failed');
const script = document.currentScript;
if (stage && button && failed && script) {
  const { interaction = '', points = '' } = script.dataset;
  let asked = false;
  let tap: PointerEvent | null = null;
  const reach = async (focus: boolean) => {
    if (asked) return;
    asked = true;
    try {
      const [{ start }, answer] = await Promise.all([import(interaction), fetch(points)]);
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      start(stage, await answer.json(), focus, tap);
      button.hidden = true;
      failed.textContent = '';
    } catch (error) {
      asked = false;
      failed.textContent = (failed.dataset.words ?? '').replace(
        '{reason}',
        error instanceof Error ? error.message : String(error),
      );
    }
  };
  button.hidden = false;
  button.onclick = () => reach(true);
  stage.onpointerenter = () => reach(false);
  stage.onpointerdown = (event) => {
    tap = event.pointerType === 'mouse' ? null : event;
  };
  // The finger scrolls the page.
  stage.onpointercancel = () => {
    tap = null;
  };
  stage.addEventListener('touchstart', () => reach(false), { passive: true });
}
