/** What the environment says about serving. */
export interface ServingSettings {
  /** Proxies of ours between the world and this server: each adds one entry to X-Forwarded-For. */
  trustedProxies: number;
  /** Costly answers that one client may have made in a minute (`COSTS`); 0 is no limit. */
  costlyPerMinute: number;
  /** What kept answers may take, in bytes. */
  keptBytes: number;
  /** Whether the most read pages are made when the server starts. */
  makesAhead: boolean;
  /** Where metrics are served; null is nowhere. */
  metricsPort: number | null;
  metricsHost: string;
  /** How the world calls this site (`publicOrigin`); null is by the address of each request. */
  origin: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

const COSTLY_PER_MINUTE = 240;
const KEPT_MEGABYTES = 128;

function wholeNumber(env: Environment, name: string, standard: number, most: number): number {
  const written = env[name]?.trim();
  if (written === undefined || written === '') return standard;
  const number = Number(written);
  if (/^\d+$/.test(written) && number <= most) return number;
  throw new Error(`${name} is "${written}"; allowed: a whole number from 0 to ${most}.`);
}

/**
 * How the world calls this site, from MUSTER_ORIGIN: scheme, host and port, without a slash at the end. Null when it is not set or
 * empty. Throws an Error when it is anything but such an address, for absolute links are made by putting a path behind it.
 */
export function publicOrigin(env: Environment): string | null {
  const written = env.MUSTER_ORIGIN?.trim() ?? '';
  if (written === '') return null;
  const url = URL.canParse(written) ? new URL(written) : null;
  const isOrigin =
    url !== null && ['http:', 'https:'].includes(url.protocol) && url.href === `${url.origin}/`;
  if (!isOrigin) {
    throw new Error(
      `MUSTER_ORIGIN is "${written}"; allowed: scheme, host and port alone, such as https://muster.example.`,
    );
  }
  return url.origin;
}

/** Reads MUSTER_TRUSTED_PROXIES, MUSTER_COSTLY_PER_MINUTE, MUSTER_KEPT_MEGABYTES, MUSTER_MAKE_AHEAD, MUSTER_METRICS_PORT, MUSTER_METRICS_HOST and MUSTER_ORIGIN. Throws an Error that says what is allowed. */
export function readSettings(env: Environment): ServingSettings {
  const metricsPort = wholeNumber(env, 'MUSTER_METRICS_PORT', 0, 65_535);
  return {
    trustedProxies: wholeNumber(env, 'MUSTER_TRUSTED_PROXIES', 0, 10),
    costlyPerMinute: wholeNumber(env, 'MUSTER_COSTLY_PER_MINUTE', COSTLY_PER_MINUTE, 1_000_000),
    keptBytes: wholeNumber(env, 'MUSTER_KEPT_MEGABYTES', KEPT_MEGABYTES, 65_536) * 1024 * 1024,
    makesAhead: wholeNumber(env, 'MUSTER_MAKE_AHEAD', 1, 1) === 1,
    metricsPort: metricsPort === 0 ? null : metricsPort,
    metricsHost: env.MUSTER_METRICS_HOST?.trim() || 'localhost',
    origin: publicOrigin(env),
  };
}
