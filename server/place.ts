import { createHash } from 'node:crypto';

/**
 * Runs in a page that comes in, in its head: shows a reader the place that the address names as soon as it is there. A browser by itself
 * waits until the whole page is read, on a slow phone twice as long. It is asked again with each part of the page until there is enough below the
 * place to bring it to the top, and no more once the reader moves. After a reload or on the way back the browser puts the reader where they were: that needs
 * the height of the page, so all of it is laid out at once (globals.css).
 */
export const PLACE_SCRIPT = [
  '(()=>{',
  'if(performance.getEntriesByType("navigation")[0]?.type!=="navigate"){document.documentElement.dataset.whole="";return}',
  'const id=location.hash.slice(1);',
  'if(!/^[\\w-]+$/.test(id))return;',
  'const watch=new MutationObserver(()=>{',
  'const place=document.getElementById(id);',
  'place?.scrollIntoView();',
  'const {scrollHeight}=document.documentElement;',
  'if(document.readyState!=="loading"||(place&&scrollY+innerHeight<scrollHeight-1))watch.disconnect()',
  '});',
  'watch.observe(document,{childList:true,subtree:true});',
  'for(const moves of ["wheel","touchstart","keydown"])addEventListener(moves,()=>watch.disconnect())',
  '})()',
].join('');

/** The script's hash, as a policy names it (CSP3, section 2.3.1). */
export const PLACE_HASH = `'sha256-${createHash('sha256').update(PLACE_SCRIPT).digest('base64')}'`;
