import type { GroupRole } from '../../contract/group/working-group.ts';
import type { DecisionOutcome, VoteChoice } from '../../contract/group/working-group-decisions.ts';
import type {
  AttendanceMark,
  MeetingForm,
  MeetingState,
} from '../../contract/group/working-group-meetings.ts';

/** Roles in the working group, as the decree names them (chapter 3, clause 1). */
export const groupRoleTitles: Readonly<Record<GroupRole, string>> = {
  chair: 'Руководитель рабочей группы',
  deputy: 'Заместитель руководителя рабочей группы',
  secretary: 'Секретарь рабочей группы',
  member: 'Член рабочей группы',
};

export const meetingFormTitles: Readonly<Record<MeetingForm, string>> = {
  in_person: 'Очное',
  remote: 'Дистанционное',
  absentee: 'Заочное голосование',
};

export const meetingStateTitles: Readonly<Record<MeetingState, string>> = {
  planned: 'В плане',
  agenda_draft: 'Готовится повестка',
  agenda_sent: 'Приглашения разосланы',
  running: 'Идёт',
  held: 'Проведено',
  protocol_draft: 'Готовится протокол',
  protocol_review: 'Протокол на рассмотрении',
  signed: 'Протокол подписан',
  distributed: 'Протокол разослан',
  closed: 'Решения исполнены',
  cancelled: 'Отменено',
};

export const attendanceTitles: Readonly<Record<AttendanceMark, string>> = {
  expected: 'не отмечен',
  present: 'присутствует',
  remote: 'участвует дистанционно',
  absent: 'отсутствует',
  substituted: 'замещён',
};

export const voteTitles: Readonly<Record<VoteChoice, string>> = {
  for: 'за',
  against: 'против',
  abstained: 'воздержались',
};

export const outcomeTitles: Readonly<Record<DecisionOutcome, string>> = {
  accepted: 'принято',
  rejected: 'не принято',
  unvoted: 'не голосовали',
};
