import type { LadderDraft } from '../../../shared/contract/messages/escalation.ts';
import { firstOf, lastOf, numberAt } from '../../../shared/lists.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { AppError } from '../../lib/errors.ts';
import { type LadderStep, type LadderVersion, ladderVersionSchema, momentOf, stepsOf } from './ladder.ts';
import { putLadder, requireReference } from './reference-data.ts';
import { type FrozenTerm, localDate, scheduleOf } from './terms.ts';

const bad = (message: string, field: string) =>
  new AppError('lib.bad-input', message, { fields: { [field]: message } });

/**
 * A new version of the ladder as an administrator gives it. It begins tomorrow or later: a clock keeps the ladder of the day
 * it began, so those that began today keep theirs. Throws AppError in Russian.
 */
export function readLadderDraft(draft: LadderDraft, today: string): LadderVersion {
  const { ladder } = requireReference();
  const latest = lastOf(ladder.versions);
  if (draft.validFrom <= today)
    throw bad('Новая редакция действует с завтрашнего дня или позже.', 'validFrom');
  if (draft.validFrom <= latest.validFrom)
    throw bad(`Назовите день позже начала прежней редакции, ${formatDay(latest.validFrom)}.`, 'validFrom');
  const known = latest.ladders.flatMap(({ clocks }) => clocks);
  const given = draft.ladders.flatMap(({ clocks }) => clocks);
  if (known.toSorted().join() !== given.toSorted().join())
    throw bad('У каждого срока — одна лестница, и у всех сроков она есть.', 'ladders');
  for (const { steps } of draft.ladders) requireOrder(steps);
  const read = ladderVersionSchema.safeParse({ ...draft, version: draft.validFrom, validTo: null });
  if (!read.success)
    throw bad(firstOf(read.error.issues).message, String(firstOf(read.error.issues).path[0] ?? 'ladders'));
  return read.data;
}

/** Steps come one after another: shares of the term, then days after it. */
function requireOrder(steps: LadderDraft['ladders'][number]['steps']): void {
  const ranks = steps.map(({ share, afterWorkingDays = 0 }) => share ?? 1 + afterWorkingDays);
  if (ranks.some((rank, at) => at > 0 && rank <= numberAt(ranks, at - 1)))
    throw bad('Ступени идут по порядку: каждая позже предыдущей.', 'ladders');
  if (new Set(steps.map(({ id }) => id)).size < steps.length)
    throw bad('Две ступени с одним именем: переименуйте одну.', 'ladders');
}

/** A step that is still ahead of a clock. */
interface Ahead {
  at: Date;
  step: LadderStep;
}

type Clock = FrozenTerm & { kind: string; dueAt: Date };

/** Steps of a running clock still ahead, by the ladder it began with and by a draft. */
export function compareLadders(
  entry: LadderVersion,
): (clock: Clock, now: Date) => { before: Ahead[]; after: Ahead[] } {
  const { ladder, calendar, zone } = requireReference();
  const drafted = putLadder({ ...ladder, versions: [] }, { ...entry, validFrom: '2000-01-01' });
  return (clock, now) => {
    const measure = { calendar, zone, schedule: scheduleOf(clock.ruleId) };
    const ahead = (steps: readonly LadderStep[]) =>
      steps.map((step) => ({ step, at: momentOf(step, clock, measure) })).filter(({ at }) => at > now);
    const began = localDate(clock.startedAt);
    return {
      before: ahead(stepsOf(ladder, clock.kind, began)),
      after: ahead(stepsOf(drafted, clock.kind, began)),
    };
  };
}

/** Every version of the ladder, the latest first, with what its pack says where the version itself does not. */
export function listLadders(): (Required<LadderVersion> & { isOwn: boolean })[] {
  const { ladder } = requireReference();
  return ladder.versions
    .map((version) => ({
      quietHours: ladder.quietHours,
      digestAt: ladder.digestAt,
      legal: ladder.legal,
      toVerify: ladder.toVerify,
      ...version,
      isOwn: version.version === version.validFrom,
    }))
    .toReversed();
}
