import type {
  InitiativeAct,
  InitiativeState,
} from '../../../../shared/contract/participation/initiatives.ts';
import type { Tone } from '../../../ui/mark.tsx';
import type { LedBar } from '../parts/led-page.tsx';

export const initiativeHref = (id: string) => `/staff/initiatives/${id}` as const;

export const initiativeMarks: Readonly<Record<InitiativeState, Tone>> = {
  waiting: 'warning',
  refused: 'quiet',
  open: 'info',
  reached: 'warning',
  accepted: 'warning',
  declined: 'quiet',
  decided: 'ok',
  ended: 'quiet',
};

/** Acts in the order of the bar; what is offered the server says. */
export const initiativeBar: LedBar<InitiativeAct> = {
  publish: { label: 'Показать всем', isMain: true, hint: 'KeyP' },
  answer: { label: 'Ответить', isMain: true, hint: 'KeyA' },
  decide: { label: 'Записать решение', isMain: true, hint: 'KeyR' },
  refuse: { label: 'Отказать', hint: 'KeyB' },
};
