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
      {showIf.map((condition, at) => {
        const asked = able.find(({ id }) => id === condition.questionId);
        const fields = bindFields(
          { questionId: condition.questionId, anyOf: condition.anyOf as readonly string[] },
          (patch) =>
            put(
              showIf.map((one, index) =>
                index === at
                  ? {
                      questionId: patch.questionId ?? one.questionId,
                      anyOf: patch.questionId ? [] : [...(patch.anyOf ?? one.anyOf)],
                    }
                  : one,
              ),
            ),
          { id: `${form.id}-showIf-${at}` },
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions keep their order
          <div key={at} className="polls-desk__condition">
            <SelectField
              form={fields}
              name="questionId"
              label="Спросить, только если в вопросе"
              choices={able.map(({ id, title }) => ({ value: id, label: title || id }))}
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
              <Button kind="quiet" onClick={() => put(showIf.filter((_, index) => index !== at))}>
                Убрать условие
              </Button>
            </div>
          </div>
        );
      })}
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
