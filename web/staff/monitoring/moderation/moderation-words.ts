import type { ActCard, ActState, NoticeState } from '../../../../shared/contract/monitoring/moderation.ts';
import { formatDecimal, formatPercent } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import type { Address } from '../../../lib/page-address.ts';
import type { Tone } from '../../../ui/mark.tsx';

export const actHref = (id: string): Address => `/staff/moderation/${id}`;

export const stateTones: Readonly<Record<ActState, Tone>> = {
  second: 'info',
  declined: 'quiet',
  dropped: 'quiet',
  hiding: 'info',
  'by-hand': 'warning',
  unknown: 'danger',
  failed: 'danger',
  hidden: 'ok',
  restoring: 'info',
  'restore-by-hand': 'warning',
  'restore-unknown': 'danger',
  'restore-failed': 'danger',
  restored: 'ok',
  lost: 'warning',
};

export const noticeTones: Readonly<Record<NoticeState, Tone>> = {
  saying: 'info',
  said: 'ok',
  unknown: 'danger',
  failed: 'danger',
};

export const commentsWords = (count: number): string =>
  counted(count, 'комментарий', 'комментария', 'комментариев');

/** «0,3 %»: shares here are small, and a rounded nothing would hide them. */
export function shareWords(part: number, whole: number): string {
  if (whole === 0) return 'комментариев не было';
  const share = part / whole;
  return share > 0 && share < 0.1
    ? `${formatDecimal(share * 100, share < 0.01 ? 2 : 1)} %`
    : formatPercent(share);
}

/** What a granted objection comes to, said before it is granted. */
export const wayBackWords: Readonly<Record<ActCard['wayBack'], string>> = {
  network: 'Сеть вернёт комментарий, автору скажут.',
  hand: 'Отклик вернуть его сам не может: верните в сети рукой и приложите доказательство, автору скажут.',
  none: 'Вернуть комментарий эта сеть не может: автору скажут об этом и предложат написать снова.',
};

/** What the network will do, said before anything is done. */
export function networkWords({
  hides,
  mayRestore,
}: {
  hides: 'deletes' | 'hand';
  mayRestore: boolean;
}): string {
  if (hides === 'hand')
    return 'Эта сеть не даёт Отклику убирать комментарии, или страница выключена: уберите его в сети сами и приложите доказательство.';
  return mayRestore
    ? 'Сеть удалит комментарий. Если возражение примут, его можно вернуть.'
    : 'Сеть удалит комментарий, и вернуть его она не может: если возражение примут, автору придётся писать снова.';
}
