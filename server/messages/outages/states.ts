import type { OutageState } from '../../../shared/contract/messages/outages-open.ts';
import { HOUR } from '../../../shared/time.ts';

interface Moments {
  begins_at: Date;
  until_at: Date | null;
  ended_at: Date | null;
  cancelled_at: Date | null;
}

/** How long a term that passed is taken for a delay: packs/messages/outages. */
export interface Patience {
  unconfirmedAfterHours: number;
}

/** A term up to this moment passed so long ago that, unless somebody says, nobody knows whether it was kept. */
export const unconfirmedUpTo = ({ unconfirmedAfterHours }: Patience, now: Date): Date =>
  new Date(now.getTime() - unconfirmedAfterHours * HOUR);

/** Where an outage stands at a moment: time alone begins it, makes it late and then unconfirmed; a person ends it. Pure. */
export function stateOf(
  { begins_at, until_at, ended_at, cancelled_at }: Moments,
  now: Date,
  patience: Patience,
): OutageState {
  if (cancelled_at) return 'cancelled';
  if (ended_at) return 'ended';
  if (begins_at > now) return 'planned';
  if (!until_at || until_at > now) return 'running';
  return until_at <= unconfirmedUpTo(patience, now) ? 'unconfirmed' : 'overdue';
}
