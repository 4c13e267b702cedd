import { randomUUID } from 'node:crypto';
import { discussionShape } from '../../../shared/contract/participation/discussions.ts';
import type {
  DiscussionJudgeAct,
  DiscussionKeepAct,
} from '../../../shared/contract/participation/discussions-acts.ts';
import { itemAt } from '../../../shared/lists.ts';
import { momentAt } from '../../../shared/text/dates.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { HOUR, MINUTE } from '../../../shared/time.ts';
import { demoId, findOrCreateResident, findStaffActor } from '../../base/identity/index.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import type { Ctx, ResidentActor, StaffActor } from '../../lib/module/context.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import {
  amendProject,
  answerRemarks,
  decideDiscussion,
  enterRemark,
  groupRemarks,
  insertDiscussion,
  judgeDiscussion,
  judgeRemark,
  listRemarks,
  moveDiscussion,
  proposeRemark,
  readDiscussionCard,
  supportRemark,
  turnDiscussions,
} from '../../participation/discussions/index.ts';
import {
  type DemoDiscussion,
  embankment,
  embankmentRemarks,
  quarter,
  quarterOutcomes,
  quarterPapers,
} from './discussion-projects.ts';

interface Play {
  services: Services;
  editor: StaffActor;
  approver: StaffActor;
  /** A local time so many days from today. */
  on: (days: number, time: string) => Date;
  day: (days: number) => string;
}

type Who = StaffActor | ResidentActor | { kind: 'system'; name: string };

/** An act of somebody at a moment of the invented past. */
const at = <T>({ services }: Play, actor: Who, moment: Date, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  runMutation({ ...services, now: () => moment }, { requestId: 'demo', ip: '', actor }, work);

const clock = { kind: 'system', name: 'demo' } as const;
const after = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms);
const query = undefined;

const seen = async (ctx: Ctx, id: string) => (await readDiscussionCard(ctx, id)).version;
const keep = (play: Play, id: string, moment: Date, act: DiscussionKeepAct) =>
  at(play, play.editor, moment, async (ctx) =>
    moveDiscussion(ctx, { params: { id }, query, body: { version: await seen(ctx, id), act, reason: '' } }),
  );
const judge = (play: Play, id: string, moment: Date, act: DiscussionJudgeAct) =>
  at(play, play.approver, moment, async (ctx) =>
    judgeDiscussion(ctx, { params: { id }, query, body: { version: await seen(ctx, id), act, reason: '' } }),
  );
const turn = (play: Play, moment: Date) => at(play, clock, after(moment, MINUTE), turnDiscussions);
const remarksOf = async (ctx: Ctx, id: string) =>
  (
    await listRemarks(ctx, {
      params: { id },
      query: { shelf: 'all', limit: 50, cursor: undefined },
      body: undefined,
    })
  ).items;

/** Written, approved by another and announced within a day. */
async function announce(play: Play, madeAt: Date, given: DemoDiscussion): Promise<string> {
  const id = await at(play, play.editor, madeAt, (ctx) =>
    insertDiscussion(ctx, discussionShape.parse(given)),
  );
  await keep(play, id, after(madeAt, HOUR), 'submit');
  await judge(play, id, after(madeAt, 4 * HOUR), 'approve');
  await keep(play, id, after(madeAt, 5 * HOUR), 'announce');
  return id;
}

/** Invented residents, each with a mail that goes nowhere. */
async function residents(play: Play, count: number): Promise<ResidentActor[]> {
  const people: ResidentActor[] = [];
  for (let place = 0; place < count; place += 1) {
    const email = `talk-${place + 1}@demo.invalid`;
    const id = await at(play, clock, play.on(-10, '10:00'), (ctx) => findOrCreateResident(ctx, { email }));
    people.push({ kind: 'resident', id, name: '', phone: null, email, level: 'social' });
  }
  return people;
}

