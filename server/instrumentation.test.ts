import { expect, it } from 'vitest';
import { onRequestError } from '@/instrumentation';
import { type Serving, serveFor } from '@/lib/serving/context';

it('a fault of a page is noted with the request that met it', () => {
  const met: Serving = { client: 'one' };
  const other: Serving = { client: 'other' };
  const fault = new TypeError('a fault of ours');
  serveFor(met, () => onRequestError(fault));
  serveFor(other, () => undefined);
  expect([met.fault, other.fault]).toEqual([fault, undefined]);
});
