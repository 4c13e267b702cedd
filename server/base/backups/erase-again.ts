import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import { StartRefusal } from '../../lib/start-refusal.ts';

/** What was erased after the moment an installation was returned to; ids alone, as the journal has them. */
const erasure = z.object({
  at: z.iso.datetime(),
  action: z.string(),
  objectId: z.string(),
  /** Of the journal's record: what the erasing asks besides the id. */
  data: z.record(z.string(), z.unknown()),
});
export type Erasure = z.output<typeof erasure>;

const file = z.array(erasure);

/**
 * Erases once more what a return has brought back, by the action of the journal. False = it is not there, or gone already. Called in one
 * transaction for all, before anybody is let in.
 */
export const eraseAgain = definePort<(ctx: Ctx, erasure: Erasure) => Promise<boolean>>('backups.erase-again');

const WAITING = 'erase-again.json';
const DONE = 'erased-again.json';

/** Leaves word in a returned data folder. */
export function leaveErasures(dataDir: string, erasures: readonly Erasure[]): void {
  if (erasures.length > 0)
    writeFileSync(join(dataDir, WAITING), JSON.stringify(erasures, null, 2), { mode: 0o600, flush: true });
}

function readErasures(path: string): Erasure[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return file.parse(JSON.parse(text));
}

/** Whoever waited for the lock may have read the word before the other put it away: it is done, and nothing is wrong. */
function putAway(path: string, to: string): void {
  try {
    renameSync(path, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

const caller = {
  actor: { kind: 'system', name: 'backups.erase-again' },
  requestId: 'erase-again',
  ip: '',
} as const;

async function eraseAll(ctx: Ctx, path: string): Promise<Erasure[]> {
  // Web and worker start side by side: one does it, the other waits and finds nothing left.
  await sql`SELECT pg_advisory_xact_lock(hashtext('backups.erase-again'))`.execute(ctx.db);
  const waiting = readErasures(path);
  for (const one of waiting) {
    const erase = ctx.ports.find(eraseAgain, one.action);
    if (!erase) throw new StartRefusal(`Неизвестно, как стереть снова: ${one.action} (${path}).`);
    const isErased = await erase(ctx, one);
    ctx.audit({
      action: 'backups.erase-again',
      object: 'erasure',
      objectId: one.objectId,
      data: { action: one.action, at: one.at, isErased },
    });
  }
  return waiting;
}

/**
 * What people had erased after the moment an installation was returned to is erased once more, before it is opened. Where that fails there
 * is no server: what somebody asked to erase is shown to nobody.
 */
export async function eraseWhatCameBack(services: Services): Promise<void> {
  const { dataDir } = services.config;
  const path = join(dataDir, WAITING);
  try {
    if (readErasures(path).length === 0) return;
    const erased = await runMutation(services, caller, (ctx) => eraseAll(ctx, path));
    if (erased.length === 0) return;
    putAway(path, join(dataDir, DONE));
    services.log.info({ count: erased.length }, 'стёрто снова после возврата из копии');
  } catch (error) {
    if (error instanceof StartRefusal) throw error;
    throw new StartRefusal(
      `Стёртое по просьбам людей вернулось из копии, и стереть его снова не удалось (${path}): ${(error as Error).message}\n` +
        'Отклик не открыт, чтобы стёртого никто не увидел. Исправьте причину и запустите снова.',
    );
  }
}
