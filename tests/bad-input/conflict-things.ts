import { randomUUID } from 'node:crypto';
import type { ConflictState } from '../../shared/contract/monitoring/conflicts.ts';
import type { Maker, Row, Things } from './thing-kit.ts';

const AT = '2026-11-27T01:40:00Z';

function conflictRow(id: string, state: ConflictState): Row {
  const isReviewed = state !== 'open';
  return {
    table: 'conflicts.conflict',
    row: {
      id,
      number: `К-${id.slice(0, 12)}`,
      title: 'Два срока: нет отопления, пр. Победы, 9',
      trigger: 'contradiction',
      risk: 'high',
      state,
      wrong: '',
      leader_id: state === 'open' ? null : randomUUID(),
      leader_name: state === 'open' ? null : 'Другой',
      errors: isReviewed ? '{late}' : null,
      reviewed_at: isReviewed ? AT : null,
      outcome: state === 'closed' ? 'explained' : null,
      outcome_note: '',
      closed_at: state === 'closed' ? AT : null,
      called_at: null,
      opened_at: AT,
      opened_by_name: 'Другой',
      rule_id: 'conflict-high',
      rule_version: '2026.1',
      term_from: AT,
      due_at: AT,
      version: 1,
    },
  };
}

const heldByConflict = [
  { table: 'conflicts.part', column: 'conflict_id' },
  { table: 'conflicts.task', column: 'conflict_id' },
  { table: 'conflicts.run', column: 'conflict_id' },
] as const;

/** A conflict with a page of ours in it and a playbook that runs. */
function conflict(state: ConflictState): Things {
  const id = randomUUID();
  const pageId = randomUUID();
  const runId = randomUUID();
  return {
    rows: [
      conflictRow(id, state),
      {
        table: 'networks.page',
        row: {
          id: pageId,
          network: 'vk',
          external_id: pageId,
          title: 'Администрация',
          is_own: true,
          next_pull_at: '2100-01-01T00:00:00Z',
          created_at: AT,
          created_by_name: 'Другой',
        },
      },
      {
        table: 'conflicts.part',
        row: { conflict_id: id, kind: 'page', target_id: pageId, at: AT, by_name: 'Другой' },
      },
      {
        table: 'conflicts.run',
        row: {
          id: runId,
          conflict_id: id,
          playbook: 'pack:late',
          title: 'Опоздавший ответ',
          started_at: AT,
          started_by_name: 'Другой',
        },
      },
      {
        table: 'conflicts.task',
        row: { run_id: runId, serial: 1, conflict_id: id, text: 'Извиниться', due_at: AT, done_at: null },
      },
    ],
    known: {
      id,
      version: 1,
      kind: 'page',
      targetId: pageId,
      runId,
      serial: 1,
      isDone: true,
      playbook: 'pack:contradiction',
      unitId: () => null,
      errors: ['late'],
    },
    held: heldByConflict,
  };
}

/** A signal nobody has decided about, and an open conflict beside it. */
const newSignal: Maker = () => {
  const id = randomUUID();
  const conflictId = randomUUID();
  return {
    rows: [
      conflictRow(conflictId, 'open'),
      {
        table: 'conflicts.signal',
        row: {
          id,
          kind: 'promise',
          cause: `promise:${id}`,
          state: 'new',
          conflict_id: null,
          dismiss_reason: '',
          decided_at: null,
          noticed_at: AT,
          event_at: AT,
          last_at: AT,
          facts: JSON.stringify({ kind: 'promise', promisedOn: '2026-11-26' }),
          rule_version: '2026.1',
          version: 1,
        },
      },
    ],
    known: { id, conflictId, version: 1 },
    held: [...heldByConflict, { table: 'conflicts.signal', column: 'id' }],
  };
};

/** What routes of conflicts and signals act on. */
export const conflictMakers: Record<string, Maker> = {
  'conflicts.read-conflict': () => conflict('open'),
  'conflicts.open-conflict': () => ({
    rows: [],
    known: { incidentId: () => null, unitId: () => null },
  }),
  'conflicts.change-conflict': () => conflict('open'),
  'conflicts.take-conflict': () => conflict('open'),
  'conflicts.review-conflict': () => conflict('open'),
  'conflicts.close-conflict': () => conflict('led'),
  'conflicts.reopen-conflict': () => conflict('closed'),
  'conflicts.add-part': () => conflict('open'),
  'conflicts.remove-part': () => conflict('open'),
  'conflicts.start-playbook': () => conflict('open'),
  'conflicts.mark-task': () => conflict('open'),
  'conflicts.call-duty': () => conflict('open'),
  'conflicts.read-signal': newSignal,
  'conflicts.dismiss-signal': newSignal,
  'conflicts.join-signal': newSignal,
  'conflicts.open-from-signal': newSignal,
  'conflicts.read-around': () => ({ rows: [], known: { id: randomUUID() } }),
};
