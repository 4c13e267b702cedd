import type * as contract from '../../../shared/contract/base/backups.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { defineState } from '../../lib/module/state.ts';
import { keeperFacts } from './facts.ts';
import { tellHowToStart } from './how-to-start.ts';
import { judgeBackups, type Known, type LastRun } from './judge.ts';

/** Runs the screen shows. */
const SHOWN = 12;
/** When this server began: until then a keeper that has not spoken is not silent. */
export const serverStart = defineState<Date>('backups.start');

async function readLastRun(ctx: Ctx, kind: 'take' | 'check'): Promise<LastRun | null> {
  const row = await ctx.db
    .selectFrom('backups.run')
    .select(['outcome', 'began_at', 'words'])
    .where('kind', '=', kind)
    .orderBy('began_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { outcome: row.outcome, beganAt: row.began_at, words: row.words } : null;
}

const readLastCheck = (ctx: Ctx) =>
  ctx.db
    .selectFrom('backups.run')
    .select(['ended_at', 'words'])
    .where('kind', '=', 'check')
    .where('outcome', '=', 'done')
    .orderBy('began_at', 'desc')
    .limit(1)
    .executeTakeFirst();

/** What is known of copies. */
export async function readKnown(ctx: Ctx): Promise<Known> {
  const row = await ctx.db.selectFrom('backups.state').selectAll().executeTakeFirst();
  const facts = keeperFacts.safeParse(row?.facts);
  return {
    told: row && facts.success ? { at: row.told_at, facts: facts.data } : null,
    since: serverStart.of(ctx),
    take: await readLastRun(ctx, 'take'),
    check: await readLastRun(ctx, 'check'),
    checkedAt: (await readLastCheck(ctx))?.ended_at ?? null,
  };
}

const iso = (moment: number): string => new Date(moment).toISOString();

async function listRuns(ctx: Ctx): Promise<contract.BackupRun[]> {
  const rows = await ctx.db
    .selectFrom('backups.run')
    .selectAll()
    .orderBy('began_at', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map(({ id, kind, outcome, began_at, ended_at, words, bytes }) => ({
    id,
    kind,
    outcome,
    beganAt: began_at.toISOString(),
    endedAt: ended_at?.toISOString() ?? null,
    words,
    bytes,
  }));
}

/** Route: the screen of an administrator. */
export async function describeBackups(ctx: Ctx): Promise<RouteReplyInput<typeof contract.readBackups>> {
  const way = ctx.config.backups;
  const known = await readKnown(ctx);
  const checked = await readLastCheck(ctx);
  const asked = await ctx.db.selectFrom('backups.request').select('kind').execute();
  const facts = way === 'kept' ? known.told?.facts : undefined;
  return {
    way,
    toldAt: known.told?.at.toISOString() ?? null,
    isNeeded: !ctx.config.isDemo,
    start: tellHowToStart(ctx.config),
    place: facts?.place ?? '',
    isOpen: facts?.isOpen ?? false,
    keepDays: facts?.keepDays ?? 0,
    spans: (facts?.spans ?? []).map(({ from, to }) => ({ from: iso(from), to: iso(to) })),
    bases: facts?.bases ?? 0,
    bytes: facts?.bytes ?? 0,
    free: facts?.free ?? 0,
    isMirrored: Boolean(facts?.mirror),
    mirroredAt: facts?.mirror?.doneAt ? iso(facts.mirror.doneAt) : null,
    checkedAt: checked?.ended_at?.toISOString() ?? null,
    checkedWords: checked?.words ?? '',
    troubles: way === 'kept' ? judgeBackups(known, ctx.now) : [],
    runs: await listRuns(ctx),
    asked: asked.map(({ kind }) => kind),
    asOf: ctx.now.toISOString(),
    can: way === 'kept' ? ['ask'] : [],
  };
}

/** Asks the keeper for work; what is asked for already is left as it is. */
export async function requestWork(ctx: Ctx, kind: 'take' | 'check'): Promise<void> {
  await ctx.db
    .insertInto('backups.request')
    .values({ kind, asked_at: ctx.now, asked_by: nameOfActor(ctx) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Route. */
export async function askForWork(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.askBackup>,
): Promise<{ done: true }> {
  if (ctx.config.backups !== 'kept')
    throw new AppError(
      'lib.conflict',
      'Копии не включены: назовите папку в OTKLIK_BACKUP_TO и перезапустите Отклик.',
    );
  await requestWork(ctx, body.kind);
  ctx.audit({ action: `backups.ask-${body.kind}`, object: 'backup', objectId: '' });
  return { done: true };
}
