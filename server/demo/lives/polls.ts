import type { JudgeAct, KeepAct } from '../../../shared/contract/participation/polls-acts.ts';
import { itemAt } from '../../../shared/lists.ts';
import { momentAt } from '../../../shared/text/dates.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { HOUR, MINUTE } from '../../../shared/time.ts';

import { storePicture } from '../../base/files/index.ts';
import { demoId, findStaffActor } from '../../base/identity/index.ts';
import { listDistricts } from '../../base/territory/index.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import type { Ctx, StaffActor } from '../../lib/module/context.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import {
  countPoll,
  type DemoSheet,
  decidePoll,
  insertDemoSheets,
  insertPoll,
  judgePoll,
  judgeWording,
  listWordings,
  movePoll,
  readPollCard,
  settleTie,
  turnPolls,
} from '../../participation/polls/index.ts';
import { renderYardPlan } from '../scenes/yard-plans.ts';
import { initiativePoll, PARKS_SHEETS, parksChoice, parksPoll } from './budget-questions.ts';
import { sendPicture } from './page-proofs.ts';
import {
  busPoll,
  clinicPoll,
  type DemoPollFields as Fields,
  demoPollFields as fields,
  snowPoll,
  squarePoll,
  yards,
  yardsPoll,
} from './poll-questions.ts';

interface Play {
  services: Services;
  editor: StaffActor;
  approver: StaffActor;
  /** A local time so many days from today. */
  on: (days: number, time: string) => Date;
  day: (days: number) => string;
}

/** An act of somebody at a moment of the invented past. */
const at = <T>(
  { services }: Play,
  actor: StaffActor | { kind: 'system'; name: string },
  moment: Date,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> => runMutation({ ...services, now: () => moment }, { requestId: 'demo', ip: '', actor }, work);

const clock = { kind: 'system', name: 'demo' } as const;
const after = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms);

const seen = async (ctx: Ctx, id: string) => (await readPollCard(ctx, id)).version;
const keep = (play: Play, id: string, moment: Date, act: KeepAct) =>
  at(play, play.editor, moment, async (ctx) =>
    movePoll(ctx, {
      params: { id },
      query: undefined,
      body: { version: await seen(ctx, id), act, reason: '' },
    }),
  );
const judge = (play: Play, id: string, moment: Date, act: JudgeAct) =>
  at(play, play.approver, moment, async (ctx) =>
    judgePoll(ctx, {
      params: { id },
      query: undefined,
      body: { version: await seen(ctx, id), act, reason: '' },
    }),
  );

const begin = (play: Play, madeAt: Date, given: Fields): Promise<string> =>
  at(play, play.editor, madeAt, (ctx) => insertPoll(ctx, fields.parse(given)));

/** Written, approved by another and announced within a day. */
async function announce(play: Play, madeAt: Date, given: Fields): Promise<string> {
  const id = await begin(play, madeAt, given);
  await keep(play, id, after(madeAt, HOUR), 'submit');
  await judge(play, id, after(madeAt, 4 * HOUR), 'approve');
  await keep(play, id, after(madeAt, 5 * HOUR), 'announce');
  return id;
}

const open = (play: Play, moment: Date) => at(play, clock, after(moment, MINUTE), turnPolls);

/** The same people each time: of each district and age as they live, with chance of their own. */
function drawSheets(
  count: number,
  answer: (at: number, chance: number) => DemoSheet['answers'],
  asks: { age: boolean },
): DemoSheet[] {
  const districts = listDistricts().flatMap(({ id, parentId }) => (parentId === null ? [id] : []));
  const ages = ['18-29', '30-44', '30-44', '45-59', '60', '60', '14-17'];
  return Array.from({ length: count }, (_, place) => {
    const chance = ((place * 7919 + 13) % 997) / 997;
    return {
      districtId: itemAt(districts, (place * 5 + Math.floor(chance * 3)) % districts.length),
      ageGroup: asks.age ? itemAt(ages, (place * 3 + Math.floor(chance * 5)) % ages.length) : null,
      answers: answer(place, chance),
    };
  });
}

/** Runs now: one choice of three yards by their pictures. */
async function playYards(play: Play): Promise<void> {
  const madeAt = play.on(-14, '10:00');
  const pictures = await Promise.all(
    yards.map(async ({ plan }) => storePicture(play.services.config, await renderYardPlan(plan))),
  );
  const files = await at(play, play.editor, madeAt, async (ctx) => {
    const sent: { fileId: string; token: string }[] = [];
    for (const picture of pictures) sent.push(await sendPicture(ctx, picture));
    return sent;
  });
  const id = await announce(play, madeAt, yardsPoll(play, files));
  await open(play, play.on(-12, '09:00'));
  const choose = (_: number, chance: number) => ({
    yard: [chance < 0.46 ? 'court' : chance < 0.8 ? 'playground' : 'alley'],
  });
  await at(play, clock, play.on(-1, '12:00'), (ctx) =>
    insertDemoSheets(ctx, id, drawSheets(412, choose, { age: false })),
  );
}

const snowWords = [
  'Во дворе чистят после обеда, а идти надо утром',
  'Стало лучше, чем прошлой зимой',
  'Тротуар у школы посыпают, а спуск к реке — нет',
  'Снег сгребают на газон и на проход к подъезду',
  'Спасибо дворнику, чисто к семи утра',
  'Остановку у рынка не чистят вовсе',
];

