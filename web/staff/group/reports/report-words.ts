import type { ReportBlock, ReportState } from '../../../../shared/contract/group/head-reports.ts';
import type { Address } from '../../../lib/page-address.ts';
import type { Tone } from '../../../ui/mark.tsx';

export const reportHref = (id: string): Address => `/staff/reports/${id}`;

export const stateWords: Readonly<Record<ReportState, { label: string; tone: Tone }>> = {
  collecting: { label: 'собирается', tone: 'info' },
  draft: { label: 'черновик', tone: 'warning' },
  chair_signed: { label: 'подписан', tone: 'ok' },
  sent: { label: 'у главы', tone: 'info' },
  resolution: { label: 'с резолюцией', tone: 'ok' },
};

export const blockTitles: Readonly<Record<ReportBlock, string>> = {
  summary: 'Что изменилось',
  sectors: 'Сообщения по сферам',
  pains: 'Где болит',
  zones: 'Красные зоны',
  indicators: 'Показатели',
  decisions: 'Решения и их исполнение',
  recommendations: 'Рекомендации',
  social: 'Социальные сети',
  roadmap: 'Создание центра и взаимодействие',
};
