import { problem } from '@/app/_data/respond';
import { API_PAGE } from '@/lib/api/ask';

// Where next.config.js leads every address of a file that there is not
export function GET(): Response {
  return problem(
    404,
    'No such file',
    `There is no file at this address. All files: /downloads; the API: ${API_PAGE}; a chart’s files: /charts.`,
    {},
    { 'access-control-allow-origin': '*' },
  );
}
