import { z } from 'zod';

/*
 * Where the page is on which a reader follows a link, as the framework writes it in a header when it asks for the data of another.
 * What has not this shape it answers with 500; so it is looked at before.
 */

/** What of the four parts of a dynamic segment decides nothing but which parameter it is. */
const PARAMETER_KINDS = [
  'c',
  'ci(..)(..)',
  'ci(.)',
  'ci(..)',
  'ci(...)',
  'oc',
  'd',
  'di(..)(..)',
  'di(.)',
  'di(..)',
  'di(...)',
];

const segment = z.union([
  z.string(),
  z.tuple([z.string(), z.string(), z.enum(PARAMETER_KINDS), z.array(z.string()).nullable()]),
]);

type RouterState = [
  z.infer<typeof segment>,
  Record<string, RouterState>,
  ([string, string] | null)?,
  (string | null)?,
  (number | null)?,
  string?,
];

const routerState: z.ZodType<RouterState> = z.lazy(() =>
  z.tuple([
    segment,
    z.record(z.string(), routerState),
    z.tuple([z.string(), z.string()]).nullish(),
    z.enum(['refetch', 'inside-shared-layout', 'metadata-only']).nullish(),
    z.number().nullish(),
    z.string().optional(),
  ]),
);

/** True when the framework can read this header. False as well for what names a prototype, which no page of ours does. */
export function isRouterState(header: string): boolean {
  let namesPrototype = false;
  try {
    const state: unknown = JSON.parse(decodeURIComponent(header), (name, value: unknown) => {
      namesPrototype ||= name === '__proto__';
      return value;
    });
    return !namesPrototype && routerState.safeParse(state).success;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof URIError) return false;
    throw error;
  }
}
