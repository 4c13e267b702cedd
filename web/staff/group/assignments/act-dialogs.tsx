import type { ReactNode } from 'react';
import { type AssignmentCard, controlKinds } from '../../../../shared/contract/group/assignments.ts';
import {
  amendAssignment,
  cancelAssignment,
  extendAssignment,
  listDecisions,
} from '../../../../shared/contract/group/assignments-moves.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { controlTitles } from '../../../../shared/text/group/assignments.ts';
import { useRoute } from '../../../lib/query.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Chip } from '../../../ui/mark.tsx';
import { PersonPicker } from '../../base/parts/person-field.tsx';
import { useAssignmentCommand } from './use-assignment.ts';

interface Props {
  card: AssignmentCard;
  onClose: () => void;
}

/** A later term by the chair's word, with its reason. */
export function ExtendDialog({ card, onClose }: Props): ReactNode {
  const extend = useAssignmentCommand(extendAssignment, {
    words: 'Срок продлён, исполнителю отправлено письмо',
    onDone: onClose,
  });
  const form = useForm({
    start: { dueOn: '', reason: '' },
    commands: extend,
    send: ({ dueOn, reason }) =>
      extend.mutate({ params: { id: card.id }, body: { version: card.version, dueOn, reason } }),
  });
  return (
    <FormDialog title="Продлить срок" action="Продлить" form={form} onClose={onClose}>
      <p className="muted">
        Теперь {formatDay(card.dueOn)}. После этого продления останется: {card.extensionsLeft - 1}.
      </p>
      <DateField form={form} name="dueOn" label="Новый срок" />
      <TextField form={form} name="reason" label="Причина" />
    </FormDialog>
  );
}

/** Taken off control: by an accepted decision that names it, never by a person's own word. */
export function CancelDialog({ card, onClose }: Props): ReactNode {
  const decisions = useRoute(listDecisions, { query: { assignment: card.id } });
  const cancel = useAssignmentCommand(cancelAssignment, {
    words: 'Поручение снято решением',
    onDone: onClose,
  });
  const form = useForm({
    start: { decisionId: '' },
    commands: cancel,
    send: ({ decisionId }) =>
      cancel.mutate({ params: { id: card.id }, body: { version: card.version, decisionId } }),
  });
  return (
    <FormDialog title="Снять поручение" action="Снять" form={form} onClose={onClose}>
      <p className="muted">Поручение снимает только принятое решение заседания, которое его называет.</p>
      {decisions.data?.decisions.length === 0 && (
        <p role="status">
          Такого решения нет. На заседании запишите решение и выберите в нём «Снимает поручение {card.number}
          ».
        </p>
      )}
      <SelectField
        form={form}
        name="decisionId"
        label="Решение"
        choices={[
          { value: '', label: decisions.data ? 'выберите' : 'решения загружаются…' },
          ...(decisions.data?.decisions ?? []).map(({ id, basis, text }) => ({
            value: id,
            label: `${basis}: ${text.slice(0, 80)}`,
          })),
        ]}
      />
    </FormDialog>
  );
}

/** What the decision does not say: who helps, the kind of control, the line of the budget, a result nobody named. */
export function AmendDialog({ card, onClose }: Props): ReactNode {
  const amend = useAssignmentCommand(amendAssignment, {
    words: 'Поручение дополнено',
    onDone: onClose,
  });
  const form = useForm({
    start: {
      helpers: card.helpers.map(({ personId: id, name }) => ({ id, name })),
      control: card.control,
      budgetLine: card.budgetLine,
      expectedResult: card.expectedResult,
    },
    commands: amend,
    send: ({ helpers, control, budgetLine, expectedResult }) =>
      amend.mutate({
        params: { id: card.id },
        body: {
          version: card.version,
          coExecutorIds: helpers.map(({ id }) => id),
          control,
          budgetLine,
          expectedResult,
        },
      }),
  });
  const { helpers } = form.values;
  return (
    <FormDialog title="Дополнить поручение" action="Сохранить" form={form} onClose={onClose}>
      {helpers.length > 0 && (
        <p className="assignment__chips">
          {helpers.map(({ id, name }) => (
            <Chip key={id} onRemove={() => form.set({ helpers: helpers.filter((one) => one.id !== id) })}>
              {name}
            </Chip>
          ))}
        </p>
      )}
      <PersonPicker
        key={helpers.length}
        label="Добавить соисполнителя"
        optional
        except={card.responsibleId}
        onPick={(person) =>
          person &&
          !helpers.some(({ id }) => id === person.id) &&
          form.set({ helpers: [...helpers, { id: person.id, name: person.name }] })
        }
      />
      <SelectField
        form={form}
        name="control"
        label="Контроль"
        choices={controlKinds.map((kind) => ({ value: kind, label: controlTitles[kind] }))}
      />
      <TextField form={form} name="budgetLine" label="Строка бюджета" optional />
      {!card.expectedResult && <TextField form={form} name="expectedResult" label="Измеримый результат" />}
    </FormDialog>
  );
}
