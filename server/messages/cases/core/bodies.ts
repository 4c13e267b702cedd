import { readFileSync } from 'node:fs';
import { v5 } from 'uuid';
import { z } from 'zod';
import type { listBodies, OutsideBody, saveBody } from '../../../../shared/contract/messages/cases-moves.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { deedClocks, localDate } from '../../../base/deadlines/index.ts';
import { normaliseEmail } from '../../../base/identity/index.ts';
import { inRegion } from '../../../base/our-city/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { offers } from '../../../lib/module/offers.ts';

const packSchema = z.object({
  kind: z.literal('outside-bodies'),
  bodies: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      short: z.string(),
      competence: z.string(),
      receives: z.array(z.string()).default([]),
    }),
  ),
});

/** Namespace of the ids of bodies that come with a pack (RFC 9562 v5): the same body everywhere. */
const NAMESPACE = '0f2f2a52-6a3e-4a7b-8a9c-6a2f7b8f4a10';

/** Id of a body by its line of the pack. */
export const packBodyId = (id: string): string => v5(`body:${id}`, NAMESPACE);

/** Brings the bodies of the pack; what an administrator has changed or switched off since stays as it is. */
export async function seedBodies(ctx: Ctx): Promise<void> {
  const source = new URL('../../../../packs/messages/bodies/otklik-2026.json', import.meta.url);
  const { bodies } = packSchema.parse(JSON.parse(readFileSync(source, 'utf8')));
  await ctx.db
    .insertInto('cases.outside_body')
    .values(
      bodies.map(({ id, title, short, competence, receives }) => ({
        id: packBodyId(id),
        pack_id: id,
        title: inRegion(title),
        short_title: short,
        competence,
        receives,
        changed_at: ctx.now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Route: bodies a case may be forwarded to, those that ended too, at the end. Tens of rows. */
export async function readBodies(ctx: Ctx): Promise<RouteReplyInput<typeof listBodies>> {
  const rows = await ctx.db.selectFrom('cases.outside_body').selectAll().orderBy('title').execute();
  const bodies = rows.map((row) => present(row, localDate(ctx.now)));
  return {
    bodies: bodies.toSorted((a, b) => Number(b.isActive) - Number(a.isActive)),
    duties: duties(),
    can: offers(ctx, { keep: 'cases.keep-bodies' }),
  };
}

/** Terms that stop by a forwarding: a body may be named their receiver. */
const duties = () =>
  deedClocks()
    .filter(({ ends }) => ends.includes('forwarded'))
    .map(({ clock, title }) => ({ id: clock, title }));

interface BodyRow {
  id: string;
  title: string;
  short_title: string;
  competence: string;
  email: string | null;
  receives: string[];
  is_active: boolean;
  valid_until: string | null;
}

const present = (row: BodyRow, today: string): OutsideBody => ({
  id: row.id,
  title: row.title,
  shortTitle: row.short_title,
  competence: row.competence,
  email: row.email,
  receives: row.receives,
  isActive: row.is_active && (row.valid_until === null || row.valid_until >= today),
  validUntil: row.valid_until,
});

/** Route: a body is added or put right. */
export async function keepBody(
  ctx: Ctx,
  { body }: HandlerInput<typeof saveBody>,
): Promise<RouteReplyInput<typeof saveBody>> {
  const email = body.email ? normaliseEmail(body.email) : null;
  if (body.email && !email) {
    throw new AppError('lib.bad-input', 'Адрес почты записан неверно.', {
      fields: { email: 'Адрес вида name@example.ru' },
    });
  }
  const id = body.id ?? newId();
  const values = {
    title: body.title,
    short_title: body.shortTitle,
    competence: body.competence,
    email,
    receives: [...new Set(body.receives)].filter((one) => duties().some(({ id }) => id === one)),
    is_active: body.isActive,
    valid_until: body.validUntil,
    changed_at: ctx.now,
  };
  if (body.id) {
    const { numUpdatedRows } = await ctx.db
      .updateTable('cases.outside_body')
      .set(values)
      .where('id', '=', id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new AppError('lib.not-found', 'Такого органа нет. Обновите список.');
  } else
    await ctx.db
      .insertInto('cases.outside_body')
      .values({ id, ...values })
      .execute();
  ctx.audit({
    action: 'cases.save-body',
    object: 'body',
    objectId: id,
    data: { title: body.title, receives: body.receives, validUntil: body.validUntil },
  });
  return readBodies(ctx);
}

/** A body a case may go to now. */
export async function requireBody(ctx: Ctx, id: string): Promise<OutsideBody> {
  const row = await ctx.db
    .selectFrom('cases.outside_body')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  const body = row && present(row, localDate(ctx.now));
  if (!body?.isActive) {
    throw new AppError('lib.bad-input', 'Такого органа нет в справочнике. Выберите из списка.', {
      fields: { bodyIds: 'Выберите орган из списка' },
    });
  }
  return body;
}
