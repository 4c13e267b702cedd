import type { SystemState } from '../../../shared/contract/group/interaction.ts';

const DAY = 86_400_000;

export interface Exchange {
  isOn: boolean;
  lastAt: Date | null;
  waiting: number;
  oldestWaitingAt: Date | null;
  errors: number;
}

/** What waits longer than this is a backlog, not a breath. */
const STUCK_MS = 15 * 60_000;
/** No exchange for so long is worth a look. */
const SILENT_DAYS = 7;

/** State of an exchange: failures before a backlog, a backlog before silence. */
export function judgeExchange(exchange: Exchange, now: Date): SystemState {
  if (!exchange.isOn) return 'off';
  if (exchange.errors > 0) return 'errors';
  const oldest = exchange.oldestWaitingAt;
  if (exchange.waiting > 0 && oldest && now.getTime() - oldest.getTime() > STUCK_MS) return 'waiting';
  const last = exchange.lastAt;
  if (!last || now.getTime() - last.getTime() > SILENT_DAYS * DAY) return 'silent';
  return 'ok';
}
