import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveOrder, listOrders } from '../../../shared/contract/group/orders.ts';
import { addPractice, getPractice } from '../../../shared/contract/group/practices.ts';
import type { SignalKind } from '../../../shared/contract/monitoring/conflict-signals.ts';
import * as signal from '../../../shared/contract/monitoring/conflict-signals.ts';
import * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import { type IncidentDesk, openIncidentDesk } from '../../../tests/support/networks/incident-desk.ts';
import { deliverEvent, makePost, readingOf } from '../../../tests/support/networks/told-network.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { watchTimeJob } from './signals/watch-time.ts';

let desk: IncidentDesk;
let serial = 0;

beforeAll(async () => {
  desk = await openIncidentDesk();
});
afterAll(() => desk.server.close());

const signals = async (kind?: SignalKind) => {
  const { signals: all } = await desk.server.call(signal.listSignals, { query: {} }, desk.operator);
  return kind ? all.filter((one) => one.kind === kind) : all;
};
/** The minute comes round. */
async function watch(): Promise<void> {
  const by = { actor: { kind: 'system' as const, name: 'test' }, requestId: 't', ip: '' };
  await runMutation(desk.server.app.services, by, async (ctx) => ctx.enqueue(watchTimeJob, {}));
  await desk.server.drain();
}

const readSignal = (id: string) => desk.server.call(signal.readSignal, { params: { id } }, desk.operator);
const read = (id: string) => desk.server.call(contract.readConflict, { params: { id } }, desk.operator);

/** A conflict of a signal, in one tap. */
async function openOf(id: string) {
  const { version } = await readSignal(id);
  const opened = await desk.server.call(
    signal.openFromSignal,
    { params: { id }, body: { version } },
    desk.operator,
  );
  return read(opened.conflictId ?? '');
}

async function tell(given: Parameters<typeof makePost>[0]): Promise<void> {
  serial += 1;
  await deliverEvent(
    desk.server,
    desk.page,
    readingOf(`told-${serial}`, { fact: 'seen', post: makePost(given) }),
  );
  await desk.server.drain();
}

const own = (id: string, text: string, postedAt: string) =>
  tell({
    id,
    kind: 'post',
    threadId: id,
    parentId: null,
    isOwn: true,
    authorId: '-1',
    text,
    postedAt: new Date(postedAt),
  });

const angry = (id: string, authorId: string, postedAt: string, threadId = 'ice') =>
  tell({
    id,
    authorId,
    threadId,
    parentId: threadId,
    text: `Позор! Лёд у садика на Титова, 14 никто не чистит, ${id}`,
    postedAt: new Date(postedAt),
  });

describe('three angry people within two hours', () => {
  test('are one signal with numbers and evidence, not before the third of them', async () => {
    await angry('a1', 'ann', '2026-11-24T07:00:00Z');
    await angry('a2', 'bob', '2026-11-24T07:50:00Z');
    await angry('a3', 'ann', '2026-11-24T08:10:00Z');
    expect(await signals('anger')).toEqual([]);
    await angry('a4', 'cat', '2026-11-24T08:40:00Z');
    const [found] = await signals('anger');
    expect(found?.facts).toEqual({ kind: 'anger', people: 3, comments: 4, minutes: 100, scope: 'talk' });
    const card = await readSignal(found?.id ?? '');
    expect(card.evidence).toHaveLength(4);
    expect(card.evidence.every(({ pageTitle, seal }) => pageTitle === '' && seal !== null)).toBe(true);
    expect(JSON.stringify(card)).not.toMatch(/Анна|stranger|"ann"/u);
  });

  test('a fourth of them is added to it, told twice or not; none is raised beside it', async () => {
    await angry('a5', 'dan', '2026-11-24T08:50:00Z');
    await angry('a5', 'dan', '2026-11-24T08:50:00Z');
    const all = await signals('anger');
    expect(all.map(({ facts }) => facts)).toEqual([
      { kind: 'anger', people: 4, comments: 5, minutes: 110, scope: 'talk' },
    ]);
  });

  test('dismissed with a reason it comes no more, and others of another talk do', async () => {
    const [found] = await signals('anger');
    const { version, id } = await readSignal(found?.id ?? '');
    const body = { version, reason: '' };
    expect((await desk.server.fail(signal.dismissSignal, { params: { id }, body }, desk.operator)).code).toBe(
      'lib.bad-input',
    );
    const gone = await desk.server.call(
      signal.dismissSignal,
      { params: { id }, body: { version, reason: 'Дворник уже там' } },
      desk.operator,
    );
    expect(gone).toMatchObject({ state: 'dismissed', dismissReason: 'Дворник уже там', can: [] });
    const again = { params: { id }, body: { version: gone.version } };
    expect((await desk.server.fail(signal.openFromSignal, again, desk.operator)).code).toBe('lib.conflict');
    await angry('a1', 'ann', '2026-11-24T07:00:00Z');
    expect(await signals('anger')).toEqual([]);
  });

  test('of whom each wrote under another post are angry at the page', async () => {
    for (const [at, author] of ['eve', 'fay', 'gus'].entries())
      await angry(`p${at}`, author, `2026-11-24T03:${at}0:00Z`, `other-${at}`);
    expect((await signals('anger')).map(({ facts }) => facts)).toMatchObject([{ people: 3, scope: 'page' }]);
  });
});

