import type { BreachAct, BreachState, BreachTermState } from '../../../../shared/contract/base/breaches.ts';
import type { Tone } from '../../../ui/mark.tsx';
import type { LedBar } from '../../participation/parts/led-page.tsx';

export const breachHref = (id: string) => `/staff/breaches/${id}` as const;

export const breachMarks: Readonly<Record<BreachState, Tone>> = {
  open: 'danger',
  notified: 'warning',
  reported: 'info',
  closed: 'ok',
  dismissed: 'quiet',
};

export const breachTermMarks: Readonly<Record<BreachTermState, Tone>> = {
  runs: 'warning',
  late: 'danger',
  kept: 'ok',
  broken: 'danger',
  ended: 'quiet',
};

/** Acts of the bar; a step is ticked in its own line. */
export type BarAct = Exclude<BreachAct, 'tick'>;

/** Acts in the order of the bar; what is offered the server says. */
export const breachBar: LedBar<BarAct> = {
  notify: { label: 'Записать уведомление', isMain: true, hint: 'KeyA' },
  report: { label: 'Записать уведомление об итогах', isMain: true, hint: 'KeyA' },
  close: { label: 'Закрыть', isMain: true, hint: 'KeyA' },
  change: { label: 'Дополнить сведения', hint: 'KeyR' },
  dismiss: { label: 'Не подтвердился', hint: 'KeyB' },
};
