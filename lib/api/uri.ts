import 'server-only';

/** Characters that a URL may show and a URI may not have (RFC 3986, 2). */
const UNSAFE = /[`{}|^\\[\]]/g;

/** An absolute address as a URI: only ASCII, so that it can stand in a header, in JSON, and between quotes of any shell. */
export function uri(address: string): string {
  return new URL(address).href.replace(
    UNSAFE,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