describe('two official answers', () => {
  test('of one place and sphere that name different days are a signal, with where they say so', async () => {
    await own(
      'heat-1',
      'На проспекте Победы, 9 нет отопления: меняют насос. Тепло дадим сегодня к 18:00.',
      '2026-11-24T04:50:00Z',
    );
    await own(
      'heat-2',
      'Отопление в доме проспект Победы, 9: подача тепла планируется 26 ноября.',
      '2026-11-24T06:20:00Z',
    );
    const [found, ...more] = await signals('contradiction');
    expect(more).toEqual([]);
    expect(found?.facts).toMatchObject({
      clash: 'day',
      first: '24.11.2026, 18:00',
      second: '26.11.2026',
      apart: 2,
    });
    const { evidence } = await readSignal(found?.id ?? '');
    expect(evidence.map(({ text, mark }) => mark && text.slice(mark.from, mark.to))).toEqual([
      'сегодня к 18:00',
      '26 ноября',
    ]);
    expect(evidence.every(({ pageTitle }) => pageTitle === 'Администрация')).toBe(true);
  });

  test('told again, or of another house, are none', async () => {
    await own(
      'heat-2',
      'Отопление в доме проспект Победы, 9: подача тепла планируется 26 ноября.',
      '2026-11-24T06:20:00Z',
    );
    await own(
      'heat-3',
      'На проспекте Победы, 11 нет отопления, тепло дадим 30 ноября.',
      '2026-11-24T06:30:00Z',
    );
    expect(await signals('contradiction')).toHaveLength(1);
  });
});

describe('a comment under our post', () => {
  test.each([
    ['page', 1],
    ['author', 0],
  ] as const)('that the %s deleted is %d signals', async (by, count) => {
    const card = await desk.comment({ id: `gone-${by}`, text: 'А почему двор не убирают?' });
    const at = new Date('2026-11-24T09:30:00Z');
    const fact = { fact: 'gone' as const, id: `gone-${by}`, at, by };
    for (const key of ['one', 'two']) {
      await deliverEvent(desk.server, desk.page, readingOf(`${by}-${key}`, fact));
      await desk.server.drain();
    }
    const found = await desk.server.call(signal.readAround, { params: { id: card.id } }, desk.operator);
    expect(found.signals.filter(({ kind }) => kind === 'deleted')).toHaveLength(count);
    if (count > 0)
      expect(found.signals[0]?.facts).toEqual({ kind: 'deleted', by, minutes: 35, under: 'post' });
  });
});