/** Runs now: residents propose and support, one proposal waits for whoever lets it out. */
async function playEmbankment(play: Play): Promise<void> {
  const id = await announce(play, play.on(-17, '10:00'), embankment(play));
  await turn(play, play.on(-9, '09:00'));
  const people = await residents(play, 12);
  for (const [place, remark] of embankmentRemarks.entries()) {
    const body = {
      clientKey: randomUUID(),
      paragraphId: remark.paragraphId,
      text: remark.text,
      wording: remark.wording ?? '',
      isLocal: true,
    };
    const said = play.on(-8 + place, '19:20');
    const { id: remarkId } = await at(play, itemAt(people, place), said, (ctx) =>
      proposeRemark(ctx, { params: { id }, query, body }),
    );
    if (remark.isWaiting) continue;
    await at(play, play.editor, after(said, 15 * HOUR), (ctx) =>
      judgeRemark(ctx, {
        params: { id: remarkId },
        query,
        body: { version: 1, isReleased: true, reason: '' },
      }),
    );
    for (const [turnOf, person] of people
      .filter((_, own) => own !== place)
      .slice(0, remark.supports)
      .entries())
      await at(play, person, after(said, (16 + turnOf) * HOUR), (ctx) =>
        supportRemark(ctx, { params: { id: remarkId }, query, body: { isOn: true } }),
      );
  }
}

/** What came on paper and was said at the meeting. */
async function enterPapers(play: Play, id: string): Promise<void> {
  for (const paper of quarterPapers)
    await at(play, play.editor, play.on(paper.on, '19:40'), (ctx) =>
      enterRemark(ctx, {
        params: { id },
        query,
        body: {
          clientKey: randomUUID(),
          source: paper.source,
          saidOn: play.day(paper.on),
          paragraphId: paper.paragraphId,
          text: paper.text,
          wording: '',
          isLocal: paper.isLocal,
          author: { name: '', address: '', email: '', hasConsent: false },
        },
      }),
    );
}

/** Each is let out and answered; those that say the same together. */
async function answerPapers(play: Play, id: string): Promise<void> {
  const { editor } = play;
  await at(play, editor, play.on(-29, '10:00'), async (ctx) => {
    for (const { id: remark, version } of await remarksOf(ctx, id))
      await judgeRemark(ctx, {
        params: { id: remark },
        query,
        body: { version, isReleased: true, reason: '' },
      });
    const alike = (await remarksOf(ctx, id)).filter(({ number }) => quarterPapers[number - 1]?.alike);
    await groupRemarks(ctx, {
      params: { id },
      query,
      body: { title: 'Стоянка у парка', remarks: alike.map((one) => ({ id: one.id, version: one.version })) },
    });
  });
  await at(play, editor, play.on(-26, '15:00'), async (ctx) => {
    for (const { number } of await remarksOf(ctx, id)) {
      const remark = (await remarksOf(ctx, id)).find((one) => one.number === number);
      const paper = quarterPapers[number - 1];
      if (!remark || !paper || remark.answer) continue;
      const { verdict, reason } = paper;
      const body = { remarks: [{ id: remark.id, version: remark.version }], verdict, reason };
      await answerRemarks(ctx, { params: { id }, query, body });
    }
  });
}

/** Over: hearings whose every remark was answered, with what changed and the decision. */
async function playQuarter(play: Play): Promise<void> {
  const id = await announce(play, play.on(-57, '10:00'), quarter(play));
  await turn(play, play.on(-48, '09:00'));
  await enterPapers(play, id);
  await turn(play, play.on(-30, '18:00'));
  await answerPapers(play, id);
  await at(play, play.editor, play.on(-25, '11:00'), async (ctx) =>
    amendProject(ctx, {
      params: { id },
      query,
      body: { version: await seen(ctx, id), outcomes: quarterOutcomes },
    }),
  );
  await keep(play, id, play.on(-25, '12:00'), 'finish');
  await judge(play, id, play.on(-24, '10:00'), 'publish');
  await at(play, play.editor, play.on(-16, '15:00'), async (ctx) =>
    decideDiscussion(ctx, {
      params: { id },
      query,
      body: {
        version: await seen(ctx, id),
        isNeeded: true,
        title: 'Проект планировки утверждён с изменениями',
        words: 'Высота у улицы Мира снижена до пяти этажей, стоянка отодвинута от парка и уменьшена вдвое.',
        actTitle: 'Постановление администрации',
        actNumber: '1204',
        actOn: play.day(-16),
        actUrl: '',
      },
    }),
  );
}

/** Discussions of the demo city: a consultation that runs, hearings that are over with their decision. */
export async function playDiscussions(services: Services): Promise<void> {
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
  await playQuarter(play);
  await playEmbankment(play);
}
