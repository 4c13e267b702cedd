import type { Network, NetworkPage } from '../../../../shared/contract/base/networks.ts';
import type { Formats } from '../../../lib/format.ts';
import type { Tone } from '../../../ui/mark.tsx';

interface Told {
  title: string;
  tone: Tone;
}

/** What a network is for us, by the list of networks. */
const uses: Readonly<Record<Network['use'], Told>> = {
  required: { title: 'официальная страница обязательна', tone: 'ok' },
  recommended: { title: 'официальная страница рекомендована', tone: 'ok' },
  source: { title: 'источник', tone: 'quiet' },
  off: { title: 'закрыта', tone: 'warning' },
  archived: { title: 'архив', tone: 'quiet' },
};
export const useWords = (network: Pick<Network, 'use'>): Told => uses[network.use];

/** Whether a page of it can be had, and why not: the law is told by `ground` beside it. */
export function openWords({ use, isOpen, maySpeak }: Pick<Network, 'use' | 'isOpen' | 'maySpeak'>): string {
  if (use === 'off' || use === 'archived') return 'подключить нельзя: основание рядом';
  if (!isOpen) return 'разрешена, подключение пока не написано';
  return maySpeak ? 'читаем и отвечаем' : 'только читаем';
}

type Exchange = Pick<NetworkPage, 'isActive' | 'trouble' | 'pulledAt' | 'lastEventAt' | 'keys'>;

/** How the exchange with a page goes. */
export function pageState({ isActive, trouble, pulledAt, lastEventAt }: Exchange): Told {
  if (!isActive) return { title: 'выключена', tone: 'quiet' };
  if (trouble) return { title: 'обмен не вышел', tone: 'danger' };
  if (!pulledAt && !lastEventAt) return { title: 'обмена ещё не было', tone: 'info' };
  return { title: 'работает', tone: 'ok' };
}

/** «Читали сегодня в 12:04, последнее событие 5 минут назад»; nothing of a way that was never taken. */
export function exchangeWords({ pulledAt, lastEventAt }: Exchange, formats: Formats): string {
  const told = [
    pulledAt && `читали ${formats.ago(pulledAt)}`,
    lastEventAt && `последнее событие ${formats.ago(lastEventAt)}`,
  ].filter(Boolean);
  const words = told.join(', ');
  return words ? words.charAt(0).toLocaleUpperCase('ru') + words.slice(1) : 'Ничего ещё не читали';
}
