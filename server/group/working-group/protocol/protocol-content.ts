import type { GroupRole } from '../../../../shared/contract/group/working-group.ts';
import type {
  DecisionOutcome,
  VoteCounts,
} from '../../../../shared/contract/group/working-group-decisions.ts';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import type { Attendee, MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay, formatTime } from '../../../../shared/text/dates.ts';
import {
  attendanceTitles,
  groupRoleTitles,
  meetingFormTitles,
  outcomeTitles,
} from '../../../../shared/text/group/working-group.ts';
import { plural } from '../../../../shared/text/plural.ts';
import { hashToken } from '../../../lib/ids.ts';
import { isTaking } from '../meetings/presiding.ts';

/** What a version of a protocol says: taken from the record of the meeting, and never looked up again. */
export interface ProtocolContent {
  day: string;
  startsAt: string;
  place: string;
  form: string;
  meetingNumber: number | null;
  presiding: { name: string; role: GroupRole } | null;
  secretary: string;
  present: { name: string; position: string; note: string }[];
  absent: { name: string; position: string; reason: string }[];
  guests: { name: string; position: string }[];
  quorum: string;
  /** What protocols of meetings before it was kept do not say: the actual course of the meeting. */
  course?: {
    opened: string;
    closed: string | null;
    /** The day it was appointed for, where it took place on another. */
    plannedDay: string | null;
    /** By how many votes the agenda was approved; null where nobody counted. */
    agendaVotes: VoteCounts | null;
    /** More than one, where presiding was handed over. */
    presided: { name: string; role: GroupRole; from: string; to: string | null }[];
  };
  items: ProtocolItem[];
}

export interface ProtocolItem {
  number: string;
  title: string;
  speaker: string;
  heard: string;
  speeches: { name: string; text: string }[];
  decisions: {
    number: string;
    text: string;
    responsible: string | null;
    dueOn: string | null;
    expectedResult: string;
    /** None in protocols made before decisions had votes of their own. */
    outcome?: DecisionOutcome;
    votes?: VoteCounts | null;
    /** Number of the assignment it takes off control. */
    cancels?: string;
  }[];
  votes: VoteCounts | null;
  /** Withdrawn or postponed: nothing was decided on it. */
  fate?: { kind: 'withdrawn' | 'postponed'; reason: string; backOn: string | null };
  /** Put on the agenda of the meeting under way. */
  isRaised?: true;
  opinions: { name: string; text: string }[];
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'ru');

