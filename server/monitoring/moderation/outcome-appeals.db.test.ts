import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import { appealAct } from '../../../shared/contract/monitoring/moderation-open.ts';
import type { ModerationDesk } from '../../../tests/support/networks/moderation-desk.ts';
import {
  type ModerationSteps,
  openModerationSteps,
} from '../../../tests/support/networks/moderation-story.ts';

/** Objections to decisions with all that they change: the decision, its notices, what is kept, what the page is asked. */

let steps: ModerationSteps;
let m: ModerationDesk;

beforeAll(async () => {
  steps = await openModerationSteps();
  ({ m } = steps);
});
afterAll(() => m.server.close());

const answer = '«Посмотрели ещё раз и решили.»';

test('a comment is off the page: its author is told, may object for the days of the pack, and the words stay that long and longer', async () => {
  steps.at('09:00');
  const { id } = await m.hide(await m.advertise());
  expect(await steps.step('09:01', id, async () => {})).toEqual({
    row: { state: 'hidden', way: 'network', hidden_at: '09:01', appeal_until: '2026-12-24T18:59:59+00:00' },
    lines: [
      '- hold open',
      '- deed hide waiting',
      '- post stands',
      'notice hidden public said',
      'said комментарий убран',
      'hold 2027-03-24T18:59:59+00:00',
      'deed hide done',
      'post gone by page',
    ],
  });
});

describe('an objection', () => {
  test('of the portal begins its term, and is granted: the comment stands there again', async () => {
    steps.at('09:02');
    const { id } = await m.hidden();
    expect(await steps.step('09:05', id, (card) => m.appeal(card))).toEqual({
      row: {},
      lines: [
        '- hold 2027-03-24T18:59:59+00:00',
        'appeal moderation-appeal → 27 18:59',
        'said автор возразил',
        'hold open',
        'journal moderation.appeal {}',
      ],
    });
    expect(await steps.step('09:10', id, (card) => m.decide(card, 'granted'))).toEqual({
      row: { state: 'restored', restored_at: '09:10' },
      lines: [
        '- appeal moderation-appeal → 27 18:59',
        '- hold open',
        '- post gone by page',
        'notice restored public said',
        `appeal moderation-appeal → 27 18:59 granted decided 09:10 ${answer}`,
        'said возражение принято',
        'said комментарий возвращён',
        'hold 2027-02-22T09:10:00+00:00',
        'deed restore done',
        'post stands',
        'journal moderation.decide {"outcome": "granted"}',
      ],
    });
  });

  test('that a member of staff took down says who did, and is not granted: the decision stands', async () => {
    steps.at('09:15');
    const { id } = await m.hidden();
    const words = 'Не согласен, верните комментарий';
    const taken = await steps.step('09:20', id, ({ version }) =>
      m.server.call(acts.takeAppeal, { params: { id }, body: { version, words } }, m.operator),
    );
    expect(taken.lines).toContain('appeal moderation-appeal → 27 18:59 taken by Пробный С.');
    expect(await steps.step('09:25', id, (card) => m.decide(card, 'upheld'))).toEqual({
      row: {},
      lines: [
        '- appeal moderation-appeal → 27 18:59 taken by Пробный С.',
        '- hold open',
        'notice upheld public said',
        `appeal moderation-appeal → 27 18:59 taken by Пробный С. upheld decided 09:25 ${answer}`,
        'said возражение рассмотрено: решение в силе',
        'hold 2027-02-22T09:25:00+00:00',
        'journal moderation.decide {"outcome": "upheld"}',
      ],
    });
  });

  test('is made by whoever has both number and code, however they are typed, and until the last moment', async () => {
    steps.at('09:30');
    const act = await m.hidden();
    const code = await m.codeOf(act);
    const typed = `${code.slice(0, 3).toLowerCase()} ${code.slice(3)}-`;
    const body = { number: ` m${act.number.slice(1)} `, code: typed, words: 'Это не реклама, верните' };
    const other = await m.hidden();
    for (const wrong of [
      { ...body, code: await m.codeOf(other) },
      { ...body, number: 'М-2026-11-9999' },
    ])
      expect((await m.server.fail(appealAct, { body: wrong })).fields).toHaveProperty('code');
    m.server.setNow('2026-12-24T18:59:59Z');
    expect(await m.server.call(appealAct, { body })).toEqual({
      number: act.number,
      dueAt: expect.any(String),
    });
    m.server.setNow('2026-12-24T19:00:00Z');
    const late = { ...body, number: other.number, code: await m.codeOf(other) };
    expect((await m.server.fail(appealAct, { body: late })).detail).toMatch(/прошёл/u);
  });

  test('is made of what is off the page, and decided where there is one', async () => {
    steps.at('09:40');
    const act = await m.hide(await m.advertise(), 2);
    const body = { number: act.number, code: await m.codeOf(act), words: 'Это не реклама, верните' };
    expect((await m.server.fail(appealAct, { body })).detail).toMatch(/сейчас не убран/u);
    const { id, version } = await m.hidden();
    const decide = {
      params: { id },
      body: { version, outcome: 'upheld' as const, answer: 'Посмотрели ещё раз, всё верно.' },
    };
    expect((await m.server.fail(acts.decideAppeal, decide, m.approver)).detail).toMatch(/не возражал/u);
  });
});
