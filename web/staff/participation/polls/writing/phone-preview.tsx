import type { ReactNode } from 'react';
import type { Question } from '../../../../../shared/contract/participation/questionnaire.ts';
import { askedQuestions, checkAnswers } from '../../../../../shared/text/participation/questions.ts';
import { useFields } from '../../../../ui/forms/fields.ts';
import { type AnswerValues, QuestionField } from '../../../../ui/polls/question-field.tsx';

/** The questions as a phone shows them, to be tried: branches open and shut as they will. Nothing is sent. */
export function PhonePreview({
  questions,
  title,
}: {
  questions: readonly Question[];
  title: string;
}): ReactNode {
  const form = useFields<AnswerValues>({ answers: {}, clientKey: 'preview' }, { id: 'preview' });
  const { answers } = form.values;
  const asked = askedQuestions(questions, answers);
  const left = Object.keys(checkAnswers(questions, answers).problems).length;
  return (
    <section className="polls-desk__phone" aria-label="Как на телефоне">
      <p className="polls-desk__phone-title">{title}</p>
      {asked.map((question) => (
        <QuestionField
          key={question.id}
          form={form}
          question={question}
          isOnly={questions.length === 1}
          renderPoint={({ legend }) => (
            <p className="field">
              <span className="field__label">{legend}</span>
              <span className="muted">Здесь будет карта города и поиск адреса.</span>
            </p>
          )}
        />
      ))}
      <p className="muted small">
        {left === 0 ? 'Так ответ примут.' : `Осталось ответить: ${left}.`} Ничего не отправляется.
      </p>
    </section>
  );
}
