import type { GroundKind, SubjectKind } from '../../../shared/contract/group/counted.ts';

/** What may be taken into account where; pure. */

/** Fewer people than this are not told in open figures. */
export const SMALLEST = 5;
/** A link may be undone unseen so long: letters wait for it. */
const UNDO_MINUTES = 10;

/** Why a thing cannot be linked to a decision; null = it can. A poll is not taken in by its own decision: that is told already. */
export function refuseLink(
  ground: { kind: GroundKind; refId: string | null },
  subject: { kind: SubjectKind; id: string; discussionId: string | null },
): string | null {
  if (ground.kind === 'poll' && subject.kind === 'poll' && ground.refId === subject.id)
    return 'Это решение самого опроса: оно уже показано на его странице.';
  if (ground.kind === 'discussion' && subject.kind === 'remark' && ground.refId === subject.discussionId)
    return 'Это решение самого обсуждения: предложение учтено в нём ответом с обоснованием.';
  return null;
}

/** A number of people for everybody: few are not told. */
export const openCount = (count: number): number | null => (count < SMALLEST ? null : count);

/** A sum for everybody: to tens downwards, so that no small part is found by taking away what is told. */
export const roughSum = (count: number): number | null => (count < 10 ? null : Math.floor(count / 10) * 10);

/** Letters go of what was done until then: the time to undo it is over. */
export const ripeUntil = (now: Date): Date => new Date(now.getTime() - UNDO_MINUTES * 60_000);
