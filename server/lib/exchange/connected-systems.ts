import type { Ctx } from '../module/context.ts';
import { definePort } from '../module/port.ts';

/** How the exchange with a system goes, as the module that speaks to it knows. */
export interface SystemFacts {
  /** `letters:sms`, `source:bot`: unique, stays. */
  code: string;
  title: string;
  /** The clause of the decree that names it. */
  clause: string | null;
  /** How things are exchanged with it: «письма жителям и сотрудникам». */
  way: string;
  /** What the errors are, or why there is no exchange. */
  words: string;
  /** The screen where one looks further. */
  link: string | null;
  /** `none`: nothing is exchanged with it yet. */
  isOn: boolean | 'none';
  lastAt: Date | null;
  waiting: number;
  /** Since when the oldest of what should have gone by now waits. */
  oldestWaitingAt: Date | null;
  /** Of the last seven days. */
  errors: number;
  /** Silence of a week is worth a look; a system that is asked only now and then says nothing by it. */
  isAskedSeldom?: boolean;
}

/** Each module that speaks to the world tells of its systems: `provide(connectedSystems, listChannelFacts, 'outbox')`. */
export const connectedSystems = definePort<(ctx: Ctx) => Promise<SystemFacts[]>>(
  'exchange.connected-systems',
);
