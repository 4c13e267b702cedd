import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/participation/polls.ts';
import * as acts from '../../../shared/contract/participation/polls-acts.ts';
import * as open from '../../../shared/contract/participation/polls-open.ts';
import {
  DRAWN,
  openPollDesk,
  type PollDesk,
  pollBody,
  RUNNING,
} from '../../../tests/support/participation/poll-desk.ts';
import { drawPicture } from '../../../tests/support/pictures.ts';
import { sendFile } from '../../../tests/support/uploads.ts';

let desk: PollDesk;
let server: PollDesk['server'];
beforeAll(async () => {
  desk = await openPollDesk();
  ({ server } = desk);
});
afterAll(() => server.close());

describe('a poll from its draft to its opening', () => {
  test('is written, checked by another, announced, and opens by its clock with its questions frozen', async () => {
    server.setNow(DRAWN);
    const begun = await desk.begin({ matter: '' });
    expect(begun).toMatchObject({ state: 'draft', version: 1, can: ['change', 'submit', 'cancel'] });
    expect(begun.notes).toEqual([
      { tone: 'stop', questionId: null, words: 'Скажите, что решаем: это читают первым' },
    ]);
    const { id } = begun;
    const whole = { params: { id }, body: { version: 1, act: 'submit' as const } };
    expect(await server.fail(acts.movePoll, whole, desk.editor)).toMatchObject({
      status: 409,
      detail: expect.stringContaining('что решаем'),
    });
    const changed = await server.call(
      acts.changePoll,
      { params: { id }, body: { version: 1, ...pollBody() } },
      desk.editor,
    );
    expect(changed).toMatchObject({ version: 2, notes: [] });
    expect(
      await server.fail(
        acts.changePoll,
        { params: { id }, body: { version: 1, ...pollBody() } },
        desk.editor,
      ),
    ).toMatchObject({ code: 'lib.changed-meanwhile' });
    // Nobody sees it before it is announced.
    expect(await server.fail(open.readOpenPoll, { params: { id } })).toMatchObject({ status: 404 });

    const sent = await desk.move(changed, 'submit');
    expect(
      await server.fail(
        acts.judgePoll,
        { params: { id }, body: { version: sent.version, act: 'return' } },
        desk.approver,
      ),
    ).toMatchObject({ status: 400, fields: { reason: 'Напишите, почему' } });
    const back = await desk.judge(sent, 'return', 'Назовите улицу полностью');
    expect(back).toMatchObject({ state: 'draft', reason: 'Назовите улицу полностью' });
    const approved = await desk.judge(await desk.move(back, 'submit'), 'approve');
    expect(approved).toMatchObject({ state: 'approved', approvedBy: expect.any(String) });
    const announced = await desk.move(approved, 'announce');
    expect(await desk.shown(id)).toMatchObject({
      state: 'soon',
      questions: [],
      mine: { level: 'anonymous', hasAnswered: false },
    });
    expect(await desk.refuse(id, desk.anna, { yard: ['titova'] })).toMatchObject({
      status: 409,
      detail: expect.stringContaining('ещё не начался'),
    });

    await desk.come(RUNNING);
    const opened = await desk.read(id);
    expect(opened).toMatchObject({
      state: 'open',
      edition: 1,
      participants: 0,
      version: announced.version + 1,
    });
    expect(opened.history.map(({ what }) => what)).toEqual([
      ...[
        'открыт',
        'объявлен',
        'утверждён',
        'отправлен на проверку',
        'возвращён на доработку',
        'отправлен на проверку',
      ],
      ...['исправлен', 'начат'],
    ]);
    expect((await desk.shown(id)).questions).toHaveLength(1);
    const { running } = await server.call(open.listOpenPolls, {});
    expect(running.find((line) => line.id === id)).toMatchObject({ state: 'open', isBinding: true });
  });

  test('nobody approves their own', async () => {
    server.setNow(DRAWN);
    const own = await server.call(acts.createPoll, { body: pollBody() }, desk.deputy);
    const sent = await server.call(
      acts.movePoll,
      { params: { id: own.id }, body: { version: 1, act: 'submit' } },
      desk.deputy,
    );
    const body = { version: sent.version, act: 'approve' as const };
    expect(await server.fail(acts.judgePoll, { params: { id: own.id }, body }, desk.deputy)).toMatchObject({
      status: 403,
    });
    expect(sent.can).not.toContain('approve');
    expect(await server.fail(acts.judgePoll, { params: { id: own.id }, body }, desk.editor)).toMatchObject({
      status: 403,
    });
    const { items, can } = await server.call(contract.listPolls, { query: { shelf: 'making' } }, desk.deputy);
    expect(items.map(({ id }) => id)).toContain(own.id);
    expect(can).toEqual(['keep', 'approve']);
  });

  test.each<[string, object, string]>([
    ['an age of no edition', { audience: { minAge: 15, districtIds: [], level: 'social' } }, 'audience'],
    [
      'a district there is not',
      { audience: { minAge: null, districtIds: ['moon'], level: 'social' } },
      'audience',
    ],
    [
      'a level nobody is asked for',
      { audience: { minAge: null, districtIds: [], level: 'anonymous' } },
      'audience',
    ],
    ['a quota of what is not asked', { quotas: [{ side: 'age', group: '60', most: 10 }] }, 'quotas'],
  ])('refuses %s', async (_, given, field) => {
    server.setNow(DRAWN);
    const body = pollBody(given) as never;
    expect(await server.fail(acts.createPoll, { body }, desk.editor)).toMatchObject({
      status: 400,
      fields: { [field]: expect.any(String) },
    });
  });

  test('pictures are its own uploads, for everybody once it is announced', async () => {
    server.setNow(DRAWN);
    const { fileId, token } = (await sendFile(server, await drawPicture('png'))).body;
    const photo = (file: object) => [
      {
        id: 'p',
        kind: 'photo',
        title: 'Что построить?',
        hasUnsure: true,
        options: ['a', 'b'].map((id) => ({
          id,
          title: `Вариант ${id}`,
          alt: 'Эскиз',
          ...(id === 'a' && file),
        })),
      },
    ];
    const card = await desk.begin({ questions: photo({ fileId, token }) });
    expect(JSON.stringify(card.questions)).not.toContain('token');
    expect(
      await server.fail(
        acts.createPoll,
        { body: pollBody({ questions: photo({ fileId }) }) as never },
        desk.editor,
      ),
    ).toMatchObject({ code: 'files.not-found' });
    const look = () => server.inject({ url: `/api/files/${fileId}/display` });
    expect((await look()).statusCode).toBe(404);
    await desk.db().updateTable('polls.poll').set({ state: 'announced' }).where('id', '=', card.id).execute();
    expect((await look()).statusCode).toBe(200);
    await desk.db().updateTable('polls.poll').set({ state: 'cancelled' }).where('id', '=', card.id).execute();
  });
});