/** Over, with its result and what was decided on it. */
async function playSnow(play: Play): Promise<void> {
  const id = await announce(play, play.on(-45, '10:00'), snowPoll(play));
  await open(play, play.on(-43, '09:00'));
  const answer = (place: number, chance: number) => ({
    mark: [String(1 + Math.floor(chance * 4.2))],
    first: chance < 0.5 ? ['paths', 'stops'] : chance < 0.8 ? ['yards'] : ['stairs', 'paths'],
    ...(place % 60 === 0 && { words: itemAt(snowWords, (place / 60) % snowWords.length) }),
  });
  await at(play, clock, play.on(-26, '12:00'), (ctx) =>
    insertDemoSheets(ctx, id, drawSheets(360, answer, { age: true })),
  );
  await at(play, clock, play.on(-25, '20:01'), turnPolls);
  await at(play, clock, play.on(-25, '20:02'), (ctx) => countPoll(ctx, { pollId: id }));
  await at(play, play.editor, play.on(-24, '11:00'), async (ctx) => {
    const { items } = await listWordings(ctx, {
      params: { id },
      query: { state: 'waiting', limit: 50, cursor: undefined },
      body: undefined,
    });
    for (const { id: wording } of items.slice(1))
      await judgeWording(ctx, { params: { id: wording }, query: undefined, body: { isReleased: true } });
  });
  await judge(play, id, play.on(-22, '10:00'), 'publish');
  await decide(play, id, -18, {
    title: 'Тротуары к школам и садам чистят к семи утра',
    words:
      'Подрядчикам изменено задание: сначала тротуары к школам и садам и остановки, затем дворы. Проверяем по понедельникам.',
    actTitle: 'Распоряжение администрации',
    actNumber: '318-р',
  });
}

interface Decided {
  title: string;
  words: string;
  actTitle: string;
  actNumber: string;
}

async function decide(play: Play, id: string, days: number, decided: Decided): Promise<void> {
  await at(play, play.editor, play.on(days, '15:00'), async (ctx) =>
    decidePoll(ctx, {
      params: { id },
      query: undefined,
      body: { ...decided, version: await seen(ctx, id), isNeeded: true, actOn: play.day(days), actUrl: '' },
    }),
  );
}

/** Two sums among projects: one runs, of the other a tie was settled by lot. */
async function playBudgets(play: Play): Promise<void> {
  const over = await announce(play, play.on(-92, '10:00'), parksPoll(play));
  await open(play, play.on(-90, '09:00'));
  await at(play, clock, play.on(-71, '12:00'), (ctx) =>
    insertDemoSheets(
      ctx,
      over,
      drawSheets(PARKS_SHEETS, (place) => ({ money: parksChoice(place) }), { age: false }),
    ),
  );
  await at(play, clock, play.on(-70, '20:01'), turnPolls);
  await at(play, clock, play.on(-70, '20:02'), (ctx) => countPoll(ctx, { pollId: over }));
  await at(play, play.editor, play.on(-69, '11:00'), async (ctx) =>
    settleTie(ctx, {
      params: { id: over },
      query: undefined,
      body: {
        version: await seen(ctx, over),
        questionId: 'money',
        projects: ['trees', 'bench'],
        reason: 'Жребий при наблюдателях от совета бульвара, протокол № 3.',
      },
    }),
  );
  await judge(play, over, play.on(-68, '10:00'), 'publish');
  await decide(play, over, -64, {
    title: 'Деньги выделены на фонари, дорожки и липы',
    words: 'Работы закончат к концу сентября. Скамьи и фонтанчик войдут в следующее голосование.',
    actTitle: 'Постановление главы города',
    actNumber: '704',
  });
  const running = await announce(play, play.on(-7, '10:00'), initiativePoll(play));
  await open(play, play.on(-5, '09:00'));
  const purses = [
    ['slope', 'light', 'dogs'],
    ['rink', 'slope'],
    ['stage', 'rink'],
    ['light', 'dogs', 'stage'],
  ];
  const choose = (place: number) => ({ money: itemAt(purses, (place * 7) % purses.length) });
  await at(play, clock, play.on(-1, '12:00'), (ctx) =>
    insertDemoSheets(ctx, running, drawSheets(236, choose, { age: false })),
  );
}

/** One that comes, one that waits for the second pair of eyes, one that is being written. */
async function playComing(play: Play): Promise<void> {
  await announce(play, play.on(-2, '10:00'), busPoll(play));
  const waiting = await begin(play, play.on(-1, '11:00'), squarePoll(play));
  await keep(play, waiting, play.on(-1, '12:00'), 'submit');
  await begin(play, play.on(-1, '16:00'), clinicPoll);
}

/** Polls of the demo city: one runs, one is over with its decision, others are on their way. */
export async function playPolls(services: Services): Promise<void> {
  const now = services.now();
  const today = cityDay(services.config, now);
  const { zone } = readCity(services.config);
  const [editor, approver] = [
    await findStaffActor(services.database, demoId('person', 'editor'), today),
    await findStaffActor(services.database, demoId('person', 'approver'), today),
  ];
  if (!editor || !approver) return;
  const day = (days: number) => addDays(today, days);
  const play: Play = { services, editor, approver, day, on: (days, time) => momentAt(day(days), time, zone) };
  await playBudgets(play);
  await playSnow(play);
  await playYards(play);
  await playComing(play);
}
