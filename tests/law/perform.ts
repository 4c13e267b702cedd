/** An act done on the product as its people do it: one route, or the few that make one deed. */
import { reopenCase } from '../../shared/contract/messages/cases-answers.ts';
import { recordWithdrawal } from '../../shared/contract/messages/cases-law.ts';
import { resumeCase } from '../../shared/contract/messages/cases-moves.ts';
import { changeRegime, extendTerm, resumeTerm } from '../../shared/contract/messages/cases-staff.ts';
import { rejectCase, triageCase, unmergeCase } from '../../shared/contract/messages/cases-triage.ts';
import { signsOf, versionOf } from './births.ts';
import {
  answer,
  ask,
  bulk,
  correctReceipt as correctReceiptOf,
  forward,
  interim,
  merge,
  pause,
  refuse,
  returnWithNotice,
  split,
  terminate,
} from './deeds.ts';
import { sendNotice, withdrawConsentOf } from './letters.ts';
import type { Act, Role } from './oracle/facts.ts';
import { isReached, keepToken, type Outcome, type Player, skipped } from './player.ts';
import { answerTogether, joinProblem, leaveProblem } from './problems.ts';
import { type Site, topics } from './site.ts';
import { approve, cookieOf, decider, outcomeOf, releaser } from './staff.ts';
import { undoOf } from './undoing.ts';
/** Does an act; the walk compares what came of it with what the oracle says. */
export async function perform(site: Site, player: Player, act: Act, by: Role): Promise<Outcome> {
  const params = { id: player.id };
  const seen = async () => ({ version: await versionOf(site, player.id) });
  switch (act.kind) {
    case 'answer':
      return answer(site, player, by, act.signed);
    case 'approve_unsent':
      return approve(site, player, by);
    case 'promise_date':
      return approve(site, player, by, act.day);
    case 'interim_answer':
      return interim(site, player, by);
    case 'answer_many':
      return answerTogether(site, player, by, act.ownLetter);
    case 'join_problem':
      return joinProblem(site, player, by);
    case 'leave_problem':
      return leaveProblem(site, player, by);
    case 'merge':
      return merge(site, player, by);
    case 'unmerge':
      return outcomeOf(await site.send(unmergeCase, { params, body: await seen() }, cookieOf(site, by)));
    case 'split':
      return split(site, player, by);
    case 'assign':
      return outcomeOf(
        await site.send(
          triageCase,
          { params, body: { ...(await seen()), factId: topics[player.plan.topic]!, unitId: site.unitId } },
          cookieOf(site, by),
        ),
      );
    case 'forward':
      return forward(site, player, act, by);
    case 'return':
      return player.life.facts.regime === 'appeal_59fz'
        ? returnWithNotice(site, player, by, act.withoutNotice)
        : skipped('messages are not returned');
    case 'publish':
      // A letter with another ground of article 11 is the notice of that ground.
      if (namesAnother(player)) return skipped('the notice would name another ground');
      return player.life.facts.regime === 'appeal_59fz'
        ? returnWithNotice(site, player, by, act.withoutNotice)
        : skipped('messages are answered, not published');
    case 'refuse':
      return refuse(site, player, act, by);
    case 'terminate':
      return terminate(site, player, by);
    case 'ask_author':
      return ask(site, player, by);
    case 'author_answers':
      return outcomeOf(
        await site.send(
          resumeCase,
          { params, body: { ...(await seen()), text: 'У дома 14' } },
          cookieOf(site, by),
        ),
      );
    default:
      return performRest(site, player, act, by);
  }
}

const namesAnother = ({ life: { facts } }: Player): boolean =>
  !facts.indefiniteCircle && (facts.insults || facts.illegible || facts.challengesCourtAct);

async function performRest(site: Site, player: Player, act: Act, by: Role): Promise<Outcome> {
  const params = { id: player.id };
  const version = await versionOf(site, player.id);
  switch (act.kind) {
    case 'pause':
      return pause(site, player, by);
    case 'resume':
      return outcomeOf(await site.send(resumeTerm, { params, body: { version } }, decider(site, player, by)));
    case 'extend': {
      const reason = act.ground ? 'Нужны сведения от другого ведомства' : '';
      const body = { version, dueOn: act.to, reason };
      const done = await site.send(extendTerm, { params, body }, decider(site, player, by));
      const isTold =
        player.life.facts.hasAddress &&
        player.life.facts.hasName &&
        player.life.facts.regime === 'appeal_59fz';
      if (!done.ok || !isTold || isReached(player)) return outcomeOf(done);
      return sendNotice(site, player, 'extension-notice', site.cookies.head);
    }
    case 'close': {
      const body = { version, ground: 'no_question' as const };
      const done = await site.send(rejectCase, { params, body }, cookieOf(site, by));
      if (done.ok) keepToken(player, 'close', done.reply.undoToken);
      return outcomeOf(done);
    }
    case 'reopen': {
      const body = {
        version,
        groundId: act.ground ? 'reopen-undone' : '',
        reason: act.ground ? 'Проверили: не сделано' : '',
      };
      return outcomeOf(await site.send(reopenCase, { params, body }, releaser(site, by)));
    }
    case 'correct_regime': {
      const ground = act.ground ? 'Определён другой порядок' : '';
      const signs = signsOf(player.plan);
      return outcomeOf(
        await site.send(
          changeRegime,
          { params, body: { version, regime: act.to, signs, ground } },
          cookieOf(site, by),
        ),
      );
    }
    case 'correct_receipt':
      return correctReceiptOf(site, player, act, by);
    case 'withdraw_appeal': {
      const body = { version, isWithdrawn: true, text: 'Просит обращение не рассматривать' };
      return outcomeOf(await site.send(recordWithdrawal, { params, body }, cookieOf(site, by)));
    }
    case 'bulk':
      return bulk(site, player, act.act, by);
    case 'undo':
      return undoOf(site, player, act, by);
    case 'withdraw_consent':
      return withdrawConsentOf(site, player);
    case 'retention':
    case 'time_passes':
    case 'late_import':
      return skipped('it happens by itself');
    default:
      return skipped(`${act.kind}: no such act is offered`);
  }
}
