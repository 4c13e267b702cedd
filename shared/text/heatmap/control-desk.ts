import type { TermSource, TermState } from '../../contract/heatmap/control-desk.ts';
import { channelTitles } from '../channels.ts';

export const sourceTitles: Readonly<Record<TermSource, string>> = {
  ...channelTitles,
  incidents: 'Инциденты соцсетей',
};

export const stateTitles: Readonly<Record<TermState, string>> = {
  late: 'просрочено',
  today: 'истекает сегодня',
  later: 'позже',
};
