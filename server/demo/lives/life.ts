import type { Status } from '../../../shared/contract/messages/cases.ts';
import { startTerm } from '../../base/deadlines/index.ts';
import type { SuggestedFact } from '../../base/taxonomy/index.ts';
import { isAllowed } from '../../lib/module/workflow.ts';
import { placeColumns } from '../../messages/cases/core/place-columns.ts';
import { residentStatusTitle } from '../../messages/cases/core/statuses.ts';
import { makeTitle } from '../../messages/cases/core/title.ts';
import { caseWorkflow, type MoveName } from '../../messages/cases/core/workflow.ts';
import { originOf } from '../world/channels.ts';
import { demoUuid, type Random } from '../world/random.ts';
import type { CaseFileRow, EventRow } from '../world/rows.ts';
import type { Arrival } from './arrival.ts';
import type { DemoCase } from './demo-case.ts';

/** Who does a step: the reference and the name that stand in timeline and journal. */
export interface Doer {
  ref: string;
  name: string;
  /** Uuid of a member of staff. */
  id: string | null;
}

export const systemDoer: Doer = { ref: 'system:cases.sweep', name: 'Отклик', id: null };
export const staffDoer = ({ id, name }: { id: string; name: string }): Doer => ({
  ref: `staff:${id}`,
  name,
  id,
});
export const residentDoer = (contactId: string): Doer => ({
  ref: `resident:${contactId}`,
  name: 'Житель',
  id: null,
});

export interface MoveMore {
  to?: Status;
  text?: string;
  isHidden?: boolean;
  data?: Record<string, unknown>;
  set?: Partial<CaseFileRow>;
}

/** A line of the timeline as a step tells it. */
type Told = Pick<EventRow, 'at' | 'kind' | 'visibility'> & Partial<EventRow>;

/** A case as it lives: every change of status is checked by the program's own table, as the program itself does. */
export interface Life extends DemoCase {
  random: Random;
  /** What decides the side paths: a stream of its own, so that they move nothing else of the city. */
  side: Random;
  move: (name: MoveName, at: number, doer: Doer, more?: MoveMore) => void;
  tell: (event: Told, doer: Doer) => void;
  write: (action: string, at: number, doer: Doer, data?: Record<string, unknown>) => void;
  /** Starts a clock at `at` that counts from `startedAt`; returns the moment it is due. */
  startClock: (ruleId: string, startedAt: number, at: number, note?: string) => number;
  stopClocks: (at: number, note: string) => void;
}

export interface Opening {
  arrival: Arrival;
  body: string;
  suggestion: SuggestedFact[];
  block: string | null;
  factId: string | null;
  topicSource: string;
  isHigh: boolean;
  hasConsent: boolean;
  ruleId: string;
  registrar: Doer;
}

function openFile(opening: Opening, id: string): CaseFileRow {
  const { arrival, body, suggestion, block, factId, topicSource, isHigh, hasConsent } = opening;
  const { place } = arrival;
  return {
    id,
    number: arrival.number,
    registered_at: arrival.at,
    status: 'moderation',
    status_since: arrival.at,
    outcome: null,
    channel: arrival.channel,
    regime: originOf(arrival.channel).regime,
    title: makeTitle(body),
    body,
    block,
    fact_id: factId,
    topic_source: topicSource,
    suggestion,
    importance: isHigh ? 'high' : 'normal',
    ...placeColumns(place),
    is_home: place.isHome,
    executor_unit_id: null,
    executor_id: null,
    due_at: arrival.at,
    answered_at: null,
    closed_at: null,
    promised_on: null,
    snoozed_until: null,
    snooze_reason: null,
    has_publish_consent: hasConsent,
    published_at: null,
    rating: null,
    resolved: null,
    joined_count: 0,
    rework_count: 0,
    reopen_count: 0,
    refusal_count: 0,
    merged_into: null,
    former_status: null,
    co_unit_ids: null,
    parent_id: null,
    version: 1,
  };
}

