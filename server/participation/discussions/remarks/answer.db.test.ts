import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as remarks from '../../../../shared/contract/participation/discussion-remarks.ts';
import * as acts from '../../../../shared/contract/participation/discussions-acts.ts';
import * as open from '../../../../shared/contract/participation/discussions-open.ts';
import {
  AFTER,
  type DiscussionDesk,
  GOING,
  goodReason,
  openDiscussionDesk,
} from '../../../../tests/support/participation/discussion-desk.ts';
import { signInKnown } from '../../../../tests/support/participation/poll-desk.ts';

let desk: DiscussionDesk;
let server: DiscussionDesk['server'];
let anna: string;
let _boris: string;
beforeAll(async () => {
  desk = await openDiscussionDesk();
  ({ server } = desk);
  anna = await signInKnown(server, 'anna@demo.invalid');
  _boris = await signInKnown(server, '+79120000002');
});
afterAll(() => server.close());

const _refusePropose = (id: string, cookie: string | undefined, given: object = {}) =>
  server.fail(
    open.proposeRemark,
    { params: { id }, body: { clientKey: randomUUID(), text: 'Шире', ...given } } as never,
    cookie,
  );
const _listed = async (id: string, cookie?: string) =>
  (await server.call(open.listOpenRemarks, { params: { id }, query: {} }, cookie)).items;
const _judge = (remark: { id: string; version: number }, isReleased: boolean, reason = '') => ({
  params: { id: remark.id },
  body: { version: remark.version, isReleased, reason },
});

describe('answering', () => {
  const refsOf = (items: readonly { id: string; version: number }[]) =>
    items.map(({ id, version }) => ({ id, version }));
  const answer = (id: string, items: readonly { id: string; version: number }[], given: object = {}) =>
    ({
      params: { id },
      body: { remarks: refsOf(items), verdict: 'accepted', reason: goodReason, ...given },
    }) as never;

  test('needs a reason in words of its own', async () => {
    const { id } = await desk.open();
    await desk.propose(id, anna);
    const items = await desk.list(id);
    for (const [reason, words] of [
      ['Отклонено.', 'короткое'],
      [
        'Замечание отклонено в соответствии с действующим законодательством Российской Федерации.',
        'общие слова',
      ],
    ])
      expect(
        await server.fail(remarks.answerRemarks, answer(id, items, { reason }), desk.editor),
      ).toMatchObject({
        fields: { reason: expect.stringContaining(words!) },
      });
    await expect(
      server.app.services.database
        .insertInto('discussions.answer')
        .values({
          id: randomUUID(),
          discussion_id: id,
          verdict: 'rejected',
          reason: 'Отклонено',
          at: new Date(GOING),
          by_name: 'Некто',
        })
        .execute(),
    ).rejects.toThrow('answer_reason_check');
    expect(await server.call(remarks.answerRemarks, answer(id, items), desk.editor)).toEqual({
      answered: 1,
      unanswered: 0,
    });
    // The version that was seen is gone.
    expect(await server.fail(remarks.answerRemarks, answer(id, items), desk.editor)).toMatchObject({
      code: 'lib.changed-meanwhile',
    });
    const [now] = await desk.list(id);
    await server.call(remarks.answerRemarks, answer(id, [now!], { verdict: 'rejected' }), desk.editor);
    expect((await desk.read(id)).figures).toMatchObject({ accepted: 0, rejected: 1 });
  });

  test('one answer is of all that are alike; different answers are not made one', async () => {
    const { id } = await desk.open();
    for (let at = 0; at < 4; at += 1) await desk.propose(id, anna);
    const [one, two, three, four] = await desk.list(id);
    const group = (items: readonly { id: string; version: number }[], title = 'О ширине дорожки') => ({
      params: { id },
      body: { remarks: refsOf(items), title },
    });
    expect(await server.call(remarks.groupRemarks, group([one!, two!]), desk.editor)).toEqual({ grouped: 2 });
    const [first] = await desk.list(id);
    expect(first!.alike).toMatchObject({ title: 'О ширине дорожки', count: 2 });
    expect(await server.call(remarks.answerRemarks, answer(id, [first!]), desk.editor)).toEqual({
      answered: 2,
      unanswered: 2,
    });
    // One more that says the same takes the answer.
    const [, second] = await desk.list(id);
    await server.call(remarks.groupRemarks, group([second!, three!]), desk.editor);
    expect((await desk.read(id)).figures).toMatchObject({ accepted: 3, unanswered: 1 });
    await server.call(remarks.answerRemarks, answer(id, [four!], { verdict: 'rejected' }), desk.editor);
    const all = await desk.list(id);
    expect(await server.fail(remarks.groupRemarks, group(all), desk.editor)).toMatchObject({
      status: 409,
      detail: expect.stringContaining('разные ответы'),
    });
    const alone = await server.call(
      remarks.ungroupRemark,
      { params: { id: all[1]!.id }, body: { version: all[1]!.version } },
      desk.editor,
    );
    expect(alone).toMatchObject({ alike: null, answer: { verdict: 'accepted' } });
  });

  test('a remark of another discussion is not answered here, and nothing after it is finished', async () => {
    const [{ id }, other] = [await desk.open(), await desk.open()];
    await desk.propose(other.id, anna);
    expect(
      await server.fail(remarks.answerRemarks, answer(id, await desk.list(other.id)), desk.editor),
    ).toMatchObject({ status: 404 });
    await desk.come(AFTER);
    await desk.settle(other.id);
    await desk.move(await desk.read(other.id), 'finish');
    expect(
      await server.fail(remarks.answerRemarks, answer(other.id, await desk.list(other.id)), desk.editor),
    ).toMatchObject({ status: 409 });
  });

  test('a term is moved later alone', async () => {
    const card = await desk.open();
    const extend = (closesAt: string) => ({
      params: { id: card.id },
      body: { version: card.version, closesAt, reason: 'Просят больше времени' },
    });
    expect(
      await server.fail(acts.extendDiscussion, extend('2026-11-29T00:00:00Z'), desk.editor),
    ).toMatchObject({ fields: { closesAt: 'Новый конец — позже прежнего' } });
    expect(
      await server.call(acts.extendDiscussion, extend('2026-12-05T15:00:00Z'), desk.editor),
    ).toMatchObject({ closesAt: '2026-12-05T15:00:00.000Z' });
  });
});
