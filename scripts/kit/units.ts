import type { Places } from './places.ts';

/** Units of systemd: the embedded database, the pages and the background work, each watched by itself. */

export type Part = 'database' | 'web' | 'worker';

export interface UnitOptions {
  places: Places;
  account: string;
  /** DATABASE_URL is set: there is no database of ours to run. */
  hasOwnDatabase: boolean;
  backupTo: string;
}

const titles: Readonly<Record<Part, string>> = {
  database: 'Otklik: embedded PostgreSQL',
  web: 'Otklik: pages and API',
  worker: 'Otklik: background work and backups',
};

/** Of the memory of the machine. The sum is more than all of it: none of them needs its most while the others do. */
const memory: Readonly<Record<Part, string>> = { database: '50%', web: '40%', worker: '40%' };

export const unitName = (part: Part): string => `otklik-${part}.service`;
export const TARGET = 'otklik.target';

export const partsOf = (hasOwnDatabase: boolean): Part[] =>
  hasOwnDatabase ? ['web', 'worker'] : ['database', 'web', 'worker'];

/**
 * No RestrictNamespaces and no MemoryDenyWriteExecute: the browser that prints makes a sandbox of namespaces, and JavaScript is
 * compiled while it runs.
 */
const hardening = `NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RestrictSUIDSGID=yes
RestrictRealtime=yes
LockPersonality=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
SystemCallArchitectures=native
UMask=0027`;

/** systemd takes `%` for a beginning of its own words and a space for an end. */
const quote = (path: string): string => `"${path.replaceAll('%', '%%').replaceAll('"', '\\"')}"`;

function renderUnit(part: Part, { places, account, hasOwnDatabase, backupTo }: UnitOptions): string {
  const needsDatabase = part !== 'database' && !hasOwnDatabase;
  // A disk for copies that is not there must not keep the city closed.
  const copies = backupTo ? [`-${backupTo}`] : [];
  const writable = [places.data, places.cache, ...copies].map(quote).join(' ');
  const after = ['network-online.target', ...(needsDatabase ? [unitName('database')] : [])].join(' ');
  return `[Unit]
Description=${titles[part]}
Documentation=file://${places.current}/docs/install.md
After=${after}
Wants=network-online.target
${needsDatabase ? `Requires=${unitName('database')}\n` : ''}${
  part === 'worker'
    ? `# After an upgrade nothing is sent or fetched until the portal is opened.\nConditionPathExists=!${places.closed}\n`
    : ''
}PartOf=${TARGET}
StartLimitIntervalSec=0

[Service]
Type=exec
User=${account}
Group=${account}
WorkingDirectory=${places.current}
EnvironmentFile=${places.settings}
${part === 'web' ? `EnvironmentFile=-${places.closed}\n` : ''}Environment=${quote(`OTKLIK_DATA=${places.data}`)} ${quote(`CACHE_DIRECTORY=${places.cache}`)} ${quote(`HOME=${places.cache}`)}
ExecStart=${places.current}/runtime/node ${places.current}/scripts/start.mjs --only ${part}${needsDatabase ? ' --apart' : ''}
Restart=always
RestartSec=5
KillMode=mixed
TimeoutStopSec=60
OOMPolicy=continue
MemoryMax=${memory[part]}
LimitNOFILE=65536
ReadWritePaths=${writable}
${hardening}

[Install]
WantedBy=${TARGET}
`;
}

/** File name → its text. */
export function renderUnits(options: UnitOptions): Record<string, string> {
  const parts = partsOf(options.hasOwnDatabase);
  return {
    [TARGET]: `[Unit]
Description=Otklik
Wants=${parts.map(unitName).join(' ')}

[Install]
WantedBy=multi-user.target
`,
    ...Object.fromEntries(parts.map((part) => [unitName(part), renderUnit(part, options)])),
  };
}
