import { deedClocks } from '../../../base/deadlines/index.ts';
import { endsAnswer } from '../../../base/regimes/index.ts';
import { ANSWER_CLOCK } from './rows.ts';

/**
 * Whether the answer to this case is a letter that the office signs and sends: an approved answer alone ends nothing. A part of
 * a split case owes none: its resident is answered by the whole.
 */
export const owesLetter = ({ regime, parent_id }: { regime: string; parent_id: string | null }): boolean =>
  parent_id === null && !endsAnswer(regime, 'approve');

/** Deeds the law asks for whatever the answer is: to forward, to send copies, to notify. Nothing but the deed ends them. */
export const lastingDeeds = (): string[] =>
  deedClocks()
    .filter(({ ends }) =>
      ends.some((end) => end === 'forwarded' || end === 'copies-sent' || end === 'notified'),
    )
    .map(({ clock }) => clock);

/** Clocks that run until the applicant is told. */
export const noticeClocks = (): string[] =>
  deedClocks()
    .filter(({ ends }) => ends.includes('notified'))
    .map(({ clock }) => clock);

/** Kinds of clocks an approved or abandoned answer does not stop. */
export const keptByLaw = (file: { regime: string; parent_id: string | null }): string[] =>
  owesLetter(file) ? [ANSWER_CLOCK, ...lastingDeeds()] : [];
