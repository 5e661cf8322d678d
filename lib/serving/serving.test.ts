import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addressKind } from './address-kind';
import { Allowance } from './allowance';
import { clientKey } from './client-key';
import { OURSELVES, servedNow, serveFor } from './context';
import { readSettings } from './settings';

describe('who asks', () => {
  it.each([
    ['no proxy: the socket, whatever is claimed', '203.0.113.9', '198.51.100.1', 0, '203.0.113.9'],
    ['one proxy: what it saw', '10.0.0.1', '198.51.100.1', 1, '198.51.100.1'],
    ['one proxy: not what the client claimed', '10.0.0.1', '1.2.3.4, 198.51.100.1', 1, '198.51.100.1'],
    ['two proxies', '10.0.0.1', '1.2.3.4, 198.51.100.1, 10.0.0.2', 2, '198.51.100.1'],
    ['a proxy that was passed by', '203.0.113.9', undefined, 1, '203.0.113.9'],
    ['fewer entries than proxies', '10.0.0.1', '198.51.100.1', 3, '198.51.100.1'],
    ['with a port', '10.0.0.1', '198.51.100.1:4711', 1, '198.51.100.1'],
    ['IPv6 with a port', '10.0.0.1', '[2001:db8:1:2::5]:4711', 1, '2001:db8:1:2::/64'],
    ['no address at all', '10.0.0.1', 'unknown', 1, '10.0.0.1'],
    ['IPv4 inside IPv6', '::ffff:203.0.113.9', undefined, 0, '203.0.113.9'],
    ['one /64 is one client', '2001:db8:0:7:aaaa::1', undefined, 0, '2001:db8:0:7::/64'],
    ['loopback', '::1', undefined, 0, '0:0:0:0::/64'],
    ['nothing known', undefined, undefined, 0, 'unknown'],
  ])('%s', (_, socket, forwarded, proxies, expected) => {
    expect(clientKey(socket, forwarded, proxies)).toBe(expected);
  });

  it('entries that a client adds never change who it is', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string())), fc.ipV4(), (claimed, seen) => {
        const header = [...claimed.map((one) => one.replaceAll(',', ' ')), seen].join(', ');
        return clientKey('10.0.0.1', header, 1) === seen;
      }),
    );
  });

  it('addresses of one /64 are one client, of two are two', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
        const network = (address: string) => new URL(`http://[${address}]/`).hostname.slice(1, -1); // WHATWG form: shortest
        fc.pre(!/^::ffff:/i.test(one) && !/^::ffff:/i.test(other) && network(one) !== network(other));
        const expand = (address: string) => {
          const [head = '', tail] = network(address).split('::');
          const [front, back] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean)) as [
            string[],
            string[],
          ];
          return [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back]
            .slice(0, 4)
            .join(':');
        };
        expect(clientKey(one, undefined, 0) === clientKey(other, undefined, 0)).toBe(
          expand(one) === expand(other),
        );
      }),
    );
  });
});

describe('an allowance', () => {
  const clocked = (perMinute: number) => {
    const clock = { ms: 0 };
    return { clock, allowance: new Allowance(perMinute, () => clock.ms) };
  };

  it('gives a minute’s worth at once, then evenly, and says when there is more', () => {
    const { clock, allowance } = clocked(60);
    for (let i = 0; i < 60; i += 1) expect(allowance.take('a', 1)).toBe(0);
    expect(allowance.take('a', 1)).toBe(1);
    expect(allowance.take('a', 4)).toBe(4);
    expect(allowance.take('b', 1)).toBe(0);
    clock.ms = 4_000;
    expect(allowance.take('a', 4)).toBe(0);
    expect(allowance.take('a', 1)).toBe(1);
  });

  it('lets a cost above the whole pass when all is there', () => {
    const { clock, allowance } = clocked(2);
    expect(allowance.take('a', 4)).toBe(0);
    expect(allowance.take('a', 4)).toBe(60);
    clock.ms = 60_000;
    expect(allowance.take('a', 4)).toBe(0);
  });

  it('never gives more than it holds and what has flowed in, and a wait that is kept is enough', () => {
    const asked = fc.array(fc.record({ after: fc.nat(20_000), cost: fc.integer({ min: 1, max: 6 }) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 50 }), asked, (perMinute, asks) => {
        const { clock, allowance } = clocked(perMinute);
        let given = 0;
        for (const { after, cost } of asks) {
          clock.ms += after;
          const wait = allowance.take('a', cost);
          if (wait > 0) {
            expect(Number.isInteger(wait)).toBe(true);
            clock.ms += wait * 1000;
            expect(allowance.take('a', cost)).toBe(0);
          }
          given += cost;
          expect(given).toBeLessThanOrEqual(perMinute + (clock.ms * perMinute) / 60_000 + 1e-6);
        }
      }),
    );
  });

  it('is never nothing', () => expect(() => new Allowance(0)).toThrow(/above 0/));
});

