import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { KeySignShape } from '@/app/_components/charts/marks';
import type { EmbedAssets } from '@/app/_embed/assets';
import { DARK, LIGHT, type Palette } from '@/lib/charts/palette';
import { KEY_SIGNS } from '@/lib/charts/spec';

/** Other pages load this one from us: it must stay a trifle. */
const LOADER_BYTES = 1024;

/** The custom properties that drawings in theme "page" and the style sheet use, from the one definition of the colours. */
function properties({ countries, countryTexts, ...palette }: Palette): string {
  const all = [
    ...Object.entries(palette).map(([name, value]) => [name.replace(/[A-Z]/g, '-$&').toLowerCase(), value]),
    ...countries.map((colour, index) => [`country-${index}`, colour]),
    ...countryTexts.map((colour, index) => [`country-text-${index}`, colour]),
  ];
  return all.map(([name, value]) => `--${name}:${value};`).join('');
}

/** Paper is light. */
const COLOURS = `
:root{color-scheme:light;${properties(LIGHT)}}
@media screen{:root[data-theme=dark]{color-scheme:dark;${properties(DARK)}}}
@media screen and (prefers-color-scheme:dark){:root[data-theme=auto]{color-scheme:dark;${properties(DARK)}}}
`;

/** Builds .generated/embed.json. Throws when the loader script is heavier than it may be. */
export async function buildEmbed(root: string): Promise<void> {
  const bundled = async (name: string, format: 'iife' | 'esm'): Promise<string> => {
    const { outputFiles } = await build({
      entryPoints: [join(root, 'app/_embed', `${name}.ts`)],
      bundle: true,
      write: false,
      minify: true,
      format,
      platform: 'browser',
      target: 'es2020',
      alias: { '@': root },
      legalComments: 'none',
    });
    return (outputFiles[0]?.text ?? '').trim();
  };
  const css = await build({
    entryPoints: [join(root, 'app/_embed/embed.css')],
    write: false,
    minify: true,
    target: 'es2020',
  });
  const colours = await transform(COLOURS, { loader: 'css', minify: true });
  const [starter, interaction, loader] = await Promise.all([
    bundled('starter', 'iife'),
    bundled('interaction', 'esm'),
    bundled('loader', 'iife'),
  ]);
  const bytes = Buffer.byteLength(loader);
  if (bytes > LOADER_BYTES)
    throw new Error(`the loader script has ${bytes} bytes, more than ${LOADER_BYTES}`);
  const assets: EmbedAssets = {
    css: colours.code.trim() + (css.outputFiles[0]?.text ?? '').trim(),
    starter,
    interaction: {
      version: createHash('sha256').update(interaction).digest('hex').slice(0, 12),
      text: interaction,
    },
    loader,
    signs: Object.fromEntries(
      KEY_SIGNS.map((sign) => [sign, renderToStaticMarkup(createElement(KeySignShape, { sign }))]),
    ),
  };
  mkdirSync(join(root, '.generated'), { recursive: true });
  writeFileSync(join(root, '.generated/embed.json'), JSON.stringify(assets));
  console.log(`Embed: built; loader ${bytes} bytes, interaction ${Buffer.byteLength(interaction)}.`);
}
