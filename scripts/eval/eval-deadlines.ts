import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { compileCalendar } from '../../server/base/deadlines/calendar/calendar.ts';
import { computeDeadline } from '../../server/base/deadlines/engine.ts';
import { readShippedCalendar, readShippedRules } from '../../server/base/deadlines/packs.ts';
import type { DeadlineRule } from '../../server/base/deadlines/rules.ts';

const help = `Проверка счёта сроков по файлу: npm run -s eval:deadlines -- ФАЙЛ

{ "days":     [[начало, n, срок]],                          рабочие дни
  "calendar": [[начало, n, срок назад, срок вперёд]],       календарные дни с переносом на рабочий день
  "hours":    [[начало, n, срок]] }                         рабочие часы, 09–18, обед 13–14, сокращённый день до 17

Даты ГГГГ-ММ-ДД, время ГГГГ-ММ-ДДTЧЧ:ММ, местные. Каждая строка считается один раз.`;

const row = z.array(z.union([z.string(), z.number()]));
const fileSchema = z.object({
  days: z.array(row).default([]),
  calendar: z.array(row).default([]),
  hours: z.array(row).default([]),
});
type Row = z.output<typeof row>;

// Local times in, local times out; every zone without changes of clocks gives the same.
const zone = 'Asia/Yekaterinburg';

export interface Outcome {
  passed: number;
  failed: number;
  /** One line for each failed row. */
  failures: string[];
}

type Rule = Pick<DeadlineRule, 'unit' | 'roll'>;

/** Counts every row of the parsed file. A row that is malformed or cannot be counted has failed. */
export function evaluateVectors(data: unknown): Outcome {
  const vectors = fileSchema.parse(data);
  const count = makeCounter();
  const day: Rule = { unit: 'working-day', roll: 'none' };
  const hour: Rule = { unit: 'working-hour', roll: 'none' };
  const back: Rule = { unit: 'calendar-day', roll: 'previous-working-day' };
  const ahead: Rule = { unit: 'calendar-day', roll: 'next-working-day' };
  const outcome: Outcome = { passed: 0, failed: 0, failures: [] };
  for (const one of vectors.days) check(outcome, 'days', one, (start, n) => [count(day, start, n, 10)]);
  for (const one of vectors.calendar)
    check(outcome, 'calendar', one, (start, n) => [count(back, start, n, 10), count(ahead, start, n, 10)]);
  for (const one of vectors.hours) check(outcome, 'hours', one, (start, n) => [count(hour, start, n, 16)]);
  return outcome;
}

/** The due moment cut to so many characters: 10 is the date, 16 the date and the time. */
type Counter = (rule: Rule, start: string, amount: number, length: number) => string;

function makeCounter(): Counter {
  const calendar = compileCalendar(readShippedCalendar());
  const sample = [...readShippedRules().byId.values()].flat().find((rule) => rule.schedule.id === 'office')!;
  return (rule, start, amount, length) =>
    computeDeadline({
      startedAt: readLocal(start),
      // The bare rule of the vectors: a date rolls back wherever that leads.
      rule: { ...sample, ...rule, amount, neverBeforeStart: false },
      calendar,
      zone,
    }).dueLocal.slice(0, length);
}

function readLocal(text: string): Date {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?/.exec(text);
  if (!found) throw new RangeError(`не дата: ${text}`);
  return new Date(`${found[1]}T${found[2] ?? '00:00'}:00+05:00`);
}

function check(
  outcome: Outcome,
  name: string,
  one: Row,
  count: (start: string, amount: number) => string[],
): void {
  const [start, amount, ...expected] = one;
  let got: string[];
  try {
    got = count(String(start), Number(amount));
  } catch (error) {
    got = [error instanceof Error ? error.message : String(error)];
  }
  const isRight = got.every((text, index) => {
    const want = expected[index];
    return typeof want === 'string' && want.replace(' ', 'T').slice(0, text.length) === text;
  });
  if (isRight) outcome.passed += 1;
  else {
    outcome.failed += 1;
    outcome.failures.push(`${name} ${JSON.stringify(one)}: ${got.join(' / ')}`);
  }
}

/** Prints `N passed, N failed`; the failed rows go to stderr. Returns the exit code. */
export function main(args: readonly string[]): number {
  const [file] = args;
  if (!file || file === '--help') {
    console.error(help);
    return file ? 0 : 2;
  }
  let outcome: Outcome;
  try {
    outcome = evaluateVectors(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.error(`Файл ${file} не читается: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  for (const line of outcome.failures) console.error(line);
  console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
  return outcome.failed === 0 ? 0 : 1;
}
