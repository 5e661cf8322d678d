import { answer, problem } from '@/app/_data/respond';
import { streamed } from '@/app/_data/stream';
import { isHistory, tableFile } from '@/app/_data/table-file';
import { isOneOf } from '@/lib/domain/codes';
import { DATA_FILES, FILE_FORMATS } from '@/lib/domain/data-files';

interface Params {
  params: Promise<{ file: string; format: string }>;
}

// GET /observations.csv, /sources.json, /events.xlsx … ?<filter of the page>&bom=&sep=&lang= – whole data, or a view of it
export function GET(request: Request, { params }: Params): Promise<Response> {
  return answer(request, async () => {
    const { file, format } = await params;
    if (!isOneOf(DATA_FILES, file) || file === 'measures' || !isOneOf(FILE_FORMATS, format)) {
      return problem(
        404,
        'No such file',
        `There is no file ${file}.${format}; /downloads lists those there are.`,
      );
    }
    return streamed(
      request,
      (db, releases) => tableFile(db, releases, request, file, format),
      !isHistory(file),
    );
  });
}
