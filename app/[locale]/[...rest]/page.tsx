import { notFound } from 'next/navigation';

/** No page has this address. */
export default function NoSuchPage(): never {
  notFound();
}
