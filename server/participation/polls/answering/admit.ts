import type { IdentityLevel } from '../../../../shared/contract/base/identity.ts';
import type { BallotRefusal } from '../../../../shared/contract/participation/ballots.ts';
import type { Said } from '../../../../shared/contract/participation/questionnaire.ts';
import { findObstacles, groupsSaid } from '../../../../shared/text/participation/eligibility.ts';
import { levelOfActor } from '../../../base/identity/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { pollRulesToday, topDistricts } from '../pack.ts';
import { refuseMarked } from '../paper/marks.ts';
import { contentOf, holdPoll, missingPoll, type PollContent, type PollRow } from '../rows.ts';

/** Who is let to the questions of a poll, signed in or by a code of a kiosk. */

export interface Admitted {
  poll: PollRow;
  content: PollContent;
  /** What the roll knows them by. */
  personId: string;
}

const notRunningWords = {
  poll: {
    paused: (reason: string) => `Опрос приостановлен: ${reason}. Ответ сохранён на этом устройстве.`,
    announced: 'Опрос ещё не начался. Ответ сохранён на этом устройстве.',
    closed: 'Опрос уже завершён: ответы больше не принимают. Итог появится на этой странице.',
  },
  vote: {
    paused: (reason: string) => `Голосование приостановлено: ${reason}. Выбор сохранён на этом устройстве.`,
    announced: 'Голосование ещё не началось. Выбор сохранён на этом устройстве.',
    closed: 'Голосование уже завершено: бюллетени больше не выдают. Итог появится на этой странице.',
  },
};

/** It runs, by its state and by the clock: the job that closes it comes once a minute. */
export const isRunning = (ctx: Ctx, { state, closes_at: closesAt }: PollRow): boolean =>
  state === 'open' && closesAt !== null && closesAt > ctx.now;

function requireRunning(ctx: Ctx, poll: PollRow): void {
  if (isRunning(ctx, poll)) return;
  const { kind, state, reason } = poll;
  const words = notRunningWords[kind === 'vote' ? 'vote' : 'poll'];
  if (state === 'paused') throw new AppError('lib.conflict', words.paused(reason));
  if (state === 'announced') throw new AppError('lib.conflict', words.announced);
  if (['draft', 'legal-review', 'approved', 'cancelled'].includes(state)) throw missingPoll();
  throw new AppError('lib.conflict', words.closed, { details: { why: 'closed' satisfies BallotRefusal } });
}

/** Everybody whom the poll asks may answer; whoever may not is told why. */
export function requireEligible(
  ctx: Ctx,
  { kind }: PollRow,
  content: PollContent,
  of: { level: IdentityLevel; said: Said },
): void {
  const { ageGroups } = pollRulesToday(ctx);
  const rules = {
    kind,
    audience: content.audience,
    asks: content.asks,
    ageGroups,
    districts: topDistricts(),
  };
  const [first] = findObstacles(rules, of.level, of.said);
  if (!first) return;
  if (first.about === 'level')
    throw new AppError(
      'identity.level-too-low',
      `${first.words} ${kind === 'vote' ? 'Выбор' : 'Ответ'} сохранён на этом устройстве.`,
      {
        details: { level: content.audience.level },
      },
    );
  throw new AppError(first.isFinal ? 'lib.conflict' : 'lib.bad-input', first.words, {
    fields: { [first.about === 'age' ? 'ageGroup' : 'districtId']: first.words },
  });
}

/** The poll runs, and the resident who calls may take part in it. */
export async function admitResident(ctx: Ctx, pollId: string, said: Said): Promise<Admitted> {
  if (ctx.actor.kind !== 'resident') throw new AppError('lib.forbidden', 'Отвечают и голосуют жители.');
  const poll = await holdPoll(ctx, pollId);
  requireRunning(ctx, poll);
  const content = contentOf(poll);
  requireEligible(ctx, poll, content, { level: levelOfActor(ctx), said });
  await refuseMarked(ctx, poll);
  return { poll, content, personId: ctx.actor.id };
}

/** What a box asks of who is let to its ballot. */
export function voterOf({ poll, content, personId }: Admitted, said: Said): Voter {
  if (poll.kind !== 'vote') throw missingPoll();
  return { personId, districtId: groupsSaid(content, said).district };
}

export interface Voter {
  personId: string;
  districtId: string | null;
}

/** Lets a person to the ballot of a secret vote, or says why not. */
export const admitVoter = async (ctx: Ctx, pollId: string, said: Said): Promise<Voter> =>
  voterOf(await admitResident(ctx, pollId, said), said);
