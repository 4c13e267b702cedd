import type { GroupRole } from '../../../../shared/contract/group/working-group.ts';
import type { AttendanceMark } from '../../../../shared/contract/group/working-group-meetings.ts';
import { MINUTE } from '../../../../shared/time.ts';

export interface Seat {
  personId: string;
  name: string;
  role: GroupRole;
  mark: AttendanceMark;
  /** When they came and went, where that is on record. */
  arrivedAt?: string | null;
  leftAt?: string | null;
}

/** Takes part in person, from afar, or by the one who stands in. */
export const isTaking = ({ mark }: Pick<Seat, 'mark'>): boolean =>
  mark === 'present' || mark === 'remote' || mark === 'substituted';

/** In the room or on the line themself: who presides cannot be stood in for. */
const isHere = ({ mark }: Pick<Seat, 'mark'>): boolean => mark === 'present' || mark === 'remote';

/**
 * Why a person may not preside; null = may. The chair presides; the deputy only where the chair's absence from this meeting is
 * recorded (decree 398, chapter 3, clauses 4 and 6). An absentee vote has no room to be in: there the chair need not be marked.
 */
export function refusePresiding(
  seats: readonly Seat[],
  personId: string,
  isAbsentee: boolean,
): string | null {
  const seat = seats.find((one) => one.personId === personId);
  if (!seat) return 'Председательствует тот, кто входит в состав группы в день заседания.';
  if (seat.role !== 'chair' && seat.role !== 'deputy')
    return 'Председательствует руководитель группы, а при его отсутствии — заместитель.';
  if (seat.leftAt) return `${seat.name}: записан уход с заседания, председательствовать не может.`;
  if (seat.mark === 'absent') return `${seat.name}: записано отсутствие, председательствовать не может.`;
  if (!isAbsentee && !isHere(seat))
    return `${seat.name}: отметьте присутствие, прежде чем открыть заседание.`;
  if (seat.role === 'chair') return null;
  const chair = seats.find(({ role }) => role === 'chair');
  if (chair && chair.mark !== 'absent' && !chair.leftAt)
    return isHere(chair) && chair.arrivedAt
      ? `Руководитель (${chair.name}) на заседании: заместитель не председательствует. Передайте ведение.`
      : `Отсутствие руководителя (${chair.name}) не записано: заместитель не председательствует.`;
  return null;
}

/**
 * Why presiding may not pass from one to the other at a time; null = may. The chair takes over once they have come; the deputy once the
 * chair has left or was never there; each must be here at that time.
 */
export function refuseHandOver(
  seats: readonly Seat[],
  { from, to, at }: { from: string | null; to: string; at: Date },
): string | null {
  if (from === to) return 'Этот человек и так председательствует.';
  const seat = seats.find(({ personId }) => personId === to);
  const came = seat?.arrivedAt ? new Date(seat.arrivedAt) : null;
  // A time is told in minutes: who came within that minute was there.
  if (seat && isHere(seat) && came && came.getTime() >= at.getTime() + MINUTE)
    return `${seat.name} на заседании с более позднего времени: укажите время не раньше прихода.`;
  // The chair who hands over to the deputy leaves with it; who left by then presides no more, who left after it did.
  const isGone = (one: Seat) =>
    (one.personId === from && one.role === 'chair') || Boolean(one.leftAt && new Date(one.leftAt) <= at);
  return refusePresiding(
    seats.map((one) => ({ ...one, leftAt: isGone(one) ? (one.leftAt ?? at.toISOString()) : null })),
    to,
    false,
  );
}

/** Members that make a quorum: more than the share of all. */
export function quorumOf(seats: readonly Pick<Seat, 'mark'>[], share: number) {
  const members = seats.length;
  const present = seats.filter(isTaking).length;
  const needed = Math.min(members, Math.floor(members * share) + 1);
  return { present, members, needed, isMet: members > 0 && present >= needed };
}
