import { type ReactNode, useState } from 'react';
import type { RuleDraft } from '../../../../shared/contract/base/rule-draft.ts';
import { previewRules, saveRules } from '../../../../shared/contract/messages/control.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
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

/** A new dated version of a rule: first what it would change, then the decision. Running clocks keep theirs. */
export function RuleDialog(props: { rule: Rule; onClose: () => void }): ReactNode {
  const { rule, onClose } = props;
  const [draft, setDraft] = useState<RuleDraft>({
    id: rule.id,
    title: rule.title,
    amount: rule.amount,
    unit: rule.unit as Unit,
    roll: rule.roll as Roll,
    validFrom: '',
    legal: { text: rule.legalReference },
    toVerify: rule.toVerify,
  });
  const [reason, setReason] = useState('');
  const preview = useCommand(previewRules, { refreshes: [] });
  const save = useCommand(saveRules, {
    refreshes: ['deadlines', 'control'],
    onDone: () => {
      showToast('Новая редакция введена');
      onClose();
    },
  });
  const change = (more: Partial<RuleDraft>) => {
    // What was shown was of another draft.
    preview.reset();
    save.reset();
    setDraft({ ...draft, ...more });
  };
  const isSeen = preview.data !== undefined;
  return (
    <Dialog
      isOpen
      isWide
      title={`Новая редакция: ${rule.title}`}
      onClose={onClose}
      foot={
        <>
          <Button busy={preview.isPending} onClick={() => preview.mutate({ body: { drafts: [draft] } })}>
            Что изменится
          </Button>
          <Button
            kind="primary"
            busy={save.isPending}
            disabledReason={isSeen ? null : 'Сначала посмотрите, что изменится'}
            onClick={() => save.mutate({ body: { drafts: [draft], reason } })}
          >
            Ввести
          </Button>
        </>
      }
    >
      <RuleFields draft={draft} fields={fieldWords([preview, save])} onChange={change} />
      <Failures of={[preview, save]} />
      <div aria-live="polite" className="stack">
        {preview.data && (
          <>
            <ImpactView impact={preview.data.impact} />
            <RuleSimulation draft={draft} />
            <TextArea
              label="Почему меняется правило"
              hint="Останется в журнале."
              value={reason}
              maxLength={1000}
              error={save.fields.reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

function RuleFields(props: {
  draft: RuleDraft;
  fields: Readonly<Record<string, string>>;
  onChange: (more: Partial<RuleDraft>) => void;
}): ReactNode {
  const { draft, fields, onChange } = props;
  const unit = draft.unit ?? 'working-day';
  return (
    <>
      <TextInput
        label="Название"
        value={draft.title ?? ''}
        error={fields.title}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <div className="desk__filters">
        <TextInput
          label="Срок"
          inputMode="decimal"
          size={5}
          defaultValue={String(draft.amount ?? '')}
          error={fields.amount}
          onChange={(event) => onChange({ amount: Number(event.target.value.replace(',', '.')) || 0 })}
        />
        <Select<Unit>
          label="Чего"
          value={unit}
          choices={units}
          onChange={(next) => onChange({ unit: next, ...(isDays(next) ? {} : { roll: 'none' }) })}
        />
        {isDays(unit) && (
          <Select<Roll>
            label="Если выпал на выходной"
            value={draft.roll ?? 'none'}
            choices={rolls}
            onChange={(roll) => onChange({ roll })}
          />
        )}
        <DateInput
          label="Действует с"
          value={draft.validFrom}
          error={fields.validFrom}
          onChange={(validFrom) => onChange({ validFrom })}
        />
      </div>
      <TextInput
        label="Основание"
        value={draft.legal?.text ?? ''}
        error={fields.legal}
        onChange={(event) => onChange({ legal: { text: event.target.value } })}
      />
      <Checkbox checked={draft.toVerify ?? false} onChange={(toVerify) => onChange({ toVerify })}>
        Не подтверждено опубликованным текстом
      </Checkbox>
      <p className="small muted">
        Часы, которые уже идут, остаются по прежней редакции. Новая — для тех, что начнутся с названного дня.
      </p>
    </>
  );
}
