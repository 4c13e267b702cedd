import type { RawBuilder } from 'kysely';
import type { LadderRole } from '../../../shared/contract/messages/escalation.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';

/** Where people are looked for: these very ones, those with a role or a right, within the unit where it says so. */
export type Whom = { people: readonly (string | null)[] } | { role: string; inUnit?: true } | { may: string };

/** A subject whose term runs, as the ladder sees it: what to call it, where it opens, who its people are. */
export interface ClockFacts {
  id: string;
  /** «Дело № 2026-11-0412», «Поручение 12/2026». */
  name: string;
  /** What it is of; never a resident's words, since letters leave the system. */
  about: string;
  /** Where it opens: `/staff/…`. */
  path: string;
  /** What limits a role to its territory and sphere; nothing named limits nobody. */
  unitId?: string | null;
  block?: string | null;
  districtId?: string | null;
  /** Makers of what waits for another than them (`staff:<id>`, as the record keeps it): they are not told of it. */
  notTo?: readonly (string | null)[];
  /**
   * Whom each word of the ladder means here, by the kind of the clock: the first that finds anybody is taken. What is not
   * named means what it does everywhere (base/clocks/audience.ts).
   */
  whom: (word: LadderRole, clock: string) => readonly Whom[] | undefined;
}

/** A term that runs. */
export interface SubjectTerm extends ClockFacts {
  /** Which ladder: a clock of packs/base/escalation. */
  clock: string;
  startedAt: Date;
  dueAt: Date;
}

/** Clocks that lie in a table of the subject's own: how its columns are called. */
export interface ClockTable {
  table: RawBuilder<unknown>;
  subjectId: RawBuilder<unknown>;
  round: RawBuilder<unknown>;
  ruleId: RawBuilder<unknown>;
}

interface SubjectWords {
  kind: string;
  /** What the term of a clock is for: «Ответ жителю». */
  title: (clock: string) => string | undefined;
  /** Writes into the subject's own history what was told of it. */
  told?: (ctx: Ctx, lines: readonly { id: string; text: string }[]) => Promise<void>;
}

/** Tells all its terms that run, each minute: for what a city has hundreds or thousands of. */
export interface ToldSubject extends SubjectWords {
  terms: (ctx: Ctx) => Promise<readonly SubjectTerm[]>;
}

/** Keeps its clocks itself, a million of them: only those whose step has come are read. */
export interface KeptSubject extends SubjectWords {
  table: ClockTable;
  read: (ctx: Ctx, ids: readonly string[]) => Promise<readonly ClockFacts[]>;
}

export type ClockSubject = ToldSubject | KeptSubject;

/** Whatever has terms that people are told of: its module answers with its kind for a key, the ladder does the rest. */
export const clockSubject = definePort<ClockSubject>('clocks.subject');