describe('time', () => {
  test('an answer after its term is a signal: how long it took and how long it had', async () => {
    const card = await desk.sort(await desk.comment(), { importance: 'high' });
    desk.server.setNow('2026-11-24T15:00:00Z');
    await desk.approve(await desk.draft(card, { as: 'approval' }));
    await desk.server.drain();
    const [found] = await signals('late');
    expect(found?.facts).toMatchObject({ kind: 'late', isAnswered: true, took: 360, term: 240 });
    expect((await readSignal(found?.id ?? '')).incident?.id).toBe(card.id);
  });

  test('one that nobody answers for twice its term is one too, once', async () => {
    desk.server.setNow('2026-11-24T09:00:00Z');
    const card = await desk.sort(await desk.comment(), { importance: 'high' });
    const around = async () => {
      await watch();
      return (await desk.server.call(signal.readAround, { params: { id: card.id } }, desk.operator)).signals;
    };
    desk.server.setNow('2026-11-24T16:59:00Z');
    expect(await around()).toEqual([]);
    desk.server.setNow('2026-11-24T17:00:00Z');
    expect((await around()).map(({ facts }) => facts)).toMatchObject([{ kind: 'late', isAnswered: false }]);
    expect(await around()).toHaveLength(1);
  });

  test('a promised day that passed in silence is one; kept or moved it is none', async () => {
    desk.server.setNow('2026-11-24T09:00:00Z');
    await own('lamp', 'На улице Титова, 14 не горят фонари, починим до 25 ноября.', '2026-11-24T08:00:00Z');
    await own('pit', 'Яму на дороге у дома Победы, 20 заделаем, засыплем 25 ноября.', '2026-11-24T08:00:00Z');
    await own('pit-2', 'Яму на дороге у дома Победы, 20 засыпали.', '2026-11-25T05:00:00Z');
    desk.server.setNow('2026-11-25T18:59:00Z');
    await watch();
    const ofDay = async () =>
      (await signals('promise')).filter(
        ({ facts }) => facts.kind === 'promise' && facts.promisedOn === '2026-11-25',
      );
    expect(await ofDay()).toEqual([]);
    desk.server.setNow('2026-11-25T19:01:00Z');
    await watch();
    await watch();
    expect((await ofDay()).map(({ address }) => address)).toEqual([expect.stringMatching(/Титова, 14/u)]);
  });
});

