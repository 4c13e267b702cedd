import type { DismissReason, Importance, IncidentTermKind } from '../../contract/monitoring/incidents.ts';

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
