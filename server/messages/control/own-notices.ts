import type * as contract from '../../../shared/contract/messages/notices.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { findStaffEmail } from '../../base/identity/index.ts';
import {
  countNewNotices,
  keepNoticeWishes,
  listNotices,
  markNoticesSeen,
  readNoticeWishes,
} from '../../base/outbox/index.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx, StaffActor } from '../../lib/module/context.ts';

function staffOf({ actor }: Ctx): StaffActor {
  if (actor.kind !== 'staff') throw new Error('Only staff have notices');
  return actor;
}

type State = contract.Notice['state'];

/** What became of the letter, in the words of its reader. */
const states: Readonly<Record<string, State>> = {
  sent: 'mailed',
  shown: 'demo',
  digested: 'mailed',
  queued: 'waits',
  held: 'waits',
  dead: 'failed',
  dropped: 'here',
};

/** Route: the caller's own notices and wishes. */
export async function readNotices(ctx: Ctx): Promise<RouteReplyInput<typeof contract.readNotices>> {
  const { id, permissions } = staffOf(ctx);
  const email = await findStaffEmail(ctx.db, id);
  const address = email ?? '';
  const [wishes, notices] = [
    await readNoticeWishes(ctx, address, permissions),
    email ? await listNotices(ctx, email) : [],
  ];
  return {
    ...wishes,
    email,
    notices: notices.map(({ at, nextAt, state, ...rest }) => ({
      ...rest,
      at: at.toISOString(),
      nextAt: nextAt?.toISOString() ?? null,
      state: states[state] ?? 'here',
    })),
  };
}

/** Route: how many the caller has not read. */
export async function countNotices(ctx: Ctx): Promise<{ fresh: number }> {
  const email = await findStaffEmail(ctx.db, staffOf(ctx).id);
  return { fresh: email ? await countNewNotices(ctx, email) : 0 };
}

/** Route: all there is has been read. */
export async function seeNotices(ctx: Ctx): Promise<{ done: true }> {
  const email = await findStaffEmail(ctx.db, staffOf(ctx).id);
  if (email) await markNoticesSeen(ctx, email);
  return { done: true };
}

/** Route: how the caller's notices are to come. */
export async function setWishes(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.setNoticeWishes>,
): Promise<{ done: true }> {
  const { id } = staffOf(ctx);
  const email = await findStaffEmail(ctx.db, id);
  if (!email)
    throw new AppError('lib.conflict', 'Ваша почта не указана: писать некуда. Её указывает администратор.');
  await keepNoticeWishes(ctx, email, body);
  ctx.audit({ action: 'control.set-notice-wishes', object: 'person', objectId: id });
  return { done: true };
}
