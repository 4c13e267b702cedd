import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/base/our-city-opening.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import type { Db } from '../../lib/database/db.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { type RecordKind, refuseStale } from '../../lib/module/stale.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { holdPortal } from '../../lib/portal-door.ts';
import { type ReadinessLine, readinessLines } from '../../lib/readiness.ts';

const kind: RecordKind = { words: 'Открытие портала', object: 'portal', module: 'our-city' };

/** In this order a city is set up: each stands on those before. */
const order: readonly string[] = [
  'city',
  'organisation',
  'operator',
  'boundary',
  'addresses',
  'topics',
  'people',
  'second-factor',
  'address',
  'mail',
  'working-group',
  'calendar',
  'backups',
];

/** Every line of every module, as it is now. */
async function listReadiness(ctx: Ctx): Promise<ReadinessLine[]> {
  const all = await Promise.all(ctx.ports.list(readinessLines).map((tell) => tell(ctx)));
  return all.flat().toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

const selectOpenings = (db: Db) => db.selectFrom('our_city.opening').selectAll().orderBy('serial', 'desc');

/** Tells this process what is committed. */
export async function loadPortalDoor(db: Db): Promise<void> {
  const last = await selectOpenings(db).limit(1).executeTakeFirst();
  holdPortal(last?.is_open ?? false);
}

/** Opens or closes the portal in the caller's transaction, asking nothing: of a demo, and after all questions. */
export async function setPortalOpen(
  ctx: Ctx,
  { isOpen, reason }: { isOpen: boolean; reason: string },
): Promise<void> {
  const by = ctx.actor.kind === 'staff' ? ctx.actor.id : null;
  await sql`
    INSERT INTO our_city.opening (serial, is_open, at, made_by, made_by_name, reason)
    SELECT coalesce(max(serial), 0) + 1, ${isOpen}, ${ctx.now}, ${by}::uuid, ${nameOfActor(ctx)}, ${reason}
    FROM our_city.opening`.execute(ctx.db);
  ctx.audit({
    action: isOpen ? 'our-city.open-portal' : 'our-city.close-portal',
    object: 'portal',
    objectId: 'portal',
    data: { reason },
  });
}

/** Seed: a demonstration is open from its first start. */
export async function seedOpenPortal(ctx: Ctx): Promise<void> {
  const any = await selectOpenings(ctx.db).limit(1).executeTakeFirst();
  if (!any) await setPortalOpen(ctx, { isOpen: true, reason: 'Демонстрация открыта сразу' });
}

/** Route. */
export async function readReadinessState(ctx: Ctx): Promise<contract.Readiness> {
  const [rows, lines] = await Promise.all([selectOpenings(ctx.db).execute(), listReadiness(ctx)]);
  const isOpen = rows[0]?.is_open ?? false;
  return {
    isOpen,
    serial: rows[0]?.serial ?? 0,
    history: rows.map(({ is_open, at, made_by_name, reason }) => ({
      isOpen: is_open,
      at: at.toISOString(),
      by: made_by_name,
      reason,
    })),
    lines: lines.map((line) => ({ ...line, isJudged: line.isJudged ?? true })),
    can: [isOpen ? 'close' : 'open'],
  };
}

/** What holds the portal back. */
export const holdsBack = (lines: readonly ReadinessLine[]): ReadinessLine[] =>
  lines.filter(({ isRequired, isDone }) => isRequired && !isDone);

async function turnDoor(
  ctx: Ctx,
  { serial, isOpen, reason }: HandlerInput<typeof contract.changeOpening>['body'],
): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('our-city', 0))`.execute(ctx.db);
  const last = await selectOpenings(ctx.db).limit(1).executeTakeFirst();
  refuseStale(kind, { id: 'portal', version: last?.serial ?? 0 }, serial);
  if ((last?.is_open ?? false) === isOpen)
    throw new AppError('lib.conflict', isOpen ? 'Портал уже открыт.' : 'Портал и так закрыт.');
  if (!isOpen && reason === '') throw badField('reason', 'Напишите, почему закрываете портал');
  const missing = isOpen ? holdsBack(await listReadiness(ctx)) : [];
  if (missing.length > 0)
    throw new AppError(
      'lib.conflict',
      `Открыть портал пока нельзя. ${missing.map(({ title, words }) => `${title}: ${words}`).join(' ')}`,
    );
  await setPortalOpen(ctx, { isOpen, reason });
}

/** Route. Commits by itself: residents are let in after the commit. */
export async function changePortalOpening(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.changeOpening>,
  { services }: Exchange,
): Promise<contract.Readiness> {
  await runMutation(services, ctx, (tx) => turnDoor(tx, body));
  await loadPortalDoor(services.database);
  return readReadinessState(ctx);
}
