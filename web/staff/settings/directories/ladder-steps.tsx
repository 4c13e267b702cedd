import type { ReactNode } from 'react';
import {
  type LadderDraft,
  type LadderDraftStep,
  ladderDeliveries,
  ladderRoles,
} from '../../../../shared/contract/messages/escalation.ts';
import { Button } from '../../../ui/button.tsx';
import { ItemField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { bindValue, type Fields, rowOf } from '../../../ui/forms/fields.ts';
import { NumberField, TextField } from '../../../ui/forms/text-field.tsx';
import { deliveryWords, roleWords } from './ladder-words.ts';

type Kind = 'share' | 'after';

/** The next free name of a step: letters of the journal know steps by it. */
function freeId(steps: readonly LadderDraftStep[]): string {
  let number = steps.length + 1;
  while (steps.some(({ id }) => id === `step-${number}`)) number += 1;
  return `step-${number}`;
}

/** Steps of one ladder, in their order: when, to whom, how. */
export function LadderSteps(props: {
  title: string;
  form: Fields<LadderDraft['ladders'][number]>;
}): ReactNode {
  const { title, form } = props;
  const { steps } = form.values;
  const onChange = (next: LadderDraftStep[]) => form.set({ steps: next });
  const add = (): void => {
    const days = steps.at(-1)?.afterWorkingDays ?? 0;
    const fresh = { id: freeId(steps), title: '', afterWorkingDays: days + 1 };
    onChange([...steps, { ...fresh, to: ['chair'], delivery: 'daily' }]);
  };
  return (
    <fieldset className="stack">
      <legend>
        <b>{title}</b>
      </legend>
      {steps.map((step, at) => (
        <Step
          key={step.id}
          number={at + 1}
          form={rowOf(form, 'steps', at)}
          onRemove={steps.length > 1 ? () => onChange(steps.filter(({ id }) => id !== step.id)) : null}
        />
      ))}
      <div>
        <Button onClick={add}>
          Ещё ступень<span className="aloud">: {title}</span>
        </Button>
      </div>
    </fieldset>
  );
}

function Step(props: {
  number: number;
  form: Fields<LadderDraftStep>;
  onRemove: (() => void) | null;
}): ReactNode {
  const { form, number, onRemove } = props;
  const step = form.values;
  const kind: Kind = step.afterWorkingDays === undefined ? 'share' : 'after';
  const setValue = (value: number): void =>
    form.set(kind === 'share' ? { share: value / 100 } : { afterWorkingDays: value });
  return (
    <fieldset className="stack">
      <legend>
        <b>Ступень {number}</b>
      </legend>
      <TextField form={form} name="title" label="Как сказать" hint="После «Дело № …»" maxLength={100} />
      <div className="desk__filters">
        <SelectField
          form={bindValue(kind, (next) =>
            form.set(
              next === 'share'
                ? { share: 1, afterWorkingDays: undefined }
                : { share: undefined, afterWorkingDays: 1 },
            ),
          )}
          name="value"
          label="Когда"
          choices={[
            { value: 'share', label: 'прошло процентов срока' },
            { value: 'after', label: 'рабочих дней после срока' },
          ]}
        />
        <NumberField
          form={bindValue<number | null>(
            step.afterWorkingDays ?? Math.round((step.share ?? 0) * 100),
            (value) => setValue(value ?? 0),
          )}
          name="value"
          label="Сколько"
          size={4}
        />
        <SelectField
          form={form}
          name="delivery"
          label="Как"
          choices={ladderDeliveries.map((value) => ({ value, label: deliveryWords[value] }))}
        />
      </div>
      <fieldset className="cluster">
        <legend>Кому</legend>
        {ladderRoles.map((role) => (
          <ItemField key={role} form={form} name="to" item={role}>
            {roleWords[role]}
          </ItemField>
        ))}
      </fieldset>
      {onRemove && (
        <div>
          <Button onClick={onRemove}>
            Убрать<span className="aloud">: ступень {number}</span>
          </Button>
        </div>
      )}
    </fieldset>
  );
}
