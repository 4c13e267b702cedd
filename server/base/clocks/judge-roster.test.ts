import { expect, it } from 'vitest';
import { type Duty, findHole, judgeRoster } from './judge-roster.ts';

const now = new Date('2026-11-30T09:00:00Z');
const duty = (from: number, to: number): Duty => ({
  from: new Date(now.getTime() + from * 3_600_000),
  to: new Date(now.getTime() + to * 3_600_000),
});

it.each<[string, Duty[], string[]]>([
  ['nobody keeps a roster', [], []],
  ['it was given up long ago', [duty(-300, -200)], []],
  ['always somebody', [duty(-200, 0), duty(0, 100)], []],
  ['written down in no order', [duty(0, 100), duty(-200, 0)], []],
  ['one within another', [duty(-200, 100), duty(-10, 5)], []],
  ['an hour between two is a breath', [duty(-200, 10), duty(11, 100)], []],
  ['a night with nobody, written down in no order', [duty(22, 100), duty(-200, 10)], ['gap']],
  ['a night with nobody', [duty(-200, 10), duty(22, 100)], ['gap']],
  ['it ends the day after tomorrow', [duty(-200, 48)], ['gap']],
  ['it ends a breath before one stops looking', [duty(-200, 71)], []],
  ['it ends more than a breath before', [duty(-200, 70.9)], ['gap']],
  ['it ends later than one looks', [duty(-200, 72)], []],
  ['nights alone: their days are no holes', [duty(-40, -28), duty(-16, -4), duty(8, 20)], []],
  ['nights that are over', [duty(-40, -28), duty(-16, -4)], ['ended']],
  ['it has just begun', [duty(-5, 40)], []],
  ['it was given up a week ago to the hour', [duty(-300, -168)], []],
  ['it was given up within the week', [duty(-300, -167)], ['ended']],
  ['it ends now', [duty(-200, 0)], ['ended']],
  ['it began a breath after the week did', [duty(-167, 40)], ['gap']],
  ['it began more than a breath after', [duty(-166.9, 40)], []],
  ['several hold at once, the last ends first', [duty(-200, 90), duty(-100, 10), duty(-50, 20)], []],
])('%s', (_, duties, expected) => {
  expect(judgeRoster(duties, now, () => 'когда').map(({ code }) => code)).toEqual(expected);
});

it('the first hole is told, from when to when', () => {
  const told: Duty[] = [];
  judgeRoster([duty(-200, 10), duty(22, 30), duty(40, 100)], now, (gap) => {
    told.push(gap);
    return 'когда';
  });
  expect(told).toEqual([duty(10, 22)]);
});

const HOURS = 3_600_000;
it.each<[string, Duty[], number, [number, number] | null]>([
  ['nobody keeps a roster', [], 24, null],
  ['always somebody', [duty(-200, 100)], 24, null],
  ['a night with nobody', [duty(-200, 10), duty(22, 100)], 24, [10, 22]],
  ['it ends within the day', [duty(-200, 20)], 24, [20, 24]],
  ['it ends a breath before one stops looking', [duty(-200, 23)], 24, null],
  ['the hole lies farther ahead than one looks', [duty(-200, 30), duty(40, 100)], 24, null],
  ['the same, looked for farther', [duty(-200, 30), duty(40, 100)], 48, [30, 40]],
  ['it is in the hole by now: that began as the last duty ended', [duty(-200, -0.5)], 24, [-0.5, 24]],
  ['it had a hole a while ago', [duty(-200, -100), duty(-80, 10), duty(22, 100)], 24, null],
  ['nights alone', [duty(-40, -28), duty(-16, -4), duty(8, 20)], 24, null],
  ['one within another ends before', [duty(-200, 10), duty(-5, 3), duty(22, 100)], 24, [10, 22]],
])('a hole: %s', (_, duties, ahead, hole) => {
  const found = findHole(duties, now, ahead * HOURS);
  const hoursOf = (at: Date) => (at.getTime() - now.getTime()) / HOURS;
  expect(found && [hoursOf(found.from), hoursOf(found.to)]).toEqual(hole);
});
