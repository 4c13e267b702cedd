import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/moderation-rules.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { momentAt } from '../../../shared/text/dates.ts';
import { moderationPromise } from '../../../shared/text/monitoring/moderation.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, hasPermission, nameOfActor } from '../../lib/module/context.ts';
import { type RecordKind, refuseStale } from '../../lib/module/stale.ts';
import { moderationPack } from './pack.ts';
import { findSilencing } from './safeguards.ts';

export type RuleRow = Selectable<DB['moderation.rule']>;
type List = typeof contract.listCommentRules;

const KEEP = 'moderation.keep-rules';
const ruleKind: RecordKind = { words: 'Правило', object: 'comment-rule', module: 'moderation' };

/** All versions of all rules, by number, the newest version first. Hundreds of rows, read whole. */
export const readVersions = (ctx: Pick<Ctx, 'db'>): Promise<RuleRow[]> =>
  ctx.db.selectFrom('moderation.rule').selectAll().orderBy('number').orderBy('version', 'desc').execute();

type Dated = Pick<RuleRow, 'number' | 'version' | 'in_force_at' | 'is_retired'>;

/** The version of each rule in force at a moment; a retired one is not among them. `versions`: as `readVersions` gives them. */
export function rulesAt<T extends Dated>(versions: readonly T[], at: Date): T[] {
  const begun = Map.groupBy(
    versions.filter((one) => one.in_force_at <= at),
    ({ number }) => number,
  );
  return [...begun.values()].flatMap(([latest]) => (latest && !latest.is_retired ? [latest] : []));
}

/** Rules by which something written at `writtenAt` may be hidden now: in force then, and never retired since, as the database has it. */
export function rulesFor<T extends Dated>(versions: readonly T[], writtenAt: Date, now: Date): T[] {
  return rulesAt(versions, writtenAt).filter(
    ({ number, version }) =>
      !versions.some(
        (later) =>
          later.number === number && later.version > version && later.is_retired && later.in_force_at <= now,
      ),
  );
}

const presentVersion = (row: RuleRow): contract.CommentRuleVersion => ({
  id: row.id,
  version: row.version,
  title: row.title,
  text: row.text,
  needsSecond: row.needs_second,
  isRetired: row.is_retired,
  inForceAt: row.in_force_at.toISOString(),
  ground: row.ground,
  madeAt: row.made_at.toISOString(),
  madeBy: row.made_by_name,
});

/** Route. */
export async function listCommentRules(ctx: Ctx): Promise<RouteReplyInput<List>> {
  const byNumber = Map.groupBy(await readVersions(ctx), ({ number }) => number);
  return {
    rules: [...byNumber].map(([number, versions]) => {
      const [current] = rulesAt(versions, ctx.now);
      return {
        number,
        current: current ? presentVersion(current) : null,
        versions: versions.map(presentVersion),
      };
    }),
    promise: moderationPromise,
    can: hasPermission(ctx, KEEP) ? ['save', 'retire'] : [],
  };
}

/** Nothing holds before it could be read: a rule of today begins now. */
function beginOf(ctx: Ctx, validFrom: string, former: RuleRow | undefined): Date {
  if (validFrom < localDate(ctx.now))
    throw badField('validFrom', 'Правило не действует задним числом: сегодня или позже');
  const start = momentAt(validFrom, '00:00', readCity(ctx.config).zone);
  const begin = new Date(Math.max(start.getTime(), ctx.now.getTime()));
  if (former && begin < former.in_force_at)
    throw badField('validFrom', 'Новая редакция не может начаться раньше прежней');
  return begin;
}

const findLast = (ctx: Ctx, number: number): Promise<RuleRow | undefined> =>
  ctx.db
    .selectFrom('moderation.rule')
    .selectAll()
    .where('number', '=', number)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

async function requireLast(ctx: Ctx, number: number, seen: number): Promise<RuleRow> {
  const last = await findLast(ctx, number);
  if (!last) throw new AppError('lib.not-found', 'Такого правила нет. Обновите список.');
  refuseStale(ruleKind, { id: last.id, version: last.version, journalId: String(number) }, seen);
  return last;
}

