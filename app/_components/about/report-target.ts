/** Where a reader can send a report of an error; both null where the site names none. */
export interface ReportTarget {
  /** An https or http address: an issue tracker's form, say. */
  url: string | null;
  email: string | null;
}

/**
 * Where reports go, from the environment: MUSTER_REPORT_URL and MUSTER_REPORT_EMAIL. Throws a TypeError that names variable
 * and value when one is set and is no http(s) address, or no e-mail address.
 */
export function reportTarget(environment: Readonly<Record<string, string | undefined>>): ReportTarget {
  const url = environment.MUSTER_REPORT_URL?.trim() || null;
  const email = environment.MUSTER_REPORT_EMAIL?.trim() || null;
  if (url !== null && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
    throw new TypeError(
      `MUSTER_REPORT_URL is "${url}"; allowed: an address that begins with https:// or http://`,
    );
  }
  if (email !== null && !/^[^\s@,;:<>?&"]+@[^\s@,;:<>?&"]+$/.test(email)) {
    throw new TypeError(`MUSTER_REPORT_EMAIL is "${email}"; allowed: one e-mail address`);
  }
  return { url, email };
}

/** A mailto address with subject and text filled in (RFC 6068: percent-encoded, lines parted by CRLF). */
export function mailtoHref(email: string, subject: string, text: string): string {
  const encoded = (part: string) => encodeURIComponent(part.replace(/\r?\n/g, '\r\n'));
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}?subject=${encoded(subject)}&body=${encoded(text)}`;
}
