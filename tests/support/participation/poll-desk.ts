import { randomUUID } from 'node:crypto';
import type { JobType } from '../../../server/lib/module/context.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { clockJob } from '../../../server/participation/polls/clock.ts';
import type { Problem } from '../../../shared/contract/errors.ts';
import * as contract from '../../../shared/contract/participation/polls.ts';
import * as acts from '../../../shared/contract/participation/polls-acts.ts';
import {
  answerPoll,
  type OpenPoll,
  readOpenPoll,
} from '../../../shared/contract/participation/polls-open.ts';
import type { RouteInput } from '../../../shared/contract/route.ts';
import { type Speaker, startTestServer, type TestServer } from '../site/server.ts';
import { signInAs, signInResident } from '../site/sign-in.ts';

type Card = contract.PollCard;

/** A week from which polls of tests are told. */
export const DRAWN = '2026-11-24T04:00:00.000Z';
export const OPENS = '2026-11-25T04:00:00.000Z';
export const RUNNING = '2026-11-26T04:00:00.000Z';
export const CLOSES = '2026-12-05T15:00:00.000Z';
export const OVER = '2026-12-05T15:01:00.000Z';

/** A resident who has proved the contact by a code. */
export async function signInKnown(server: Speaker, contact: string): Promise<string> {
  const cookie = await signInResident(server, contact);
  const isMail = contact.includes('@');
  const at = new Date(DRAWN);
  await server.app.services.database
    .updateTable('identity.person')
    .set(isMail ? { email_verified_at: at, email_verified: true } : { phone_verified_at: at })
    .where(isMail ? 'email' : 'phone', '=', contact)
    .execute();
  return cookie;
}

/** A poll of one choice that may be sent on as it is. */
export const pollBody = (given: object = {}) => ({
  kind: 'survey' as const,
  title: 'Какой двор обновить?',
  matter: 'какой двор благоустроят летом 2027 года',
  isBinding: true,
  outcome: 'Обязателен для администрации',
  afterwards: 'Опубликуем итог и решение',
  resultBy: '2026-12-10',
  opensAt: OPENS,
  closesAt: CLOSES,
  audience: { minAge: 14, districtIds: [], level: 'social' as const },
  questions: [
    {
      id: 'yard',
      kind: 'single' as const,
      title: 'Какой двор обновить?',
      hasUnsure: true,
      options: [
        { id: 'titova', title: 'Двор на Титова', about: 'Спортивная коробка', cost: 9_400_000 },
        { id: 'suvorova', title: 'Двор на Суворова' },
      ],
    },
  ],
  ...given,
});

export interface PollDesk {
  server: TestServer;
  editor: string;
  approver: string;
  deputy: string;
  begin: (given?: object) => Promise<Card>;
  read: (id: string, cookie?: string) => Promise<Card>;
  move: (card: Card, act: acts.KeepAct, reason?: string) => Promise<Card>;
  judge: (card: Card, act: acts.JudgeAct, reason?: string) => Promise<Card>;
  /** A poll that runs; the clock stands in it. */
  open: (given?: object) => Promise<Card>;
  /** A moment has come: what is due by then opens, closes, is counted, and letters are written. */
  come: (at: string, job?: JobType) => Promise<void>;
  answer: (id: string, cookie: string, answers: object, more?: object) => Promise<unknown>;
  /** What an answer is sent as. */
  answerOf: (answers: object, more?: object) => RouteInput<typeof answerPoll>['body'];
  /** How an answer was refused. */
  refuse: (id: string, cookie: string | undefined, answers: object, more?: object) => Promise<Problem>;
  /** The poll as everybody, or a resident, sees it. */
  shown: (id: string, cookie?: string) => Promise<OpenPoll>;
  db: () => TestServer['app']['services']['database'];
  /** A resident known by her mail. */
  anna: string;
  /** So many residents, each known by a phone of their own. */
  residents: (count: number) => Promise<string[]>;
}

export async function openPollDesk(): Promise<PollDesk> {
  const server = await startTestServer();
  const [editor, approver, deputy] = await Promise.all([
    signInAs(server, 'editor'),
    signInAs(server, 'approver'),
    signInAs(server, 'deputy'),
  ]);
  const anna = await signInKnown(server, 'anna@demo.invalid');
  let serial = 0;
  const come = async (at: string, job: JobType = clockJob): Promise<void> => {
    server.setNow(at);
    await runMutation(
      server.app.services,
      { actor: { kind: 'system', name: 'test' }, requestId: 'poll-desk', ip: '' },
      async (ctx) => ctx.enqueue(job, {}),
    );
    await server.drain();
  };
  const desk: PollDesk = {
    server,
    editor,
    approver,
    deputy,
    come,
    begin: (given = {}) => server.call(acts.createPoll, { body: pollBody(given) }, editor),
    read: (id, cookie = editor) => server.call(contract.readPoll, { params: { id } }, cookie),
    move: ({ id, version }, act, reason = '') =>
      server.call(acts.movePoll, { params: { id }, body: { version, act, reason } }, editor),
    judge: ({ id, version }, act, reason = '') =>
      server.call(acts.judgePoll, { params: { id }, body: { version, act, reason } }, approver),
    open: async (given = {}) => {
      server.setNow(DRAWN);
      const sent = await desk.move(await desk.begin(given), 'submit');
      const announced = await desk.move(await desk.judge(sent, 'approve'), 'announce');
      await come(RUNNING);
      return desk.read(announced.id);
    },
    answer: (id, cookie, answers, more) =>
      server.call(answerPoll, { params: { id }, body: desk.answerOf(answers, more) }, cookie),
    answerOf: (answers, more = {}) =>
      Object.assign({ clientKey: randomUUID(), edition: 1, said: { isOfAge: true }, answers }, more) as never,
    refuse: (id, cookie, answers, more) =>
      server.fail(answerPoll, { params: { id }, body: desk.answerOf(answers, more) }, cookie),
    shown: (id, cookie) => server.call(readOpenPoll, { params: { id } }, cookie),
    db: () => server.app.services.database,
    anna,
    residents: async (count) => {
      const cookies: string[] = [];
      for (let at = 0; at < count; at += 1) {
        serial += 1;
        cookies.push(await signInKnown(server, `+7912${String(1_000_000 + serial)}`));
      }
      return cookies;
    },
  };
  return desk;
}
