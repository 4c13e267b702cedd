import { randomUUID } from 'node:crypto';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { discussionsClockJob } from '../../../server/participation/discussions/clock.ts';
import * as remarks from '../../../shared/contract/participation/discussion-remarks.ts';
import * as contract from '../../../shared/contract/participation/discussions.ts';
import * as acts from '../../../shared/contract/participation/discussions-acts.ts';
import { proposeRemark } from '../../../shared/contract/participation/discussions-open.ts';
import { startTestServer, type TestServer } from '../site/server.ts';
import { signInAs } from '../site/sign-in.ts';

type Card = contract.DiscussionCard;
type Remark = remarks.Remark;

/** Weeks from which discussions of tests are told. */
export const WRITTEN = '2026-11-02T04:00:00.000Z';
export const BEGINS = '2026-11-12T04:00:00.000Z';
export const GOING = '2026-11-16T04:00:00.000Z';
export const ENDS = '2026-11-30T15:00:00.000Z';
export const AFTER = '2026-11-30T15:01:00.000Z';

export const goodReason =
  'Отклонено: под газоном проходит теплотрасса, деревья ближе двух метров к ней не сажают.';

/** A consultation that may be sent on as it is. */
export const discussionBody = (given: object = {}) => ({
  kind: 'consultation' as const,
  title: 'Правила благоустройства набережной',
  matter: 'Как обустроят набережную Исети в 2027 году',
  responsible: 'Управление архитектуры',
  opensAt: BEGINS,
  closesAt: ENDS,
  resultBy: '2026-12-10',
  level: 'social' as const,
  paragraphs: [
    { id: 'p1', text: 'Набережная открыта круглые сутки.' },
    { id: 'p2', text: 'Вдоль реки идёт дорожка шириной два метра.' },
  ],
  ...given,
});

export const hearingBody = (given: object = {}) =>
  discussionBody({
    kind: 'hearing',
    subject: 'planning',
    title: 'Проект планировки квартала у парка',
    meeting: {
      at: '2026-11-20T13:00:00.000Z',
      place: 'Дом культуры',
      address: 'ул. Ленина, 1',
      exposition: 'там же, по будням с 9 до 18',
    },
    ...given,
  });

export interface DiscussionDesk {
  server: TestServer;
  editor: string;
  approver: string;
  deputy: string;
  begin: (given?: object) => Promise<Card>;
  read: (id: string, cookie?: string) => Promise<Card>;
  move: (card: Card, act: acts.DiscussionKeepAct, reason?: string) => Promise<Card>;
  judge: (card: Card, act: acts.DiscussionJudgeAct, reason?: string) => Promise<Card>;
  /** One that runs; the clock stands in it. */
  open: (given?: object) => Promise<Card>;
  come: (at: string) => Promise<void>;
  propose: (id: string, cookie: string, given?: object) => Promise<{ id: string; number: number }>;
  list: (id: string, shelf?: remarks.RemarkShelf, cookie?: string) => Promise<Remark[]>;
  /** Lets out and answers all there are. */
  settle: (id: string, given?: object) => Promise<void>;
}

export async function openDiscussionDesk(): Promise<DiscussionDesk> {
  const server = await startTestServer();
  const [editor, approver, deputy] = await Promise.all([
    signInAs(server, 'editor'),
    signInAs(server, 'approver'),
    signInAs(server, 'deputy'),
  ]);
  const come = async (at: string): Promise<void> => {
    server.setNow(at);
    await runMutation(
      server.app.services,
      { actor: { kind: 'system', name: 'test' }, requestId: 'discussion-desk', ip: '' },
      async (ctx) => ctx.enqueue(discussionsClockJob, {}),
    );
    await server.drain();
  };
  const list: DiscussionDesk['list'] = async (id, shelf = 'all', cookie = editor) =>
    (await server.call(remarks.listRemarks, { params: { id }, query: { shelf } }, cookie)).items;
  const desk: DiscussionDesk = {
    server,
    editor,
    approver,
    deputy,
    come,
    list,
    begin: (given = {}) => server.call(acts.createDiscussion, { body: discussionBody(given) }, editor),
    read: (id, cookie = editor) => server.call(contract.readDiscussion, { params: { id } }, cookie),
    move: ({ id, version }, act, reason = '') =>
      server.call(acts.moveDiscussion, { params: { id }, body: { version, act, reason } }, editor),
    judge: ({ id, version }, act, reason = '') =>
      server.call(acts.judgeDiscussion, { params: { id }, body: { version, act, reason } }, approver),
    open: async (given = {}) => {
      server.setNow(WRITTEN);
      const sent = await desk.move(await desk.begin(given), 'submit');
      const announced = await desk.move(await desk.judge(sent, 'approve'), 'announce');
      await come(GOING);
      return desk.read(announced.id);
    },
    propose: (id, cookie, given = {}) =>
      server.call(
        proposeRemark,
        {
          params: { id },
          body: { clientKey: randomUUID(), text: 'Сделайте дорожку шире', ...given },
        } as never,
        cookie,
      ),
    settle: async (id, given = {}) => {
      for (const { id: remark, version } of await list(id, 'waiting'))
        await server.call(
          remarks.judgeRemark,
          { params: { id: remark }, body: { version, isReleased: true } },
          editor,
        );
      for (const { id: remark, version } of await list(id, 'unanswered'))
        await server.call(
          remarks.answerRemarks,
          {
            params: { id },
            body: { remarks: [{ id: remark, version }], verdict: 'rejected', reason: goodReason, ...given },
          },
          editor,
        );
    },
  };
  return desk;
}
