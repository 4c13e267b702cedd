/** Who does what in the product, and the deeds that several acts are made of. */
import { decideAnswer, draftAnswer } from '../../shared/contract/messages/cases-answers.ts';
import { resumeCase } from '../../shared/contract/messages/cases-moves.ts';
import { triageCase } from '../../shared/contract/messages/cases-triage.ts';
import type { Route } from '../../shared/contract/route.ts';
import { stateOf, versionOf } from './births.ts';
import type { Role } from './oracle/facts.ts';
import { accepted, type Outcome, type Partner, type Player, skipped } from './player.ts';
import { type Sent, type Site, topics } from './site.ts';

export const outcomeOf = <R extends Route>(sent: Sent<R>): Outcome =>
  sent.ok ? accepted : { kind: 'refused', said: `${sent.status} ${sent.text.slice(0, 200)}` };

export const cookieOf = (site: Site, by: Role): string =>
  by === 'author' || by === 'time' ? site.cookies.clerk : site.cookies[by];

/** The head decides of appeals; of messages the approver, whom the oracle takes for an official too. */
export const decider = (site: Site, player: Player, by: Role): string => {
  const isHead = by === 'head' || by === 'official';
  return isHead && player.life.facts.regime !== 'appeal_59fz' ? site.approver : cookieOf(site, by);
};
/** Who lets an answer out: an approver where the head or an official is meant. */
export const releaser = (site: Site, by: Role): string =>
  by === 'head' || by === 'official' ? site.approver : cookieOf(site, by);

const open = new Set(['moderation', 'coordination', 'reopened']);

/** What waits for its author goes on without the reply. */
export async function withdrawQuestion(site: Site, player: Partner): Promise<void> {
  const { status, version } = await stateOf(site, player.id);
  if (status !== 'clarification') return;
  const body = { version, text: 'Уточнения не нужны' };
  const done = await site.send(resumeCase, { params: { id: player.id }, body }, site.cookies.clerk);
  if (!done.ok) return;
  const { due_at } = await stateOf(site, player.id);
  player.resumed = { dueAt: due_at?.getTime() ?? null, stopped: false };
}

/** Sorts a case that waits for it, so that an executor has it. */
export async function sortOut(site: Site, player: Partner, cookie = site.cookies.clerk): Promise<Outcome> {
  await withdrawQuestion(site, player);
  const { version, status } = await stateOf(site, player.id);
  if (!open.has(status)) return status === 'clarification' ? skipped('waits for its author') : accepted;
  const body = { version, factId: topics[player.plan.topic]!, unitId: site.unitId };
  return outcomeOf(await site.send(triageCase, { params: { id: player.id }, body }, cookie));
}

const promised =
  'Работы запланированы, сделаем в названный день. Ответственный — отдел дорог, тел. 39-62-10.';

/** What lies at its approval, of an act that got no further, is returned by who approves: then another can be written. */
export async function callBack(site: Site, { id }: { id: string }): Promise<void> {
  const { status, version } = await stateOf(site, id);
  if (status !== 'review' && status !== 'approval') return;
  const { rows } = await site.server.app.pool.query<{ id: string }>(
    'SELECT id FROM cases.answer WHERE case_id = $1 ORDER BY version DESC LIMIT 1',
    [id],
  );
  const params = { id, answerId: rows[0]!.id };
  const body = { version, decision: 'return' as const, reason: 'Нужен другой ответ' };
  await site.send(decideAnswer, { params, body }, site.approver);
}

/** An answer written, agreed and let out; for an appeal it still is nobody's until its letter goes. */
export async function approve(
  site: Site,
  player: Player,
  by: Role,
  promisedOn?: string,
): Promise<Outcome & { undoToken?: string | null }> {
  const sorted = await sortOut(site, player);
  if (sorted.kind !== 'accepted') return sorted;
  await callBack(site, player);
  const params = { id: player.id };
  const version = await versionOf(site, player.id);
  const text = promisedOn
    ? promised
    : `Сделано в срок, проверено на месте ${player.number}. Отдел дорог, тел. 39-62-10.`;
  const body = {
    version,
    text,
    submit: true,
    outcome: promisedOn ? ('planned' as const) : ('explained' as const),
    ...(promisedOn && { promisedOn }),
  };
  const drafted = await site.send(draftAnswer, { params, body }, site.cookies.executor);
  if (!drafted.ok) return outcomeOf(drafted);
  const decision = { version: drafted.reply.version, decision: 'approve' as const };
  const at = { id: player.id, answerId: drafted.reply.answers.at(-1)!.id };
  const decided = await site.send(decideAnswer, { params: at, body: decision }, releaser(site, by));
  return decided.ok ? { ...accepted, undoToken: decided.reply.undoToken } : outcomeOf(decided);
}
