import type { Verdict } from '../../../../shared/contract/participation/discussion-remarks.ts';
import type { DiscussionState } from '../../../../shared/contract/participation/discussions.ts';
import type { DiscussionAct } from '../../../../shared/contract/participation/discussions-acts.ts';
import type { Tone } from '../../../ui/mark.tsx';
import type { LedBar } from '../parts/led-page.tsx';

export const discussionHref = (id: string) => `/staff/discussions/${id}` as const;

export const discussionTones: Readonly<Record<DiscussionState, Tone>> = {
  draft: 'quiet',
  'legal-review': 'warning',
  approved: 'info',
  announced: 'info',
  open: 'ok',
  closed: 'warning',
  answered: 'warning',
  published: 'warning',
  'decision-recorded': 'ok',
  archived: 'quiet',
  cancelled: 'quiet',
};

export const verdictTones: Readonly<Record<Verdict, Tone>> = {
  accepted: 'ok',
  'accepted-partly': 'info',
  rejected: 'warning',
  'not-on-subject': 'quiet',
};

/** Acts of the bar, in its order; those on remarks and the draft have their place on the page. */
export const barActs: LedBar<Exclude<DiscussionAct, 'change' | 'judge' | 'answer'>> = {
  submit: { label: 'На проверку', isMain: true, hint: 'KeyP' },
  approve: { label: 'Утвердить', isMain: true, hint: 'KeyA' },
  return: { label: 'Вернуть', hint: 'KeyB' },
  announce: { label: 'Объявить', isMain: true, hint: 'KeyP' },
  finish: { label: 'Все ответы даны', isMain: true, hint: 'KeyP' },
  publish: { label: 'Обнародовать итог', isMain: true, hint: 'KeyP' },
  decide: { label: 'Записать решение', isMain: true, hint: 'KeyR' },
  enter: { label: 'Внести замечание', hint: 'KeyN' },
  amend: { label: 'Что стало с проектом', hint: 'KeyE' },
  reopen: { label: 'Вернуть к ответам' },
  archive: { label: 'В архив' },
  extend: { label: 'Продлить' },
  close: { label: 'Закрыть раньше' },
  recall: { label: 'Вернуть себе' },
  cancel: { label: 'Отменить обсуждение' },
};
export type BarAct = keyof typeof barActs;
