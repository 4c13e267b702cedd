import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as signal from '../../../../shared/contract/monitoring/conflict-signals.ts';
import { readAround } from '../../../../shared/contract/monitoring/incident-playbooks.ts';
import { type ConflictDesk, openConflictDesk } from '../../../../tests/support/networks/conflict-desk.ts';
import { deliverEvent, readingOf } from '../../../../tests/support/networks/told-network.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { aboutIncident } from './around.ts';
import { raiseSignal } from './raise.ts';

let desk: ConflictDesk;

beforeAll(async () => {
  desk = await openConflictDesk();
});
afterAll(() => desk.server.close());

const angry = (id: string, authorId: string, postedAt: string, threadId = 'ice', edited = '') =>
  desk.tell({
    id,
    authorId,
    threadId,
    parentId: threadId,
    text: `Позор! Лёд у садика на Титова, 14 никто не чистит, ${id}${edited}`,
    postedAt: new Date(postedAt),
    editedAt: edited ? new Date('2026-11-24T08:59:00Z') : null,
  });

describe('three angry people within two hours', () => {
  test('are one signal with numbers and evidence, not before the third of them', async () => {
    await angry('a1', 'ann', '2026-11-24T07:00:00Z');
    await angry('a2', 'bob', '2026-11-24T07:50:00Z');
    await angry('a3', 'ann', '2026-11-24T08:10:00Z');
    expect(await desk.signals('anger')).toEqual([]);
    await angry('a4', 'cat', '2026-11-24T08:40:00Z');
    const [found] = await desk.signals('anger');
    expect(found?.facts).toEqual({ kind: 'anger', people: 3, comments: 4, minutes: 100, scope: 'talk' });
    const card = await desk.readSignal(found?.id ?? '');
    expect(card.evidence).toHaveLength(4);
    expect(card.evidence.every(({ pageTitle, seal }) => pageTitle === '' && seal !== null)).toBe(true);
    expect(JSON.stringify(card)).not.toMatch(/Анна|stranger|"ann"/u);
  });

  test('a fourth of them is added to it, told twice or not; none is raised beside it', async () => {
    await angry('a5', 'dan', '2026-11-24T08:50:00Z');
    await angry('a5', 'dan', '2026-11-24T08:50:00Z');
    const all = await desk.signals('anger');
    expect(all.map(({ facts }) => facts)).toEqual([
      { kind: 'anger', people: 4, comments: 5, minutes: 110, scope: 'talk' },
    ]);
    const { id, version } = await desk.readSignal(all[0]?.id ?? '');
    await angry('a5', 'dan', '2026-11-24T08:50:00Z', 'ice', ', и это зима');
    expect((await desk.readSignal(id)).version).toBe(version);
  });

  test('dismissed with a reason it comes no more, and others of another talk do', async () => {
    const [found] = await desk.signals('anger');
    const { version, id } = await desk.readSignal(found?.id ?? '');
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
    expect(await desk.signals('anger')).toEqual([]);
  });

  test('of whom each wrote under another post are angry at the page', async () => {
    for (const [at, author] of ['eve', 'fay', 'gus'].entries())
      await angry(`p${at}`, author, `2026-11-24T03:${at}0:00Z`, `other-${at}`);
    const [found, ...more] = await desk.signals('anger');
    expect(more).toEqual([]);
    expect(found?.facts).toMatchObject({ people: 3, scope: 'page' });
    expect((await desk.readSignal(found?.id ?? '')).incident?.id).toBe((await desk.find('p2')).id);
  });

  test('more of them are said in the history of its conflict, once', async () => {
    const [found] = await desk.signals('anger');
    const { id } = await desk.openOf(found?.id ?? '');
    for (const [at, author] of ['hal', 'ida'].entries())
      await angry(`q${at}`, author, `2026-11-24T03:3${at}:00Z`, `more-${at}`);
    const { signalLines, history, course } = await desk.readConflict(id);
    expect(course?.angry.slice(9, 12)).toEqual([2, 1, 2]);
    expect(signalLines.map(({ facts }) => facts)).toMatchObject([{ people: 5, scope: 'page' }]);
    expect(history.map(({ what }) => what)).toEqual([
      'Недовольство растёт',
      'Заведён по сигналу: недовольство',
    ]);
  });
});

