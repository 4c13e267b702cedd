import { hasPlace, isMeaningful, type SubmitDraft } from './submit-draft.ts';

export const steps = ['what', 'where', 'similar', 'contacts'] as const;
export type Step = (typeof steps)[number];

export const stepTitles: Readonly<Record<Step, string>> = {
  what: 'Что случилось?',
  where: 'Где это?',
  similar: 'Это то же самое?',
  contacts: 'Куда вам ответить?',
};

/** The step an address asks for, or the first that is not done yet: a link into the middle skips nothing. */
export function readStep(asked: string | undefined, draft: SubmitDraft): Step {
  const step = steps.find((one) => one === asked) ?? 'what';
  if (step !== 'what' && !isMeaningful(draft.text)) return 'what';
  if ((step === 'similar' || step === 'contacts') && !hasPlace(draft)) return 'where';
  if (step === 'similar' && !draft.point) return 'contacts';
  return step;
}

/** «Шаг 2 из 4». */
export function stepCount(step: Step): string {
  return `Шаг ${steps.indexOf(step) + 1} из ${steps.length}`;
}
