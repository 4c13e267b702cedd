import type { changeNetworkPage, Network, NetworkPage } from '../../../../shared/contract/base/networks.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
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

/** What a page of others is. */
export const pageKindTitles: Readonly<Record<NetworkPage['kind'], string>> = {
  community: 'сообщество жителей',
  media: 'СМИ',
  advertiser: 'реклама и продажи',
  unknown: 'пока не знаем',
};

/** Whether a page of it can be had, and why not: the law is told by `ground` below it. */
export function openWords({
  id,
  use,
  isOpen,
  maySpeak,
}: Omit<Network, 'title' | 'short' | 'ground' | 'keys'>) {
  // Nothing is connected there: a person carries over what they have seen.
  if (id === 'manual') return 'подключать нечего: ссылку вставляют в ленте соцсетей';
  if (use === 'off' || use === 'archived') return 'подключить нельзя: основание ниже';
  if (!isOpen) return 'разрешена, подключение пока не написано';
  return maySpeak ? 'читаем и отвечаем' : 'только читаем';
}

type Settings = Omit<RouteInput<typeof changeNetworkPage>['body'], 'keys'>;

/** The settings of a page, whole, as a change of it takes them: what is left out would become the usual. */
export const settingsOf = (page: Settings): Settings => {
  const { version, title, url, isOwn, kind, isLocal, unitId, baseUrl, isActive } = page;
  return { version, title, url, isOwn, kind, isLocal, unitId, baseUrl, isActive };
};

/** Where a key is taken, or that it is there; and what it opens. */
export const keyHint = (isEntered: boolean, hint: string, unlocks: readonly string[]): string =>
  [
    isEntered ? 'Введён: впишите новый, только если он сменился' : hint.replace(/\.$/u, ''),
    `Открывает: ${unlocks.join(', ')}`,
  ]
    .filter(Boolean)
    .join('. ');

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
