import { loadMeasure } from '@/app/_components/measure/load';
import { answer, CACHE_CONTROL, originOf, problem } from '@/app/_data/respond';
import { getDatabase } from '@/db/client';
import { measureJson } from '@/lib/export/measure-json';
import { nearMeasures } from '@/lib/queries/measures';

// GET /measures/{id}.json – everything known about one measure (rewritten here by next.config.js)
export function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answer(request, async () => {
    const { id } = await params;
    const view = await loadMeasure(id);
    if (!view) {
      const near = await nearMeasures(await getDatabase(), id, 5);
      return problem(404, 'No such measure', `There is no measure "${id}".`, {
        near: near.map((measure) => ({ id: measure.id, name: measure.name })),
      });
    }
    const json = measureJson({ ...view, pageUrl: `${originOf(request)}/measures/${id}` });
    return new Response(`${JSON.stringify(json, null, 2)}\n`, {
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': CACHE_CONTROL },
    });
  });
}
