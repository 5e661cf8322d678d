import { briefOfCountry } from '@/app/_data/brief/answer';
import { answer } from '@/app/_data/respond';

// GET /countries/{iso2}.pdf?asOf=&lang=&release= – a country's page for a folder (rewritten here by next.config.js)
export function GET(request: Request, { params }: { params: Promise<{ iso2: string }> }): Promise<Response> {
  return answer(request, async () => briefOfCountry(request, (await params).iso2));
}