/** Published rules change one after another: two people never give one number twice. */
const lockRules = (ctx: Ctx) =>
  sql`SELECT pg_advisory_xact_lock(hashtext('moderation.rules'))`.execute(ctx.db);

async function nextNumber(ctx: Ctx): Promise<number> {
  const { last } = await ctx.db
    .selectFrom('moderation.rule')
    .select((build) => build.fn.max('number').as('last'))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

type Written = Omit<RuleRow, 'id' | 'made_at' | 'made_by_name'>;

const insertVersion = (ctx: Ctx, written: Written) =>
  ctx.db
    .insertInto('moderation.rule')
    .values({ id: newId(), ...written, made_at: ctx.now, made_by_name: nameOfActor(ctx) })
    .execute();

/** Route: a new rule, or the next version of one. */
export async function saveCommentRule(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.saveCommentRule>,
): Promise<RouteReplyInput<List>> {
  const { never } = moderationPack.on(localDate(ctx.now));
  for (const field of ['title', 'text'] as const) {
    const word = findSilencing(body[field], never);
    if (word)
      throw badField(
        field,
        `Слово «${word}»: правило не может касаться критики и мнений о власти. Скажите, какой способ выражения оно не разрешает`,
      );
  }
  await lockRules(ctx);
  const former = body.number === null ? undefined : await requireLast(ctx, body.number, body.version);
  const number = former?.number ?? (await nextNumber(ctx));
  await insertVersion(ctx, {
    number,
    version: (former?.version ?? 0) + 1,
    title: body.title,
    text: body.text,
    needs_second: body.needsSecond,
    is_retired: false,
    in_force_at: beginOf(ctx, body.validFrom, former),
    ground: body.ground,
  });
  ctx.audit({
    action: 'moderation.save-rule',
    object: 'comment-rule',
    objectId: String(number),
    data: {
      title: body.title,
      text: body.text,
      before: former?.text ?? null,
      from: body.validFrom,
      ground: body.ground,
    },
  });
  return listCommentRules(ctx);
}

/** Route: nothing is hidden by it from that day on; what was hidden before stays hidden. */
export async function retireCommentRule(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.retireCommentRule>,
): Promise<RouteReplyInput<List>> {
  await lockRules(ctx);
  const last = await requireLast(ctx, params.number, body.version);
  if (last.is_retired) throw new AppError('lib.conflict', 'Это правило уже отменено.');
  await insertVersion(ctx, {
    number: last.number,
    version: last.version + 1,
    title: last.title,
    text: last.text,
    needs_second: last.needs_second,
    is_retired: true,
    in_force_at: beginOf(ctx, body.validFrom, last),
    ground: body.ground,
  });
  ctx.audit({
    action: 'moderation.retire-rule',
    object: 'comment-rule',
    objectId: String(last.number),
    data: { title: last.title, from: body.validFrom, ground: body.ground },
  });
  return listCommentRules(ctx);
}

/** Brings the starting set in; a number that is there already is a person's, and stays as it is. */
export async function seedCommentRules(ctx: Ctx): Promise<void> {
  // Calendars are not read yet when packs are brought in.
  const { rules, validFrom } = moderationPack.on(cityDay(ctx.config, ctx.now));
  const { legal } = moderationPack.read();
  const known = await ctx.db.selectFrom('moderation.rule').select('number').distinct().execute();
  for (const rule of rules.filter(({ number }) => !known.some((one) => one.number === number)))
    await ctx.db
      .insertInto('moderation.rule')
      .values({
        id: newId(),
        number: rule.number,
        version: 1,
        title: rule.title,
        text: rule.text,
        needs_second: rule.needsSecond,
        in_force_at: momentAt(validFrom, '00:00', readCity(ctx.config).zone),
        ground: `начальный набор: ${legal.text}`,
        made_at: ctx.now,
        made_by_name: 'Отклик',
      })
      .onConflict((conflict) => conflict.columns(['number', 'version']).doNothing())
      .execute();
}