describe('two official answers', () => {
  test('of one place and sphere that name different days are a signal, with where they say so', async () => {
    await desk.own(
      'heat-1',
      'На проспекте Победы, 9 нет отопления: меняют насос. Тепло дадим сегодня к 18:00.',
      '2026-11-24T04:50:00Z',
    );
    await desk.own(
      'heat-2',
      'Отопление в доме проспект Победы, 9: подача тепла планируется 26 ноября.',
      '2026-11-24T06:20:00Z',
    );
    const [found, ...more] = await desk.signals('contradiction');
    expect(more).toEqual([]);
    expect(found?.facts).toMatchObject({
      clash: 'day',
      first: '24.11.2026, 18:00',
      second: '26.11.2026',
      apart: 2,
    });
    const { evidence } = await desk.readSignal(found?.id ?? '');
    const read = evidence.flatMap(({ text, signals }) =>
      signals.map(({ id, mark }) => [id, mark && text.slice(mark.from, mark.to)]),
    );
    expect(read).toEqual([
      [found?.id, 'сегодня к 18:00'],
      [found?.id, '26 ноября'],
    ]);
    expect(evidence.every(({ pageTitle }) => pageTitle === 'Администрация')).toBe(true);
  });

  test('told again, or of another house, are none', async () => {
    await desk.own(
      'heat-2',
      'Отопление в доме проспект Победы, 9: подача тепла планируется 26 ноября.',
      '2026-11-24T06:20:00Z',
    );
    await desk.own(
      'heat-3',
      'На проспекте Победы, 11 нет отопления, тепло дадим 30 ноября.',
      '2026-11-24T06:30:00Z',
    );
    expect(await desk.signals('contradiction')).toHaveLength(1);
  });

  test('of which one contradicts two others stands once among the evidence, as that of both signals', async () => {
    const [first] = await desk.signals('contradiction');
    await desk.own(
      'heat-4',
      'Отопление, проспект Победы, 9: подача тепла планируется 29 ноября.',
      '2026-11-24T06:40:00Z',
    );
    const second = (await desk.signals('contradiction')).find(({ id }) => id !== first?.id);
    const conflict = await desk.openOf(first?.id ?? '');
    const { version, near } = await desk.readSignal(second?.id ?? '');
    expect(near[0]?.id).toBe(conflict.id);
    const body = { version, conflictId: conflict.id };
    await desk.server.call(signal.joinSignal, { params: { id: second?.id ?? '' }, body }, desk.operator);
    const { evidence } = await desk.readConflict(conflict.id);
    expect(evidence.map(({ signals }) => signals.map(({ id }) => id))).toEqual([
      [first?.id],
      [first?.id, second?.id],
      [second?.id],
    ]);
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
    const found = await desk.server.call(readAround, { params: { id: card.id } }, desk.operator);
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
    const [found] = await desk.signals('late');
    expect(found?.facts).toMatchObject({ kind: 'late', isAnswered: true, took: 360, term: 240 });
    expect((await desk.readSignal(found?.id ?? '')).incident?.id).toBe(card.id);
  });

  test('an answer a few minutes after its term is none', async () => {
    desk.server.setNow('2026-11-24T09:00:00Z');
    const card = await desk.sort(await desk.comment(), { importance: 'high' });
    desk.server.setNow('2026-11-24T13:29:00Z');
    await desk.approve(await desk.draft(card, { as: 'approval' }));
    await desk.server.drain();
    const around = await desk.server.call(readAround, { params: { id: card.id } }, desk.operator);
    expect(around.signals).toEqual([]);
  });

  test('one that nobody answers for twice its term is one too, once', async () => {
    desk.server.setNow('2026-11-24T09:00:00Z');
    const card = await desk.sort(await desk.comment(), { importance: 'high' });
    const around = async () => {
      await desk.watch();
      return (await desk.server.call(readAround, { params: { id: card.id } }, desk.operator)).signals;
    };
    desk.server.setNow('2026-11-24T16:59:00Z');
    expect(await around()).toEqual([]);
    desk.server.setNow('2026-11-24T17:00:00Z');
    expect((await around()).map(({ facts }) => facts)).toMatchObject([{ kind: 'late', isAnswered: false }]);
    expect(await around()).toHaveLength(1);
    await desk.approve(await desk.draft(card, { as: 'approval', text: 'Извините, отвечаем поздно.' }));
    await desk.server.drain();
    expect((await around()).map(({ facts }) => facts)).toEqual([
      { kind: 'late', isAnswered: true, took: 480, term: 240 },
    ]);
  });

  test('a promised day that passed in silence is one; kept or moved it is none', async () => {
    desk.server.setNow('2026-11-24T09:00:00Z');
    await desk.own(
      'lamp',
      'На улице Титова, 14 не горят фонари, починим до 25 ноября.',
      '2026-11-24T08:00:00Z',
    );
    await desk.own(
      'pit',
      'Яму на дороге у дома Победы, 20 заделаем, засыплем 25 ноября.',
      '2026-11-24T08:00:00Z',
    );
    await desk.own('pit-2', 'Яму на дороге у дома Победы, 20 засыпали.', '2026-11-25T05:00:00Z');
    desk.server.setNow('2026-11-25T18:59:00Z');
    await desk.watch();
    const ofDay = async () =>
      (await desk.signals('promise')).filter(
        ({ facts }) => facts.kind === 'promise' && facts.promisedOn === '2026-11-25',
      );
    expect(await ofDay()).toEqual([]);
    desk.server.setNow('2026-11-25T19:01:00Z');
    await desk.watch();
    await desk.watch();
    expect((await ofDay()).map(({ address }) => address)).toEqual([expect.stringMatching(/Титова, 14/u)]);
  });

  const brokenOn = async (at: string) => {
    desk.server.setNow(at);
    await desk.watch();
    return (await desk.signals('promise')).flatMap(({ facts }) =>
      facts.kind === 'promise' ? facts.promisedOn : [],
    );
  };

  test('of a promise that was edited the new day is watched, and none where it names none', async () => {
    desk.server.setNow('2026-11-26T09:00:00Z');
    const say = (id: string, text: string) => desk.own(id, text, '2026-11-26T08:00:00Z');
    await say('pipe', 'Трубу на улице Титова, 20 заменим до 27 ноября.');
    await say('pipe', 'Трубу на улице Титова, 20 заменим до 29 ноября.');
    await say('sign', 'Знак на улице Титова, 22 поставим до 27 ноября.');
    await say('sign', 'Знак на улице Титова, 22 в плане, планируется.');
    expect(await brokenOn('2026-11-28T09:00:00Z')).not.toContain('2026-11-27');
    expect(await brokenOn('2026-11-30T09:00:00Z')).toContain('2026-11-29');
  });

  test('a promise is kept by later words in its incident, whatever place they name', async () => {
    desk.server.setNow('2026-12-01T09:00:00Z');
    await desk.comment({ id: 'asked', threadId: 'hall', parentId: 'hall', text: 'А когда сделаете?' });
    await desk.comment({ id: 'asked-2', threadId: 'yard', parentId: 'yard', text: 'Долго ещё ждать?' });
    const answer = (id: string, parentId: string, text: string, postedAt: string) =>
      desk.tell({
        id,
        parentId,
        threadId: id,
        isOwn: true,
        authorId: '-1',
        text,
        postedAt: new Date(postedAt),
      });
    await answer('hall-1', 'asked', 'Починим до 2 декабря.', '2026-12-01T08:00:00Z');
    await answer('hall-2', 'asked', 'Уже починили.', '2026-12-01T08:30:00Z');
    await answer('yard-1', 'asked-2', 'Починим до 3 декабря.', '2026-12-01T08:00:00Z');
    const broken = await brokenOn('2026-12-04T09:00:00Z');
    expect(broken).not.toContain('2026-12-02');
    expect(broken).toContain('2026-12-03');
  });
});

test('a late signal with nothing to show is raised all the same, once', async () => {
  const facts = { kind: 'late', took: 480, term: 240, isAnswered: false } as const;
  const given = { cause: 'late:nothing', facts, ruleVersion: '1', eventAt: new Date(), evidence: [] };
  const raise = () =>
    asSystem(desk.server, async (ctx) =>
      raiseSignal(ctx, { ...given, about: await aboutIncident(ctx, crypto.randomUUID(), null) }),
    );
  expect([await raise(), await raise()]).toEqual([expect.any(String), null]);
});
