import type { ListedMeeting, MeetingRow } from '../../../shared/contract/group/working-group-meetings.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { counted } from '../../../shared/text/plural.ts';
import type { Address } from '../../lib/page-address.ts';
import type { Tone } from '../../ui/mark.tsx';
import { reportHref } from '../group/reports/report-words.ts';
import { isMeetingAhead, meetingHref, protocolHref } from '../group/working-group/meeting-words.ts';

/** One thing of the group that waits for a person, or that is next. */
export interface TodayRow {
  key: string;
  to: Address;
  words: string;
  /** What to do about it, or how it stands. */
  note: string;
  tone: Tone;
}

interface Facts {
  meetings: readonly ListedMeeting[];
  /** Reports of executors nobody has accepted yet. */
  reported: number;
  reports: readonly { id: string; from: string; to: string; state: string }[];
  may: (permission: string) => boolean;
  today: string;
}

const nameOf = ({ number, day, heldOn }: MeetingRow): string =>
  `Заседание${number ? ` № ${number}` : ''} ${formatDay(heldOn ?? day)}`;

/** The meeting under way, else the next one. */
function meetingOf({ meetings, may, today }: Facts): TodayRow[] {
  const running = meetings.find(({ state }) => state === 'running');
  const next = meetings
    .filter(({ state, day }) => isMeetingAhead(state) && day >= today)
    .toSorted((a, b) => a.day.localeCompare(b.day))[0];
  const one = running ?? next;
  if (!one) return [];
  const keeps = may('working-group.keep');
  const isReady = one.state === 'agenda_sent';
  const note = running
    ? 'идёт'
    : isReady
      ? `в ${one.startsAt}${one.place && `, ${one.place}`}`
      : keeps
        ? 'разошлите приглашения с повесткой'
        : `в ${one.startsAt}, повестка готовится`;
  return [
    {
      key: `meeting ${one.id}`,
      to: meetingHref(one.id),
      words: nameOf(one),
      note,
      tone: running ? 'ok' : keeps && !isReady ? 'warning' : 'quiet',
    },
  ];
}

/** Protocols by who is to do what: the secretary makes them and sends them out, whoever presided signs. */
function protocolsOf({ meetings, may }: Facts): TodayRow[] {
  const keeps = may('working-group.keep');
  const told = (isPresiding: boolean): Partial<Record<MeetingRow['state'], string | false>> => ({
    held: keeps && 'составьте протокол',
    protocol_draft: keeps && 'отправьте протокол на рассмотрение',
    protocol_review: isPresiding ? 'подпишите протокол или верните его' : keeps && 'протокол ждёт подписи',
  });
  return meetings.flatMap((meeting) => {
    const note = told(meeting.isPresiding)[meeting.state];
    return note
      ? [
          {
            key: `protocol ${meeting.id}`,
            to: protocolHref(meeting.id),
            words: nameOf(meeting),
            note,
            tone: 'warning' as const,
          },
        ]
      : [];
  });
}

/** What of the working group waits for this person today: the meeting, protocols, reports of executors, the report to the head. */
export function listTodayRows(facts: Facts): TodayRow[] {
  const { reported, reports, may } = facts;
  const keeps = may('head-reports.keep');
  const told: Record<string, string | false> = {
    draft: may('head-reports.sign') ? 'проверьте и подпишите' : keeps && 'проверьте и передайте на подпись',
    chair_signed: keeps && 'отправьте главе',
  };
  return [
    ...meetingOf(facts),
    ...protocolsOf(facts),
    ...(reported > 0 && may('assignments.control')
      ? [
          {
            key: 'reported',
            to: '/staff/assignments?view=reported' as Address,
            words: 'Поручения',
            note: `примите или верните: ${counted(reported, 'отчёт', 'отчёта', 'отчётов')}`,
            tone: 'warning' as const,
          },
        ]
      : []),
    ...reports.flatMap(({ id, from, to, state }) => {
      const note = told[state];
      return note
        ? [
            {
              key: `report ${id}`,
              to: reportHref(id),
              words: `Отчёт главе за ${formatDay(from)}–${formatDay(to)}`,
              note,
              tone: 'warning' as const,
            },
          ]
        : [];
    }),
  ];
}
