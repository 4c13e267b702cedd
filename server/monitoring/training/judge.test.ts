import { describe, expect, test } from 'vitest';
import { type DoneAct, judgeAct, judgeShift, judgeSilence } from './judge.ts';
import { type Scenario, type ScenarioEvent, trainingPack } from './pack.ts';

type Right = NonNullable<ScenarioEvent['right']>;
const right = (given: Partial<Right> = {}): Right => ({
  act: 'answer',
  within: 10,
  reasons: [],
  says: [],
  never: [],
  ...given,
});
const event = (given: Partial<ScenarioEvent> = {}): ScenarioEvent => ({
  id: 'one',
  minute: 5,
  where: '',
  author: 'Грозный Ёж Я',
  text: '',
  why: '',
  official: false,
  isTroll: false,
  weight: 1,
  right: right(),
  ...given,
});
const done = (given: Partial<DoneAct> = {}): DoneAct => ({
  act: 'answer',
  reason: null,
  toEvent: null,
  words: '',
  minute: 10,
  ...given,
});
const judge = (of: Partial<ScenarioEvent>, by: Partial<DoneAct>) => judgeAct(event(of), done(by));

describe('an act', () => {
  test('in its time is right, a moment later it is late', () => {
    expect(judge({}, { minute: 15 })).toEqual([]);
    expect(judge({}, { minute: 15.1 })).toEqual(['late']);
  });

  test('on what asks for nothing is needless', () => {
    const { right: _, ...official } = event();
    expect(judgeAct(official, done())).toEqual(['needless']);
  });

  test('of another kind is wrong, unless it is right too', () => {
    const asked = { right: right({ act: 'dismiss', reasons: ['spam'], or: 'answer' }) };
    expect(judge(asked, { act: 'answer' })).toEqual([]);
    expect(judge(asked, { act: 'join' })).toEqual(['wrong-act']);
    expect(judge({}, { act: 'dismiss', minute: 16 })).toEqual(['late', 'wrong-act']);
  });

  test.each<[Partial<Right>, Partial<DoneAct>, string[]]>([
    [{ act: 'dismiss', reasons: ['spam', 'ad'] }, { act: 'dismiss', reason: 'ad' }, []],
    [{ act: 'dismiss', reasons: ['spam'] }, { act: 'dismiss', reason: 'opinion' }, ['wrong-reason']],
    [{ act: 'dismiss', reasons: ['spam'] }, { act: 'dismiss' }, ['wrong-reason']],
    [{ act: 'join', to: 'main' }, { act: 'join', toEvent: 'main' }, []],
    [{ act: 'join', to: 'main' }, { act: 'join', toEvent: 'other' }, ['wrong-target']],
    [{ act: 'flag', to: 'main' }, { act: 'flag', toEvent: 'main' }, []],
    [{ act: 'flag', to: 'main' }, { act: 'flag' }, ['wrong-target']],
  ])('%o, done %o', (asked, by, mistakes) => {
    expect(judge({ right: right(asked) }, by)).toEqual(mistakes);
  });

  test('an answer has a word of each group, in any case and with «ё» as «е»', () => {
    const says = [['Водоканал', 'бригад'], ['придёт']];
    expect(judge({ right: right({ says }) }, { words: 'БРИГАДА придет' })).toEqual([]);
    expect(judge({ right: right({ says }) }, { words: 'Бригада едет' })).toEqual(['no-substance']);
    // What is right too is asked for no words.
    const also = right({ act: 'dismiss', or: 'answer', says });
    expect(judge({ right: also }, { words: 'Да' })).toEqual([]);
  });

  test('an answer has nothing it may not have', () => {
    expect(judge({ right: right({ never: ['кв. 7'] }) }, { words: 'Едем в КВ. 7' })).toEqual(['too-much']);
    expect(
      judge(
        { right: right({ act: 'join', never: ['кв. 7'], to: 'x' }) },
        { act: 'join', toEvent: 'x', words: 'кв. 7' },
      ),
    ).toEqual([]);
  });

  test('a troll is not called by name, by any part of it', () => {
    const troll = { isTroll: true, right: right({ act: 'dismiss', or: 'answer' }) };
    expect(judge(troll, { words: 'Уважаемый Еж, отвечаем' })).toEqual([]);
    expect(judge(troll, { words: 'грозный, вы неправы' })).toEqual(['troll-by-name']);
    expect(judge({ ...troll, author: 'Кот Ёж' }, { words: 'Кот, вы неправы' })).toEqual(['troll-by-name']);
    expect(judge(troll, { words: 'Отвечаем по сути' })).toEqual([]);
    expect(judge({ ...troll, isTroll: false }, { words: 'Грозный' })).toEqual([]);
  });
});

describe('silence', () => {
  test('is a mistake once the time is over', () => {
    expect(judgeSilence(event(), 15)).toEqual([]);
    expect(judgeSilence(event(), 15.1)).toEqual(['missed']);
    expect(judgeSilence(event({ right: right({ act: 'flag' }) }), 16)).toEqual(['contradiction-missed']);
    const { right: _, ...official } = event();
    expect(judgeSilence(official, 99)).toEqual([]);
  });
});

