/**
 * The address of a licence's text, from the licence as a publisher's terms are recorded; null where the words name none that
 * has an address of its own. Creative Commons licences stand at `/licenses/{terms}/{version}/{port}/`
 * (https://creativecommons.org/share-your-work/cclicenses/).
 */
export function licenceAddress(licence: string): string | null {
  const [, version, port] = /^CC BY (\d\.\d)( IGO)?(?![\w.-])/.exec(licence) ?? [];
  if (version === undefined) return null;
  return `https://creativecommons.org/licenses/by/${version}/${port === undefined ? '' : 'igo/'}`;
}
