import type { ReactNode } from 'react';
import type { MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import { letterPromises } from '../../../shared/text/letter-promises.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { useFormats } from '../../lib/format.ts';
import { Note, Stamp } from '../../ui/mark.tsx';

/** Whether the latest answer stands: one that was returned is only history. */
export const isAnswered = ({ answerState, status, answers }: MessagePage): boolean =>
  answers.length > 0 && (answerState === 'given' || status === 'deferred');

type Answer = MessagePage['answers'][number];

/** The latest answer as a letter; those before a return are folded under it. */
export function Answers({ message }: { message: MessagePage }): ReactNode {
  const latest = message.answers.at(-1);
  if (!latest) return null;
  const former = message.answers.slice(0, -1).reverse();
  return (
    <>
      {!isAnswered(message) && (
        <Note>
          <p>
            <b>Этот ответ вернули в работу.</b> {letterPromises.newAnswerComes.text}
          </p>
        </Note>
      )}
      <Letter answer={latest} number={message.number} />
      {former.length > 0 && (
        <details className="message__former">
          <summary>Прежние ответы: {former.length}</summary>
          <div className="stack">
            {former.map((answer) => (
              <Letter key={answer.id} answer={answer} number={message.number} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function Letter({ answer, number }: { answer: Answer; number: string }): ReactNode {
  const formats = useFormats();
  const { body, authorName, decidedByName, decidedAt, createdAt } = answer;
  return (
    <article className="letter" aria-label={`Ответ от ${formats.longDate(decidedAt ?? createdAt)}`}>
      <div className="letter__head">
        <p>Ответ на сообщение {formatCaseNumber(number)}</p>
        <p>{formats.longDate(decidedAt ?? createdAt)}</p>
      </div>
      {answer.corrects && (
        <p className="small">
          <b>Исправлено.</b> {answer.correctionReason} Прежний ответ — ниже.
        </p>
      )}
      <div className="letter__text">
        {body
          .split(/\n\s*\n/u)
          .filter((part) => part.trim() !== '')
          .map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text keep their order
            <p key={at}>{part.trim()}</p>
          ))}
      </div>
      <div className="message__signature">
        <p>
          Ответ подготовил
          <br />
          <b>{authorName}</b>
        </p>
        {decidedByName && (
          <Stamp title="Ответ утверждён">
            {decidedByName}
            {decidedAt && `, ${formats.dateTime(decidedAt)}`}
          </Stamp>
        )}
      </div>
    </article>
  );
}
