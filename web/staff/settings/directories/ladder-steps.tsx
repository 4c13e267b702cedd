import type { ReactNode } from 'react';
import {
  type LadderDraftStep,
  ladderDeliveries,
  ladderRoles,
} from '../../../../shared/contract/messages/escalation.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { Select, TextInput } from '../../../ui/forms/field.tsx';
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
  steps: readonly LadderDraftStep[];
  onChange: (steps: LadderDraftStep[]) => void;
}): ReactNode {
  const { title, steps, onChange } = props;
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
          step={step}
          onChange={(next) => onChange(steps.map((one) => (one.id === step.id ? next : one)))}
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
  step: LadderDraftStep;
  onChange: (step: LadderDraftStep) => void;
  onRemove: (() => void) | null;
}): ReactNode {
  const { number, step, onChange, onRemove } = props;
  const kind: Kind = step.afterWorkingDays === undefined ? 'share' : 'after';
  const { share: _share, afterWorkingDays: _days, ...rest } = step;
  const setValue = (value: number): void =>
    onChange({ ...rest, ...(kind === 'share' ? { share: value / 100 } : { afterWorkingDays: value }) });
  return (
    <fieldset className="stack">
      <legend>
        <b>Ступень {number}</b>
      </legend>
      <TextInput
        label="Как сказать"
        hint="После «Дело № …»"
        value={step.title}
        maxLength={100}
        onChange={(event) => onChange({ ...step, title: event.target.value })}
      />
      <div className="desk__filters">
        <Select<Kind>
          label="Когда"
          value={kind}
          choices={[
            { value: 'share', label: 'прошло процентов срока' },
            { value: 'after', label: 'рабочих дней после срока' },
          ]}
          onChange={(next) =>
            onChange({ ...rest, ...(next === 'share' ? { share: 1 } : { afterWorkingDays: 1 }) })
          }
        />
        <TextInput
          label="Сколько"
          inputMode="numeric"
          size={4}
          value={String(step.afterWorkingDays ?? Math.round((step.share ?? 0) * 100))}
          onChange={(event) => setValue(Number(event.target.value.replace(/\D/gu, '')) || 0)}
        />
        <Select
          label="Как"
          value={step.delivery}
          choices={ladderDeliveries.map((value) => ({ value, label: deliveryWords[value] }))}
          onChange={(delivery) => onChange({ ...step, delivery })}
        />
      </div>
      <fieldset className="cluster">
        <legend>Кому</legend>
        {ladderRoles.map((role) => (
          <Checkbox
            key={role}
            checked={step.to.includes(role)}
            onChange={(isOn) =>
              onChange({ ...step, to: isOn ? [...step.to, role] : step.to.filter((one) => one !== role) })
            }
          >
            {roleWords[role]}
          </Checkbox>
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