/** Registers the case: file, answer clock, first line of the timeline and of the journal. */
export function startLife(opening: Opening, random: Random, side: Random): Life {
  const { arrival, registrar } = opening;
  const file = openFile(opening, demoUuid(arrival.at, random));
  const life: Life = {
    file,
    contacts: [],
    clocks: [],
    events: [],
    answers: [],
    ratings: [],
    promises: [],
    interims: [],
    parts: [],
    marks: [],
    forwardings: [],
    photos: [],
    journal: [],
    decisions: [],
    random,
    side,
    move: (name, at, doer, more = {}) => moveLife(life, name, { at, doer, more }),
    tell: (event, doer) => tellLife(life, event, doer),
    write: (action, at, doer, data = {}) => writeLife(life, action, { at, doer, data }),
    startClock: (ruleId, startedAt, at, note) => {
      const term = startTerm(ruleId, new Date(startedAt));
      return addClock(life, 'answer', {
        ...term,
        startedAt,
        dueAt: term.dueAt.getTime(),
        at,
        note: note ?? null,
      });
    },
    stopClocks: (at, note) => {
      for (const clock of life.clocks)
        if (clock.stopped_at === null) Object.assign(clock, { stopped_at: at, note });
    },
  };
  const since = arrival.partOf?.at ?? arrival.at;
  file.due_at = life.startClock(opening.ruleId, since, arrival.at);
  life.tell(
    { at: arrival.at, kind: 'registered', visibility: 'public', data: { channel: arrival.channel } },
    registrar,
  );
  life.write('cases.register', arrival.at, registrar, { channel: arrival.channel });
  return life;
}

function tellLife({ file, events }: Life, event: Told, doer: Doer): void {
  const told = { case_id: file.id, actor: doer.ref, actor_name: doer.name, text: null, data: {} };
  events.push({ ...told, ...event });
}

function writeLife(
  { file, journal }: Life,
  action: string,
  { at, doer, data }: { at: number; doer: Doer; data: Record<string, unknown> },
): void {
  journal.push({
    at,
    action,
    actorRef: doer.ref,
    // As createContext names actors: an anonymous one has no name.
    actorName: doer.ref === 'anonymous' ? '' : doer.name,
    object: 'case',
    objectId: file.id,
    data: { number: file.number, ...data },
  });
}

interface NewClock {
  ruleId: string;
  ruleVersion: string;
  calendarVersion: string;
  startedAt: number;
  dueAt: number;
  /** When it was set going: its id lies there, so that the latest clock has the greatest id. */
  at: number;
  note: string | null;
}

/** Adds a running clock; returns the moment it is due. */
export function addClock(life: Life, kind: 'answer' | 'promise', clock: NewClock): number {
  life.clocks.push({
    id: demoUuid(clock.at + life.clocks.length, life.random),
    case_id: life.file.id,
    kind,
    rule_id: clock.ruleId,
    rule_version: clock.ruleVersion,
    calendar_version: clock.calendarVersion,
    started_at: clock.startedAt,
    due_at: clock.dueAt,
    stopped_at: null,
    // Planned when the whole life is known: demo/lives/clock-steps.ts.
    next_step: 0,
    next_step_at: null,
    note: clock.note,
  });
  return clock.dueAt;
}

function moveLife(
  life: Life,
  name: MoveName,
  { at, doer, more }: { at: number; doer: Doer; more: MoveMore },
): void {
  const { file } = life;
  const from = file.status as Status;
  const rule = caseWorkflow.moves[name];
  const to = more.to ?? rule.to[0]!;
  if (!isAllowed(caseWorkflow, name, from) || !rule.to.includes(to))
    throw new Error(`${name}: ${from} → ${to}`);
  if (at < file.status_since) throw new Error(`${name} of ${file.number} goes back in time`);
  const isNewToResident = residentStatusTitle(from) !== residentStatusTitle(to);
  Object.assign(file, {
    status: to,
    status_since: at,
    version: file.version + 1,
    closed_at: caseWorkflow.states[to].isTerminal ? at : null,
    ...more.set,
  });
  life.tell(
    {
      at,
      kind: 'status',
      visibility: more.isHidden || !isNewToResident ? 'staff' : 'public',
      text: more.text ?? null,
      data: { from, to, move: name, ...more.data },
    },
    doer,
  );
  life.write(`cases.${name}`, at, doer, { from, to });
}
