import type { countInbox } from '../../../../shared/contract/messages/cases-list.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatAtLeast, formatAtLeastBriefly, formatNumber } from '../../../../shared/text/numbers.ts';
import { counted, nbsp } from '../../../../shared/text/plural.ts';
import type { Amount } from '../../base/parts/amount.tsx';
import type { Inbox, InboxFilter, InboxView } from './use-inbox.ts';

export type Counts = RouteReply<typeof countInbox>;

export const writeAmount = ({ value, isLeast }: Amount): string =>
  isLeast ? formatAtLeast(value) : formatNumber(value);

/** The same in one word: «128», «1 000+». */
export const writeBriefly = ({ value, isLeast }: Amount): string =>
  isLeast ? formatAtLeastBriefly(value) : formatNumber(value);

/** The same with its noun: «12 сообщений», «больше 1 000 сообщений». */
export const countAmount = ({ value, isLeast }: Amount, one: string, few: string, many: string): string =>
  isLeast ? `${formatAtLeast(value)}${nbsp}${many}` : counted(value, one, few, many);

export const amountOfView = ({ views, atLeast }: Counts, view: InboxView): Amount => ({
  value: views[view] ?? 0,
  isLeast: atLeast.includes(view),
});

/** Channels are counted with «Все новые». */
export const amountOfChannel = ({ channels, atLeast }: Counts, channel: string): Amount => ({
  value: channels[channel] ?? 0,
  isLeast: atLeast.includes('new'),
});

/** How long the list is. Where it was not counted to its end, the number beside its view says more. */
export function amountShown(
  inbox: Pick<Inbox, 'isApproximate'> & { state: { total: number } },
  { view, channel }: InboxFilter,
  counts: Counts | undefined,
): Amount {
  const { total } = inbox.state;
  if (!inbox.isApproximate) return { value: total, isLeast: false };
  // Likely duplicates are found among the first thousand; every other list was met to have one more.
  const own: Amount = { value: view === 'duplicates' ? total : total + 1, isLeast: true };
  if (!counts) return own;
  const beside = channel && view === 'new' ? amountOfChannel(counts, channel) : amountOfView(counts, view);
  return (channel && view !== 'new') || beside.value <= total ? own : beside;
}

/** «1–50 из 412», «1–50, всего больше 1 000»; just the number where all of it is shown. */
export function writeShown(shown: number, total: Amount): string {
  if (total.isLeast) return `1–${formatNumber(shown)}, всего ${writeAmount(total)}`;
  return shown < total.value
    ? `1–${formatNumber(shown)} из ${formatNumber(total.value)}`
    : formatNumber(shown);
}
