import { noteFault } from '@/lib/serving/context';

/** Told by the framework of every fault of a page: noted with the request, for the server that waits for its answer. */
export function onRequestError(error: unknown): void {
  noteFault(error);
}
