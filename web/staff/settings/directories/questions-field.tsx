import type { ReactNode } from 'react';
import type { FactQuestion } from '../../../../shared/contract/base/taxonomy.ts';
import { keysOf } from '../../../../shared/known.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { type Fields, rowOf } from '../../../ui/forms/fields.ts';
import { LinesField, TextField } from '../../../ui/forms/text-field.tsx';

const typeWords: Readonly<Record<FactQuestion['type'], string>> = {
  text: 'словами',
  choice: 'выбор из списка',
  number: 'число',
  date: 'день',
  photo: 'фото',
};
const MOST = 6;

/** Questions the portal asks of whoever chose the topic. */
export function QuestionsField({ form }: { form: Fields<{ questions: FactQuestion[] }> }): ReactNode {
  const { questions } = form.values;
  const onChange = (next: FactQuestion[]) => form.set({ questions: next });
  return (
    <fieldset className="desk__list">
      <legend className="field__label">Вопросы жителю</legend>
      {questions.map((question, at) => (
        <div key={question.id} className="desk__sheet">
          <TextField form={rowOf(form, 'questions', at)} name="title" label={`Вопрос ${at + 1}`} />
          <div className="desk__filters">
            <SelectField
              form={rowOf(form, 'questions', at)}
              name="type"
              label="Отвечают"
              choices={keysOf(typeWords).map((value) => ({
                value,
                label: typeWords[value],
              }))}
            />
            <CheckField form={rowOf(form, 'questions', at)} name="isRequired">
              Обязательный
            </CheckField>
            <Button onClick={() => onChange(questions.filter((_, place) => place !== at))}>
              Убрать<span className="aloud"> вопрос {at + 1}</span>
            </Button>
          </div>
          {question.type === 'choice' && (
            <LinesField
              form={rowOf(form, 'questions', at)}
              name="options"
              label="Ответы, каждый с новой строки"
              rows={3}
            />
          )}
        </div>
      ))}
      {questions.length < MOST && (
        <span>
          <Button
            onClick={() =>
              onChange([
                ...questions,
                // A letter first: the id is also a name of a field.
                { id: `q-${crypto.randomUUID().slice(0, 8)}`, title: '', type: 'text', isRequired: false },
              ])
            }
          >
            Добавить вопрос
          </Button>
        </span>
      )}
    </fieldset>
  );
}
