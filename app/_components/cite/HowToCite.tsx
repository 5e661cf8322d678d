import { citedAt } from '@/app/_data/cited';
import { siteOrigin } from '@/app/_data/origin';
import { Cite } from './Cite';
import { citeWords, pageCitation } from './words';

/** How to cite the page at `address` (path and query, with its language), as `/cite` does. */
export async function HowToCite({ address }: { address: string }) {
  const cited = await citedAt(new URL(address, siteOrigin()));
  if (!cited.found) throw new Error(`${address}: a page of ours that cannot be cited`);
  const { pathname, search } = new URL(address, siteOrigin());
  const url = `${siteOrigin()}${pathname}${search}`.replaceAll('%2C', ',');
  return <Cite citation={pageCitation({ ...cited.work, url }, cited.tr)} words={citeWords(cited.tr)} />;
}
