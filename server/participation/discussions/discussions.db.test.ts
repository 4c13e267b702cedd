import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/participation/discussions.ts';
import * as acts from '../../../shared/contract/participation/discussions-acts.ts';
import * as open from '../../../shared/contract/participation/discussions-open.ts';
import {
  type DiscussionDesk,
  discussionBody,
  GOING,
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
