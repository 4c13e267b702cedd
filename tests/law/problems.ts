/** A mass problem of two: the case of a walk and its partner. */
import { decideAnswer } from '../../shared/contract/messages/cases-answers.ts';
import { answerProblem, createProblem, takeOut } from '../../shared/contract/messages/problems.ts';
import { bearPartner, stateOf } from './births.ts';
import { sendNotice } from './letters.ts';
import type { Role } from './oracle/facts.ts';
import { type Outcome, type Player, skipped } from './player.ts';
import type { Site } from './site.ts';
import { callBack, cookieOf, outcomeOf, releaser, sortOut } from './staff.ts';

export async function joinProblem(site: Site, player: Player, by: Role): Promise<Outcome> {
  player.partner ??= await bearPartner(site, player.plan);
  const body = { leadId: player.partner.id, caseIds: [player.id], title: 'Пробная общая беда' };
  const done = await site.send(createProblem, { body }, cookieOf(site, by === 'head' ? 'clerk' : by));
  if (done.ok) player.problemId = done.reply.id;
  return outcomeOf(done);
}

async function versionOfProblem(site: Site, id: string): Promise<number> {
  const { rows } = await site.server.app.pool.query<{ version: number }>(
    'SELECT version FROM problems.problem WHERE id = $1',
    [id],
  );
  return rows[0]!.version;
}

export async function leaveProblem(site: Site, player: Player, by: Role): Promise<Outcome> {
  const id = player.problemId;
  if (!id) return skipped('in no problem');
  const body = { version: await versionOfProblem(site, id), caseIds: [player.id] };
  const done = await site.send(takeOut, { params: { id }, body }, cookieOf(site, by));
  if (done.ok) player.problemId = null;
  return outcomeOf(done);
}

/** One answer to all of the problem, each approved as its own; of an appeal its letter too, or not. */
export async function answerTogether(
  site: Site,
  player: Player,
  by: Role,
  ownLetter: boolean,
): Promise<Outcome> {
  if (!player.problemId) {
    const joined = await joinProblem(site, player, 'clerk');
    if (joined.kind !== 'accepted') return joined;
  }
  for (const one of [player.partner!, player]) {
    const sorted = await sortOut(site, one);
    if (sorted.kind !== 'accepted') return sorted;
    await callBack(site, one);
  }
  const id = player.problemId!;
  const body = {
    version: await versionOfProblem(site, id),
    text: 'Общая причина устранена, проверено на месте. Отдел дорог, тел. 39-62-10.',
    outcome: 'explained' as const,
  };
  const sent = await site.send(answerProblem, { params: { id }, body }, site.cookies.executor);
  if (!sent.ok) return outcomeOf(sent);
  const { version, status } = await stateOf(site, player.id);
  if (status !== 'review' && status !== 'approval')
    return { kind: 'refused', said: `not answered together: ${status}` };
  const { rows } = await site.server.app.pool.query<{ id: string }>(
    'SELECT id FROM cases.answer WHERE case_id = $1 ORDER BY version DESC LIMIT 1',
    [player.id],
  );
  const params = { id: player.id, answerId: rows[0]!.id };
  const decided = await site.send(
    decideAnswer,
    { params, body: { version, decision: 'approve' } },
    releaser(site, by),
  );
  if (!decided.ok || !ownLetter || player.life.facts.regime !== 'appeal_59fz') return outcomeOf(decided);
  const letter = await sendNotice(site, player, 'answer-letter', cookieOf(site, by));
  player.isReleased = letter.kind === 'refused';
  return letter;
}
