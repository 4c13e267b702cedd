import { mkdirSync, realpathSync } from 'node:fs';
import { createApp } from '../server/app.ts';
import { readConfig } from '../server/lib/config.ts';
import { createLog } from '../server/lib/log.ts';
import type { Services } from '../server/lib/module/unit-of-work.ts';
import type { FilesOfAccount } from './account/act.mjs';
import { type OpenedInstallation, requireInstallation } from './support/installation.mjs';
import { WrongCommand } from './support/run-main.ts';

export type OpenInstallation = (data: string) => Promise<OpenedInstallation>;

interface Asked {
  data: string;
  path: string;
}

interface Command<Wanted> {
  help: string;
  /** What was asked; null = the help. Throws WrongCommand. */
  wanted: () => Wanted | null;
  open: OpenInstallation;
  /** Connections to the database. */
  pool: number;
  /** It writes files into the data folder, and `path` of what was asked names one to read. */
  isFiling: boolean;
  /** Returns the exit code. */
  run: (services: Services, wanted: Wanted) => Promise<number>;
}

/** Runs a command in the installation of its data folder; makes none where there is none. Returns the exit code: 2 when the command is wrong, 1 on failure. */
export async function runCommand<Wanted extends Asked>(command: Command<Wanted>): Promise<number> {
  try {
    const wanted = command.wanted();
    if (!wanted) {
      console.log(command.help);
      return 0;
    }
    requireInstallation(wanted.data);
    mkdirSync(wanted.data, { recursive: true });
    const data = realpathSync(wanted.data);
    const installation = await command.open(data);
    try {
      return await runWith(command, { ...wanted, data }, installation, installation.files());
    } finally {
      await installation.close();
    }
  } catch (error) {
    console.error(describeError(error));
    return error instanceof WrongCommand ? 2 : 1;
  }
}

async function runWith<Wanted extends Asked>(
  { pool, isFiling, run }: Command<Wanted>,
  wanted: Wanted,
  { url, ownerUrl }: OpenedInstallation,
  { act, lend }: FilesOfAccount,
): Promise<number> {
  const config = readConfig({
    ...process.env,
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    OTKLIK_DATA: wanted.data,
    OTKLIK_POOL: String(pool),
    LOG_LEVEL: 'error',
  });
  const app = await act(() => createApp({ config, log: createLog('error') }));
  try {
    if (!isFiling) return await run(app.services, wanted);
    const { path, drop } = await lend(wanted.path);
    try {
      return await act(() => run(app.services, { ...wanted, path }));
    } finally {
      drop();
    }
  } finally {
    await app.close();
  }
}

/** Fields of a refusal, one a line: which column is wrong. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { fields, details } = error as Error & { fields?: Record<string, string>; details?: unknown };
  const lines = Object.entries(fields ?? {}).map(([field, words]) => `  ${field}: ${words}`);
  const headers = (details as { headers?: string[] } | undefined)?.headers;
  if (headers) lines.push(`Столбцы файла: ${headers.map((header) => `«${header}»`).join(', ')}`);
  return [error.message, ...lines].join('\n');
}
