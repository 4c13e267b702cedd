import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/monitoring/moderation.ts';
import * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import * as open from '../../../shared/contract/monitoring/moderation-open.ts';
import * as rules from '../../../shared/contract/monitoring/moderation-rules.ts';
import { type ModerationDesk, openModerationDesk } from '../../../tests/support/networks/moderation-desk.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { NetworkFailure } from '../../base/networks/index.ts';

type Act = contract.ActCard;

let m: ModerationDesk;

beforeAll(async () => {
  m = await openModerationDesk();
});
afterAll(() => m.server.close());

describe('an objection', () => {
  test('by the code of the notice goes to another person, who upholds it in words the author hears', async () => {
    const act = await m.hidden();
    const wrong = { body: { number: act.number, code: 'NOTIT2', words: 'Верните мой комментарий' } };
    expect((await m.server.fail(open.appealAct, wrong)).fields?.code).toMatch(/не подходят/u);
    const { dueAt } = await m.appeal(act, { number: act.number.replace('М', 'm') });
    expect(dueAt).toBe('2026-11-27T18:59:59.000Z');
    expect(
      (await m.server.fail(open.appealAct, { body: { ...wrong.body, code: await m.codeOf(act) } })).detail,
    ).toMatch(/уже есть/u);
    const talk = await m.read(act.incidentId);
    expect(talk.history[0]?.what).toBe(`${act.number}: автор возразил`);
    const counts = await m.server.call(contract.countWaitingActs, {}, m.approver);
    expect(counts).toMatchObject({ appeals: 1, late: 0 });
    expect((await m.server.call(contract.countWaitingActs, {}, m.operator)).appeals).toBe(0);
    const mine = await m.readAct(act.id);
    expect(mine).toMatchObject({
      isWaiting: true,
      can: [],
      objection: { words: expect.stringMatching(/опытом/u) },
    });
    const upheld = await m.decide(await m.readAct(act.id, m.approver), 'upheld');
    expect(upheld).toMatchObject({ state: 'hidden', appeal: { outcome: 'upheld' } });
    await m.server.drain();
    expect(m.network.said.at(-1)!.text).toMatch(/оставил решение в силе\. Посмотрели ещё раз/u);
    expect((await m.server.fail(acts.decideAppeal, decision(upheld), m.approver)).detail).toMatch(
      /уже решено/u,
    );
  });

  const decision = (act: Act) => ({
    params: { id: act.id },
    body: { version: act.version, outcome: 'granted' as const, answer: 'Передумали, вернули.' },
  });

  test('is never decided by who took the comment off, nor by who looked second', async () => {
    const act = await m.hide(await m.advertise(), 2, m.chair);
    await m.server.call(
      acts.lookSecond,
      { params: { id: act.id }, body: { version: act.version, agrees: true } },
      m.approver,
    );
    await m.server.drain();
    const taken = await m.server.call(
      acts.takeAppeal,
      {
        params: { id: act.id },
        body: { version: (await m.readAct(act.id)).version, words: 'Написал странице: не согласен' },
      },
      m.operator,
    );
    expect(taken.objection).toMatchObject({ takenBy: expect.any(String), decidedAt: null });
    for (const cookie of [m.chair, m.approver]) {
      expect((await m.readAct(act.id, cookie)).can).toEqual([]);
      expect((await m.server.fail(acts.decideAppeal, decision(taken), cookie)).detail).toMatch(
        /другой человек/u,
      );
    }
    const reviewer = await signInAs(m.server, 'reviewer');
    expect(await m.decide(taken, 'upheld', reviewer)).toMatchObject({ appeal: { outcome: 'upheld' } });
  });

  test('granted, the network puts the comment back and the author is told', async () => {
    const act = await m.hidden();
    await m.appeal(act);
    expect(await m.decide(await m.readAct(act.id, m.approver), 'granted')).toMatchObject({
      state: 'restoring',
    });
    await m.server.drain();
    expect(m.network.deeds.at(-1)).toBe(`restore c-${await m.numberOf(act)}`);
    expect(await m.readAct(act.id)).toMatchObject({ state: 'restored', isWaiting: false });
    expect(await m.post(act, 'gone_at')).toBeNull();
    expect(m.network.said.at(-1)!.text).toMatch(/снова на странице/u);
    const { act: shown } = await m.server.call(open.findOpenAct, { query: { number: act.number } });
    expect(shown).toMatchObject({ state: 'restored', mayAppeal: false, appeal: { outcome: 'granted' } });
    expect(JSON.stringify(shown)).not.toContain('Окна');
  });

  test('granted where no network puts it back, that is said; a restoring nobody knows the end of goes to a person', async () => {
    const act = await m.hidden();
    const { restore } = m.network.connector;
    delete m.network.connector.restore;
    await m.appeal(act);
    expect(await m.readAct(act.id)).toMatchObject({ wayBack: 'none' });
    expect(await m.decide(await m.readAct(act.id, m.approver), 'granted')).toMatchObject({
      state: 'lost',
      can: [],
    });
    await m.server.drain();
    expect(m.network.said.at(-1)!.text).toMatch(/Вернуть его сеть не может/u);
    m.network.connector.restore = restore!;

    const other = await m.hidden();
    await m.appeal(other);
    m.network.failDeed.next = { when: 'after', failure: new NetworkFailure('unknown', 'Ответа нет') };
    await m.decide(await m.readAct(other.id, m.approver), 'granted');
    await m.server.drain();
    const lost = await m.readAct(other.id);
    expect(lost).toMatchObject({ state: 'restore-unknown', can: ['done', 'again'] });
    const done = await m.server.call(
      acts.settleAct,
      { params: { id: other.id }, body: { version: lost.version, as: 'done' } },
      m.operator,
    );
    expect(done.state).toBe('restored');
    await m.server.drain();
  });

  test('granted where the page was turned off goes to a person: what its network is able to is not known', async () => {
    const act = await m.hidden();
    expect(act.wayBack).toBe('network');
    await m.appeal(act);
    const turn = (isActive: boolean) =>
      m.server.app.pool.query('UPDATE networks.page SET is_active = $1', [isActive]);
    await turn(false);
    expect(await m.readAct(act.id)).toMatchObject({ wayBack: 'hand' });
    const back = await m.decide(await m.readAct(act.id, m.approver), 'granted');
    expect(back.state).toBe('restore-by-hand');
    const proof = { version: back.version, url: 'https://network.example/back' };
    await m.server.call(acts.proveAct, { params: { id: act.id }, body: proof }, m.operator);
    await turn(true);
    await m.server.drain();
  });

  test('comes too late after its days', async () => {
    const act = await m.hidden();
    m.server.setNow('2026-12-25T09:00:00Z');
    expect((await m.server.call(open.findOpenAct, { query: { number: act.number } })).act?.mayAppeal).toBe(
      false,
    );
    const body = { number: act.number, code: await m.codeOf(act), words: 'Верните мой комментарий' };
    expect((await m.server.fail(open.appealAct, { body })).detail).toMatch(/прошёл/u);
    m.server.setNow('2026-11-24T09:00:00Z');
    const none = await m.server.call(open.findOpenAct, { query: { number: 'М-2020-01-0001' } });
    expect(none.act).toBeNull();
  });
});

