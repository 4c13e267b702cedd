import { DAY } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { demoId, listStaffRecipients } from '../../base/identity/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { countDay } from './watch.ts';

/** Days back that are counted, the oldest first: weeks, then each of the last days. */
const days = [56, 49, 42, 35, 28, 21, 14, 7, 6, 5, 4, 3, 2, 1, 0];
/** Cards open by what stood so many days ago. */
const OPENED = 7;

/** Past days of the demo city's cells, cards opened a week ago, and one of them at work. Does nothing where there are points. */
export async function seedDemoZones(ctx: Ctx): Promise<void> {
  const any = await ctx.db.selectFrom('zones.point').select('day').limit(1).executeTakeFirst();
  if (any) return;
  for (const back of days) {
    const at = new Date(ctx.now.getTime() - back * DAY);
    await countDay({ ...ctx, now: at }, localDate(at), { opens: back <= OPENED });
  }
  await workOne(ctx);
}

/** The card opened first has an owner, a cause and a plan. */
async function workOne(ctx: Ctx): Promise<void> {
  const card = await ctx.db
    .selectFrom('zones.card')
    .select(['id', 'opened_at'])
    .orderBy('opened_at')
    .orderBy('place_key')
    .orderBy('block')
    .limit(1)
    .executeTakeFirst();
  const owner = (await listStaffRecipients(ctx.db, localDate(ctx.now))).get(demoId('person', 'reviewer'));
  if (!card || !owner) return;
  const plan = 'Собрать подрядчиков, разобрать просроченные дела, обойти адреса с тремя и более сообщениями';
  const exitOn = localDate(new Date(ctx.now.getTime() + 10 * DAY));
  await ctx.db
    .updateTable('zones.card')
    .set({ state: 'working', owner_id: owner.id, owner_name: owner.name, plan, exit_on: exitOn, version: 2 })
    .set({ cause: 'Подрядчик не успевает: дела копятся с прошлой недели' })
    .where('id', '=', card.id)
    .execute();
  await ctx.db
    .insertInto('zones.line')
    .values({
      card_id: card.id,
      at: new Date(card.opened_at.getTime() + DAY / 4),
      by_name: owner.name,
      text: `План: ${plan}`,
    })
    .execute();
}
