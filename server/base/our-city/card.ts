import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/base/our-city.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { readCity } from '../../lib/city.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { type RecordKind, refuseStale } from '../../lib/module/stale.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { changedFields, type EditionRow, listEditions, loadEditions } from './editions.ts';

/** The journal tells of it under one id: there is one city. */
export const CARD_ID = 'card';

const kind: RecordKind = { words: 'Карточку города', object: 'our-city', module: 'our-city' };

const headOf = (row: EditionRow, before: EditionRow | undefined): contract.CityEditionHead => ({
  version: row.version,
  at: row.valid_from.toISOString(),
  by: row.made_by_name,
  reason: row.reason,
  changed: before ? changedFields(before.card, row.card) : [],
});

/** Route: the card as it is, with its history. */
export async function readCardState(ctx: Pick<Ctx, 'db' | 'config'>): Promise<contract.CityCardState> {
  const rows = await listEditions(ctx.db);
  const last = rows.at(-1);
  return {
    card: last?.card ?? null,
    version: last?.version ?? 0,
    zoneInForce: readCity(ctx.config).zone,
    history: rows.map((row, at) => headOf(row, rows[at - 1])).reverse(),
  };
}

/** Route: the card as it once was. */
export async function readEdition(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readCityEdition>,
): Promise<contract.CityEditionHead & { card: contract.CityCard }> {
  const rows = await listEditions(ctx.db);
  const at = rows.findIndex(({ version }) => version === params.version);
  const row = rows[at];
  if (!row) throw new AppError('lib.not-found', 'Такой редакции карточки нет.');
  return { ...headOf(row, rows[at - 1]), card: row.card };
}

/** Lines of a letterhead that were left empty are no lines. */
const tidy = (card: contract.CityCard): contract.CityCard => ({
  ...card,
  organisation: { ...card.organisation, lines: card.organisation.lines.filter((line) => line !== '') },
});

/**
 * Adds the next edition in the caller's transaction. One that says what is said already is none: false then. It is in force here once
 * `loadEditions` has read it.
 */
export async function addEdition(
  ctx: Ctx,
  { card, seen, reason }: { card: contract.CityCard; seen: number; reason: string },
): Promise<boolean> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('our-city', 0))`.execute(ctx.db);
  const last = (await listEditions(ctx.db)).at(-1);
  refuseStale(kind, { id: CARD_ID, version: last?.version ?? 0 }, seen);
  const next = tidy(card);
  if (next.arms !== null && !(await hasArms(ctx, next.arms)))
    throw badField('card.arms', 'Такой картинки нет. Загрузите герб ещё раз.');
  const fields = changedFields(last?.card, next);
  if (last && fields.length === 0) return false;
  const version = (last?.version ?? 0) + 1;
  await ctx.db
    .insertInto('our_city.edition')
    .values({
      version,
      card: JSON.stringify(next),
      valid_from: ctx.now,
      made_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
      made_by_name: nameOfActor(ctx),
      reason,
    })
    .execute();
  ctx.audit({
    action: 'our-city.save',
    object: 'our-city',
    objectId: CARD_ID,
    data: { version, reason, ...(last && { fields }) },
  });
  return true;
}

async function hasArms(ctx: Ctx, id: string): Promise<boolean> {
  const row = await ctx.db.selectFrom('our_city.arms').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** Route. Commits by itself: what is in memory follows the commit. */
export async function saveCityCard(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.saveCard>,
  { services }: Exchange,
): Promise<contract.CityCardState> {
  const { card, version, reason } = body;
  await runMutation(services, ctx, (tx) => addEdition(tx, { card, seen: version, reason }));
  await loadEditions(services.database);
  return readCardState(ctx);
}