describe('published rules', () => {
  const list = () => m.server.call(rules.listCommentRules, {}, m.chair);
  const fields = {
    number: null as number | null,
    title: 'Флуд',
    text: 'Не повторяйте один комментарий много раз подряд.',
    needsSecond: false,
    version: 0,
    validFrom: '2026-11-24',
    ground: 'Постановление администрации',
  };
  const save = (given: object = {}, cookie = m.chair) =>
    m.server.call(rules.saveCommentRule, { body: { ...fields, ...given } }, cookie);
  const refuse = (given: object) =>
    m.server.fail(rules.saveCommentRule, { body: { ...fields, ...given } }, m.chair);

  test('are numbered, hold from a day on, and hide nothing that was written before', async () => {
    const saved = await save();
    const rule = saved.rules.at(-1)!;
    expect(rule).toMatchObject({
      number: 7,
      current: { version: 1, title: 'Флуд', inForceAt: '2026-11-24T09:00:00.000Z' },
    });
    const incident = await m.advertise();
    expect((await m.readTalk(incident)).rules.map(({ number }) => number)).not.toContain(7);
    const body = { ...(await m.bodyFor(incident)), ruleId: rule.current!.id };
    expect((await m.server.fail(contract.hideComment, { body }, m.operator)).fields).toHaveProperty('ruleId');
    const next = await save({ number: 7, version: 1, title: 'Повторы', validFrom: '2026-12-01' });
    expect(next.rules.at(-1)).toMatchObject({
      current: { title: 'Флуд' },
      versions: [{ title: 'Повторы' }, {}],
    });
    const open_ = await m.server.call(open.getCommentRules, {});
    expect(open_.rules.map(({ title }) => title)).toContain('Флуд');
    expect(open_.coming).toMatchObject([{ number: 7, title: 'Повторы' }]);
  });

  test.each([
    ['of a day that is over', { validFrom: '2026-11-23' }, 'validFrom'],
    ['before the version it follows', { number: 7, version: 2, validFrom: '2026-11-25' }, 'validFrom'],
    ['against criticism', { text: 'Не пишите негативных отзывов о работе служб.' }, 'text'],
    ['without its act', { ground: '' }, 'ground'],
  ])('one %s is refused', async (_, given, field) => {
    expect(Object.keys((await refuse(given)).fields ?? {})).toContain(field);
  });

  test('seen by an older version are not changed over somebody else, and one that is retired hides nothing more', async () => {
    expect((await refuse({ number: 7, version: 1, validFrom: '2026-12-02' })).code).toBe(
      'lib.changed-meanwhile',
    );
    expect((await refuse({ number: 70, version: 1 })).code).toBe('lib.not-found');
    const incident = await m.advertise();
    const body = await m.bodyFor(incident, 4);
    const retired = await m.server.call(
      rules.retireCommentRule,
      { params: { number: 4 }, body: { version: 1, validFrom: '2026-11-24', ground: 'Постановление' } },
      m.chair,
    );
    expect(retired.rules.find(({ number }) => number === 4)).toMatchObject({ current: null });
    expect((await m.server.fail(contract.hideComment, { body }, m.operator)).fields).toHaveProperty('ruleId');
    expect((await list()).promise).toMatch(/Критику/u);
  });

  test('one that was retired and came back hides what was written after that, and nothing from before', async () => {
    const before = await m.advertise();
    m.server.setNow('2026-11-24T09:10:00Z');
    const back = await save({ number: 4, version: 2, title: 'Снова' });
    const { id } = back.rules.find(({ number }) => number === 4)!.current!;
    const versions = back.rules.find(({ number }) => number === 4)!.versions;
    expect((await m.readTalk(before)).rules.map(({ number }) => number)).not.toContain(4);
    for (const ruleId of versions.map((one) => one.id)) {
      const body = { ...(await m.bodyFor(before)), ruleId };
      expect((await m.server.fail(contract.hideComment, { body }, m.operator)).fields).toHaveProperty(
        'ruleId',
      );
    }
    const after = await m.advertise({ postedAt: new Date('2026-11-24T09:11:00Z') });
    expect((await m.bodyFor(after, 4)).ruleId).toBe(id);
    expect((await m.hide(after, 4)).ruleNumber).toBe(4);
    m.server.setNow('2026-11-24T09:00:00Z');
  });
});

