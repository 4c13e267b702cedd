import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActCard } from '../../../shared/contract/monitoring/moderation.ts';
import * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import { type ModerationDesk, openModerationDesk } from '../../../tests/support/networks/moderation-desk.ts';
import { drawPicture } from '../../../tests/support/pictures.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../tests/support/uploads.ts';
import { NetworkFailure } from '../../base/networks/index.ts';
import { findTakenOff, noteDeed, noteGone } from './outcome.ts';

/** What the network did, and did not, of several decisions that stand beside each other. */

let m: ModerationDesk;

beforeAll(async () => {
  m = await openModerationDesk();
});
afterAll(() => m.server.close());

const unanswered = { when: 'after', failure: new NetworkFailure('unknown', 'Ответа нет') } as const;

/** A decision of which nobody knows how it ended in the network. */
async function lost(): Promise<ActCard> {
  const act = await m.hide(await m.advertise());
  m.network.failDeed.next = unanswered;
  await m.server.drain();
  return m.readAct(act.id);
}

/** One that is on its way back, and nobody knows whether it got there. */
async function halfBack(): Promise<ActCard> {
  const act = await m.hidden();
  await m.appeal(act);
  m.network.failDeed.next = unanswered;
  await m.decide(await m.readAct(act.id, m.approver), 'granted');
  await m.server.drain();
  return m.readAct(act.id);
}

const gone = (...taken: ActCard[]) =>
  asSystem(m.server, (ctx) => noteGone(ctx, { postIds: taken.map(({ postId }) => postId) }));
const setPost = ({ postId }: ActCard, set: string) =>
  m.server.asOwner(`UPDATE posts.post SET ${set} WHERE id = '${postId}'`);
/** The network has done it, and nobody has been told yet. */
const endDeed = ({ id }: ActCard) =>
  m.server.asOwner(`ALTER TABLE networks.deed DISABLE TRIGGER USER;
    UPDATE networks.deed SET state = 'done', done_at = now() WHERE subject_id = '${id}';
    ALTER TABLE networks.deed ENABLE TRIGGER USER`);
const byAuthor = `gone_at = now(), gone_by = 'author'`;
const byPage = `gone_at = '2026-11-24T08:59:00Z', gone_by = 'page'`;
const states = (...of: ActCard[]) =>
  Promise.all(of.map(async ({ id }) => (await m.readAct(id, m.approver)).state));
const settle = ({ id, version }: ActCard, as: 'done' | 'again' | 'lost') =>
  [acts.settleAct, { params: { id }, body: { version, as } }, m.operator] as const;

describe('a word of the network', () => {
  test('settles the decision about that comment, and no other', async () => {
    const [act, other] = [await m.hide(await m.advertise(), 2), await m.hide(await m.advertise(), 2)];
    for (const one of [act, other]) await setPost(one, byAuthor);
    await gone(act);
    expect(await states(act, other)).toEqual(['dropped', 'second']);
    const history = (await m.read(other.incidentId)).history.map(({ what }) => what);
    expect(history.filter((what) => what.startsWith(other.number))).toHaveLength(1);
  });

  test('that the page took it off ends what nobody knew, at the moment the network names', async () => {
    const [act, other] = [await lost(), await lost()];
    await setPost(act, byPage);
    await gone(act, other);
    expect(await states(act, other)).toEqual(['hidden', 'unknown']);
    expect(await m.readAct(act.id)).toMatchObject({ way: 'network', hiddenAt: '2026-11-24T08:59:00.000Z' });
  });

  test('that the page took it off is nothing to what waits for a second look or for a hand', async () => {
    const act = await m.hide(await m.advertise(), 2);
    await setPost(act, byPage);
    await gone(act);
    expect(await states(act)).toEqual(['second']);
  });

  test('that its author deleted it drops what nobody knew', async () => {
    const act = await lost();
    await setPost(act, byAuthor);
    await gone(act);
    expect(await m.readAct(act.id)).toMatchObject({ state: 'dropped', notices: [] });
  });

  test('that it is there again ends a way back nobody knew the end of', async () => {
    const [act, other] = [await halfBack(), await halfBack()];
    expect(await states(act, other)).toEqual(['restore-unknown', 'restore-unknown']);
    await setPost(act, 'gone_at = NULL, gone_by = NULL');
    await gone(act, other);
    expect(await states(act, other)).toEqual(['restored', 'restore-unknown']);
  });

  test('is remembered as of when it came: put back within the moment it was taken off, it came after', async () => {
    const act = await m.hidden();
    await m.appeal(act);
    m.server.setNow('2026-11-24T09:20:00Z');
    await m.decide(await m.readAct(act.id, m.approver), 'granted');
    await m.server.drain();
    m.server.setNow('2026-11-24T09:00:00Z');
    const quick = await m.hidden();
    await m.appeal(quick);
    await m.decide(await m.readAct(quick.id, m.approver), 'granted');
    await m.server.drain();
    const words = async (of: ActCard) =>
      (
        await m.server.asOwner(
          `SELECT word, at FROM posts.removal WHERE external_id = 'c-${await m.numberOf(of)}' ORDER BY at`,
        )
      ).rows;
    expect(await words(act)).toEqual([
      { word: 'gone', at: new Date('2026-11-24T09:00:00Z') },
      { word: 'restored', at: new Date('2026-11-24T09:20:00Z') },
    ]);
    expect(await words(quick)).toEqual([
      { word: 'gone', at: new Date('2026-11-24T09:00:00Z') },
      { word: 'restored', at: new Date('2026-11-24T09:00:00.001Z') },
    ]);
  });
});

