/** Kinds of notices a member of staff chooses the pace of, each for itself. */
export const noticeKinds = ['returned', 'terms', 'assignments', 'meetings', 'reports', 'zones'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const noticeKindTitles: Readonly<Record<NoticeKind, string>> = {
  returned: 'Ответ вернули на доработку',
  terms: 'Сроки дел и поручений',
  assignments: 'Поручения: выданы, приняты, возвращены',
  meetings: 'Заседания и протоколы',
  reports: 'Отчёты и сохранённые виды карты',
  zones: 'Красные зоны',
};
