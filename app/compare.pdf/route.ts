import { briefOfComparison } from '@/app/_data/brief/answer';
import { answer } from '@/app/_data/respond';

// GET /compare.pdf?countries=&measures=&year=&mode=&money=&asOf=&lang=&release= – the comparison for a folder
export function GET(request: Request): Promise<Response> {
  return answer(request, () => briefOfComparison(request));
}
