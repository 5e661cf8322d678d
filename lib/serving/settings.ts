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
  /** Whether the world reaches us over TLS: the scheme of MUSTER_ORIGIN. */
  secureOrigin: boolean;
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

function isSecure(written: string | undefined): boolean {
  if (written === undefined || written.trim() === '') return false;
  if (!URL.canParse(written)) {
    throw new Error(`MUSTER_ORIGIN is "${written}"; allowed: an address such as https://muster.example.`);
  }
  return new URL(written).protocol === 'https:';
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
    secureOrigin: isSecure(env.MUSTER_ORIGIN),
  };
}
