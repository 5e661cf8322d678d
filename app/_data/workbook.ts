import 'server-only';
import { cslItem, writeCitation } from '@/lib/export/citation';
import { attachment } from '@/lib/export/filename';
import {
  aboutLines,
  type WorkbookAbout,
  type WorkbookContent,
  workbook,
  XLSX_MEDIA_TYPE,
} from '@/lib/export/xlsx';
import { chargeFor } from '@/lib/serving/costly';
import { CACHE_CONTROL } from './respond';

type Content<Row> = Pick<WorkbookContent<Row>, 'title' | 'rows' | 'columns' | 'translator'> & {
  name: string;
  about: Omit<WorkbookAbout, 'rows' | 'citation'>;
};

/** The answer of an address that ends in .xlsx: data, "About" with how to cite it, and "Codebook". */
export async function workbookResponse<Row>(content: Content<Row>): Promise<Response> {
  chargeFor('workbook');
  const { title, rows, translator: tr, name, about } = content;
  const exact = new URL(about.address);
  exact.searchParams.set('release', about.release.id);
  const item = cslItem(
    {
      kind: 'dataset',
      title:
        about.filter === null ? title : tr.t('takeAway.citation.filtered', { title, filter: about.filter }),
      url: exact.href.replaceAll('%2C', ','),
      release: about.release,
      asOf: about.asOf,
      accessedOn: new Date().toISOString().slice(0, 10),
    },
    tr,
  );
  const bytes = await workbook({
    ...content,
    loadedAt: about.release.loadedAt,
    about: aboutLines({ ...about, rows: rows.length, citation: writeCitation(item, 'text', tr).trim() }, tr),
  });
  return new Response(bytes, {
    headers: {
      'content-type': XLSX_MEDIA_TYPE,
      'content-disposition': attachment(name),
      'cache-control': CACHE_CONTROL,
    },
  });
}
