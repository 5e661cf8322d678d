import { answer, problem } from '@/app/_data/respond';
import { readiness } from '@/lib/queries/health';

/** Never kept: it is about this moment. */
export const dynamic = 'force-dynamic';

// GET /readyz – that a release can be read, and which; 503 with the reason when none can
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const state = await readiness();
    if (state.ready) {
      return Response.json(
        { status: 'ready', release: state.release },
        { headers: { 'cache-control': 'no-store' } },
      );
    }
    const { reason } = state.error;
    return problem(
      503,
      'Not ready',
      `No release can be read: ${reason}.`,
      { reason },
      { 'retry-after': '30' },
    );
  });
}
