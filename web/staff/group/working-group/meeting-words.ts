import type {
  AttendanceMark,
  MeetingCard,
  MeetingState,
  MonthOfMeetings,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import type { Address } from '../../../lib/page-address.ts';
import type { Tone } from '../../../ui/mark.tsx';

export const meetingHref = (id: string): Address => `/staff/working-group/meetings/${id}`;
export const protocolHref = (id: string): Address => `/staff/working-group/meetings/${id}/protocol`;
export const roomHref = (id: string): Address => `/staff/working-group/room/${id}`;

/** Takes part in the meeting: in the room, on the line, by who stands in. */
export const isHere = (mark: AttendanceMark): boolean =>
  mark === 'present' || mark === 'remote' || mark === 'substituted';

/** It has not begun and was not cancelled. */
export const isMeetingAhead = (state: MeetingState): boolean =>
  state === 'planned' || state === 'agenda_draft' || state === 'agenda_sent';

export const stateTones: Readonly<Record<MeetingState, Tone>> = {
  planned: 'quiet',
  agenda_draft: 'info',
  agenda_sent: 'info',
  running: 'ok',
  held: 'warning',
  protocol_draft: 'warning',
  protocol_review: 'info',
  signed: 'ok',
  distributed: 'ok',
  closed: 'ok',
  cancelled: 'quiet',
};

export const monthWords: Readonly<Record<MonthOfMeetings['state'], { label: string; tone: Tone }>> = {
  before: { label: 'не требовалось', tone: 'quiet' },
  held: { label: 'проведено', tone: 'ok' },
  planned: { label: 'в плане', tone: 'info' },
  none: { label: 'нет', tone: 'quiet' },
  warning: { label: 'не проведено', tone: 'warning' },
  breach: { label: 'без заседания', tone: 'danger' },
};

export const meetingTitle = ({ number }: Pick<MeetingCard, 'number'>): string =>
  number === null ? 'Заседание' : `Заседание №\u00a0${number}`;

/** «2:10» since a moment. */
export function clockSince(at: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(at)) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What is left of so many minutes since a moment, as a clock; over them, how much over. */
export function leftOf(
  since: string,
  minutes: number,
  now: number,
): { clock: string; isOver: boolean; share: number } {
  const passed = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  const left = minutes * 60 - passed;
  const shown = Math.abs(left);
  return {
    clock: `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, '0')}`,
    isOver: left < 0,
    share: minutes > 0 ? Math.min(1, Math.max(0, left / (minutes * 60))) : 0,
  };
}
