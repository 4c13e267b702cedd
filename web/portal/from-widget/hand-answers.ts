import type { HandedForm } from '../../../shared/contract/pages.ts';
import { beginDraft, type PollDraft } from '../polls/poll-draft.ts';

/**
 * The draft of a poll with what was brought: the latest answers count. Null where the former one waits to be sent and is not touched. What
 * was wished with other answers before is wished no more: a page of another site may have brought these, and nothing goes in a person's
 * name that they have not seen and sent.
 */
export function handAnswers(former: PollDraft | undefined, form: HandedForm): PollDraft | null {
  if (former?.isQueued) return null;
  const draft = former ?? { ...beginDraft(), clientKey: form.key };
  return { ...draft, isWished: false, answers: { ...draft.answers, ...form.answers } };
}