describe('what serving costs', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    Reflect.deleteProperty(globalThis, 'musterAllowance');
  });

  it('is charged to the client served, each for itself, and to nobody outside of the server', async () => {
    vi.stubEnv('MUSTER_COSTLY_PER_MINUTE', '2');
    const { chargeFor, TooManyRequestsError } = await import('./costly');
    const twice = () => {
      chargeFor('picture');
      chargeFor('picture');
    };
    serveFor({ client: 'one' }, twice);
    serveFor({ client: 'other' }, twice);
    expect(() => serveFor({ client: 'one' }, () => chargeFor('picture'))).toThrow(TooManyRequestsError);
    serveFor({ client: OURSELVES }, () => {
      for (let i = 0; i < 10; i += 1) chargeFor('picture');
    });
    expect(servedNow()).toBeNull();
    for (let i = 0; i < 10; i += 1) chargeFor('package');
  });

  it('is nothing when the limit is 0', async () => {
    vi.stubEnv('MUSTER_COSTLY_PER_MINUTE', '0');
    const { chargeFor } = await import('./costly');
    serveFor({ client: 'one' }, () => {
      for (let i = 0; i < 10_000; i += 1) chargeFor('package');
    });
  });
});

describe('settings', () => {
  it('have standards', () => {
    expect(readSettings({})).toEqual({
      trustedProxies: 0,
      costlyPerMinute: 240,
      keptBytes: 128 * 1024 * 1024,
      makesAhead: true,
      metricsPort: null,
      metricsHost: 'localhost',
      origin: null,
    });
    expect(
      readSettings({ MUSTER_ORIGIN: 'https://muster.example', MUSTER_METRICS_PORT: '9100' }),
    ).toMatchObject({
      origin: 'https://muster.example',
      metricsPort: 9100,
    });
  });

  it.each([
    ['', null],
    ['  ', null],
    ['https://muster.example/', 'https://muster.example'],
    [' http://Localhost:80 ', 'http://localhost'],
    ['http://localhost:4100', 'http://localhost:4100'],
  ])('take MUSTER_ORIGIN="%s" for %s', (written, origin) => {
    expect(readSettings({ MUSTER_ORIGIN: written }).origin).toBe(origin);
  });

  it.each([
    ['MUSTER_TRUSTED_PROXIES', 'two'],
    ['MUSTER_TRUSTED_PROXIES', '-1'],
    ['MUSTER_COSTLY_PER_MINUTE', '1e3'],
    ['MUSTER_METRICS_PORT', '70000'],
    ['MUSTER_ORIGIN', 'muster'],
    ['MUSTER_ORIGIN', 'muster:8080'],
    ['MUSTER_ORIGIN', 'ftp://muster.example'],
    ['MUSTER_ORIGIN', 'https://muster.example/data'],
    ['MUSTER_ORIGIN', 'https://a@muster.example'],
    ['MUSTER_ORIGIN', 'https://muster.example?x'],
  ])('%s=%s is refused with what is allowed', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(`${name} is "${value}"; allowed: `);
  });
});

it.each([
  ['/', 'page'],
  ['/fr/measures/se-varnplikt', 'page'],
  ['/api', 'page'],
  ['/api/v1/measures', 'api'],
  ['/charts/budgets', 'page'],
  ['/charts/budgets.svg', 'picture'],
  ['/charts/budgets.csv', 'file'],
  ['/datapackage.zip', 'file'],
  ['/embed/charts/budgets', 'embed'],
  ['/_next/static/chunks/a.js', 'asset'],
  ['/readyz', 'health'],
] as const)('%s is a %s', (path, kind) => {
  expect(addressKind(path)).toBe(kind);
});
