import { citedAt, ownAddress } from '@/app/_data/cited';
import { citedApi, isApiAddress } from '@/app/_data/cited-api';
import { answer, notUnderstood, originOf, problem } from '@/app/_data/respond';
import { isOneOf } from '@/lib/domain/codes';
import { shownValue } from '@/lib/domain/text';
import { CITATION_FILES, CITATION_FORMATS, cslItem, writeCitation } from '@/lib/export/citation';
import { citationName, inline } from '@/lib/export/filename';

const LONGEST_ADDRESS = 4000;

// GET /cite?url=&format=text|bibtex|ris|csl – how to cite a page, file or view of ours, in this release
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const { searchParams } = new URL(request.url);
    const [written, format] = [searchParams.get('url') ?? '', searchParams.get('format') ?? 'text'];
    const misread = (detail: string) => problem(400, 'The address was not understood', detail);
    const unknown = [...searchParams.keys()].find((name) => name !== 'url' && name !== 'format');
    if (unknown !== undefined)
      return misread(`Unknown parameter "${shownValue(unknown)}". Allowed: url, format.`);
    if (!isOneOf(CITATION_FORMATS, format)) {
      return misread(`Unknown format "${shownValue(format)}". Allowed: ${CITATION_FORMATS.join(', ')}.`);
    }
    if (written === '')
      return misread('Parameter url is missing: the address of a page, file or view of ours.');
    if (written.length > LONGEST_ADDRESS)
      return misread(`Parameter url takes up to ${LONGEST_ADDRESS} characters.`);
    const url = ownAddress(written, originOf(request));
    const cited = url && (isApiAddress(url) ? await citedApi(url) : await citedAt(url));
    if (!url || !cited || (!cited.found && cited.reports === null)) {
      return problem(404, 'Nothing of ours', `Muster has no page or file at "${shownValue(written)}".`);
    }
    if (!cited.found) return notUnderstood(cited.reports);
    const item = cslItem({ ...cited.work, accessedOn: new Date().toISOString().slice(0, 10) }, cited.tr);
    const { mediaType, extension } = CITATION_FILES[format];
    return new Response(writeCitation(item, format, cited.tr), {
      headers: {
        'content-type': mediaType,
        'content-disposition': inline(citationName(url, cited.work.release.loadedAt.slice(0, 10), extension)),
        // It names the day of access.
        'cache-control': 'no-store',
      },
    });
  });
}
