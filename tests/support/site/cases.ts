import { randomUUID } from 'node:crypto';
import { createUnit } from '../../../server/base/identity/index.ts';
import type { Ctx } from '../../../server/lib/module/context.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import type { UnitInput } from '../../../shared/contract/base/people.ts';
import { type CaseCard, getCase } from '../../../shared/contract/messages/cases-card.ts';
import { submitMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { publishCase } from '../../../shared/contract/messages/cases-staff.ts';
import { triageCase } from '../../../shared/contract/messages/cases-triage.ts';
import type { RouteInput, RouteReply } from '../../../shared/contract/route.ts';
import type { Speaker } from './server.ts';

/** Runs `work` as the system, in one transaction of the server under test. */
export const asSystem = <T>(server: Speaker, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  runMutation(
    server.app.services,
    { actor: { kind: 'system', name: 'test' }, requestId: 'test', ip: '' },
    work,
  );

/** A unit that takes work of an executor kind. */
export async function makeUnit(
  server: Speaker,
  title: string,
  kind: string,
  more: Partial<UnitInput> = {},
): Promise<string> {
  const unit = await asSystem(server, (ctx) =>
    createUnit(ctx, { title, shortTitle: title, kind, ...more } as UnitInput),
  );
  return unit.id;
}

type Submission = RouteInput<typeof submitMessage>['body'];

/** A resident's message through the portal, understood by the follow-up: as an operator finds it. */
export async function submitCase(
  server: Speaker,
  more: Partial<Submission> = {},
  cookie?: string,
): Promise<RouteReply<typeof submitMessage>> {
  const sent = await server.call(
    submitMessage,
    {
      body: {
        clientKey: randomUUID(),
        text: 'На дороге глубокая яма, машины пробивают колёса. Сделайте, пожалуйста.',
        phone: '+79120000017',
        name: 'Пробный Житель Иванович',
        consent: true,
        consentVersion: '1',
        ...more,
      },
    },
    cookie,
  );
  await server.drain();
  return sent;
}

/** The card of a case as a member of staff sees it now. */
export const readCard = (server: Speaker, number: string, cookie: string): Promise<CaseCard> =>
  server.call(getCase, { params: { number } }, cookie);

/** A message whose author agreed to its being shown, shown by a moderator: strangers may know of it. */
export async function submitShown(
  server: Speaker,
  operator: string,
  more: Partial<Submission> = {},
): Promise<RouteReply<typeof submitMessage>> {
  const sent = await submitCase(server, { publish: true, ...more });
  const { id, version } = await readCard(server, sent.number, operator);
  await server.call(publishCase, { params: { id }, body: { version, published: true } }, operator);
  return sent;
}

/** Makes a message open to strangers past its moderation, where that is not the matter of the test. */
export async function exposeCase(server: Speaker, number: string): Promise<void> {
  const expose =
    'UPDATE cases.case_file SET has_publish_consent = true, published_at = now() WHERE number = $1';
  await server.app.pool.query(expose, [number]);
}

/** Token of the latest link that was mailed to the executor of a case. */
export async function readLinkToken(server: Speaker, caseId: string): Promise<string> {
  const letter = await server.app.services.database
    .selectFrom('outbox.letter')
    .select('secret')
    .where('case_id', '=', caseId)
    .where('purpose', '=', 'executor-link')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return letter.secret!.split('/e/')[1]!;
}

/** A case as it is stored: what joining and taking out change of it, and its clocks, oldest of a kind first. */
export async function storedCase(server: Speaker, number: string) {
  const states = await server.app.pool.query(
    'SELECT status, block, fact_id, topic_source, executor_unit_id, due_at, follows_id, follow_acts FROM cases.case_file WHERE number = $1',
    [number],
  );
  const clocks = await server.app.pool.query(
    `SELECT kind, rule_id, started_at, clock.due_at, stopped_at FROM cases.clock JOIN cases.case_file AS file ON file.id = case_id
     WHERE number = $1 ORDER BY kind, started_at, clock.id`,
    [number],
  );
  return { state: states.rows[0], clocks: clocks.rows };
}

/** A message through the portal with its card as a member of staff finds it. */
export async function freshCase(server: Speaker, cookie: string, more: Partial<Submission> = {}) {
  const sent = await submitCase(server, more);
  return { sent, card: await readCard(server, sent.number, cookie) };
}

/** Takes a message as its topic is proposed; its card then. */
export async function acceptCase(server: Speaker, card: CaseCard, cookie: string): Promise<CaseCard> {
  await server.call(triageCase, { params: { id: card.id }, body: { version: card.version } }, cookie);
  return readCard(server, card.number, cookie);
}