describe('a shift', () => {
  const { right: _, ...official } = event({ id: 'official' });
  const scenario = (events: ScenarioEvent[], pass = 70): Scenario => ({
    id: 's',
    title: '',
    about: '',
    minutes: 60,
    pass,
    events,
  });
  const acts = (...given: [string, Partial<DoneAct>][]) =>
    new Map(given.map(([id, act]) => [id, done(act)] as const));
  const two = [event({ id: 'a', weight: 2 }), event({ id: 'b', right: right({ says: [['да']] }) }), official];

  test('earns all, half of what is late or has no substance, nothing else', () => {
    expect(judgeShift(scenario(two), acts(['a', {}], ['b', { words: 'да', minute: 8 }]))).toEqual({
      points: 3,
      most: 3,
      share: 100,
      isPassed: true,
      medianMinutes: 4,
      mistakes: [],
    });
    const late = judgeShift(scenario(two), acts(['a', { minute: 20 }], ['b', {}]));
    expect(late).toMatchObject({ points: 1.5, share: 50, isPassed: false, medianMinutes: 10 });
    expect(late.mistakes).toEqual([
      { event: 'a', minute: 5, mistake: 'late' },
      { event: 'b', minute: 5, mistake: 'no-substance' },
    ]);
    const both = judgeShift(scenario(two), acts(['a', { act: 'join' }], ['b', { minute: 20 }]));
    expect(both).toMatchObject({ points: 0, share: 0 });
  });

  test('without an act is missed whole', () => {
    expect(judgeShift(scenario(two), new Map())).toMatchObject({
      points: 0,
      share: 0,
      medianMinutes: null,
      mistakes: [{ mistake: 'missed' }, { mistake: 'missed' }],
    });
    expect(judgeShift(scenario([official]), new Map())).toMatchObject({ points: 0, most: 0, share: 0 });
  });

  test('is passed from its share on, and never with a grave mistake', () => {
    expect(judgeShift(scenario(two, 66), acts(['a', {}])).isPassed).toBe(true);
    expect(judgeShift(scenario(two, 67), acts(['a', {}])).isPassed).toBe(false);
    const flag = event({ id: 'f', right: right({ act: 'flag', to: 'x' }) });
    const troll = event({ id: 't', isTroll: true, right: right({ or: 'answer' }) });
    const data = event({ id: 'd', right: right({ never: ['телефон'] }) });
    const all = scenario([event({ id: 'a', weight: 50 }), flag, troll, data], 10);
    const clean: [string, Partial<DoneAct>][] = [
      ['a', {}],
      ['f', { act: 'flag', toEvent: 'x' }],
      ['t', {}],
      ['d', {}],
    ];
    expect(judgeShift(all, acts(...clean)).isPassed).toBe(true);
    expect(judgeShift(all, acts(...clean.filter(([id]) => id !== 'f'))).isPassed).toBe(false);
    expect(judgeShift(all, acts(...clean, ['t', { words: 'Грозный' }])).isPassed).toBe(false);
    expect(judgeShift(all, acts(...clean, ['d', { words: 'телефон' }])).isPassed).toBe(false);
    expect(judgeShift(all, acts(...clean.filter(([id]) => id !== 'd'))).isPassed).toBe(true);
  });

  test('a mistake of what comes after the end stands at the end', () => {
    const after = judgeShift(scenario([event({ minute: 75 })]), new Map());
    expect(after.mistakes).toEqual([{ event: 'one', minute: 60, mistake: 'missed' }]);
  });

  test('the middle of an odd and of an even number of acts', () => {
    const three = ['a', 'b', 'c'].map((id) => event({ id }));
    const at = (...minutes: number[]) =>
      judgeShift(
        scenario(three),
        acts(...minutes.map((minute, nth): [string, Partial<DoneAct>] => [three[nth]?.id ?? '', { minute }])),
      );
    expect(at(6, 14, 8).medianMinutes).toBe(3);
    expect(at(6, 9).medianMinutes).toBe(2.5);
    expect(at(7).medianMinutes).toBe(2);
  });
});

describe('scenarios of the pack', () => {
  const { scenarios } = trainingPack.on('2026-12-01');
  test.each(scenarios.map((one) => [one.id, one] as const))('%s holds together', (_, { events, minutes }) => {
    const ids = events.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(events.map(({ minute }) => minute)).toEqual(
      events.map(({ minute }) => minute).toSorted((a, b) => a - b),
    );
    for (const { right: asked, minute } of events) {
      expect(minute).toBeLessThan(minutes);
      if (asked?.act === 'dismiss') expect(asked.reasons.length).toBeGreaterThan(0);
      if (asked?.act === 'join' || asked?.act === 'flag') expect(ids).toContain(asked.to);
      if (asked?.act === 'answer') expect(asked.says.length).toBeGreaterThan(0);
    }
  });
});
