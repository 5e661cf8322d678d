import { cardOfAddress } from '@/app/_data/card';
import { answer, problem } from '@/app/_data/respond';
import { isOneOf } from '@/lib/domain/codes';
import { CARD_KINDS } from '@/lib/view-state/cards';

// GET /cards/{kind}/{id}.png – what a network shows under a link to a page (rewritten here by next.config.js)
export function GET(
  request: Request,
  { params }: { params: Promise<{ kind: string; id: string }> },
): Promise<Response> {
  return answer(request, async () => {
    const { kind, id } = await params;
    if (!isOneOf(CARD_KINDS, kind)) {
      return problem(404, 'No such card', `Cards are of: ${CARD_KINDS.join(', ')}.`);
    }
    return cardOfAddress(request, kind, id);
  });
}
