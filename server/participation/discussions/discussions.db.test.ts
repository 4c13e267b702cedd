import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/participation/discussions.ts';
import * as acts from '../../../shared/contract/participation/discussions-acts.ts';
import * as open from '../../../shared/contract/participation/discussions-open.ts';
import {
  AFTER,
  type DiscussionDesk,
  discussionBody,
  GOING,
  goodReason,
  hearingBody,
  openDiscussionDesk,
  WRITTEN,
} from '../../../tests/support/participation/discussion-desk.ts';
import { signInKnown } from '../../../tests/support/participation/poll-desk.ts';
import { drawPicture } from '../../../tests/support/pictures.ts';
import { sendFile } from '../../../tests/support/uploads.ts';

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

describe('from its draft to its opening', () => {
  test('it is written, checked by another, announced, and opens by its clock', async () => {
    server.setNow(WRITTEN);
    const begun = await desk.begin({ matter: '' });
    expect(begun).toMatchObject({ state: 'draft', version: 1, can: ['change', 'submit', 'cancel'] });
    expect(begun.notes).toEqual([{ tone: 'stop', words: expect.stringContaining('о чём обсуждение') }]);
    expect(await refuseMove(begun, 'submit')).toMatchObject({
      status: 409,
      detail: expect.stringContaining('о чём обсуждение'),
    });
    const { id } = begun;
    const change = { params: { id }, body: { version: 1, ...discussionBody() } };
    const changed = await server.call(acts.changeDiscussion, change, desk.editor);
    expect(changed).toMatchObject({ version: 2, notes: [] });
    expect(await server.fail(acts.changeDiscussion, change, desk.editor)).toMatchObject({
      code: 'lib.changed-meanwhile',
    });
    expect(await server.fail(open.readOpenDiscussion, { params: { id } })).toMatchObject({ status: 404 });

    const sent = await desk.move(changed, 'submit');
    expect(
      await server.fail(
        acts.judgeDiscussion,
        { params: { id }, body: { version: sent.version, act: 'return' } },
        desk.approver,
      ),
    ).toMatchObject({ status: 400, fields: { reason: 'Напишите, почему' } });
    const back = await desk.judge(sent, 'return', 'Назовите улицу полностью');
    const approved = await desk.judge(await desk.move(back, 'submit'), 'approve');
    expect(approved).toMatchObject({ state: 'approved', approvedBy: expect.stringMatching(/./u) });
    await desk.move(approved, 'announce');
    expect(await shown(id)).toMatchObject({ state: 'soon', papers: ['notice'], figures: null });
    expect(
      await server.fail(
        open.proposeRemark,
        { params: { id }, body: { clientKey: randomUUID(), text: 'Рано' } },
        anna,
      ),
    ).toMatchObject({ status: 409, detail: expect.stringContaining('ещё не началось') });
    await desk.come(GOING);
    expect(await desk.read(id)).toMatchObject({ state: 'open', openedAt: GOING });
    const { running } = await server.call(open.listOpenDiscussions, {});
    expect(running.find((line) => line.id === id)).toMatchObject({ state: 'open', remarks: 0 });
  });

  test('nobody approves their own', async () => {
    server.setNow(WRITTEN);
    const own = await server.call(acts.createDiscussion, { body: discussionBody() }, desk.deputy);
    const sent = await server.call(
      acts.moveDiscussion,
      { params: { id: own.id }, body: { version: 1, act: 'submit' } },
      desk.deputy,
    );
    expect(sent.can).not.toContain('approve');
    const body = { version: sent.version, act: 'approve' as const };
    for (const cookie of [desk.deputy, desk.editor])
      expect(await server.fail(acts.judgeDiscussion, { params: { id: own.id }, body }, cookie)).toMatchObject(
        { status: 403 },
      );
    const { items, can } = await server.call(
      contract.listDiscussions,
      { query: { shelf: 'making' } },
      desk.deputy,
    );
    expect(items.map(({ id }) => id)).toContain(own.id);
    expect(can).toEqual(['keep', 'approve']);
  });

  test('hearings are announced so many days before they begin, as their law says', async () => {
    server.setNow('2026-11-06T04:00:00Z');
    const sent = await desk.move(await desk.begin(hearingBody()), 'submit');
    const approved = await desk.judge(sent, 'approve');
    expect(await refuseMove(approved, 'announce')).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/не позже чем за 7.дней/u),
    });
    server.setNow(WRITTEN);
    const announced = await desk.move(approved, 'announce');
    expect(await shown(announced.id)).toMatchObject({
      law: expect.stringContaining('ст. 46'),
      meeting: { place: 'Дом культуры' },
    });
  });

  test.each<[string, object, string]>([
    ['a subject there is not', { subject: 'moon' }, 'subject'],
    ['a level nobody is asked for', { level: 'anonymous' }, 'level'],
    [
      'one name of two paragraphs',
      { paragraphs: ['p1', 'p1'].map((id) => ({ id, text: 'Текст' })) },
      'paragraphs',
    ],
  ])('refuses %s', async (_, given, field) => {
    server.setNow(WRITTEN);
    expect(
      await server.fail(acts.createDiscussion, { body: discussionBody(given) as never }, desk.editor),
    ).toMatchObject({ status: 400, fields: { [field]: expect.any(String) } });
  });

  test('files are its own uploads, for everybody once it is announced', async () => {
    server.setNow(WRITTEN);
    const { fileId, token } = (await sendFile(server, await drawPicture('png'))).body;
    const material = { fileId, title: 'План набережной' };
    const unproven = discussionBody({ materials: [material] }) as never;
    expect(await server.fail(acts.createDiscussion, { body: unproven }, desk.editor)).toMatchObject({
      code: 'files.not-found',
    });
    const card = await desk.begin({ materials: [{ ...material, token }] });
    expect(card.materials).toEqual([material]);
    // Written again without the token it stays.
    const kept = discussionBody({ materials: [material] });
    const changed = await server.call(
      acts.changeDiscussion,
      { params: { id: card.id }, body: { version: 1, ...kept } },
      desk.editor,
    );
    const look = (cookie?: string) =>
      server.inject({
        url: `/api/files/${fileId}/display`,
        ...(cookie && { headers: { cookie } }),
      });
    expect((await look()).statusCode).toBe(404);
    const approved = await desk.judge(await desk.move(changed, 'submit'), 'approve');
    await desk.move(approved, 'announce');
    expect((await look()).statusCode).toBe(200);
  });
});

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
