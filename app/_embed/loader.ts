/*
 * The script that a page may load beside its embeds, at most 1 KiB (scripts/build-embed.ts refuses more): gives each frame
 * the height its embed says, and turns links of class "muster-chart" into frames. A page can load it any number of times.
 */
import { HEIGHT_ASKED, HEIGHT_SAID } from './protocol';

declare global {
  interface Window {
    musterEmbeds?: () => void;
  }
}

const { origin } = new URL((document.currentScript as HTMLScriptElement).src);
const start = `${origin}/embed/`;
const frames = () => [...document.querySelectorAll('iframe')].filter(({ src }) => src.startsWith(start));

const scan = () => {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a.muster-chart')) {
    if (!link.href.startsWith(start)) continue;
    const frame = document.createElement('iframe');
    frame.src = link.href;
    frame.title = link.textContent ?? '';
    frame.width = '100%';
    frame.height = link.dataset.height ?? '500';
    frame.loading = 'lazy';
    frame.style.border = '0';
    link.replaceWith(frame);
  }
  for (const frame of frames()) frame.contentWindow?.postMessage({ type: HEIGHT_ASKED }, '*');
};

if (!window.musterEmbeds) {
  window.musterEmbeds = scan;
  addEventListener('message', ({ data, source }) => {
    if (data?.type !== HEIGHT_SAID || !(data.height > 0)) return;
    // A frame is known by its window, not by its origin: in a sandbox it has none.
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    if (frame) frame.height = String(Math.min(data.height, 9999));
  });
  // Links below the script are not there yet when it runs before the page is whole.
  addEventListener('DOMContentLoaded', scan);
}
window.musterEmbeds();
