import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/monitoring/moderation.ts';
import * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import { memberOf } from '../../../tests/support/networks/incident-desk.ts';
import {
  AD,
  type ModerationDesk,
  openModerationDesk,
} from '../../../tests/support/networks/moderation-desk.ts';
import { deliverEvent, readingOf } from '../../../tests/support/networks/told-network.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { NetworkFailure } from '../../base/networks/index.ts';
import { noteDeed } from './outcome.ts';
import { ACT_SUBJECT } from './store.ts';

let m: ModerationDesk;

beforeAll(async () => {
  m = await openModerationDesk();
});
afterAll(() => m.server.close());

describe('a comment is taken off by a published rule', () => {
  test('with its evidence; the page does it, the talk tells of it, the author hears the rule and the way to object', async () => {
    const incident = await m.advertise();
    const act = await m.hide(incident);
    expect(act).toMatchObject({ state: 'hiding', ruleNumber: 5, secondWhy: null, isWaiting: false });
    const [sight] = memberOf(incident).sights;
    expect(act.evidence).toMatchObject({ text: AD, sha256: sight!.sha256, isForgotten: false });
    await m.server.drain();
    const done = await m.readAct(act.id);
    expect(done).toMatchObject({ state: 'hidden', way: 'network', appealUntil: '2026-12-24T18:59:59.000Z' });
    expect(m.network.deeds.at(-1)).toBe(`hide c-${await m.numberOf(act)}`);
    expect(done.notices).toMatchObject([{ kind: 'hidden', way: 'public', state: 'said' }]);
    const said = m.network.said.at(-1)!;
    expect(said.to).toMatchObject({ kind: 'post', id: `ad-${m.count()}`, authorId: '' });
    expect(said.text).toContain(`по правилу 5 «Реклама и спам»`);
    expect(said.text).toContain(`код ${await m.codeOf(done)}`);
    expect(said.text).not.toContain('Анна');
    expect(await m.post(done, 'gone_by')).toBe('page');
    const ended = { kind: 'hide' as const, subjectKind: ACT_SUBJECT, subjectId: act.id };
    await asSystem(m.server, (ctx) => noteDeed(ctx, ended));
    expect((await m.readAct(act.id)).version).toBe(done.version);
    const card = await m.read(incident.id);
    expect(card.history.map(({ what }) => what)).toContain(`${done.number}: комментарий убран`);
    expect((await m.readTalk(incident)).acts).toMatchObject([{ number: done.number, state: 'hidden' }]);
    expect((await m.readTalk(incident)).comments).toEqual([]);
  });

  test('the author alone is told where the network lets the page write to them, and under the post where it refuses then', async () => {
    m.network.open.add('friend').add('closed');
    await m.hidden({ authorId: 'friend' });
    expect(m.network.said.at(-1)).toMatchObject({ to: { kind: 'message', authorId: 'friend' } });
    expect(m.network.said.at(-1)!.text).toContain('Ваш комментарий');
    const incident = await m.advertise({ authorId: 'closed' });
    m.network.fail.next = { when: 'before', failure: new NetworkFailure('rights', 'Житель не разрешил') };
    const act = await m.hide(incident);
    await m.server.drain();
    expect((await m.readAct(act.id)).notices).toMatchObject([
      { way: 'private', state: 'failed' },
      { way: 'public', state: 'said' },
    ]);
    expect((await m.readAct(act.id)).isWaiting).toBe(false);
  });

  test('a second person looks where the rule asks for it, and whoever proposed it is no second', async () => {
    const act = await m.hide(await m.advertise(), 2, m.chair);
    expect(act).toMatchObject({ state: 'second', secondWhy: 'rule', can: ['withdraw'] });
    const look = (cookie: string, body: object) =>
      m.server.fail(
        acts.lookSecond,
        { params: { id: act.id }, body: { version: act.version, agrees: true, ...body } },
        cookie,
      );
    expect((await look(m.chair, {})).detail).toMatch(/другой человек/u);
    expect((await look(m.approver, { version: 99 })).code).toBe('lib.changed-meanwhile');
    expect((await look(m.approver, { agrees: false })).fields).toHaveProperty('note');
    expect((await look(m.operator, {})).code).toBe('lib.forbidden');
    const deeds = m.network.deeds.length;
    await m.server.drain();
    expect(m.network.deeds).toHaveLength(deeds);
    const agreed = await m.server.call(
      acts.lookSecond,
      { params: { id: act.id }, body: { version: act.version, agrees: true } },
      m.approver,
    );
    expect(agreed.state).toBe('hiding');
    await m.server.drain();
    expect(await m.readAct(act.id)).toMatchObject({ state: 'hidden' });
  });

  test('words about the city are looked at by a second person whatever the rule, and may stay', async () => {
    const incident = await m.comment({ threadId: 'critic', parentId: 'critic' });
    const act = await m.hide(incident, 1);
    expect(act).toMatchObject({ state: 'second', secondWhy: 'matter' });
    const kept = await m.server.call(
      acts.lookSecond,
      {
        params: { id: act.id },
        body: { version: act.version, agrees: false, note: 'Это жалоба, а не брань' },
      },
      m.approver,
    );
    expect(kept).toMatchObject({ state: 'declined', can: [] });
    expect((await m.readTalk(incident)).comments).toHaveLength(1);
    const { rows } = await m.server.app.pool.query('SELECT FROM posts.hold WHERE post_id = $1', [act.postId]);
    expect(rows).toEqual([]);
  });

  test.each([
    ['without a rule', { ruleId: '00000000-0000-4000-8000-000000000000' }, 'ruleId'],
    ['by an older look', { serial: 7 }, 'postId'],
    ['without its ground', { ground: ' ' }, 'ground'],
  ])('%s it is refused', async (_, given, field) => {
    const body = { ...(await m.bodyFor(await m.advertise())), ...given };
    const problem = await m.server.fail(contract.hideComment, { body }, m.operator);
    expect(Object.keys(problem.fields ?? {})).toContain(field);
  });

  test('one that stands in no talk the person sees, is our own, is gone already or taken up already is refused', async () => {
    const incident = await m.advertise();
    const body = await m.bodyFor(incident);
    const elsewhere = await m.advertise();
    const refuse = (given: object) =>
      m.server.fail(contract.hideComment, { body: { ...body, ...given } }, m.operator);
    expect((await refuse({ incidentId: elsewhere.id })).code).toBe('lib.not-found');
    await m.hide(incident);
    expect((await refuse({})).detail).toMatch(/уже убирают/u);
    const own = await m.bodyFor(elsewhere);
    await m.server.app.pool.query('UPDATE posts.post SET is_own = true WHERE id = $1', [own.postId]);
    expect((await refuse(own)).fields?.postId).toMatch(/нашей страницы/u);
    await m.server.app.pool.query(
      `UPDATE posts.post SET is_own = false, gone_at = now(), gone_by = 'author' WHERE id = $1`,
      [own.postId],
    );
    expect((await refuse(own)).fields?.postId).toMatch(/уже нет/u);
    await m.server.drain();
  });

  test('what its maker thinks better of stays, and so does what its author was quicker to delete', async () => {
    const act = await m.hide(await m.advertise(), 2);
    const withdrawn = await m.server.call(
      acts.withdrawAct,
      { params: { id: act.id }, body: { version: act.version, reason: 'Показалось' } },
      m.operator,
    );
    expect(withdrawn).toMatchObject({ state: 'dropped', reason: 'Показалось' });
    const other = await m.hide(await m.advertise(), 2);
    const gone = { fact: 'gone', id: `c-${await m.numberOf(other)}`, at: null, by: 'author' } as const;
    await deliverEvent(m.server, m.page, readingOf(`gone-${other.id}`, gone));
    await m.server.drain();
    expect(await m.readAct(other.id)).toMatchObject({
      state: 'dropped',
      reason: 'Автор удалил комментарий сам',
    });
  });
});

