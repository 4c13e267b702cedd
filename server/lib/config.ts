import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';
import { listUnknownSettings, type ServerSetting } from './settings-guide.ts';
import { StartRefusal } from './start-refusal.ts';

/** What the installation must be, if it is told, and what a new one becomes. */
const demoFlag = z
  .enum(['0', '1', 'true', 'false', 'new', ''])
  .default('')
  .transform((value): Config['mode'] => {
    if (value === '1' || value === 'true') return { asked: 'demo', first: 'demo' };
    if (value === '0' || value === 'false') return { asked: 'real', first: 'real' };
    return { asked: null, first: value === 'new' ? 'demo' : 'real' };
  });

/** An address or a network of IPv4 or IPv6; one of all addresses would trust everybody. */
function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/');
  const size = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  if (size === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 8 && Number(bits) <= size);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  /** The same database under the account that owns its tables and changes them at a start; empty = DATABASE_URL does both. */
  DATABASE_OWNER_URL: z.string().default(''),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** An empty one means this machine alone too: to Node it would mean every address there is. */
  HOST: z
    .string()
    .default('')
    .transform((host) => host || '127.0.0.1'),
  /** Folder for uploaded files, the basemap and the server's own secrets. */
  OTKLIK_DATA: z.string().default('.local/data'),
  /**
   * 1 = a demo: filled with an invented city, shows its sign-ins and letters; 0 = real. Settled by the first start for good:
   * later the other one is refused. `new` = as it is, a demo if it is new; empty = as it is, real if it is new.
   */
  OTKLIK_DEMO: demoFlag,
  /** The moment to which a copy was returned to be looked at: the clock begins there, and nothing is changed; empty = the city lives. */
  OTKLIK_AS_OF: z.union([z.literal(''), z.iso.datetime({ offset: true })]).default(''),
  OTKLIK_ONLY: z.enum(['web', 'worker', '']).default(''),
  /** Where a process of background work alone answers to the monitoring; 0 = nowhere. */
  OTKLIK_WORKER_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  /** Key that seals secrets at rest, at least 32 characters; empty = a file of the data folder. */
  OTKLIK_SEAL_KEY: z
    .string()
    .refine((text) => text === '' || text.length >= 32, 'Не короче 32 знаков')
    .default(''),
  /** Former keys by commas, newest first: what they sealed still opens. */
  OTKLIK_SEAL_KEYS_OLD: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((one) => one.trim() || [])),
  /** Ed25519 key that signs the journal's days, PKCS#8 in PEM or base64; empty = a file of the data folder. */
  OTKLIK_RECORD_KEY: z.string().default(''),
  /** Fingerprints of former keys of the journal by commas: days they signed are still believed. */
  OTKLIK_RECORD_KEYS_OLD: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((one) => one.trim().toLowerCase() || []))
    .pipe(z.array(z.string().regex(/^[0-9a-f]{64}$/, 'не отпечаток ключа: нужны 64 знака из письма'))),
  /** Who gets the root of each day by e-mail, by commas: kept here so that the database cannot say otherwise. */
  OTKLIK_RECORD_LETTERS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((one) => one.trim() || []))
    .pipe(z.array(z.email('не адрес почты'))),
  /** Proxies whose word of the caller's address counts, beside this machine itself: addresses and networks by commas. */
  OTKLIK_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text, issues) => {
      const list = text.split(',').flatMap((one) => one.trim() || []);
      const wrong = list.find((one) => !isNetwork(one));
      if (wrong === undefined) return list;
      issues.addIssue(
        `«${wrong}» — не адрес и не сеть. Пишите через запятую: 10.0.0.5, 10.1.0.0/24, fd00::/64`,
      );
      return z.NEVER;
    }),
  /** Key to /metrics, at least 16 characters; empty = nobody reads it. */
  OTKLIK_METRICS_TOKEN: z
    .string()
    .refine((text) => text === '' || text.length >= 16, 'Не короче 16 знаков')
    .default(''),
  /** Public address, for links in letters and for the origin check; empty = by the request. */
  OTKLIK_URL: z.string().default(''),
  /** Ground of the city: a folder of packs/base/city; empty = what the installation has (`lib/module/mode.ts`). */
  OTKLIK_CITY: z
    .string()
    .regex(/^[a-z0-9-]*$/)
    .default(''),
  OTKLIK_POOL: z.coerce.number().int().min(2).max(200).default(20),
  OTKLIK_EVENT_BATCH: z.coerce.number().int().min(1).max(5000).default(500),
  /** Requests a minute from one address before 429; 0 = no general limit (behind a proxy that limits, benchmarks). */
  OTKLIK_REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).default(600),
  /** Memory for figures of the heat map, megabytes; a city that does not fit is counted from rollups in the database. 0 = always. */
  OTKLIK_FIGURES_MB: z.coerce.number().int().min(0).default(1024),
  /** 0 = no rollups either: every question reads the cases; for comparisons. */
  OTKLIK_FIGURES_ROLLUP: z.enum(['0', '1']).default('1'),
  /** How far figures may lag behind the cases, ms; 0 = each question looks first. */
  OTKLIK_FIGURES_LAG_MS: z.coerce.number().int().min(0).max(1000).default(250),
  /** Program that checks a detached signature to the end: a JSON array of words with {document} and {signature}; empty = none. */
  OTKLIK_SIGNATURE_CHECK: z
    .string()
    .default('')
    .transform((text, issues): string[] | null => {
      if (!text) return null;
      const words = z.array(z.string().min(1)).min(1).safeParse(parseJson(text));
      if (words.success) return words.data;
      issues.addIssue('Список слов в виде ["программа","{signature}","{document}"]');
      return z.NEVER;
    }),
  OTKLIK_SIGNATURE_CHECK_SECONDS: z.coerce.number().int().min(1).max(300).default(30),
  /** Where to tell of a hole in the security: e-mail or https address, for /.well-known/security.txt; empty = none. */
  OTKLIK_SECURITY_CONTACT: z
    .string()
    .regex(/^(|https:\/\/\S+|mailto:\S+@\S+|[^\s:]+@\S+)$/, 'e-mail или адрес https://')
    .default(''),
  /** How copies are kept, told by the start script: by its keeper, by whoever has the database, not at all. */
  OTKLIK_BACKUPS: z.enum(['kept', 'own', 'off']).default('off'),
  BASEMAP_RASTER_URL: z.string().default(''),
  BASEMAP_ATTRIBUTION: z.string().default('© участники OpenStreetMap'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
} satisfies Record<ServerSetting, z.ZodType>);

