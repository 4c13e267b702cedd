import type { ReactNode } from 'react';
import {
  conflictRisks,
  dismissSignal,
  type SignalCard,
} from '../../../../shared/contract/monitoring/conflict-signals.ts';
import {
  type ConflictCard,
  type ConflictOutcome,
  type ConflictTrigger,
  changeConflict,
  closeConflict,
  conflictOutcomes,
  conflictTriggers,
  openConflict,
} from '../../../../shared/contract/monitoring/conflicts.ts';
import type { IncidentCard } from '../../../../shared/contract/monitoring/incidents.ts';
import {
  outcomeTitles,
  riskTitles,
  signalTitle,
  triggerTitles,
} from '../../../../shared/text/monitoring/conflicts.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { RadioField, SelectField } from '../../../ui/forms/choice-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { useUnitChoices } from '../../base/parts/use-unit-choices.ts';
import { isRunning } from './run-part.tsx';

/** B: a false signal; its cause raises none again. */
export function DismissDialog({ card, onClose }: { card: SignalCard; onClose: () => void }): ReactNode {
  const dismiss = useCommand(dismissSignal, { done: 'Сигнал снят', onDone: onClose });
  return (
    <ReasonDialog
      title="Ложный сигнал"
      label="Почему"
      hint="По этому поводу сигнала больше не будет"
      action="Снять сигнал"
      commands={dismiss}
      onSend={(reason) =>
        dismiss.mutate({ params: { id: card.id }, body: { version: card.version, reason } })
      }
      onClose={onClose}
    >
      <p className="muted">{signalTitle(card.facts, card)}</p>
    </ReasonDialog>
  );
}

const riskChoices = conflictRisks.map((risk) => ({ value: risk, label: capitalise(riskTitles[risk]) }));

interface Told {
  title: string;
  risk: ConflictCard['risk'];
  wrong: string;
  unitId: string;
}

const checkTold = ({ title }: Told) => ({
  title: title.trim().length < 5 && 'Назовите конфликт коротко',
});

function ToldFields({ form }: { form: Fields<Told> }): ReactNode {
  const units = useUnitChoices();
  return (
    <>
      <TextField form={form} name="title" label="О чём спор" hint="Тема и место, без имён" maxLength={200} />
      <RadioField form={form} name="risk" legend="Риск" choices={riskChoices} />
      <SelectField form={form} name="unitId" label="Чей ответ" none="не указан" choices={units} />
      <LongTextField
        form={form}
        name="wrong"
        label="Что ответили не так"
        hint="Без имён жителей: речь о нашем ответе"
        optional
        rows={3}
        maxLength={1000}
      />
    </>
  );
}

/** What set it off as a person says it: of no rule is said nothing here. */
const triggerChoices = conflictTriggers.map((trigger) => ({
  value: trigger,
  label: trigger === 'manual' ? 'Другое' : capitalise(triggerTitles[trigger]),
}));

type ToldOfIncident = Pick<IncidentCard, 'id' | 'number' | 'factTitle' | 'address' | 'unitId'>;

/** N in the register, Y in the feed: a conflict no rule has found. Of an incident it takes topic, place and body, never its words. */
export function OpenDialog(props: {
  incident: ToldOfIncident | null;
  onDone: (card: ConflictCard) => void;
  onClose: () => void;
}): ReactNode {
  const { incident } = props;
  const open = useCommand(openConflict, { done: 'Конфликт заведён', onDone: props.onDone });
  const form = useForm<Told & { trigger: ConflictTrigger | '' }>({
    start: {
      title: capitalise([incident?.factTitle, incident?.address].filter(Boolean).join(', ')),
      trigger: '',
      risk: 'medium',
      wrong: '',
      unitId: incident?.unitId ?? '',
    },
    commands: open,
    check: (values) => ({ ...checkTold(values), trigger: !values.trigger && 'Выберите, что за повод' }),
    send: ({ unitId, trigger, ...values }) =>
      trigger &&
      open.mutate({ body: { ...values, trigger, unitId: unitId || null, incidentId: incident?.id ?? null } }),
  });
  return (
    <FormDialog form={form} title="Завести конфликт" action="Завести" onClose={props.onClose}>
      {incident && (
        <p className="muted">Инцидент № {incident.number} и ответы на него станут уликами конфликта.</p>
      )}
      <SelectField form={form} name="trigger" label="Повод" none="выберите" choices={triggerChoices} />
      <ToldFields form={form} />
    </FormDialog>
  );
}

/** E: what is known of it, put right. */
export function ChangeDialog({ card, onClose }: { card: ConflictCard; onClose: () => void }): ReactNode {
  const change = useCommand(changeConflict, { done: 'Исправлено', onDone: onClose });
  const form = useForm<Told>({
    start: { title: card.title, risk: card.risk, wrong: card.wrong, unitId: card.unitId ?? '' },
    commands: change,
    check: checkTold,
    send: ({ unitId, ...values }) =>
      change.mutate({
        params: { id: card.id },
        body: { version: card.version, ...values, unitId: unitId || null },
      }),
  });
  return (
    <FormDialog form={form} title="Изменить конфликт" action="Записать" onClose={onClose}>
      <ToldFields form={form} />
    </FormDialog>
  );
}

/** X: how it ended. */
export function CloseDialog({ card, onClose }: { card: ConflictCard; onClose: () => void }): ReactNode {
  const close = useCommand(closeConflict, { done: 'Конфликт закрыт', onDone: onClose });
  const form = useForm({
    start: { outcome: '' as ConflictOutcome | '', note: '' },
    commands: close,
    check: ({ outcome, note }) => ({
      outcome: !outcome && 'Выберите, чем кончилось',
      note: note.trim().length < 3 && 'Напишите, что вышло',
    }),
    send: ({ outcome, note }) =>
      outcome && close.mutate({ params: { id: card.id }, body: { version: card.version, outcome, note } }),
  });
  return (
    <FormDialog form={form} title="Закрыть конфликт" action="Закрыть конфликт" onClose={onClose}>
      <RadioField
        form={form}
        name="outcome"
        legend="Чем кончилось"
        choices={conflictOutcomes.map((outcome) => ({
          value: outcome,
          label: capitalise(outcomeTitles[outcome]),
        }))}
      />
      <TextField form={form} name="note" label="Что вышло" maxLength={500} />
      {card.runs.some(isRunning) && (
        <p className="muted">Несделанные шаги сценариев останутся несделанными.</p>
      )}
    </FormDialog>
  );
}
