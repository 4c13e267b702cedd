import { describe, expect, test } from 'vitest';
import { judgeNorm, type NormAsked, riskOfShortfall } from './norm.ts';

/** The week of 23–29 November 2026, looked at on its Tuesday: four working days are left. */
const asked = (given: Partial<NormAsked> = {}): NormAsked => ({
  from: '2026-11-23',
  to: '2026-11-29',
  today: '2026-11-24',
  need: 5,
  done: 2,
  coming: 0,
  isRead: true,
  workingDaysLeft: 4,
  history: [],
  warnRisk: 0.3,
  ...given,
});

describe('a week with what is planned in it', () => {
  test.each<[string, Partial<NormAsked>, string, number]>([
    ['enough stands', { done: 5 }, 'met', 0],
    ['enough, though the page is not read', { done: 5, isRead: false }, 'met', 0],
    ['what is planned makes it up', { coming: 3 }, 'coming', 0],
    ['one short with four days left', { coming: 2 }, 'short', 1],
    ['three short with four days left', {}, 'short', 3],
    ['as many short as days are left', { done: 1 }, 'danger', 4],
    ['two short on a Friday', { coming: 1, today: '2026-11-27', workingDaysLeft: 1 }, 'danger', 2],
    ['short, but nobody reads the page', { isRead: false }, 'unknown', 3],
    ['over and short', { today: '2026-11-30' }, 'missed', 3],
    ['over, and nobody read it', { today: '2026-11-30', isRead: false }, 'unknown', 3],
    ['over and met', { today: '2026-11-30', done: 6 }, 'met', 0],
    ['planned in a week that is over is nothing', { today: '2026-11-30', coming: 3 }, 'missed', 0],
  ])('%s', (_, given, state, lacks) => {
    expect(judgeNorm(asked(given))).toMatchObject({ state, lacks });
  });
});

describe('the chance that it ends short', () => {
  test.each<[string, number, number, number[], number | null]>([
    ['too few weeks', 3, 0, [1, 1, 1], null],
    ['never made it up', 3, 0, [1, 2, 0, 2], 5 / 6],
    ['always did', 3, 0, [3, 4, 5, 3], 1 / 6],
    ['half of the time', 3, 0, [3, 2, 5, 1], 3 / 6],
    ['planned ones come though they never did', 3, 3, [0, 0, 0, 0], 1 / 6],
    ['planned ones are not enough', 3, 2, [0, 0, 0, 3], 4 / 6],
  ])('%s', (_, lacking, coming, history, risk) => {
    if (risk === null) expect(riskOfShortfall(lacking, coming, history)).toBeNull();
    else expect(riskOfShortfall(lacking, coming, history)).toBeCloseTo(risk, 9);
  });

  test('is told of the present week alone, and only where something lacks', () => {
    const history = [0, 0, 0, 0];
    expect(judgeNorm(asked({ history })).risk).toBeCloseTo(5 / 6, 9);
    expect(judgeNorm(asked({ history, coming: 3 })).risk).toBeNull();
    expect(judgeNorm(asked({ history, done: 5 })).risk).toBeNull();
    expect(judgeNorm(asked({ history, today: '2026-11-30' })).risk).toBeNull();
    expect(judgeNorm(asked({ history, today: '2026-11-22' })).risk).toBeNull();
  });

  test.each<[string, Partial<NormAsked>, boolean]>([
    ['it never makes it up', { history: [0, 0, 0, 0] }, true],
    ['it nearly always does', { history: [9, 9, 9, 9] }, false],
    ['exactly as often as is warned of', { history: [9, 9, 9, 9], warnRisk: 1 / 6 }, true],
    ['nothing is foretold', {}, true],
    ['nothing lacks', { coming: 3 }, false],
    ['nobody reads the page', { isRead: false }, false],
    ['the week is over', { today: '2026-11-30' }, false],
    ['the week has not begun', { today: '2026-11-22' }, false],
  ])('of a warning where %s', (_, given, isAtRisk) => {
    expect(judgeNorm(asked(given)).isAtRisk).toBe(isAtRisk);
  });
});