/** What a setting is where it is not given; empty = nothing, or what its words say. */
export function usualSetting(name: ServerSetting): string {
  let one: z.core.$ZodType = schema.shape[name];
  while (one instanceof z.ZodPipe) one = one.in;
  return one instanceof z.ZodDefault ? String(one.def.defaultValue) : '';
}

export interface Config {
  databaseUrl: string;
  /** Asked at the start alone; empty afterwards, and where one account does both. */
  databaseOwnerUrl: string;
  port: number;
  host: string;
  dataDir: string;
  mode: { asked: 'demo' | 'real' | null; first: 'demo' | 'real' };
  /** What the installation is (`lib/module/mode.ts`); false until that has been read. */
  isDemo: boolean;
  /** The moment whose city is looked at; null = the city lives. */
  asOf: Date | null;
  only: 'web' | 'worker' | '';
  workerPort: number;
  sealKey: string;
  sealKeysOld: string[];
  recordKey: string;
  /** Fingerprints of keys that signed former days. */
  recordKeysOld: string[];
  /** E-mail addresses that get the root of each day. */
  recordLetters: string[];
  /** Proxies beside this machine itself. */
  trustedProxies: string[];
  metricsToken: string;
  publicUrl: string;
  securityContact: string;
  /** Folder of packs/base/city; empty until the installation has told which it goes by. */
  city: string;
  poolSize: number;
  /** Events of channels that one commit takes at most; 1 = each is committed alone. */
  eventBatch: number;
  requestsPerMinute: number;
  figuresMegabytes: number;
  figuresRollup: boolean;
  figuresLagMs: number;
  signatureCheck: { command: string[]; seconds: number } | null;
  backups: 'kept' | 'own' | 'off';
  /** Variables that were meant for Otklik and that nothing reads. */
  unknownSettings: string[];
  basemapRasterUrl: string;
  basemapAttribution: string;
  logLevel: z.infer<typeof schema>['LOG_LEVEL'];
}

/** Reads the process environment once; throws a readable error naming each wrong variable. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = schema.safeParse(env);
  if (!parsed.success) throw new StartRefusal(`Настройки неверны:\n${z.prettifyError(parsed.error)}`);
  const value = parsed.data;
  if (value.OTKLIK_AS_OF && value.OTKLIK_ONLY !== 'web')
    throw new StartRefusal(
      'Город, каким он был (OTKLIK_AS_OF), только смотрят: запустите его с OTKLIK_ONLY=web.',
    );
  return {
    databaseUrl: value.DATABASE_URL,
    databaseOwnerUrl: value.DATABASE_OWNER_URL,
    port: value.PORT,
    host: value.HOST,
    dataDir: value.OTKLIK_DATA,
    mode: value.OTKLIK_DEMO,
    isDemo: false,
    asOf: value.OTKLIK_AS_OF ? new Date(value.OTKLIK_AS_OF) : null,
    only: value.OTKLIK_ONLY,
    workerPort: value.OTKLIK_WORKER_PORT,
    sealKey: value.OTKLIK_SEAL_KEY,
    sealKeysOld: value.OTKLIK_SEAL_KEYS_OLD,
    recordKey: value.OTKLIK_RECORD_KEY,
    recordKeysOld: value.OTKLIK_RECORD_KEYS_OLD,
    recordLetters: value.OTKLIK_RECORD_LETTERS,
    trustedProxies: value.OTKLIK_TRUSTED_PROXIES,
    metricsToken: value.OTKLIK_METRICS_TOKEN,
    publicUrl: value.OTKLIK_URL.replace(/\/$/, ''),
    securityContact: value.OTKLIK_SECURITY_CONTACT,
    city: value.OTKLIK_CITY,
    poolSize: value.OTKLIK_POOL,
    eventBatch: value.OTKLIK_EVENT_BATCH,
    requestsPerMinute: value.OTKLIK_REQUESTS_PER_MINUTE,
    figuresMegabytes: value.OTKLIK_FIGURES_MB,
    figuresRollup: value.OTKLIK_FIGURES_ROLLUP === '1',
    figuresLagMs: value.OTKLIK_FIGURES_LAG_MS,
    signatureCheck: value.OTKLIK_SIGNATURE_CHECK && {
      command: value.OTKLIK_SIGNATURE_CHECK,
      seconds: value.OTKLIK_SIGNATURE_CHECK_SECONDS,
    },
    backups: value.OTKLIK_BACKUPS,
    unknownSettings: listUnknownSettings(env),
    basemapRasterUrl: value.BASEMAP_RASTER_URL,
    basemapAttribution: value.BASEMAP_ATTRIBUTION,
    logLevel: value.LOG_LEVEL,
  };
}
