import type { SystemState } from '../../../shared/contract/base/exchange.ts';
import { HOUR } from '../../../shared/time.ts';
import type { SystemFacts } from '../../lib/exchange/connected-systems.ts';

/** What waits longer than this is a backlog, not a breath. */
const STUCK_MS = 15 * 60_000;
/** No exchange for so long is worth a look, where people have set nothing. */
const USUAL_SILENCE = 7 * 24;

type Judged = Pick<
  SystemFacts,
  'isOn' | 'lastAt' | 'waiting' | 'oldestWaitingAt' | 'errors' | 'isAskedSeldom'
>;

/** State of an exchange: failures before a backlog, a backlog before silence. `silentAfter` hours, as people have set them. */
export function judgeExchange(facts: Judged, silentAfter: number | null, now: Date): SystemState {
  if (facts.isOn === 'none') return 'none';
  if (!facts.isOn) return 'off';
  if (facts.errors > 0) return 'errors';
  const oldest = facts.oldestWaitingAt;
  if (facts.waiting > 0 && oldest && now.getTime() - oldest.getTime() > STUCK_MS) return 'waiting';
  const hours = silentAfter ?? (facts.isAskedSeldom ? Infinity : USUAL_SILENCE);
  const last = facts.lastAt?.getTime() ?? (hours === Infinity ? now.getTime() : 0);
  return now.getTime() - last > hours * HOUR ? 'silent' : 'ok';
}

/** States that people are told of. */
export type FaultState = Extract<SystemState, 'errors' | 'waiting' | 'silent'>;

/** The fault of a system; null while it is well. Silence is one only where somebody said how long it may last. */
export function faultOf(state: SystemState, silentAfter: number | null): FaultState | null {
  if (state === 'errors' || state === 'waiting') return state;
  return state === 'silent' && silentAfter !== null ? state : null;
}
