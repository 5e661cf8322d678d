import 'server-only';
import { GET as measuresCsv } from '@/app/measures.csv/route';
import { GET as measuresJson } from '@/app/measures.json/route';
import { GET as measuresXlsx } from '@/app/measures.xlsx/route';
import type { DataFile, FileFormat } from '@/lib/domain/data-files';
import { siteOrigin } from './origin';
import { answer } from './respond';
import { streamed } from './stream';
import { isHistory, tableFile } from './table-file';

/** A whole file of the present release as its address gives it, without a filter and without options. */
export function wholeFile(file: DataFile, format: FileFormat): Promise<Response> {
  const request = new Request(`${siteOrigin()}/${file}.${format}`);
  if (file !== 'measures') {
    return answer(request, () =>
      streamed(request, (db, releases) => tableFile(db, releases, request, file, format), !isHistory(file)),
    );
  }
  switch (format) {
    case 'csv':
      return measuresCsv(request);
    case 'json':
      return measuresJson(request);
    case 'xlsx':
      return measuresXlsx(request);
  }
}
