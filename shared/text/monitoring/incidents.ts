import type {
  DismissReason,
  Importance,
  IncidentStatus,
  IncidentTermKind,
  ReplyState,
} from '../../contract/monitoring/incidents.ts';

export const incidentTermTitles: Readonly<Record<IncidentTermKind, string>> = {
  look: 'Взглянуть',
  answer: 'Ответить',
  final: 'Дать окончательный ответ',
  'follow-up': 'Ответить на продолжение',
};

export const dismissReasonTitles: Readonly<Record<DismissReason, string>> = {
  spam: 'спам',
  ad: 'реклама',
  'not-our-territory': 'не наша территория',
  'no-question': 'вопроса нет',
  provocation: 'провокация',
  duplicate: 'повтор',
  'already-answered': 'уже ответили',
  opinion: 'только мнение',
  'others-personal-data': 'чужие личные данные',
};

export const importanceTitles: Readonly<Record<Importance, string>> = {
  high: 'высокая',
  normal: 'обычная',
  low: 'низкая',
};

export const incidentStatusTitles: Readonly<Record<IncidentStatus, string>> = {
  captured: 'ждёт просмотра',
  dismissed: 'отклонён',
  sorted: 'разобран',
  sent: 'направлен',
  refused: 'возвращён',
  accepted: 'в работе',
  approval: 'ответ на согласовании',
  published: 'ответ опубликован',
  dialogue: 'разговор продолжается',
  interim: 'дан промежуточный ответ',
  closed: 'закрыт',
  merged: 'слит с другим',
  converted: 'стал делом',
};

export const replyStateTitles: Readonly<Record<ReplyState, string>> = {
  draft: 'черновик',
  approval: 'на согласовании',
  returned: 'возвращён',
  saying: 'публикуется',
  published: 'опубликован',
  unknown: 'неизвестно, вышел ли',
  failed: 'не опубликован',
};
