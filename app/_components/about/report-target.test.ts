import { describe, expect, it } from 'vitest';
import { mailtoHref, reportTarget } from './report-target';

describe('where reports go', () => {
  it('is nowhere of its own when nothing is set', () => {
    expect(reportTarget({})).toEqual({ url: null, email: null });
    expect(reportTarget({ MUSTER_REPORT_URL: ' ', MUSTER_REPORT_EMAIL: '' })).toEqual({
      url: null,
      email: null,
    });
  });

  it('is what the environment names', () => {
    expect(
      reportTarget({
        MUSTER_REPORT_URL: 'https://tracker.invalid/new',
        MUSTER_REPORT_EMAIL: 'errors@muster.invalid',
      }),
    ).toEqual({ url: 'https://tracker.invalid/new', email: 'errors@muster.invalid' });
  });

  it.each(['javascript:alert(1)', 'tracker.invalid/new', 'mailto:a@b.invalid'])(
    'refuses %s as an address, naming variable and value',
    (url) => {
      expect(() => reportTarget({ MUSTER_REPORT_URL: url })).toThrow(`MUSTER_REPORT_URL is "${url}"`);
    },
  );

  it.each(['nobody', 'a@b@c', 'a@b.invalid, c@d.invalid', 'a@b?cc=c@d'])(
    'refuses %s as an e-mail address',
    (email) => {
      const read = () => reportTarget({ MUSTER_REPORT_EMAIL: email });
      expect(read).toThrow(`MUSTER_REPORT_EMAIL is "${email}"`);
    },
  );

  it('fills subject and text into a mail by RFC 6068', () => {
    expect(mailtoHref('a+b@c.invalid', 'Error: 100 %', 'one\ntwo & three')).toBe(
      'mailto:a%2Bb@c.invalid?subject=Error%3A%20100%20%25&body=one%0D%0Atwo%20%26%20three',
    );
  });
});
