/** Never kept: it is about this moment. */
export const dynamic = 'force-dynamic';

// GET /healthz – that this process answers; whether it can read is /readyz
export function GET(): Response {
  return Response.json({ status: 'alive' }, { headers: { 'cache-control': 'no-store' } });
}