describe('a conflict', () => {
  test('is made of a signal in one tap, led, reviewed and closed, each by its version', async () => {
    desk.server.setNow('2026-11-24T09:00:00Z');
    const [found] = await signals('contradiction');
    const opened = await openOf(found?.id ?? '');
    expect(opened).toMatchObject({
      number: expect.stringMatching(/^К-2026-11-\d\d$/u),
      title: expect.stringMatching(/^Два срока: .*Победы, 9/u),
      risk: 'high',
      state: 'open',
      trigger: 'contradiction',
      dueAt: '2026-11-24T10:00:00.000Z',
      pages: [{ title: 'Администрация' }],
    });
    expect(opened.evidence).toHaveLength(2);
    const { id } = opened;
    const params = { id };
    const version = async () => (await read(id)).version;
    const note = 'Одна дата на обеих страницах';
    const close = async () => ({
      params,
      body: { version: await version(), outcome: 'corrected' as const, note },
    });
    const review = async (...errors: string[]) => ({ params, body: { version: await version(), errors } });
    const plain = async () => ({ params, body: { version: await version() } });
    const { call, fail } = desk.server;
    expect((await fail(contract.closeConflict, await close(), desk.operator)).detail).toMatch(
      /Возьмите его на себя/u,
    );
    const stale = { params, body: { version: opened.version } };
    await call(contract.takeConflict, stale, desk.operator);
    expect((await fail(contract.takeConflict, stale, desk.chair)).code).toBe('lib.changed-meanwhile');
    expect((await fail(contract.takeConflict, await plain(), desk.operator)).detail).toMatch(/уже ведёте/u);
    expect((await fail(contract.closeConflict, await close(), desk.operator)).detail).toMatch(
      /Сначала отметьте/u,
    );
    expect((await fail(contract.reviewConflict, await review('nothing'), desk.operator)).code).toBe(
      'lib.bad-input',
    );
    await call(contract.reviewConflict, await review('contradiction', 'formal'), desk.operator);
    const closed = await call(contract.closeConflict, await close(), desk.operator);
    expect(closed).toMatchObject({ state: 'closed', outcome: 'corrected', can: ['review', 'reopen'] });
    expect((await fail(contract.takeConflict, await plain(), desk.operator)).code).toBe('lib.conflict');
    const again = await call(contract.reopenConflict, await plain(), desk.operator);
    expect(again).toMatchObject({ state: 'led', outcome: null });
    expect(again.history.map(({ what }) => what)).toEqual([
      'Открыт снова',
      'Закрыт: исправили ответ',
      'Разобраны ошибки',
      expect.stringMatching(/^Ведёт /u),
      'Заведён по сигналу: два ответа спорят',
    ]);
  });

  test('has a playbook whose steps have clocks, a call of who is on duty, and takes in other signals', async () => {
    const { conflicts } = await desk.server.call(contract.listConflicts, { query: {} }, desk.operator);
    const { id } = conflicts[0]!;
    const params = { id };
    const before = await read(id);
    expect(before.playbooks[0]).toMatchObject({ id: 'pack:contradiction', isFit: true });
    const start = { params, body: { version: before.version, playbook: 'pack:contradiction' } };
    const started = await desk.server.call(contract.startPlaybook, start, desk.operator);
    expect(started.runs[0]?.tasks.map(({ dueAt }) => dueAt)).toEqual([
      '2026-11-24T09:10:00.000Z',
      '2026-11-24T09:30:00.000Z',
      '2026-11-24T09:40:00.000Z',
      '2026-11-24T10:00:00.000Z',
    ]);
    const twice = { params, body: { version: started.version, playbook: 'pack:contradiction' } };
    expect((await desk.server.fail(contract.startPlaybook, twice, desk.operator)).code).toBe('lib.conflict');
    const mark = (version: number, isDone: boolean) => ({
      params,
      body: { version, runId: started.runs[0]!.id, serial: 1, isDone },
    });
    const marked = await desk.server.call(contract.markTask, mark(started.version, true), desk.operator);
    expect(marked.runs[0]?.tasks[0]).toMatchObject({ doneAt: '2026-11-24T09:00:00.000Z', isLate: false });
    expect((await desk.server.fail(contract.markTask, mark(marked.version, true), desk.operator)).code).toBe(
      'lib.conflict',
    );
    const called = await desk.server.call(
      contract.callDuty,
      { params, body: { version: marked.version } },
      desk.operator,
    );
    expect(called.duty.calledAt).toBe('2026-11-24T09:00:00.000Z');
    const { rows } = await desk.server.app.pool.query(
      "SELECT subject FROM outbox.letter WHERE purpose = 'conflict-call'",
    );
    expect(rows).toEqual([{ subject: `Конфликт ${called.number}: вас зовут` }]);
    const soon = { params, body: { version: called.version } };
    expect((await desk.server.fail(contract.callDuty, soon, desk.operator)).detail).toMatch(/уже позвали/u);
    const [late] = await signals('late');
    const card = await readSignal(late?.id ?? '');
    await desk.server.call(
      signal.joinSignal,
      { params: { id: card.id }, body: { version: card.version, conflictId: id } },
      desk.operator,
    );
    const joined = await read(id);
    expect(joined.signalLines.map(({ kind }) => kind).toSorted()).toEqual(['contradiction', 'late']);
    expect(joined.incidents.map((one) => one.id)).toEqual([card.incident?.id]);
  });

  test('takes a practice of the working group for a playbook, whose card then says how it ended', async () => {
    const words = {
      title: 'Один ответ на две страницы',
      problem: 'Страницы отвечали о тепле по-разному',
      action: 'Свели ответы в одно место за час',
      result: 'Повторных вопросов стало на 40 % меньше',
    };
    const { id: practiceId } = await desk.server.call(
      addPractice,
      { body: { ...words, playbook: [{ text: 'Свести ответы', days: 1 }] } },
      desk.chair,
    );
    const { conflicts } = await desk.server.call(contract.listConflicts, { query: {} }, desk.operator);
    const card = await read(conflicts[0]!.id);
    expect(card.playbooks.map(({ id }) => id)).toContain(practiceId);
    const body = { version: card.version, playbook: practiceId };
    const started = await desk.server.call(
      contract.startPlaybook,
      { params: { id: card.id }, body },
      desk.operator,
    );
    expect(started.runs.at(-1)).toMatchObject({ practiceId, tasks: [{ dueAt: '2026-11-25T19:00:00.000Z' }] });
    const unknown = { version: started.version, playbook: 'pack:nothing' };
    expect(
      (
        await desk.server.fail(
          contract.startPlaybook,
          { params: { id: card.id }, body: unknown },
          desk.operator,
        )
      ).code,
    ).toBe('lib.bad-input');
    const practice = await desk.server.call(getPractice, { params: { id: practiceId } }, desk.chair);
    expect(practice).toMatchObject({
      adopted: 1,
      runs: [{ number: card.number, steps: 1, done: 0, outcome: null }],
    });
  });

  test('is opened by hand on an incident, with its parts', async () => {
    const incident = await desk.sort(await desk.comment(), {});
    const opened = await desk.server.call(
      contract.openConflict,
      { body: { title: 'Грубый ответ под записью', risk: 'low', incidentId: incident.id } },
      desk.operator,
    );
    expect(opened).toMatchObject({
      trigger: 'manual',
      incidents: [{ number: incident.number }],
      address: expect.stringMatching(/Титова, 14/u),
    });
    const part = { kind: 'page' as const, targetId: desk.page.id };
    const params = { id: opened.id };
    const added = await desk.server.call(
      contract.addPart,
      { params, body: { version: opened.version, ...part } },
      desk.operator,
    );
    expect(added.pages).toHaveLength(1);
    const removed = await desk.server.call(
      contract.removePart,
      { params, body: { version: added.version, ...part } },
      desk.operator,
    );
    expect(removed.pages).toEqual([]);
    const changed = await desk.server.call(
      contract.changeConflict,
      {
        params,
        body: {
          version: removed.version,
          title: 'Грубый ответ',
          risk: 'high',
          wrong: 'Ответили «читайте закон»',
          unitId: desk.unitId,
        },
      },
      desk.operator,
    );
    expect(changed).toMatchObject({ risk: 'high', unitId: desk.unitId, wrong: 'Ответили «читайте закон»' });
    expect(changed.dueAt < opened.dueAt).toBe(true);
  });

  test('is seen by those who watch, and by the body whose answer it is about', async () => {
    const executor = await signInAs(desk.server, 'executor');
    const seen = await desk.server.call(contract.listConflicts, { query: {} }, executor);
    expect(seen.conflicts).toEqual([]);
    const { conflicts } = await desk.server.call(contract.listConflicts, { query: {} }, desk.chair);
    const fail = await desk.server.fail(
      contract.readConflict,
      { params: { id: conflicts[0]!.id } },
      executor,
    );
    expect(fail.code).toBe('lib.not-found');
    const counts = await desk.server.call(contract.countConflicts, {}, executor);
    expect(counts).toMatchObject({ open: 0, signals: 0 });
    const all = await desk.server.call(contract.countConflicts, {}, desk.operator);
    expect(all.open).toBe(conflicts.length);
  });

  test('has an order given on it, which stands in its history', async () => {
    const { conflicts } = await desk.server.call(contract.listConflicts, { query: {} }, desk.chair);
    const { id } = conflicts[0]!;
    const { orders } = await desk.server.call(listOrders, { query: { kind: 'conflict', id } }, desk.chair);
    const draft = orders[0]?.draft;
    expect(draft).toMatchObject({ dueOn: '2026-11-24', link: { kind: 'conflict', targetId: id } });
    const { rows } = await desk.server.app.pool.query(
      "SELECT id FROM identity.person WHERE kind = 'staff' AND email LIKE 'chair%'",
    );
    await desk.server.call(
      giveOrder,
      { body: { ...draft!, responsibleId: rows[0].id, link: { kind: 'conflict', targetId: id } } },
      desk.chair,
    );
    expect((await read(id)).history[0]?.what).toMatch(/^Поручение П-\d+/u);
  });

  test('errors of its review stand in the months of the body', async () => {
    const errors = await desk.server.call(contract.readErrors, {}, desk.operator);
    expect(errors.months.at(-1)).toBe('2026-11');
    expect(errors.byError).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'contradiction', count: 1 })]),
    );
  });
});
