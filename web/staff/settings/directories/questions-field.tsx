import type { ReactNode } from 'react';
import type { FactQuestion } from '../../../../shared/contract/base/taxonomy.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';

const typeWords: Readonly<Record<FactQuestion['type'], string>> = {
  text: 'словами',
  choice: 'выбор из списка',
  number: 'число',
  date: 'день',
  photo: 'фото',
};
const MOST = 6;

/** Questions the portal asks of whoever chose the topic. */
export function QuestionsField(props: {
  questions: readonly FactQuestion[];
  onChange: (questions: FactQuestion[]) => void;
}): ReactNode {
  const { questions, onChange } = props;
  const set = (at: number, patch: Partial<FactQuestion>): void =>
    onChange(questions.map((one, place) => (place === at ? { ...one, ...patch } : one)));
  return (
    <fieldset className="desk__list">
      <legend className="field__label">Вопросы жителю</legend>
      {questions.map((question, at) => (
        <div key={question.id} className="desk__sheet">
          <TextInput
            label={`Вопрос ${at + 1}`}
            value={question.title}
            onChange={(event) => set(at, { title: event.target.value })}
          />
          <div className="desk__filters">
            <Select<FactQuestion['type']>
              label="Отвечают"
              value={question.type}
              choices={(Object.keys(typeWords) as FactQuestion['type'][]).map((value) => ({
                value,
                label: typeWords[value],
              }))}
              onChange={(type) => set(at, { type })}
            />
            <Checkbox checked={question.isRequired} onChange={(isRequired) => set(at, { isRequired })}>
              Обязательный
            </Checkbox>
            <Button onClick={() => onChange(questions.filter((_, place) => place !== at))}>
              Убрать<span className="aloud"> вопрос {at + 1}</span>
            </Button>
          </div>
          {question.type === 'choice' && (
            <TextArea
              label="Ответы, каждый с новой строки"
              rows={3}
              value={(question.options ?? []).join('\n')}
              onChange={(event) => set(at, { options: event.target.value.split('\n') })}
              onBlur={(event) =>
                set(at, {
                  options: event.target.value
                    .split('\n')
                    .map((line) => line.trim())
                    .filter(Boolean),
                })
              }
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
