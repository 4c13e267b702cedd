import { type ReactNode, useEffect, useState } from 'react';
import { useOnline } from '../../lib/online.ts';
import { useStore } from '../../lib/store.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { answerTurns, sendPollAnswers } from '../polls/answer-queue.ts';
import { keepAnswer, listAnswers } from '../polls/poll-draft.ts';

/** Answers to polls that wait on this device: for a network, or for the person where the server did not take them. */
export function PollAnswers(): ReactNode {
  const turn = useStore(answerTurns);
  const isOnline = useOnline();
  const [dropped, setDropped] = useState(0);
  const [answers, setAnswers] = useState(listAnswers);
  // biome-ignore lint/correctness/useExhaustiveDependencies: both say that the device holds something else now
  useEffect(() => setAnswers(listAnswers()), [turn, dropped]);
  const waiting = answers.filter(({ value }) => value.isQueued || value.trouble);
  if (waiting.length === 0) return null;
  return (
    <Section title="Ответы на опросы" className="stack">
      <ul className="drafts">
        {waiting.map(({ pollId, value }) => (
          <li key={pollId} className="sheet stack">
            <p>
              <b>{value.title}</b>
            </p>
            {value.isQueued && (
              <p>
                <Mark tone="info">{isOnline ? 'отправляется' : 'уйдёт, когда появится связь'}</Mark>
              </p>
            )}
            {value.trouble && <p className="error">Ответ не принят: {value.trouble}</p>}
            <div className="cluster">
              <PageLink className="button" to={`/polls/${pollId}`}>
                Открыть<span className="aloud">: {value.title}</span>
              </PageLink>
              {value.isQueued && <Button onClick={() => void sendPollAnswers()}>Отправить сейчас</Button>}
              <Button
                kind="quiet"
                onClick={() => {
                  keepAnswer(pollId, null);
                  setDropped((count) => count + 1);
                }}
              >
                Удалить<span className="aloud">: {value.title}</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
