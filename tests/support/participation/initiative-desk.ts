import { randomUUID } from 'node:crypto';
import type { JobType } from '../../../server/lib/module/context.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { initiativesClockJob } from '../../../server/participation/initiatives/clock.ts';
import * as contract from '../../../shared/contract/participation/initiatives.ts';
import * as open from '../../../shared/contract/participation/initiatives-open.ts';
import { startTestServer, type TestServer } from '../site/server.ts';
import { signInAs } from '../site/sign-in.ts';
import { signInKnown } from './poll-desk.ts';

export const SAID = '2026-11-24T04:00:00.000Z';

export const initiativeBody = (given: object = {}) => ({
  clientKey: randomUUID(),
  isOfAge: true,
  title: 'Сделать пандус у лестницы к Исети',
  what: 'Положить пандус вдоль лестницы и поставить перила с двух сторон.',
  place: 'Лестница от набережной к мосту',
  why: 'С коляской и на кресле здесь не спуститься, обход почти километр.',
  ...given,
});

export const goodInitiativeReason =
  'Проект лестницы уже есть, пандус добавим в него: уклон позволяет, деньги заложены на июнь.';

export interface InitiativeDesk {
  server: TestServer;
  editor: string;
  reader: string;
  /** A resident known by a phone, with a mail for letters. */
  author: string;
  residents: (count: number) => Promise<string[]>;
  propose: (given?: object, cookie?: string) => Promise<string>;
  read: (id: string, cookie?: string) => Promise<contract.InitiativeCard>;
  shown: (id: string, cookie?: string) => Promise<open.OpenInitiative>;
  judge: (id: string, body: object) => Promise<contract.InitiativeCard>;
  /** Written and let out. */
  publish: (given?: object) => Promise<string>;
  support: (id: string, cookie: string, more?: object) => Promise<open.OpenInitiative>;
  answer: (id: string, body?: object) => Promise<contract.InitiativeCard>;
  come: (at: string, job?: JobType) => Promise<void>;
  letters: () => Promise<{ recipient: string; subject: string; text: string }[]>;
}

export async function openInitiativeDesk(): Promise<InitiativeDesk> {
  const server = await startTestServer();
  server.setNow(SAID);
  const [editor, reader] = [await signInAs(server, 'editor'), await signInAs(server, 'secretary')];
  let serial = 0;
  const residents = async (count: number): Promise<string[]> => {
    const cookies: string[] = [];
    for (let at = 0; at < count; at += 1) {
      serial += 1;
      cookies.push(await signInKnown(server, `+7913${String(2_000_000 + serial)}`));
    }
    return cookies;
  };
  const [author = ''] = await residents(1);
  await server.app.pool.query(
    "UPDATE identity.person SET email = 'author@demo.invalid', email_verified = true WHERE phone = $1",
    [`+7913${String(2_000_001)}`],
  );
  const desk: InitiativeDesk = {
    server,
    editor,
    reader,
    author,
    residents,
    propose: async (given = {}, cookie = author) =>
      (await server.call(open.proposeInitiative, { body: initiativeBody(given) }, cookie)).id,
    read: (id, cookie = editor) => server.call(contract.readInitiative, { params: { id } }, cookie),
    shown: (id, cookie) => server.call(open.readOpenInitiative, { params: { id } }, cookie),
    judge: async (id, body) =>
      server.call(
        contract.judgeInitiative,
        { params: { id }, body: { version: (await desk.read(id)).version, ...body } as never },
        editor,
      ),
    publish: async (given = {}) => {
      const id = await desk.propose(given);
      await desk.judge(id, { isPublished: true });
      return id;
    },
    support: (id, cookie, more = {}) =>
      server.call(open.supportInitiative, { params: { id }, body: { isOn: true, ...more } }, cookie),
    answer: async (id, body = {}) =>
      server.call(
        contract.answerInitiative,
        {
          params: { id },
          body: {
            version: (await desk.read(id)).version,
            verdict: 'accepted',
            reason: goodInitiativeReason,
            ...body,
          },
        },
        editor,
      ),
    come: async (at, job = initiativesClockJob) => {
      server.setNow(at);
      await runMutation(
        server.app.services,
        { actor: { kind: 'system', name: 'test' }, requestId: 'initiative-desk', ip: '' },
        async (ctx) => ctx.enqueue(job, {}),
      );
      await server.drain();
    },
    letters: async () => {
      await server.drain();
      const { rows } = await server.app.pool.query(
        "SELECT recipient, subject, text FROM outbox.letter WHERE purpose = 'initiative-told' ORDER BY created_at, recipient",
      );
      return rows;
    },
  };
  return desk;
}
