/** Kinds of notices a member of staff chooses the pace of, each for itself. */
export const noticeKinds = ['returned', 'terms', 'assignments', 'meetings', 'reports', 'zones'] as const;
export type NoticeKind = (typeof noticeKinds)[number];