describe('what is counted and listed', () => {
  test('the share by rule and page, objections by their outcome; the public sees whole months alone', async () => {
    const figures = await m.server.call(open.readModerationFigures, { query: {} }, m.operator);
    expect(figures.total.hidden).toBeGreaterThan(5);
    expect(figures.pages[0]).toMatchObject({ title: 'Администрация', hidden: figures.total.hidden });
    expect(figures.rules.find(({ number }) => number === 5)!.hidden).toBeGreaterThan(3);
    expect(figures.appeals).toMatchObject({ open: 0, lost: 1 });
    expect(figures.appeals.granted).toBe(figures.appeals.restored + figures.appeals.lost);
    const told = await m.server.call(open.getCommentRules, {});
    expect(told.figures).toMatchObject({ from: '2025-11-01', to: '2026-10-31', total: { hidden: 0 } });
    m.server.setNow('2026-12-02T09:00:00Z');
    const later = await m.server.call(open.getCommentRules, {});
    expect(later.figures.total.hidden).toBe(figures.total.hidden);
    m.server.setNow('2026-11-24T09:00:00Z');
  });

  test('the register goes page by page, by its conditions, and out as a file without words', async () => {
    const list = (query: object) => m.server.call(contract.listActs, { query }, m.operator);
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const { acts, next } = await list({ limit: 4, ...(cursor && { cursor }) });
      seen.push(...acts.map(({ id }) => id));
      if (!next) break;
      cursor = next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect((await list({ limit: 200 })).acts).toHaveLength(seen.length);
    expect((await list({ state: 'lost' })).acts.map(({ state }) => state)).toEqual(['lost']);
    expect((await list({ rule: 2 })).acts.every(({ ruleNumber }) => ruleNumber === 2)).toBe(true);
    expect((await list({ from: '2026-11-25' })).acts).toEqual([]);
    const act = await m.hide(await m.advertise(), 2);
    expect((await list({ tab: 'waiting' })).acts.map(({ id }) => id)).toContain(act.id);
    await m.appeal(await m.hidden());
    expect((await list({ tab: 'appeals' })).acts).toHaveLength(1);
    const file = await m.server.inject({
      method: 'GET',
      url: '/api/moderation/acts/export?format=csv',
      headers: { cookie: m.operator },
    });
    expect(file.body).toContain('Реклама и спам');
    expect(file.body).not.toContain('Окна');
  });

  test('whoever does not see the incident sees no decision about it', async () => {
    const incident = await m.sort(await m.comment({ threadId: 'blocked', parentId: 'blocked' }));
    const act = await m.hide(incident, 1);
    const elsewhere = await signInAs(m.server, 'editor', { blocks: ['education'] });
    expect((await m.server.fail(contract.readAct, { params: { id: act.id } }, elsewhere)).code).toBe(
      'lib.not-found',
    );
    const { acts } = await m.server.call(contract.listActs, { query: { limit: 200 } }, elsewhere);
    expect(acts.map(({ id }) => id)).not.toContain(act.id);
  });
});