describe('the end of a deed', () => {
  const note = (subjectId: string, subjectKind = 'moderation-act') =>
    asSystem(m.server, (ctx) => noteDeed(ctx, { kind: 'hide', subjectKind, subjectId }));

  test('that is told twice, of nobody’s decision, or of one without a deed changes nothing', async () => {
    const [done, waits, unknown] = [await m.hidden(), await m.hide(await m.advertise(), 2), await lost()];
    const seen = async () =>
      Promise.all(
        [done, waits, unknown].map(async ({ id, incidentId }) => [
          (await m.readAct(id)).version,
          (await m.read(incidentId)).history.length,
        ]),
      );
    const before = await seen();
    for (const id of [done.id, waits.id, unknown.id, crypto.randomUUID()]) await note(id);
    expect(await seen()).toEqual(before);
    await endDeed(unknown);
    await note(unknown.id, 'somebody');
    expect(await seen()).toEqual(before);
    await note(unknown.id);
    expect(await states(unknown)).toEqual(['hidden']);
  });
});

test('what a decision takes off is known of each comment: not while it waits, nor once it is dropped or put back', async () => {
  const [hidden, waits, unknown, back] = [
    await m.hidden(),
    await m.hide(await m.advertise(), 2),
    await lost(),
    await m.hidden(),
  ];
  await m.appeal(back);
  await m.decide(await m.readAct(back.id, m.approver), 'granted');
  await m.server.drain();
  const unasked = await m.hidden();
  const found = await asSystem(m.server, (ctx) =>
    findTakenOff(
      ctx,
      [hidden, waits, unknown, back].map(({ postId }) => postId),
    ),
  );
  expect(found).toEqual(new Set([hidden.postId, unknown.postId]));
  expect(found).not.toContain(unasked.postId);
});

describe('whoever settles what nobody knew', () => {
  test.each(['done', 'again'] as const)('hears when it is known already: %s', async (as) => {
    const act = await lost();
    await endDeed(act);
    const problem = await m.server.fail(...settle(act, as));
    expect(problem).toMatchObject({ code: 'lib.conflict', detail: expect.stringMatching(/уже известно/u) });
    expect(await states(act)).toEqual(['unknown']);
  });

  test.each([
    ['done', 'restored'],
    ['again', 'restoring'],
  ] as const)('of a way back says that it is %s', async (as, state) => {
    const act = await halfBack();
    expect((await m.server.call(...settle(act, as))).state).toBe(state);
    await m.server.drain();
    expect(await states(act)).toEqual(['restored']);
  });

  test('says that it cannot be put back: the author is told so, the history and the journal as well', async () => {
    m.network.failDeed.next = null;
    const act = await m.hidden();
    await m.appeal(act);
    m.network.failDeed.next = { when: 'before', failure: new NetworkFailure('rights', 'Нет прав') };
    await m.decide(await m.readAct(act.id, m.approver), 'granted');
    await m.server.drain();
    const failed = await m.readAct(act.id);
    expect(failed.state).toBe('restore-failed');
    expect((await m.server.call(...settle(failed, 'lost'))).state).toBe('lost');
    const history = (await m.read(act.incidentId)).history.map(({ what }) => what);
    expect(history).toContain(`${act.number}: возражение принято, вернуть комментарий нельзя`);
    expect(history).toContain(`${act.number}: вернуть нельзя`);
    await m.server.drain();
    expect(m.network.said.at(-1)?.text).toMatch(/Вернуть его сеть не может/u);
    const { rows } = await m.server.asOwner(
      `SELECT (payload::jsonb) -> 'data' ->> 'as' AS settled FROM audit.record WHERE object_id = '${act.id}' AND action = 'moderation.settle'`,
    );
    expect(rows).toEqual([{ settled: 'lost' }]);
  });
});

describe('what was done by hand', () => {
  async function proven(incident: Parameters<ModerationDesk['hide']>[0]) {
    const { hide: way } = m.network.connector;
    delete m.network.connector.hide;
    const { id, version } = await m.hide(incident);
    if (way) m.network.connector.hide = way;
    const { body: file } = await sendFile(m.server, await drawPicture('png'), { cookie: m.operator });
    const proof = { fileId: file.fileId, token: file.token };
    const body = { version, url: '', file: proof };
    await m.server.call(acts.proveAct, { params: { id }, body }, m.operator);
    return { id, fileId: file.fileId };
  }
  const status = async (fileId: string, cookie: string) =>
    (await m.server.inject({ url: `/api/files/${fileId}/display`, headers: { cookie } })).statusCode;

  test('is no word of the network: the comment stands for us until the network says otherwise', async () => {
    const { id } = await proven(await m.advertise());
    expect(await m.post(await m.readAct(id), 'gone_at')).toBeNull();
  });

  test('is proved to whoever sees that talk, and to nobody of another sphere', async () => {
    const roads = await m.sort(await m.comment());
    const own = await proven(await m.advertise());
    const foreign = await proven(await m.advertise());
    const block = (id: string, name: string) =>
      m.server.asOwner(
        `UPDATE incidents.incident SET block = '${name}' WHERE id = (SELECT incident_id FROM moderation.act WHERE id = '${id}')`,
      );
    await block(own.id, 'education');
    await block(foreign.id, roads.block ?? 'roads');
    const editor = await signInAs(m.server, 'editor', { blocks: ['education'] });
    expect(await status(own.fileId, editor)).toBe(200);
    expect(await status(foreign.fileId, editor)).not.toBe(200);
    expect(await status(foreign.fileId, m.operator)).toBe(200);
  });
});