/** How one took part: by whom, from where, from when to when where that was not all the time. */
function noteOf(
  { mark, substitute, arrivedAt, leftAt }: Attendee,
  openedAt: string | null,
  time: (at: string) => string,
): string {
  // By minutes, as people tell them: who came within the minute of the opening is not late.
  const isLate = openedAt !== null && arrivedAt !== null && time(arrivedAt) > time(openedAt);
  return [
    mark === 'substituted' && `замещает ${substitute ?? ''}`.trim(),
    mark === 'remote' && attendanceTitles.remote,
    isLate && `с ${time(arrivedAt)}`,
    leftAt && `до ${time(leftAt)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function fateOf({ state, reason, backOn }: AgendaItem): Pick<ProtocolItem, 'fate'> {
  if (state !== 'withdrawn' && state !== 'postponed') return {};
  const back = backOn && (backOn.number ? `№ ${backOn.number}` : formatDay(backOn.day));
  return { fate: { kind: state, reason, backOn: back } };
}

const toItem = (item: AgendaItem): ProtocolItem => ({
  number: item.number,
  title: item.title,
  speaker: item.speaker,
  heard: item.heard,
  speeches: item.speeches.filter(({ text }) => text).map(({ name, text }) => ({ name, text })),
  decisions: item.decisions.map((one) => ({
    number: one.number,
    text: one.text,
    responsible: one.responsible,
    dueOn: one.dueOn,
    expectedResult: one.expectedResult,
    outcome: one.outcome,
    votes: one.votes,
    ...(one.cancels && { cancels: one.cancels.number }),
  })),
  votes: item.votes && { for: item.votes.for, against: item.votes.against, abstained: item.votes.abstained },
  ...fateOf(item),
  ...(item.raisedAt && { isRaised: true as const }),
  opinions: item.opinions.map(({ name, text }) => ({ name, text })),
});

/** The actual course of a meeting; none where the day it took place on was not kept yet. */
function courseOf(card: MeetingCard, time: (at: string) => string): Pick<ProtocolContent, 'course'> {
  const { heldOn, openedAt, endedAt } = card;
  if (!heldOn || !openedAt) return {};
  return {
    course: {
      opened: time(openedAt),
      closed: endedAt && time(endedAt),
      plannedDay: heldOn === card.day ? null : card.day,
      agendaVotes: card.agendaVotes,
      presided: card.presided.map(({ name, role, from, to }) => ({
        name,
        role,
        from: time(from),
        to: to && time(to),
      })),
    },
  };
}

/** The protocol as the record of a held meeting has it. Attendants stand by the alphabet. */
export function composeContent(card: MeetingCard, zone: string): ProtocolContent {
  const { attendance, quorum } = card;
  const time = (at: string) => formatTime(at, zone);
  const here = attendance.filter(isTaking).toSorted(byName);
  return {
    day: card.heldOn ?? card.day,
    startsAt: card.startsAt,
    place: card.place || card.link,
    form: meetingFormTitles[card.form],
    meetingNumber: card.number,
    presiding: card.presiding && { name: card.presiding.name, role: card.presiding.role },
    secretary: attendance.find(({ role }) => role === 'secretary')?.name ?? '',
    present: here.map((seat) => ({
      name: seat.name,
      position: seat.position,
      note: noteOf(seat, card.openedAt, time),
    })),
    absent: attendance
      .filter((seat) => !isTaking(seat))
      .toSorted(byName)
      .map(({ name, position, reason }) => ({ name, position, reason })),
    guests: card.guests.map(({ name, position }) => ({ name, position })),
    quorum: card.usesQuorum
      ? `Кворум ${quorum.isMet ? 'есть' : 'не собран'}: ${plural(quorum.present, 'участвует', 'участвуют', 'участвуют')} ${quorum.present} из ${quorum.members}, нужно ${quorum.needed}.`
      : `${plural(quorum.present, 'Участвует', 'Участвуют', 'Участвуют')} ${quorum.present} из ${quorum.members} членов рабочей группы.`,
    ...courseOf(card, time),
    items: card.agenda.map(toItem),
  };
}

/** Fingerprint of what a version says, whatever order its keys are kept in. */
export const hashOfProtocol = (content: ProtocolContent): string => hashToken(toText(content));

const decisionTail = (decision: ProtocolItem['decisions'][number]): string =>
  [
    // A short name ends with a stop of its own.
    decision.responsible && `Ответственный: ${decision.responsible.replace(/\.$/u, '')}.`,
    decision.dueOn && `Срок: ${formatDay(decision.dueOn)}.`,
    decision.expectedResult && `Результат: ${decision.expectedResult}.`,
    decision.cancels && `Поручение ${decision.cancels} снимается с контроля.`,
  ]
    .filter(Boolean)
    .join(' ');

const countsOf = (votes: VoteCounts): string =>
  `за — ${votes.for}, против — ${votes.against}, воздержались — ${votes.abstained}`;

/** Votes on an item as a whole. */
export const votesOf = ({ votes }: ProtocolItem): string | null => votes && `${countsOf(votes)}.`;

/** Whether a decision binds: one that was put to the vote and lost, or never put to it, does not. */
export const isAccepted = ({ outcome }: ProtocolItem['decisions'][number]): boolean =>
  outcome === undefined || outcome === 'accepted';

/** A decision as a line of a protocol: its words, who answers for it, how it was voted on. */
export function decisionLine(decision: ProtocolItem['decisions'][number]): string {
  const { number, text, votes, outcome } = decision;
  const tail = isAccepted(decision) ? decisionTail(decision) : '';
  const voted = votes
    ? `Голосовали: ${countsOf(votes)}. Решение ${outcomeTitles[outcome ?? 'accepted']}.`
    : outcome === 'unvoted'
      ? 'На голосование не ставилось.'
      : '';
  return [`${number}. ${text}`, tail, voted].filter(Boolean).join(' ');
}

/** «Открыто в 10:04 (назначено на 10:00), закрыто в 11:10.» */
export function timesOf({ course, startsAt }: ProtocolContent): string {
  if (!course) return '';
  const { opened, closed, plannedDay } = course;
  const planned = [plannedDay && formatDay(plannedDay), (plannedDay || opened !== startsAt) && startsAt];
  const appointed = planned.filter(Boolean).join(', ');
  return `Открыто в ${opened}${appointed && ` (назначено на ${appointed})`}${closed ? `, закрыто в ${closed}` : ''}.`;
}

/** Who presided from when to when, where presiding was handed over. */
export const handedOver = ({ course }: ProtocolContent): string =>
  course && course.presided.length > 1
    ? course.presided.map(({ name, from, to }) => `${name} (с ${from}${to ? ` до ${to}` : ''})`).join(', ')
    : '';

/** «Повестка дня утверждена: за — 4, против — 0, воздержались — 0.» */
export const agendaLine = ({ agendaVotes }: NonNullable<ProtocolContent['course']>): string =>
  `Повестка дня утверждена${agendaVotes ? `: ${countsOf(agendaVotes)}` : ''}.`;

/** «Вопрос снят с повестки: нет сметы.» */
export const fateLine = ({ kind, reason, backOn }: NonNullable<ProtocolItem['fate']>): string => {
  const why = reason.replace(/\.$/u, '');
  return kind === 'withdrawn'
    ? `Вопрос снят с повестки: ${why}.`
    : `Вопрос перенесён на ${backOn ? `заседание ${backOn}` : 'следующее заседание'}: ${why}.`;
};

const personLine = ({ name, position }: { name: string; position: string }) => `${name} — ${position}`;

/** The words of a version line by line: what differences are shown by and what is searched. */
export function toText(content: ProtocolContent): string {
  const { presiding, present, absent, guests, items, course } = content;
  return [
    `${formatDay(content.day)}, ${content.startsAt}, ${content.place}. ${content.form}`,
    course && `${timesOf(content)}`,
    presiding && `Председательствующий: ${presiding.name}, ${groupRoleTitles[presiding.role]}`,
    handedOver(content) && `Вели: ${handedOver(content)}`,
    `Секретарь: ${content.secretary}`,
    ...present.map((one) => `Присутствует: ${personLine(one)}${one.note && ` (${one.note})`}`),
    ...absent.map((one) => `Отсутствует: ${personLine(one)}${one.reason && ` (${one.reason})`}`),
    ...guests.map((one) => `Приглашён: ${personLine(one)}`),
    content.quorum,
    course && agendaLine(course),
    ...items.flatMap((item) => [
      `${item.number}. ${item.title}`,
      ...(item.fate ? [fateLine(item.fate)] : []),
      ...(item.fate ? [] : [`Слушали: ${item.speaker}. ${item.heard}`]),
      ...item.speeches.map(({ name, text }) => `Выступил(а): ${name}. ${text}`),
      ...item.decisions.map((one) => `${isAccepted(one) ? 'Решили' : 'Не принято'}: ${decisionLine(one)}`),
      ...(item.votes ? [`Голосовали: ${votesOf(item)}`] : []),
      ...item.opinions.map(({ name, text }) => `Особое мнение: ${name}. ${text}`),
    ]),
  ]
    .filter(Boolean)
    .join('\n');
}
