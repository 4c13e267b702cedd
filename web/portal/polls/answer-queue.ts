import { answerPoll } from '../../../shared/contract/participation/polls-open.ts';
import { asProblem, isPassing } from '../../lib/api-problem.ts';
import { performOrThrow } from '../../lib/commands/perform.ts';
import { createStore } from '../../lib/store.ts';
import { showToast } from '../../lib/toast.ts';
import { sendWaiting, startWaiting, type Waiting } from '../parts/waiting.ts';
import { keepAnswer, listAnswers } from './poll-draft.ts';

/** Grows with every change the queue makes. */
export const answerTurns = createStore(0);

/** Each under its own key: a repeat after a lost reply is the same answer. */
async function sendAll(): Promise<void> {
  for (const { pollId, value } of listAnswers()) {
    if (!value.isQueued) continue;
    const { clientKey, edition, said, answers } = value;
    try {
      await performOrThrow(answerPoll, {
        params: { id: pollId },
        body: { clientKey, edition, said, answers: { ...answers } },
      });
      keepAnswer(pollId, null);
      showToast(`Ответ отправлен: ${value.title}`);
    } catch (error) {
      const problem = asProblem(error);
      if (isPassing(problem)) return;
      keepAnswer(pollId, { ...value, isQueued: false, trouble: problem.message });
      showToast('Один ответ на опрос не принят: откройте опрос', { tone: 'problem' });
    } finally {
      answerTurns.set((turn) => turn + 1);
    }
  }
}

const pollAnswers: Waiting = {
  name: 'otklik-poll-answers',
  hasSome: () => listAnswers().some(({ value }) => value.isQueued),
  sendAll,
};

export const startPollQueue = (): void => startWaiting(pollAnswers);
export const sendPollAnswers = (): Promise<void> => sendWaiting(pollAnswers);
