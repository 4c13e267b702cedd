import type { OutageState } from '../../../shared/contract/messages/outages-open.ts';

interface Moments {
  begins_at: Date;
  until_at: Date | null;
  ended_at: Date | null;
  cancelled_at: Date | null;
}

/** Where an outage stands at a moment: time alone begins it and makes it late; a person ends it. Pure. */
export function stateOf({ begins_at, until_at, ended_at, cancelled_at }: Moments, now: Date): OutageState {
  if (cancelled_at) return 'cancelled';
  if (ended_at) return 'ended';
  if (begins_at > now) return 'planned';
  return until_at && until_at <= now ? 'overdue' : 'running';
}
