import type { ReactNode } from 'react';
import type { RuleDraft } from '../../../../shared/contract/base/rule-draft.ts';
import { previewRules, saveRules } from '../../../../shared/contract/messages/control.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { type Fields, partOf } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, NumberField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ImpactView } from './impact-view.tsx';
import { RuleSimulation } from './rule-simulation.tsx';
import type { Rule } from './rule-words.ts';

type Unit = NonNullable<RuleDraft['unit']>;
type Roll = NonNullable<RuleDraft['roll']>;

const units: readonly { value: Unit; label: string }[] = [
  { value: 'working-day', label: 'рабочих дней' },
  { value: 'calendar-day', label: 'календарных дней' },
  { value: 'calendar-month', label: 'месяцев' },
  { value: 'working-hour', label: 'рабочих часов' },
  { value: 'duty-hour', label: 'часов дежурства' },
  { value: 'clock-hour', label: 'часов подряд' },
];
const rolls: readonly { value: Roll; label: string }[] = [
  { value: 'none', label: 'не переносится' },
  { value: 'previous-working-day', label: 'на предыдущий рабочий день' },
  { value: 'next-working-day', label: 'на следующий рабочий день' },
];
const isDays = (unit: Unit): boolean => unit.endsWith('-day') || unit.endsWith('-month');

interface Draft {
  id: string;
  title: string;
  amount: number | null;
  unit: Unit;
  roll: Roll;
  validFrom: string;
  legal: { text: string };
  toVerify: boolean;
  reason: string;
}

const asDraft = (draft: Omit<Draft, 'reason'>): RuleDraft => ({ ...draft, amount: draft.amount ?? 0 });

/** A new dated version of a rule: first what it would change, then the decision. Running clocks keep theirs. */
export function RuleDialog(props: { rule: Rule; onClose: () => void }): ReactNode {
  const { rule, onClose } = props;
  const preview = useCommand(previewRules, { refreshes: [] });
  const save = useCommand(saveRules, {
    refreshes: ['deadlines', 'control'],
    done: 'Новая редакция введена',
    onDone: onClose,
  });
  const form = useForm<Draft>({
    start: {
      id: rule.id,
      title: rule.title,
      amount: rule.amount,
      unit: rule.unit as Unit,
      roll: rule.roll as Roll,
      validFrom: '',
      legal: { text: rule.legalReference },
      toVerify: rule.toVerify,
      reason: '',
    },
    commands: [preview, save],
    gap: () => (preview.data ? null : 'Сначала посмотрите, что изменится'),
    send: ({ reason, ...draft }) => save.mutate({ body: { drafts: [asDraft(draft)], reason } }),
    onSet: (patch) => {
      if ('reason' in patch) return;
      // What was shown was of another draft.
      preview.reset();
      save.reset();
    },
  });
  const draftNow = (): RuleDraft => {
    const { reason: _, ...draft } = form.get();
    return asDraft(draft);
  };
  return (
    <FormDialog
      form={form}
      isWide
      title={`Новая редакция: ${rule.title}`}
      onClose={onClose}
      action="Ввести"
      more={
        <Button busy={preview.isPending} onClick={() => preview.mutate({ body: { drafts: [draftNow()] } })}>
          Что изменится
        </Button>
      }
    >
      <RuleFields form={form} />
      <div aria-live="polite" className="stack">
        {preview.data && (
          <>
            <ImpactView impact={preview.data.impact} />
            <RuleSimulation draft={draftNow()} />
            <LongTextField
              form={form}
              name="reason"
              label="Почему меняется правило"
              hint="Останется в журнале."
              maxLength={1000}
            />
          </>
        )}
      </div>
    </FormDialog>
  );
}

function RuleFields({ form }: { form: Fields<Draft> }): ReactNode {
  const { unit } = form.values;
  return (
    <>
      <TextField form={form} name="title" label="Название" />
      <div className="desk__filters">
        <NumberField form={form} name="amount" label="Срок" inputMode="decimal" size={5} />
        <SelectField
          form={form}
          name="unit"
          label="Чего"
          choices={units}
          also={(next) => (isDays(next) ? {} : { roll: 'none' as const })}
        />
        {isDays(unit) && (
          <SelectField form={form} name="roll" label="Если выпал на выходной" choices={rolls} />
        )}
        <DateField form={form} name="validFrom" label="Действует с" />
      </div>
      <TextField form={partOf(form, 'legal')} name="text" label="Основание" error={form.errorOf('legal')} />
      <CheckField form={form} name="toVerify">
        Не подтверждено опубликованным текстом
      </CheckField>
      <p className="small muted">
        Часы, которые уже идут, остаются по прежней редакции. Новая — для тех, что начнутся с названного дня.
      </p>
    </>
  );
}
