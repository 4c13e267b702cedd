import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { insertDemoSheets } from '../../../server/participation/polls/index.ts';
import type { PollFigures } from '../../../shared/contract/participation/poll-figures.ts';
import { OVER, openPollDesk } from '../../support/participation/poll-desk.ts';
import { makeDice } from '../../suppression/random-city.ts';
import { makePoll } from '../../suppression/random-poll.ts';

/** Within this process: set by `5-manipulation.ts`. Random polls on the real server: what staff, everybody and the file tell of each. */
const { PLAYED = '', PLAYED_SEED = '1', PLAYED_POLLS = '3' } = process.env;

/** Every number of the file, by what it is of. */
function numbersOfFile(text: string): Map<string, string> {
  const [, ...lines] = text.trim().split(/\r?\n/u);
  return new Map(
    lines.map((line) => {
      const [question = '', row = '', answer = '', group = '', count = ''] = line
        .split(';')
        .map((cell) => cell.replaceAll('"', ''));
      return [[question, row, answer, group].join('|'), count];
    }),
  );
}

/** The same of the page. */
function numbersOfPage(figures: PollFigures): Map<string, string> {
  const told = (count: number | null | undefined): string =>
    count === null || count === undefined ? 'мало' : String(count);
  const numbers = new Map<string, string>([['||Участников|все', String(figures.participants)]]);
  const groups = [...figures.districts, ...figures.ages];
  for (const { title, count } of groups) numbers.set(`||Участников|${title}`, told(count));
  for (const question of figures.questions) {
    if (question.options.length === 0)
      numbers.set(
        `${question.title}|${question.row}|Ответили|все`,
        told(question.texts ?? question.answered),
      );
    for (const { title, count, byDistrict, byAge } of question.options) {
      const of = `${question.title}|${question.row}|${title}`;
      numbers.set(`${of}|все`, told(count));
      for (const [at, value] of byDistrict.entries())
        numbers.set(`${of}|${figures.districts[at]?.title}`, told(value));
      for (const [at, value] of byAge.entries()) numbers.set(`${of}|${figures.ages[at]?.title}`, told(value));
    }
  }
  return numbers;
}

test('random polls as staff, everybody and the file tell of them', { timeout: 1_800_000 }, async () => {
  const desk = await openPollDesk();
  const differ: string[] = [];
  const polls = Number(PLAYED_POLLS);
  for (let at = 0; at < polls; at += 1) {
    const seed = Number(PLAYED_SEED) * 1000 + at;
    const made = makePoll(seed);
    const dice = makeDice(seed);
    const questions = made.questions.map((one, index) =>
      Object.assign({}, one, { title: `Вопрос ${index}: что?` }),
    );
    const { id } = await desk.open({
      questions,
      asks: { district: true, age: true },
      isWeighted: dice() < 0.5,
      audience: { minAge: 14, districtIds: [], level: 'social' },
    });
    const rules = await desk.shown(id);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(list.length * dice() ** 2)]!;
    await runMutation(
      desk.server.app.services,
      { actor: { kind: 'system', name: 'test' }, requestId: 'played', ip: '' },
      (ctx) =>
        insertDemoSheets(
          ctx,
          id,
          made.sheets.map(({ answers }) => ({
            districtId: pick(rules.districts).id,
            ageGroup: pick(rules.ageGroups).id,
            answers,
          })),
        ),
    );
    await desk.come(OVER);
    const counted = await desk.read(id);
    await desk.judge(counted, 'publish');
    const [staff, everybody] = [(await desk.read(id)).figures, (await desk.shown(id)).figures];
    const csv = await desk.server.inject({ url: `/api/open/polls/${id}/figures.csv` });
    const file = numbersOfFile(csv.body);
    if (!staff || JSON.stringify(staff) !== JSON.stringify(everybody)) differ.push(`${seed}: страница`);
    else {
      const page = numbersOfPage(staff);
      const wrong = [...page].filter(([of, count]) => file.get(of) !== count);
      if (wrong.length > 0 || page.size !== file.size)
        differ.push(`${seed}: файл, ${JSON.stringify(wrong[0])}`);
    }
  }
  await desk.server.close();
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify({ polls, differ }));
  expect(differ).toEqual([]);
});
