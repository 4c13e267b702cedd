import type { ReportFigures } from '../../contract/group/head-report-figures.ts';
import { formatNumber } from '../numbers.ts';
import { counted } from '../plural.ts';

/** Sentences of the report to the head that its screen and its paper share. */

/** «Красных: 2. За период открыто 1, закрыто данными 3.» */
export function zoneWords({ red, opened, closed, running }: NonNullable<ReportFigures['zones']>): string {
  const now =
    red === 0 ? 'Красных зон нет' : `Сейчас ${counted(red, 'красная зона', 'красные зоны', 'красных зон')}`;
  const more = red > running.length ? ` Названы ${formatNumber(running.length)} самых долгих.` : '';
  return `${now}. За период открыто ${formatNumber(opened)}, закрыто данными ${formatNumber(closed)}.${more}`;
}

/** What came from the networks and what there is to tell: pages themselves are not kept yet, and it says so. */
export function socialWords({ fromNetworks, drafts }: NonNullable<ReportFigures['social']>): string {
  return `Из социальных сетей пришло ${counted(fromNetworks, 'сообщение', 'сообщения', 'сообщений')}. Готовы черновики «вы сообщили — мы сделали»: ${formatNumber(drafts)}. Охват и отклик публикаций не считаются: официальные страницы к системе ещё не подключены.`;
}
