import { randomUUID } from 'node:crypto';
import { countedMakers } from './counted-things.ts';
import { numberMakers } from './number-things.ts';
import { ABSENT, type Known } from './sample.ts';
import type { Around, Things } from './thing-kit.ts';

const made = { made_at: '2026-11-20T09:00:00Z', made_by_name: 'Секретарь' };

const measure =
  (held = false) =>
  ({ chairId }: Around): Things => {
    const id = randomUUID();
    const days = { fromDay: '2026-11-01', dueOn: '2026-12-28', startsOn: '2026-11-01' };
    return {
      known: { id, ...days, ownerId: chairId, section: 'Организация', readiness: 50 },
      rows: [
        {
          table: 'roadmap.measure',
          row: {
            id,
            place: 1,
            section: 'Организация',
            title: 'Назначить людей',
            from_day: '2026-11-01',
            due_on: '2026-12-01',
            ...made,
          },
        },
      ],
      ...(held && { held: { table: 'roadmap.progress' as const, column: 'measure_id' } }),
    };
  };

const paper =
  (known: Known = {}) =>
  ({ chairId }: Around): Things => {
    const id = randomUUID();
    return {
      known: {
        id,
        direction: 'in',
        kind: 'task',
        partner: 'cur',
        partnerName: ABSENT,
        replyToId: ABSENT,
        number: () => randomUUID().slice(0, 8),
        datedOn: '2026-11-20',
        dueOn: '2026-12-28',
        responsibleId: chairId,
        q: ABSENT,
        state: ABSENT,
        page: 1,
        ...known,
      },
      rows: [
        {
          table: 'interaction.paper',
          row: {
            id,
            direction: 'in',
            kind: 'task',
            partner: 'cur',
            partner_name: 'ЦУР',
            subject: 'О сроках',
            number: id.slice(0, 8),
            dated_on: '2026-11-01',
            due_on: '2026-12-01',
            ...made,
          },
        },
      ],
    };
  };

const event = ({ chairId }: Around): Things => {
  const id = randomUUID();
  return {
    known: {
      id,
      day: '2026-11-10',
      startsAt: '10:00',
      partner: 'dvp',
      partnerName: ABSENT,
      year: 2026,
      attendeeId: chairId,
      state: 'attended',
    },
    rows: [
      {
        table: 'interaction.event',
        row: {
          id,
          day: '2026-11-10',
          starts_at: '10:00',
          partner: 'dvp',
          partner_name: 'ДВП',
          title: 'О МЦУ',
          attendee_id: chairId,
          attendee_name: 'Пробный С.',
          state: 'planned',
          ...made,
        },
      },
    ],
  };
};

const recommendation =
  (state: 'proposed' | 'accepted', foreign = false) =>
  ({ chairId, personId }: Around): Things => {
    const id = randomUUID();
    return {
      known: {
        id,
        addresseeId: chairId,
        block: 'roads',
        districtId: ABSENT,
        indicators: ['inTime'],
        weeks: 4,
        evidence: [{ title: 'Дела о дорогах' }],
        state: ABSENT,
        page: 1,
        appliedOn: '2026-11-10',
      },
      rows: [
        {
          table: 'recommendations.recommendation',
          row: {
            id,
            title: 'Отвечать с фото',
            text: 'Прикладывать снимок',
            indicators: ['inTime'],
            weeks: 4,
            state,
            addressee_id: chairId,
            addressee_name: 'Пробный С.',
            proposed_at: made.made_at,
            proposed_by_id: foreign ? personId : chairId,
            proposed_by_name: 'Член группы',
          },
        },
      ],
    };
  };

