/** Words of the office of appeals. */

export const appealKindTitles = {
  application: 'Заявление',
  proposal: 'Предложение',
  complaint: 'Жалоба',
} as const;

export const appealFormTitles = {
  written: 'Письменное',
  electronic: 'Электронное',
  oral: 'Устное',
} as const;

export const appealResultTitles = {
  supported: 'Поддержано',
  explained: 'Разъяснено',
  not_supported: 'Не поддержано',
  forwarded: 'Направлено по компетенции',
  not_considered: 'Оставлено без рассмотрения',
} as const;

export const journalStateTitles = {
  open: 'На рассмотрении',
  overdue: 'Срок истёк',
  extended: 'Срок продлён',
  answered: 'Ответ дан',
  forwarded: 'Передано',
  terminated: 'Переписка прекращена',
  unanswered: 'Ответ не даётся',
  struck: 'Снято: другой порядок',
} as const;

export const documentKindTitles = {
  'answer-letter': 'Ответ гражданину',
  'extension-notice': 'Уведомление о продлении срока',
  'forward-letter': 'Письмо в орган о передаче',
  'forward-notice': 'Уведомление о передаче',
  'termination-notice': 'Уведомление о прекращении переписки',
  'order-explained': 'Разъяснение порядка',
  'return-notice': 'Уведомление: рассмотреть нельзя',
} as const;

export const replyByTitles = {
  post: 'Почтой',
  email: 'По электронной почте',
  account: 'В кабинет',
  hand: 'На руки',
} as const;

export const visitResultTitles = {
  answered: 'Ответ дан устно',
  written: 'Принято письменное обращение',
  explained: 'Разъяснено, куда обратиться',
  refused: 'Отказано: уже отвечали',
  absent: 'Не пришёл',
} as const;
