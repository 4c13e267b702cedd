import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ModerationDesk, openModerationDesk } from '../../../tests/support/networks/moderation-desk.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { forgetActs } from './forget.ts';

let m: ModerationDesk;

beforeAll(async () => {
  m = await openModerationDesk();
});
afterAll(() => m.server.close());

test('words that are let go leave the decision about them, its objection and its hold; of another comment nothing goes', async () => {
  const [act, other] = [await m.hidden(), await m.hidden()];
  for (const one of [act, other]) await m.appeal(one);
  const kept = async ({ id, postId }: { id: string; postId: string }) =>
    (
      await m.server.asOwner(
        `SELECT act.ground, act.second_note, act.reason, act.forgotten_at, act.state, appeal.words, appeal.outcome,
           (SELECT count(*)::int FROM posts.hold WHERE post_id = '${postId}') AS holds,
           (SELECT count(*)::int FROM networks.saying JOIN moderation.notice ON notice.id = saying.subject_id
            WHERE notice.act_id = act.id AND saying.to_thread <> '') AS told_where
         FROM moderation.act JOIN moderation.appeal ON appeal.act_id = act.id WHERE act.id = '${id}'`,
      )
    ).rows[0];
  const forget = () => asSystem(m.server, (ctx) => forgetActs(ctx, { postIds: [act.postId] }));
  const before = await kept(other);
  expect(before).toMatchObject({
    ground: 'Реклама окон',
    words: expect.stringMatching(/./u),
    holds: 1,
    told_where: 1,
  });
  m.server.setNow('2026-11-24T10:00:00Z');
  await forget();
  expect(await kept(act)).toEqual({
    ground: '',
    second_note: '',
    reason: '',
    forgotten_at: new Date('2026-11-24T10:00:00Z'),
    state: 'hidden',
    words: '',
    outcome: null,
    holds: 0,
    told_where: 0,
  });
  expect(await kept(other)).toEqual(before);
  // Let go once more, later: it went when it went.
  m.server.setNow('2026-11-25T10:00:00Z');
  await forget();
  expect(await kept(act)).toMatchObject({ forgotten_at: new Date('2026-11-24T10:00:00Z') });
});
