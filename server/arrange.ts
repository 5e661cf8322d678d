import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLACE_SCRIPT } from './place';

/** A page in the order in which a reader needs it. */
export interface Arranged {
  html: string;
  /** The hash of the styles that stand in it, as a policy names it; null when none do. */
  styleHash: string | null;
}

const STYLESHEET = /<link rel="stylesheet" href="\/_next\/(static\/chunks\/[\w.-]+\.css)"[^>]*\/>/g;
const SCRIPTS =
  /<script src="\/_next\/static\/chunks\/[\w.-]+\.js" async=""><\/script>|<link rel="preload" as="script"[^>]*\/>/g;
const FONT = /<(\/_next\/static\/media\/[\w.-]+\.woff2)>; rel=preload; as="font"/g;

/** The face of the letters beyond Latin-1 (app/fonts.ts), and those letters. */
const LETTERS_FACE = /\/_next\/static\/media\/\w+_letters\.[\w.-]+\.woff2/g;
const LETTERS = /[\u0100-\u017f\u018f\u0218-\u021b\u0259]/;
/** What is read of a page is not in its scripts, whose data holds notices in all languages. */
const SCRIPT_TEXT = /<script[^>]*>.*?<\/script>/gs;

/** Styles of the build by their path in it. */
const styles = new Map<string, string>();

/** The text of a stylesheet of the build, whose addresses hold wherever it stands. Throws what the file system throws. */
function styleOfBuild(path: string): string {
  const known = styles.get(path);
  if (known !== undefined) return known;
  const text = readFileSync(join(process.cwd(), '.next', path), 'utf8').replaceAll(
    'url(../media/',
    'url(/_next/static/media/',
  );
  styles.set(path, text);
  return text;
}

/**
 * Puts a page in the order in which it is needed on a slow line: its styles stand in it, so that they are there when its first
 * words are, and so is the script that shows the place an address names (place.ts); other scripts and faces are asked for when all of it has come, where they would take half of the line from it. The
 * links to the styles stay, at the end, because React adds what it does not find there; disabled and for no medium (what reads ahead of a script
 * looks at that alone), nothing fetches them: what they hold
 * would come a second time, and its faces, new ones to the browser, would take the place of the words' a second after these were there.
 * `linkHeader` is the header by which the framework asks for faces; that of the letters of other languages is asked for where there are any.
 */
export function arrange(
  html: string,
  linkHeader: string,
  readStyle: (path: string) => string = styleOfBuild,
): Arranged {
  const headEnd = html.indexOf('</head>');
  const bodyEnd = html.lastIndexOf('</body>');
  if (headEnd === -1 || bodyEnd < headEnd) return { html, styleHash: null };
  const head = html.slice(0, headEnd);
  const links = [...head.matchAll(STYLESHEET)];
  const style = links.map(([, path = '']) => readStyle(path)).join('\n');
  const scripts = head.match(SCRIPTS) ?? [];
  const words = html.replace(SCRIPT_TEXT, '');
  const asked = [...linkHeader.matchAll(FONT)].map(([, face = '']) => face);
  const forLetters = (LETTERS.test(words) ? style.match(LETTERS_FACE) : null) ?? [];
  const faces = [...new Set([...asked, ...forLetters])].map(
    (face) => `<link rel="preload" as="font" type="font/woff2" crossorigin="" href="${face}"/>`,
  );
  const [firstLink] = links;
  const arrangedHead =
    firstLink === undefined
      ? head
      : head
          .slice(0, firstLink.index)
          .concat(
            `<style>${style}</style>`,
            `<script>${PLACE_SCRIPT}</script>`,
            head.slice(firstLink.index).replace(STYLESHEET, ''),
          );
  return {
    html: [
      arrangedHead.replace(SCRIPTS, ''),
      html.slice(headEnd, bodyEnd),
      ...faces,
      ...links.map(([link]) => link.replace('<link ', '<link disabled="" media="not all" ')),
      ...scripts,
      html.slice(bodyEnd),
    ].join(''),
    styleHash:
      firstLink === undefined ? null : `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  };
}
