import { isKeyOf, keysOf } from '../known.ts';
/** How a notice reaches a member of staff by e-mail; `off` = it stands in the program alone. */
export const noticePaces = ['instant', 'hourly', 'daily', 'off'] as const;
export type NoticePace = (typeof noticePaces)[number];

interface NoticeKindRow {
  title: string;
  /** What its letters tell of. */
  about: string;
  /** Who may get such notices: holders of any of these permissions. */
  permissions: readonly string[];
  /** How it comes to who has chosen nothing. */
  usual: NoticePace;
  /** Owed by their place: rarer, never not at all. */
  isOwed?: true;
  /** Comes at night too, to who has set no quiet hours: the ladder of terms and a sent view have hours of their own. */
  isAtNight?: true;
}

/** Kinds of notices a member of staff chooses the pace of, each for itself. */
export const noticeKinds = {
  work: {
    title: 'Новые дела',
    about: 'Дело назначено вам или вашему подразделению, и его ещё никто не взял.',
    permissions: ['cases.answer'],
    usual: 'hourly',
  },
  returned: {
    title: 'Вернули',
    about: 'Ответ или публикацию вернули на доработку; исполнитель вернул дело оператору.',
    permissions: ['cases.answer', 'cases.triage', 'publications.keep'],
    usual: 'instant',
  },
  questions: {
    title: 'Житель ответил на вопрос',
    about: 'Дело снова ждёт вас: уточнение получено.',
    permissions: ['cases.answer', 'cases.triage'],
    usual: 'instant',
  },
  approvals: {
    title: 'Ответы ждут решения',
    about: 'Ответ поступил на согласование или утверждение.',
    permissions: ['cases.review', 'cases.approve'],
    usual: 'hourly',
  },
  ratings: {
    title: 'Житель не согласен',
    about: 'Вернул дело в работу, поставил 1 или 2, спорит с отказом, сказал «не держится».',
    permissions: ['cases.answer', 'cases.triage'],
    usual: 'hourly',
  },
  mentions: {
    title: 'Вас зовут в заметке',
    about: 'Коллега назвал вас в служебной заметке дела.',
    permissions: ['cases.read'],
    usual: 'instant',
  },
  terms: {
    title: 'Сроки',
    about:
      'Прошла половина срока, три четверти, срок сорван; сроки поручений. Кому и когда — по лестнице центра.',
    permissions: ['cases.read', 'assignments.take-part'],
    usual: 'instant',
    isOwed: true,
    isAtNight: true,
  },
  assignments: {
    title: 'Поручения',
    about: 'Вам дано поручение, отчёт принят или возвращён, срок продлён, поручение снято.',
    permissions: ['assignments.take-part'],
    usual: 'instant',
  },
  meetings: {
    title: 'Заседания',
    about: 'Протокол подписан, заседаний давно не было. Приглашения с календарём приходят всегда.',
    permissions: ['working-group.read'],
    usual: 'instant',
  },
  reports: {
    title: 'Отчёты и сохранённые виды',
    about: 'Готов отчёт главе, пришёл черёд вида тепловой карты.',
    permissions: ['head-reports.read', 'heatmap.read'],
    usual: 'instant',
    isAtNight: true,
  },
  networks: {
    title: 'Ответы в соцсетях',
    about: 'Неизвестно, вышел ли ответ страницы: посмотреть и отметить может только человек.',
    permissions: ['incidents.answer', 'incidents.watch'],
    usual: 'instant',
    isOwed: true,
    isAtNight: true,
  },
  zones: {
    title: 'Красные зоны',
    about: 'Зона открыта, подтверждена или закрыта.',
    permissions: ['heatmap.read'],
    usual: 'instant',
  },
} as const satisfies Record<string, NoticeKindRow>;

export type NoticeKind = keyof typeof noticeKinds;
export const noticeKindNames = keysOf(noticeKinds);

const rows: Readonly<Record<NoticeKind, NoticeKindRow>> = noticeKinds;

/** What is known of a kind; null for a kind there is no more. */
export const noticeKindRow = (kind: string): NoticeKindRow | null =>
  isKeyOf(rows, kind) ? rows[kind] : null;

/** Paces its reader may choose. */
export const pacesOf = (kind: NoticeKind): NoticePace[] =>
  noticePaces.filter((pace) => pace !== 'off' || !rows[kind].isOwed);

/** Kinds that may come to who holds these permissions. */
export const kindsFor = (permissions: ReadonlySet<string>): NoticeKind[] =>
  noticeKindNames.filter((kind) => rows[kind].permissions.some((one) => permissions.has(one)));

/** Hours in which nothing comes to who has set none, in the city's time. */
export const usualNight = { from: 21, to: 8 } as const;
