/** What an address may show on a page and a URI may not have (RFC 3986, section 2). */
const NOT_OF_A_URI = /[^!-~]|["<>`{}|^\\[\]]|%(?![0-9A-Fa-f]{2})/;
const LEFT_BY_URL = /[`{}|^\\[\]]|%(?![0-9A-Fa-f]{2})/g;

/**
 * An absolute address as a URI: only ASCII, so that it can stand in a header, in JSON, and between quotes of any shell.
 * Throws a TypeError when the address is none.
 */
export function uri(address: string): string {
  return new URL(address).href.replace(
    LEFT_BY_URL,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** A source's address as its publisher wrote it where that is a URI; else the same address as one. */
export function sourceUri(address: string): string {
  return NOT_OF_A_URI.test(address) ? uri(address) : address;
}
