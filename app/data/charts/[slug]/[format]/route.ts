import { CHART_FILES, fileOfAddress } from '@/app/_data/chart-files';
import { pictureOfAddress } from '@/app/_data/picture';
import { answer, originOf, problem } from '@/app/_data/respond';
import { CHART_SLUGS, isOneOf } from '@/lib/domain/codes';
import { shownValue } from '@/lib/domain/text';
import { PICTURE_FORMATS } from '@/lib/view-state/pictures';

interface Context {
  params: Promise<{ slug: string; format: string }>;
}

// GET /charts/{slug}.json – the spec that draws the chart; .csv and .xlsx – its table, in words and in plain values; .svg and .png – its picture (rewritten here by next.config.js)
export function GET(request: Request, { params }: Context): Promise<Response> {
  return answer(request, async () => {
    const { slug, format } = await params;
    if (!isOneOf(CHART_SLUGS, slug)) {
      return problem(404, 'No such chart', `There is no chart "${shownValue(slug)}".`, {
        charts: CHART_SLUGS,
      });
    }
    const search = new URL(request.url).searchParams;
    if (isOneOf(PICTURE_FORMATS, format)) return pictureOfAddress(request, slug, format);
    if (isOneOf(CHART_FILES, format)) return fileOfAddress(slug, format, search, originOf(request));
    return problem(404, 'No such file', `A chart has no form "${shownValue(format)}".`, {
      formats: [...CHART_FILES, ...PICTURE_FORMATS],
    });
  });
}
