/** A decision and its undoing, at once or when its letters have gone. */
import { undoApproval } from '../../shared/contract/messages/cases-answers.ts';
import {
  mergeCase,
  rejectCase,
  triageCase,
  undoDecision,
} from '../../shared/contract/messages/cases-triage.ts';
import { bearPartner, versionOf } from './births.ts';
import type { Act, Role } from './oracle/facts.ts';
import { type Outcome, type Player, skipped } from './player.ts';
import { type Site, topics } from './site.ts';
import { approve, cookieOf, outcomeOf } from './staff.ts';

const LETTERS_WAIT_MS = 12_000;

/** Does `of`, then takes it back. Where `of` is refused there is nothing to take back. */
export async function undoOf(
  site: Site,
  player: Player,
  act: Act & { kind: 'undo' },
  by: Role,
): Promise<Outcome> {
  if (player.life.end !== null || player.life.merged) return undoEarlier(site, player);
  if (act.of === 'answer' || act.of === 'approve_unsent') return undoAnswer(site, player, act, by);
  const token = await decide(site, player, act.of);
  if (typeof token !== 'string') return token;
  const done = await site.send(undoDecision, { body: { undoToken: token } }, cookieOf(site, by));
  // Not taken back: the decision stands, and the walk cannot go on as if it had not been made.
  if (!done.ok) player.isAdrift = true;
  return outcomeOf(done);
}

/** What ended on another day is not taken back any more; where it is, the walk has lost its way. */
async function undoEarlier(site: Site, player: Player): Promise<Outcome> {
  const kept = player.undoToken;
  if (!kept) return skipped('nothing to undo');
  const body = { undoToken: kept.token };
  const done =
    kept.of === 'answer'
      ? await site.send(undoApproval, { body }, site.approver)
      : await site.send(undoDecision, { body }, site.cookies.clerk);
  if (done.ok) player.isAdrift = true;
  return outcomeOf(done);
}

async function decide(site: Site, player: Player, of: string): Promise<string | Outcome> {
  const params = { id: player.id };
  const version = await versionOf(site, player.id);
  const { clerk } = site.cookies;
  if (of === 'merge') player.partner ??= await bearPartner(site, player.plan);
  const topic = { version, factId: topics[player.plan.topic]!, unitId: site.unitId };
  const sent =
    of === 'merge'
      ? await site.send(mergeCase, { params, body: { version, into: player.partner!.id } }, clerk)
      : of === 'close'
        ? await site.send(rejectCase, { params, body: { version, ground: 'no_question' } }, clerk)
        : await site.send(triageCase, { params, body: topic }, clerk);
  if (!sent.ok) return skipped(`nothing to undo: ${sent.text.slice(0, 120)}`);
  return sent.reply.undoToken ?? skipped('no undo is offered');
}

async function undoAnswer(
  site: Site,
  player: Player,
  act: Act & { kind: 'undo' },
  by: Role,
): Promise<Outcome> {
  const released = await approve(site, player, 'head');
  if (released.kind !== 'accepted') return skipped(`nothing to undo: ${released.said}`);
  if (!released.undoToken) return skipped('no undo is offered');
  if (act.sent) {
    site.setNow(site.now() + LETTERS_WAIT_MS);
    await site.run();
  }
  // Taken back by who gave it; whoever decides nothing tries it in their own name.
  const cookie = by === 'observer' || by === 'executor' ? cookieOf(site, by) : site.approver;
  const done = await site.send(undoApproval, { body: { undoToken: released.undoToken } }, cookie);
  // Sent and refused, as it must be: the case is answered (a message), or still waits for its letter (an appeal).
  if (!done.ok) player.isReleased = true;
  return outcomeOf(done);
}
