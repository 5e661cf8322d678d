import { briefOfCountry } from '@/app/_data/brief/answer';
import { atCountry } from '@/app/_data/country-address';
import { answer } from '@/app/_data/respond';

// GET /countries/{iso2}.pdf?asOf=&lang=&release= – a country's page for a folder (rewritten here by next.config.js)
export function GET(request: Request, { params }: { params: Promise<{ iso2: string }> }): Promise<Response> {
  return answer(request, async () => {
    const { iso2 } = await params;
    return atCountry(request, iso2, () => briefOfCountry(request, iso2));
  });
}
