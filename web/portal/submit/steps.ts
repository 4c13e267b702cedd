import { hasPlace, isMeaningful, type SubmitDraft } from './submit-draft.ts';

export const steps = ['what', 'where', 'outage', 'similar', 'contacts'] as const;
export type Step = (typeof steps)[number];

export const stepTitles: Readonly<Record<Step, string>> = {
  what: 'Что случилось?',
  where: 'Где это?',
  outage: 'Вы об этом отключении?',
  similar: 'Это то же самое?',
  contacts: 'Куда вам ответить?',
};

/** The step an address asks for, or the first that is not done yet: a link into the middle skips nothing. */
export function readStep(asked: string | undefined, draft: SubmitDraft): Step {
  const step = steps.find((one) => one === asked) ?? 'what';
  if (step !== 'what' && !isMeaningful(draft.text)) return 'what';
  if ((step === 'outage' || step === 'similar' || step === 'contacts') && !hasPlace(draft)) return 'where';
  if (step === 'outage' && draft.isPlaceless) return 'contacts';
  if (step === 'similar' && !draft.point) return 'contacts';
  return step;
}

/** What a person meets as one question: what is off and what was told of are two halves of «это то же самое?». */
const places: Readonly<Record<Step, number>> = { what: 1, where: 2, outage: 3, similar: 3, contacts: 4 };

/** «Шаг 2 из 4». */
export function stepCount(step: Step): string {
  return `Шаг ${places[step]} из ${places.contacts}`;
}
