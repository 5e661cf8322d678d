// Lists the licence of every package in the lockfile in docs/licences.md; with --check it writes nothing and fails when the list is not
// what the lockfile says, or when a package has a licence that is not among those we can pass on.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const LIST = 'docs/licences.md';

/** What a licence that we can pass on asks of us, by its SPDX id. */
const ALLOWED = new Map([
  ...['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Zlib', 'Python-2.0'].map(
    (id) => [id, 'keep its notice'],
  ),
  ...['MIT-0', '0BSD', 'CC0-1.0', 'Unlicense'].map((id) => [id, 'nothing']),
  ['OFL-1.1', 'fonts: keep its notice, do not sell them alone'],
  ['MPL-2.0', 'changes to its own files stay open; we change none'],
  ['CC-BY-4.0', 'data: name where it is from'],
  ...['LGPL-3.0-or-later', 'LGPL-2.1-or-later'].map((id) => [
    id,
    'a library that can be exchanged, as a package of its own is',
  ]),
]);

/** Ids that older packages use for one of SPDX. */
const OLDER = new Map([
  ['LGPL-2.1+', 'LGPL-2.1-or-later'],
  ['Public Domain', 'Unlicense'],
]);

/** True when one way of reading the expression gives only licences that are allowed. */
function isAllowed(expression) {
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((id) => ALLOWED.has(id)));
}

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** The licence whose text stands in the package, where its title says which. */
function titledLicence(path) {
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE'].find((name) =>
    existsSync(`${path}/${name}`),
  );
  const [title = ''] =
    file === undefined ? [] : readFileSync(`${path}/${file}`, 'utf8').trimStart().split('\n', 1);
  return /^(?:The )?(MIT|ISC) Licen[sc]e\b/.exec(title)?.[1];
}

/** The licence as the installed package says it, for the few whose lockfile entry is none. */
function installedLicence(path) {
  const file = `${path}/package.json`;
  if (!existsSync(file)) return undefined;
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof license === 'string') return license;
  // Before SPDX a package gave a list to choose from.
  const types = [license, licenses].flat().flatMap((one) => (one?.type ? [one.type] : []));
  return types.length > 0 ? types.map((type) => OLDER.get(type) ?? type).join(' OR ') : titledLicence(path);
}

/** Every package of the lockfile, with its licence; what is built for another system has that of the package that asks for it. */
function readPackages() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const entries = Object.entries(packages).filter(([path]) => path !== '');
  const askers = new Map(
    entries.flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).map((name) => [name, [path, entry]]),
    ),
  );
  const written = (path, { license }) =>
    typeof license === 'string' && !license.includes('[object') ? license : installedLicence(path);
  return entries.map(([path, entry]) => {
    const asker = askers.get(nameOf(path));
    const licence = written(path, entry) ?? (asker && written(...asker)) ?? 'none said';
    return { name: nameOf(path), licence: OLDER.get(licence) ?? licence, shipped: entry.dev !== true };
  });
}

function listOf(packages) {
  const names = (licence, shipped) =>
    [
      ...new Set(
        packages.filter((one) => one.licence === licence && one.shipped === shipped).map(({ name }) => name),
      ),
    ].sort();
  const count = (licence) => packages.filter((one) => one.licence === licence).length;
  const licences = [...new Set(packages.map(({ licence }) => licence))].sort(
    (a, b) => count(b) - count(a) || a.localeCompare(b, 'en'),
  );
  const sections = licences.map((licence) => {
    const asks = ALLOWED.get(licence);
    const lines = [
      ['Runs with Muster', names(licence, true)],
      ['Builds and tests it', names(licence, false)],
    ]
      .filter(([, list]) => list.length > 0)
      .map(([use, list]) => `${use}: ${list.join(', ')}.`);
    return [`## ${licence}`, ...(asks ? [`It asks: ${asks}.`] : []), ...lines].join('\n\n');
  });
  return `${[
    '# Licences of the packages',
    'Made by `npm run licences` from the lockfile; `npm run verify` fails when it is not current, or when a licence is not among those that\n`scripts/licences.mjs` allows.',
    ...sections,
  ].join('\n\n')}\n`;
}

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const packages = readPackages();
const refused = packages.filter(({ licence }) => !isAllowed(licence));
for (const { name, licence } of refused) {
  console.error(`${name} · licence · ${licence} · one of: ${[...ALLOWED.keys()].join(', ')}`);
}
const list = listOf(packages);
if (!process.argv.includes('--check')) writeFileSync(LIST, list);
const stale = !existsSync(LIST) || readFileSync(LIST, 'utf8') !== list;
if (stale) console.error(`${LIST} is not what the lockfile says: run "npm run licences".`);
if (refused.length > 0 || stale) process.exitCode = 1;
else
  console.log(
    `${packages.length} packages, ${new Set(packages.map(({ licence }) => licence)).size} licences, all allowed.`,
  );