const practice = ({ chairId }: Around): Things => {
  const [id, adoptionId] = [randomUUID(), randomUUID()];
  const steps = JSON.stringify([{ text: 'Осмотреть', days: 1 }]);
  return {
    known: {
      id,
      'recommendations.mark-step.id': adoptionId,
      at: 0,
      block: 'roads',
      recommendationId: ABSENT,
      playbook: [{ text: 'Осмотреть', days: 1 }],
      result: 'Срок с 9 до 3 дней',
      startsOn: '2026-11-20',
      responsibleId: chairId,
    },
    rows: [
      {
        table: 'recommendations.practice',
        row: {
          id,
          title: 'Общий ответ',
          problem: 'Много сообщений',
          action: 'Один ответ',
          result: '9 → 3',
          steps,
          made_by_id: chairId,
          ...made,
        },
      },
      {
        table: 'recommendations.adoption',
        row: {
          id: adoptionId,
          practice_id: id,
          purpose: 'Ямы',
          responsible_id: chairId,
          responsible_name: 'Пробный С.',
          started_by_name: 'С.',
          started_at: made.made_at,
          steps: JSON.stringify([{ text: 'Осмотреть', dueOn: '2026-12-01', doneOn: null }]),
        },
      },
    ],
    held: { table: 'recommendations.adoption', column: 'practice_id' },
  };
};

const figures = {
  sectors: [],
  total: { received: 1, answered: 1, inTime: 1, rating: null, rated: 0, open: 0, overdue: 0 },
  pains: [],
  decisions: { meetings: 0, issued: 0, accepted: 0, open: 0, overdue: 0, late: [] },
  recommendations: { proposed: 0, accepted: 0, applied: 0, measured: 0, waiting: [] },
  roadmap: { readiness: 0, done: 0, total: 0, overdue: 0 },
  correspondence: { waiting: 0, overdue: 0 },
  countedAt: '2026-11-20T09:00:00Z',
};

/** A period of its own for each report. */
const dayOf = (id: string): string =>
  new Date(Date.UTC(2001, 0, 1 + (Number.parseInt(id.slice(0, 4), 16) % 9000))).toISOString().slice(0, 10);

/** A report nobody has signed: what is signed cannot be put back before each request. */
const report = ({ chairId }: Around): Things => {
  const id = randomUUID();
  return {
    known: { id, from: '2026-09-01', to: '2026-09-30', tasks: [], responsibleId: chairId, format: 'html' },
    rows: [
      {
        table: 'head_reports.report',
        row: {
          id,
          year: 2026,
          serial: Number.parseInt(id.slice(0, 6), 16),
          state: 'draft',
          step: 4,
          from_day: '2001-01-01',
          to_day: dayOf(id),
          parts: JSON.stringify(figures),
          ...made,
        },
      },
    ],
  };
};

/** What routes of the roadmap and the correspondence need. */
export const secretaryMakers: Record<string, (around: Around) => Things> = {
  ...numberMakers,
  ...countedMakers,
  'head-reports.get-report': report,
  'head-reports.compose-report': report,
  'head-reports.comment-report': report,
  'head-reports.download-report': report,
  'recommendations.list-recommendations': recommendation('proposed'),
  'recommendations.get-recommendation': recommendation('proposed'),
  'recommendations.add-recommendation': recommendation('proposed'),
  'recommendations.change-recommendation': recommendation('proposed'),
  'recommendations.decide-recommendation': recommendation('proposed', true),
  'recommendations.apply-recommendation': recommendation('accepted'),
  'recommendations.get-practice': practice,
  'recommendations.add-practice': practice,
  'recommendations.change-practice': practice,
  'recommendations.start-practice': practice,
  'recommendations.mark-step': practice,
  'roadmap.fill': measure(),
  'roadmap.add-measure': measure(),
  'roadmap.change-measure': measure(true),
  'roadmap.remove-measure': measure(true),
  'roadmap.mark-progress': measure(true),
  'roadmap.list-progress': measure(true),
  'interaction.list-papers': paper(),
  'interaction.add-paper': paper(),
  'interaction.change-paper': paper(),
  'interaction.close-paper': paper(),
  'interaction.list-events': event,
  'interaction.add-event': event,
  'interaction.tell-outcome': event,
  'interaction.remove-event': event,
  'interaction.set-system-owner': ({ chairId }) => ({ rows: [], known: { code: 'pos', personId: chairId } }),
};