describe('what became of it in the network', () => {
  test('where nobody knows, a person settles it and it is never done blindly again', async () => {
    m.network.failDeed.next = { when: 'after', failure: new NetworkFailure('unknown', 'Ответа нет') };
    const act = await m.hide(await m.advertise());
    await m.server.drain();
    const deeds = m.network.deeds.length;
    await m.server.drain();
    const lost = await m.readAct(act.id);
    expect(lost).toMatchObject({
      state: 'unknown',
      reason: 'Ответа нет',
      can: ['done', 'again'],
      notices: [],
    });
    expect(m.network.deeds).toHaveLength(deeds);
    const settled = await m.server.call(
      acts.settleAct,
      { params: { id: act.id }, body: { version: lost.version, as: 'done' } },
      m.operator,
    );
    expect(settled).toMatchObject({ state: 'hidden', way: 'network' });
    await m.server.drain();
    expect(m.network.deeds).toHaveLength(deeds);
    expect((await m.readAct(act.id)).notices).toMatchObject([{ state: 'said' }]);
  });

  test('a word of the network that it is gone ends it as well', async () => {
    m.network.failDeed.next = { when: 'after', failure: new NetworkFailure('unknown', 'Ответа нет') };
    const act = await m.hide(await m.advertise());
    await m.server.drain();
    const fact = { fact: 'gone', id: `c-${await m.numberOf(act)}`, at: null, by: 'page' } as const;
    await deliverEvent(m.server, m.page, readingOf(`gone-${act.id}`, fact));
    await m.server.drain();
    expect(await m.readAct(act.id)).toMatchObject({ state: 'hidden', way: 'network' });
  });

  test('what it refuses is tried again by a person, proved by hand, or left', async () => {
    const refusal = { when: 'before', failure: new NetworkFailure('rights', 'Нет прав') } as const;
    m.network.failDeed.next = refusal;
    const act = await m.hide(await m.advertise());
    await m.server.drain();
    const failed = await m.readAct(act.id);
    expect(failed).toMatchObject({
      state: 'failed',
      reason: 'Нет прав',
      can: ['withdraw', 'again', 'prove'],
    });
    const again = await m.server.call(
      acts.settleAct,
      { params: { id: act.id }, body: { version: failed.version, as: 'again' } },
      m.operator,
    );
    expect(again.state).toBe('hiding');
    await m.server.drain();
    expect((await m.readAct(act.id)).state).toBe('hidden');
  });

  test('a network that has no way is told so, and done by hand it wants a proof', async () => {
    const { hide: way } = m.network.connector;
    delete m.network.connector.hide;
    const incident = await m.advertise();
    expect((await m.readTalk(incident)).comments).toMatchObject([{ hides: 'hand', mayRestore: true }]);
    const act = await m.hide(incident);
    expect(act).toMatchObject({ state: 'by-hand', isWaiting: true });
    const prove = (body: object) => ({ params: { id: act.id }, body: { version: act.version, ...body } });
    expect((await m.server.fail(acts.proveAct, prove({}), m.operator)).fields).toHaveProperty('url');
    const done = await m.server.call(
      acts.proveAct,
      prove({ url: 'https://network.example/proof' }),
      m.operator,
    );
    expect(done).toMatchObject({ state: 'hidden', way: 'hand', proofUrl: 'https://network.example/proof' });
    m.network.connector.hide = way!;
    // A person took it off, and a person puts it back.
    await m.server.drain();
    await m.appeal(done);
    expect((await m.readAct(act.id)).wayBack).toBe('hand');
    const back = await m.decide(await m.readAct(act.id, m.approver), 'granted');
    expect(back.state).toBe('restore-by-hand');
    const restored = await m.server.call(
      acts.proveAct,
      { params: { id: act.id }, body: { version: back.version, url: 'https://network.example/back' } },
      m.operator,
    );
    expect(restored).toMatchObject({ state: 'restored', appeal: { outcome: 'granted' } });
  });

  test('a notice nobody could say waits for a person', async () => {
    const refusal = { when: 'before', failure: new NetworkFailure('rights', 'Комментарии закрыты') } as const;
    const act = await m.hide(await m.advertise());
    m.network.fail.next = refusal;
    await m.server.drain();
    const untold = await m.readAct(act.id);
    expect(untold).toMatchObject({ isWaiting: true, notices: [{ state: 'failed', can: ['settle'] }] });
    const settle = (as: 'said' | 'again', version: number) => ({
      params: { id: act.id, notice: untold.notices[0]!.id },
      body: { version, as },
    });
    const again = await m.server.call(acts.settleNotice, settle('again', untold.version), m.operator);
    expect(again.notices).toMatchObject([{ state: 'saying' }]);
    await m.server.drain();
    expect((await m.readAct(act.id)).notices).toMatchObject([{ state: 'said' }]);
    const late = await m.server.fail(
      acts.settleNotice,
      settle('said', (await m.readAct(act.id)).version),
      m.operator,
    );
    expect(late.code).toBe('lib.conflict');
  });
});
