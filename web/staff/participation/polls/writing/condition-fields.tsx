import type { ReactNode } from 'react';
import { type Question, UNSURE } from '../../../../../shared/contract/participation/questionnaire.ts';
import { choicesOf, hasChoices } from '../../../../../shared/text/participation/questions.ts';
import { Button } from '../../../../ui/button.tsx';
import { ItemsField, SelectField } from '../../../../ui/forms/choice-field.tsx';
import { bindFields, type Fields } from '../../../../ui/forms/fields.ts';

const choiceTitle = (question: Question, id: string): string => {
  if (id === UNSURE) return 'Затрудняюсь ответить';
  return question.options.find((option) => option.id === id)?.title || id;
};

/** «Спросить, только если»: earlier questions and which of their choices; all conditions have to hold. */
export function ConditionFields({
  form,
  earlier,
}: {
  form: Fields<Question>;
  earlier: readonly Question[];
}): ReactNode {
  const { showIf } = form.values;
  const able = earlier.filter(hasChoices);
  if (able.length === 0 && showIf.length === 0) return null;
  const put = (next: Question['showIf']) => form.set({ showIf: next });
  const [first] = able;
  return (
    <fieldset className="polls-desk__options">
      <legend className="aloud">Условия вопроса</legend>
      {showIf.map((condition, at) => (
        <OneCondition
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions keep their order
          key={at}
          id={`${form.id}-showIf-${at}`}
          condition={condition}
          able={able}
          onChange={(next) => put(next ? showIf.with(at, next) : showIf.filter((_, index) => index !== at))}
        />
      ))}
      {first && (
        <div>
          <Button
            kind="quiet"
            icon="plus"
            onClick={() => put([...showIf, { questionId: first.id, anyOf: choicesOf(first).slice(0, 1) }])}
          >
            Условие
          </Button>
        </div>
      )}
    </fieldset>
  );
}

type Condition = Question['showIf'][number];

/** One of them; null takes it away. */
function OneCondition(props: {
  id: string;
  condition: Condition;
  able: readonly Question[];
  onChange: (next: Condition | null) => void;
}): ReactNode {
  const { id, condition, able, onChange } = props;
  const asked = able.find((one) => one.id === condition.questionId);
  const fields = bindFields(
    { questionId: condition.questionId, anyOf: condition.anyOf as readonly string[] },
    (patch) =>
      onChange({
        questionId: patch.questionId ?? condition.questionId,
        // Choices of another question are others.
        anyOf: patch.questionId ? [] : [...(patch.anyOf ?? condition.anyOf)],
      }),
    { id },
  );
  return (
    <div className="polls-desk__condition">
      <SelectField
        form={fields}
        name="questionId"
        label="Спросить, только если в вопросе"
        choices={able.map((one) => ({ value: one.id, label: one.title || one.id }))}
      />
      {asked && (
        <ItemsField
          form={fields}
          name="anyOf"
          legend="выбрали одно из"
          choices={choicesOf(asked).map((value) => ({ value, label: choiceTitle(asked, value) }))}
        />
      )}
      <div>
        <Button kind="quiet" onClick={() => onChange(null)}>
          Убрать условие
        </Button>
      </div>
    </div>
  );
}
