import type { PollKind, PollState } from '../../../../shared/contract/participation/polls.ts';
import type { PollAct } from '../../../../shared/contract/participation/polls-acts.ts';
import type { Tone } from '../../../ui/mark.tsx';
import type { LedBar } from '../parts/led-page.tsx';

export const pollHref = (id: string) => `/staff/polls/${id}` as const;

export const stateTones: Readonly<Record<PollState, Tone>> = {
  draft: 'quiet',
  'legal-review': 'warning',
  approved: 'info',
  announced: 'info',
  open: 'ok',
  paused: 'warning',
  closed: 'info',
  counted: 'warning',
  published: 'warning',
  'decision-recorded': 'ok',
  archived: 'quiet',
  cancelled: 'quiet',
};

/** Acts in the order of the bar; what is offered the server says. */
export const actWords: LedBar<Exclude<PollAct, 'change'>> = {
  submit: { label: 'На проверку', isMain: true, hint: 'KeyP' },
  approve: { label: 'Утвердить', isMain: true, hint: 'KeyA' },
  return: { label: 'Вернуть', hint: 'KeyB' },
  announce: { label: 'Объявить', isMain: true, hint: 'KeyP' },
  settle: { label: 'Решить, кто за кем', isMain: true, hint: 'KeyR' },
  publish: { label: 'Обнародовать итог', isMain: true, hint: 'KeyP' },
  decide: { label: 'Записать решение', isMain: true, hint: 'KeyR' },
  archive: { label: 'В архив' },
  resume: { label: 'Продолжить', isMain: true },
  extend: { label: 'Продлить' },
  correct: { label: 'Исправить слова' },
  pause: { label: 'Приостановить' },
  close: { label: 'Закрыть раньше' },
  recall: { label: 'Вернуть себе' },
  cancel: { label: 'Отменить опрос' },
};

export const actLabel = (act: keyof typeof actWords, kind: PollKind): string =>
  act === 'cancel' && kind === 'vote' ? 'Отменить голосование' : actWords[act].label;
