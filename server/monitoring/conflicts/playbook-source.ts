import type { SignalKind } from '../../../shared/contract/monitoring/conflict-signals.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';

/** A practice that may be started on a conflict: its steps, each with the moment it is due by when it begins now. */
export interface Practice {
  id: string;
  title: string;
  block: string | null;
  steps: { text: string; dueAt: Date }[];
}

export interface PracticeSource {
  /** Those most adopted first. */
  offer: (ctx: Ctx, block: string | null) => Promise<readonly Practice[]>;
  find: (ctx: Ctx, id: string) => Promise<Practice | undefined>;
}

/** Practices of the working group, which knows conflicts: `provide(practiceSource, …, 'recommendations')`. */
export const practiceSource = definePort<PracticeSource>('conflicts.practices');

/** A playbook as it is offered, of the pack or of the group. */
export interface Playbook {
  /** `pack:<id>`, or the id of a practice. */
  id: string;
  title: string;
  practiceId: string | null;
  kinds: readonly SignalKind[];
  steps: { text: string; dueAt: Date }[];
}
