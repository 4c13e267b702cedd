/** One case under way: what was planned of it, what the oracle knows, where it is in the product. */

import type { Violation } from './oracle/compare.ts';
import type { Act, ActKind, Life, Role } from './oracle/facts.ts';
import type { Stage } from './oracle/stage.ts';
import type { Plan } from './plan.ts';

export interface Played {
  round: number;
  day: string;
  act: Act;
  by: Role;
  stage: Stage;
  outcome: 'accepted' | 'refused' | 'skipped';
  said: string;
}

/** Another case about the same, of the same topic. */
export interface Partner {
  id: string;
  number: string;
  plan: Pick<Plan, 'topic'>;
  /** A question to the author was withdrawn on the way to the deed: the moment the promise ended from then on. */
  resumed?: { dueAt: number | null; stopped: false };
}

export interface Player {
  plan: Plan;
  resumed?: Partner['resumed'];
  id: string;
  number: string;
  phone: string | null;
  life: Life;
  /** Another case of the same chunk, for what takes two. */
  partner: Partner | null;
  problemId: string | null;
  isSplit: boolean;
  /** Of the last decision that may be taken back, and what it was. */
  undoToken: { token: string; of: ActKind } | null;
  /** Closing without a notice was refused, and the notice was sent. */
  isToldAfterAll: boolean;
  /** The act was refused and an approval stands: its undoing was refused, or its letter was not let go. */
  isReleased: boolean;
  isAdrift: boolean;
  course: Played[];
  found: (Violation & { round: number })[];
}

export type Outcome = { kind: 'accepted' } | { kind: 'refused' | 'skipped'; said: string };

export const accepted: Outcome = { kind: 'accepted' };
export const skipped = (said: string): Outcome => ({ kind: 'skipped', said });

/** Whether the program tells the author by itself: by mail or by telephone; a letter by post is the office's to send. */
export const isReached = ({ plan }: Player): boolean =>
  plan.signs.hasAddress && (plan.hasEmail || plan.hasPhone);

export function keepToken(player: Player, of: ActKind, token: string | null | undefined): void {
  if (token) player.undoToken = { token, of };
}
