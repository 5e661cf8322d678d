import { serveApi } from '@/app/_data/api';

interface Context {
  params: Promise<{ path: string[] }>;
}

/** `/api/v1`, `/api/v1/{resource}`, `/api/v1/{resource}/{id}`, `/api/v1/openapi.json`; for reading only, said to every other method. */
async function handle(request: Request, { params }: Context): Promise<Response> {
  return serveApi(request, (await params).path);
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
