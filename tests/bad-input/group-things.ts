import { randomUUID } from 'node:crypto';
import type { DB } from '../../server/lib/database/schema.gen.ts';
import { ABSENT, type Known } from './sample.ts';
import type { Around, Things } from './thing-kit.ts';

const EARLIER = '2026-11-20T09:00:00Z';

/** How a kind of route finds its meeting: a state, and the table its success adds rows to. */
interface Setting {
  state: 'agenda_draft' | 'running' | 'held' | 'protocol_draft' | 'protocol_review';
  held?: keyof DB | readonly (keyof DB)[];
  known?: Known;
}

/** What is on record only once the meeting has opened. */
const told = (ids: { id: string; itemId: string; decisionId: string; speechId: string }) => [
  {
    table: 'working_group.speech' as const,
    row: { id: ids.speechId, item_id: ids.itemId, place: 1, name: 'Пробный С.', state: 'waiting' },
  },
  {
    table: 'working_group.decision' as const,
    row: {
      id: ids.decisionId,
      meeting_id: ids.id,
      item_id: ids.itemId,
      place: 1,
      text: 'Решили',
      outcome: 'accepted',
    },
  },
];

/** A protocol that is with the members. */
const drafted = (meetingId: string) => [
  { table: 'working_group.protocol' as const, row: { meeting_id: meetingId, year: 2026 } },
  {
    table: 'working_group.protocol_version' as const,
    row: {
      meeting_id: meetingId,
      version: 1,
      content: JSON.stringify(emptyProtocol),
      sha256: 'x',
      note: 'Проба',
      made_at: EARLIER,
      made_by_name: 'Секретарь',
    },
  },
];

const emptyProtocol = {
  day: '2026-12-01',
  startsAt: '10:00',
  place: '',
  form: '',
  meetingNumber: null,
  presiding: null,
  secretary: '',
  present: [],
  absent: [],
  guests: [],
  quorum: '',
  items: [],
};

/** A meeting with the caller as its chair, two items, a speech and a decision on the second. */
const meeting =
  ({ state, held, known = {} }: Setting) =>
  ({ chairId }: Around): Things => {
    const ids = { id: randomUUID(), itemId: randomUUID(), decisionId: randomUUID(), speechId: randomUUID() };
    const [actId, firstId] = [randomUUID(), randomUUID()];
    const made = { made_at: EARLIER, made_by_name: 'Секретарь' };
    const seat = { position: 'Руководитель аппарата', role: 'chair' };
    const item = (id: string, place: number) => ({
      table: 'working_group.agenda_item' as const,
      row: { id, meeting_id: ids.id, place, title: `Вопрос ${place}`, source: 'manual' },
    });
    return {
      known: {
        ...ids,
        personId: chairId,
        presidingId: chairId,
        responsibleId: chairId,
        speakerId: chairId,
        parentId: ABSENT,
        startsAt: '10:00',
        place: 'каб. 305',
        form: 'in_person',
        day: '2026-12-01',
        voteUntil: ABSENT,
        dueOn: '2026-12-28',
        personIds: ABSENT,
        cancelsId: ABSENT,
        // None = now.
        at: ABSENT,
        arrivedAt: ABSENT,
        leftAt: ABSENT,
        guests: [],
        mark: 'present',
        ...known,
      },
      rows: [
        {
          table: 'working_group.meeting',
          row: {
            id: ids.id,
            year: 2026,
            day: '2026-12-01',
            starts_at: '10:00',
            form: 'in_person',
            state,
            uses_votes: true,
            presiding_id: state === 'protocol_review' ? chairId : null,
            invited_at: state === 'agenda_draft' ? null : EARLIER,
            ...made,
          },
        },
        {
          table: 'working_group.act',
          row: { id: actId, number: actId.slice(0, 8), signed_on: '2021-05-20', title: 'О составе', ...made },
        },
        {
          table: 'working_group.membership',
          row: {
            id: randomUUID(),
            person_id: chairId,
            person_name: 'Пробный С.',
            ...seat,
            from_day: '2021-05-20',
            act_id: actId,
            ...made,
          },
        },
        {
          table: 'working_group.attendance',
          row: {
            meeting_id: ids.id,
            person_id: chairId,
            name: 'Пробный С.',
            ...seat,
            mark: 'present',
            invited_at: EARLIER,
          },
        },
        item(firstId, 1),
        item(ids.itemId, 2),
        ...(state === 'agenda_draft' ? [] : told(ids)),
        ...(state === 'protocol_review' ? drafted(ids.id) : []),
      ],
      // A meeting that was opened has who presided.
      held: ['working_group.presiding' as const, ...[held ?? []].flat()].map((table) => ({
        table,
        column: 'meeting_id',
      })),
    };
  };

const ahead = meeting({ state: 'agenda_draft' });
const live = meeting({ state: 'running' });

/** What routes of the working group need. */
export const groupMakers: Record<string, (around: Around) => Things> = {
  'working-group.get-meeting': ahead,
  'working-group.change-meeting': ahead,
  'working-group.invite-members': ahead,
  'working-group.mark-attendance': ahead,
  'working-group.list-proposals': ahead,
  'working-group.add-item': meeting({ state: 'agenda_draft', held: 'working_group.agenda_item' }),
  'working-group.change-item': ahead,
  'working-group.remove-item': ahead,
  'working-group.move-item': meeting({ state: 'agenda_draft', known: { to: 'up' } }),
  'working-group.open-meeting': ahead,
  'working-group.next-item': live,
  'working-group.dispose-item': meeting({ state: 'running', known: { fate: 'withdrawn' } }),
  'working-group.raise-item': meeting({
    state: 'running',
    held: ['working_group.decision', 'working_group.agenda_item'],
  }),
  'working-group.cast-vote': meeting({ state: 'running', held: 'working_group.ballot' }),
  'working-group.put-to-vote': meeting({ state: 'running', known: { decisionId: null } }),
  'working-group.keep-draft': meeting({ state: 'running', held: 'working_group.draft' }),
  'working-group.end-meeting': live,
  'working-group.write-heard': live,
  'working-group.add-speaker': live,
  'working-group.change-speech': meeting({ state: 'running', known: { act: 'speak' } }),
  'working-group.add-decision': meeting({ state: 'running', held: 'working_group.decision' }),
  'working-group.change-decision': live,
  'working-group.remove-decision': live,
  'working-group.cancel-meeting': ahead,
  'working-group.remove-meeting': ahead,
  'working-group.get-protocol': meeting({ state: 'held' }),
  'working-group.preview-protocol': live,
  'working-group.download-agenda': meeting({ state: 'agenda_draft', known: { format: 'html' } }),
  'working-group.download-notice': meeting({ state: 'agenda_draft', known: { format: 'html' } }),
  'working-group.download-protocol': meeting({ state: 'held', known: { format: 'html' } }),
  'working-group.compose-protocol': meeting({
    state: 'held',
    held: ['working_group.protocol_version', 'working_group.protocol'],
  }),
  'working-group.review-protocol': meeting({
    state: 'protocol_draft',
    held: ['working_group.protocol_version', 'working_group.protocol'],
  }),
  'working-group.remark-protocol': meeting({
    state: 'protocol_review',
    held: 'working_group.protocol_remark',
  }),
  'working-group.return-protocol': meeting({
    state: 'protocol_review',
    held: 'working_group.protocol_remark',
  }),
  'working-group.give-opinion': meeting({ state: 'held', held: 'working_group.opinion' }),
};
