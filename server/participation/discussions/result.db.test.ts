import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as contract from '../../../shared/contract/participation/discussions.ts';
import * as acts from '../../../shared/contract/participation/discussions-acts.ts';
import * as open from '../../../shared/contract/participation/discussions-open.ts';
import {
  AFTER,
  type DiscussionDesk,
  goodReason,
  hearingBody,
  openDiscussionDesk,
} from '../../../tests/support/participation/discussion-desk.ts';
import { signInKnown } from '../../../tests/support/participation/poll-desk.ts';

let desk: DiscussionDesk;
let server: DiscussionDesk['server'];
let anna: string;
beforeAll(async () => {
  desk = await openDiscussionDesk();
  ({ server } = desk);
  anna = await signInKnown(server, 'anna@demo.invalid');
});
afterAll(() => server.close());

const shown = (id: string, cookie?: string) =>
  server.call(open.readOpenDiscussion, { params: { id } }, cookie);
const refuseMove = (card: contract.DiscussionCard, act: acts.DiscussionKeepAct) =>
  server.fail(
    acts.moveDiscussion,
    { params: { id: card.id }, body: { version: card.version, act } },
    desk.editor,
  );

describe('to its result and decision', () => {
  test('it refuses to be finished while a remark waits, by the database too, and tells its authors', async () => {
    const { id } = await desk.open();
    const [mine] = [await desk.propose(id, anna, { paragraphId: 'p2', wording: 'шириной три метра' })];
    await desk.propose(id, await signInKnown(server, '+79120000001'), { text: 'Поставьте скамейки' });
    await desk.come(AFTER);
    const closed = await desk.read(id);
    expect(closed).toMatchObject({ state: 'closed', figures: { remarks: 2, unanswered: 2, waiting: 2 } });
    expect(await refuseMove(closed, 'finish')).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/Без обоснованного ответа 2.замечания/u),
      details: { unanswered: 2 },
    });
    await expect(
      server.app.services.database
        .updateTable('discussions.discussion')
        .set({ state: 'answered' })
        .where('id', '=', id)
        .execute(),
    ).rejects.toThrow('have no answer');
    await desk.settle(id);
    const finished = await desk.move(await desk.read(id), 'finish');
    // No remark without an answer comes to what is finished, whatever the program does.
    await expect(
      server.app.services.database
        .updateTable('discussions.remark')
        .set({ answer_id: null })
        .where('id', '=', mine!.id)
        .execute(),
    ).rejects.toThrow('without an answer');
    const amended = await server.call(
      acts.amendProject,
      {
        params: { id },
        body: {
          version: finished.version,
          outcomes: [
            { paragraphId: 'p2', text: 'Вдоль реки идёт дорожка шириной три метра.' },
            { paragraphId: 'p1', text: 'Набережная открыта круглые сутки.' },
          ],
        },
      },
      desk.editor,
    );
    expect(amended.paragraphs.map(({ outcome }) => outcome)).toEqual([
      null,
      'Вдоль реки идёт дорожка шириной три метра.',
    ]);
    // Nothing of it is told before another lets it out.
    const before = await shown(id);
    expect(before).toMatchObject({ state: 'answering', figures: null });
    expect(before.paragraphs[1]!.outcome).toBeNull();
    const listed = await server.call(open.listOpenRemarks, { params: { id }, query: {} });
    expect(listed.items.every(({ answer }) => answer === null)).toBe(true);

    const published = await desk.judge(await desk.read(id), 'publish');
    await server.drain();
    const result = await shown(id);
    expect(result).toMatchObject({
      state: 'result',
      figures: { remarks: 2, unanswered: 0, rejected: 2, accepted: 0, people: 2 },
      papers: ['notice', 'summary'],
      decision: null,
    });
    expect(result.paragraphs[1]).toMatchObject({ outcome: expect.stringContaining('три метра') });
    const told = await server.call(open.listOpenRemarks, { params: { id }, query: { verdict: 'rejected' } });
    expect(told.items).toHaveLength(2);
    expect(told.items[0]).toMatchObject({ answer: { verdict: 'rejected', reason: goodReason } });
    const none = await server.call(open.listOpenRemarks, { params: { id }, query: { verdict: 'accepted' } });
    expect(none.items).toEqual([]);

    const decide = {
      isNeeded: true,
      title: 'Правила утверждены',
      actTitle: 'Постановление',
      actNumber: '9-п',
    };
    await server.call(
      acts.decideDiscussion,
      { params: { id }, body: { version: published.version, ...decide } },
      desk.editor,
    );
    await server.drain();
    const { rows } = await server.app.pool.query<{ subject: string; body: string }>(
      "SELECT subject, text AS body FROM outbox.letter WHERE purpose = 'discussion-told' AND recipient = 'anna@demo.invalid' ORDER BY created_at",
    );
    expect(rows.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Ответ на ваше предложение/u),
      expect.stringMatching(/^Решение принято/u),
    ]);
    expect(rows[0]!.body).toContain(goodReason);
    expect(rows[0]!.body).toContain('не обращение по закону 59-ФЗ');
  });

  test('what is finished goes back with a reason, and is not let out by its author', async () => {
    const { id } = await desk.open();
    await desk.come(AFTER);
    const finished = await desk.move(await desk.read(id), 'finish');
    expect(
      await server.fail(
        acts.judgeDiscussion,
        { params: { id }, body: { version: finished.version, act: 'publish' } },
        desk.editor,
      ),
    ).toMatchObject({ status: 403 });
    const back = await desk.judge(finished, 'reopen', 'Ответ 1 не о том пункте');
    expect(back).toMatchObject({ state: 'closed', reason: 'Ответ 1 не о том пункте' });
  });

  test('a decision there is none of says why, and without one nothing goes to the archive', async () => {
    const { id } = await desk.open();
    await desk.come(AFTER);
    const published = await desk.judge(await desk.move(await desk.read(id), 'finish'), 'publish');
    expect(await refuseMove(published, 'archive')).toMatchObject({ status: 409 });
    const decide = (words: string) => ({
      params: { id },
      body: { version: published.version, isNeeded: false, title: 'Проект отозван', words },
    });
    expect(await server.fail(acts.decideDiscussion, decide('так'), desk.editor)).toMatchObject({
      fields: { words: expect.any(String) },
    });
    const decided = await server.call(
      acts.decideDiscussion,
      decide('Застройщик отозвал проект до решения'),
      desk.editor,
    );
    expect(await desk.move(decided, 'archive')).toMatchObject({ state: 'archived', can: [] });
  });

  test('papers: of hearings by the law, of a consultation a summary; nothing before its time', async () => {
    const { id } = await desk.open(hearingBody());
    await desk.propose(id, anna);
    const ask = (paper: string, isOpen: boolean) =>
      server.inject({
        url: `/api/${isOpen ? 'open/' : ''}discussions/${id}/papers/${paper}?format=html`,
        headers: { cookie: desk.editor },
      });
    expect((await ask('conclusion', true)).statusCode).toBe(404);
    expect((await ask('summary', false)).statusCode).toBe(404);
    const notice = await ask('notice', true);
    expect(notice.body).toContain('ОПОВЕЩЕНИЕ');
    expect(notice.body).toContain('Дом культуры');
    const protocol = await ask('protocol', false);
    expect(protocol.body).toContain('публичных слушаний по проекту');
    expect(protocol.body).toContain('постоянно проживающих');
  });
});
