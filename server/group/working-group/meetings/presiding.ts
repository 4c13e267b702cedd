import type { GroupRole } from '../../../../shared/contract/group/working-group.ts';
import type { AttendanceMark } from '../../../../shared/contract/group/working-group-meetings.ts';

export interface Seat {
  personId: string;
  name: string;
  role: GroupRole;
  mark: AttendanceMark;
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
  if (seat.mark === 'absent') return `${seat.name}: записано отсутствие, председательствовать не может.`;
  if (!isAbsentee && !isHere(seat))
    return `${seat.name}: отметьте присутствие, прежде чем открыть заседание.`;
  if (seat.role === 'chair') return null;
  const chair = seats.find(({ role }) => role === 'chair');
  if (chair && chair.mark !== 'absent')
    return `Отсутствие руководителя (${chair.name}) не записано: заместитель не председательствует.`;
  return null;
}

/** Members that make a quorum: more than the share of all. */
export function quorumOf(seats: readonly Pick<Seat, 'mark'>[], share: number) {
  const members = seats.length;
  const present = seats.filter(isTaking).length;
  const needed = Math.min(members, Math.floor(members * share) + 1);
  return { present, members, needed, isMet: members > 0 && present >= needed };
}
