import { randomUUID } from 'node:crypto';
import { ABSENT, type Known } from './sample.ts';
import type { Around, Things } from './thing-kit.ts';

const EARLIER = '2026-11-20T09:00:00Z';

/** Who of the two is the caller: the chair controls what somebody else executes, and executes what is their own. */
type Side = 'control' | 'execute';

/** An assignment in a state, with a decision of a later meeting by which it may be cancelled. */
const assignment =
  (side: Side, state: string, more: Record<string, unknown> = {}, known: Known = {}) =>
  ({ chairId, personId, caseId }: Around): Things => {
    const [id, meetingId, itemId, decisionId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const responsible = side === 'control' ? personId : chairId;
    return {
      known: {
        id,
        decisionId,
        responsibleId: personId,
        coExecutorIds: [],
        dueOn: '2027-01-15',
        expectedResult: 'Акт осмотра',
        kind: 'case',
        target: caseId,
        basisOn: '2026-11-20',
        ...known,
      },
      rows: [
        {
          table: 'assignments.assignment',
          row: {
            id,
            year: 2026,
            serial: Number.parseInt(id.slice(0, 6), 16),
            source: 'resolution',
            basis: 'Резолюция № 1',
            basis_on: '2026-11-20',
            text: 'Осмотреть дома',
            control: 'regular',
            expected_result: 'Акт осмотра',
            responsible_id: responsible,
            responsible_name: 'Пробный С.',
            state,
            first_due_on: '2026-12-20',
            due_on: '2026-12-20',
            due_at: '2026-12-20T18:59:59Z',
            issued_at: EARLIER,
            issued_by_name: 'Секретарь',
            ...more,
          },
        },
        {
          table: 'assignments.link',
          row: { assignment_id: id, kind: 'case', target_id: caseId, by_name: 'С.', at: EARLIER },
        },
        {
          table: 'working_group.meeting',
          row: {
            id: meetingId,
            year: 2026,
            day: '2026-11-23',
            starts_at: '10:00',
            form: 'in_person',
            state: 'held',
            made_at: EARLIER,
            made_by_name: 'Секретарь',
          },
        },
        {
          table: 'working_group.agenda_item',
          row: {
            id: itemId,
            meeting_id: meetingId,
            place: 1,
            number: '1',
            title: 'Вопрос',
            source: 'manual',
          },
        },
        {
          table: 'working_group.decision',
          row: {
            id: decisionId,
            meeting_id: meetingId,
            item_id: itemId,
            place: 1,
            text: 'Снять',
            outcome: 'accepted',
            cancels_id: id,
          },
        },
      ],
      held: (['assignments.event', 'assignments.evidence', 'assignments.link'] as const).map((table) => ({
        table,
        column: 'assignment_id',
      })),
    };
  };

const reported = { report_no: 1, reported_at: EARLIER };
const figure = [{ kind: 'figure', title: 'Закрыто ям', value: '62' }];

/** A board without a filter: ids of people and meetings a sample makes up are nobody's. */
const board = { source: ABSENT, responsible: ABSENT, meeting: ABSENT, cursor: ABSENT, year: ABSENT };

/** What routes of assignments need. */
export const assignmentMakers: Record<string, (around: Around) => Things> = {
  'assignments.list-assignments': () => ({ known: board, rows: [] }),
  'assignments.export-assignments': () => ({ known: board, rows: [] }),
  'assignments.remove-template': () => {
    const id = randomUUID();
    const row = {
      id,
      kind: 'decision',
      title: id,
      text: 'Принять',
      changed_at: EARLIER,
      changed_by_name: 'С.',
    };
    return { known: { id }, rows: [{ table: 'assignments.template', row }] };
  },
  'assignments.issue-decisions': (around) => {
    const things = assignment('control', 'issued')(around);
    const meeting = things.rows.find(({ table }) => table === 'working_group.meeting');
    return { ...things, known: { id: meeting?.row.id } };
  },
  'assignments.get-assignment': assignment('control', 'issued'),
  'assignments.create-assignment': ({ personId }) => ({
    known: { responsibleId: personId, coExecutorIds: [], source: 'resolution', basisOn: '2026-11-20' },
    rows: [],
  }),
  'assignments.amend-assignment': assignment('control', 'issued'),
  'assignments.acknowledge': assignment('execute', 'issued'),
  'assignments.begin': assignment('execute', 'acknowledged'),
  'assignments.report': assignment('execute', 'in_work', {}, { evidence: figure }),
  'assignments.withdraw-report': assignment('execute', 'reported', reported),
  'assignments.accept': assignment('control', 'reported', reported),
  'assignments.return': assignment('control', 'reported', reported),
  'assignments.take-back': assignment('control', 'accepted', {
    ...reported,
    accepted_at: new Date().toISOString(),
  }),
  'assignments.extend': assignment('control', 'in_work'),
  'assignments.cancel': assignment('control', 'in_work'),
  'assignments.link': assignment('control', 'in_work', {}, { target: ABSENT }),
  'assignments.get-outcome': assignment('control', 'accepted', reported),
  'assignments.propose-answers': assignment('control', 'accepted', reported, {
    text: 'Осмотрели все дома по списку.',
  }),
  'assignments.save-post': assignment('control', 'accepted', reported),
  'assignments.send-reminders': ({ personId }) => ({
    known: { personIds: [personId], templateId: null },
    rows: [],
  }),
  'assignments.list-reminders': () => ({ known: { templateId: ABSENT }, rows: [] }),
  'assignments.save-template': () => ({ known: { id: null }, rows: [] }),
  'assignments.unlink': assignment('control', 'in_work'),
};
