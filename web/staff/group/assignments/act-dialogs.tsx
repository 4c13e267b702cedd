import { type ReactNode, useState } from 'react';
import { type AssignmentCard, controlKinds } from '../../../../shared/contract/group/assignments.ts';
import {
  amendAssignment,
  cancelAssignment,
  extendAssignment,
  listDecisions,
} from '../../../../shared/contract/group/assignments-moves.ts';
import { controlTitles } from '../../../../shared/text/assignments.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useRoute } from '../../../lib/query.ts';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { Select, TextInput } from '../../../ui/forms/field.tsx';
import { Chip } from '../../../ui/mark.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';
import { useAssignmentCommand } from './use-assignment.ts';

interface Props {
  card: AssignmentCard;
  onClose: () => void;
}

/** A later term by the chair's word, with its reason. */
export function ExtendDialog({ card, onClose }: Props): ReactNode {
  const [dueOn, setDueOn] = useState('');
  const [reason, setReason] = useState('');
  const extend = useAssignmentCommand(extendAssignment, {
    words: 'Срок продлён, исполнителю отправлено письмо',
    onDone: onClose,
  });
  const errors = fieldWords([extend]);
  return (
    <FormDialog
      title="Продлить срок"
      action="Продлить"
      commands={extend}
      onSend={() =>
        extend.mutate({ params: { id: card.id }, body: { version: card.version, dueOn, reason } })
      }
      onClose={onClose}
    >
      <p className="muted">
        Теперь {formatDay(card.dueOn)}. После этого продления останется: {card.extensionsLeft - 1}.
      </p>
      <DateInput label="Новый срок" value={dueOn} error={errors.dueOn} onChange={setDueOn} />
      <TextInput
        label="Причина"
        value={reason}
        error={errors.reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}

/** Taken off control: by a decision of a meeting that was held, never by a person's own word. */
export function CancelDialog({ card, onClose }: Props): ReactNode {
  const [decisionId, setDecisionId] = useState('');
  const decisions = useRoute(listDecisions, {});
  const cancel = useAssignmentCommand(cancelAssignment, {
    words: 'Поручение снято решением',
    onDone: onClose,
  });
  const errors = fieldWords([cancel]);
  return (
    <FormDialog
      title="Снять поручение"
      action="Снять"
      commands={cancel}
      onSend={() => cancel.mutate({ params: { id: card.id }, body: { version: card.version, decisionId } })}
      onClose={onClose}
    >
      <p className="muted">
        Поручение снимает только решение заседания, проведённого не раньше, чем оно выдано.
      </p>
      <Select
        label="Решение"
        value={decisionId}
        error={errors.decisionId}
        choices={[
          { value: '', label: decisions.data ? 'выберите' : 'решения загружаются…' },
          ...(decisions.data?.decisions ?? []).map(({ id, basis, text }) => ({
            value: id,
            label: `${basis}: ${text.slice(0, 80)}`,
          })),
        ]}
        onChange={setDecisionId}
      />
    </FormDialog>
  );
}

/** What the decision does not say: who helps, the kind of control, the line of the budget, a result nobody named. */
export function AmendDialog({ card, onClose }: Props): ReactNode {
  const [helpers, setHelpers] = useState(card.helpers.map(({ personId: id, name }) => ({ id, name })));
  const [control, setControl] = useState(card.control);
  const [budgetLine, setBudgetLine] = useState(card.budgetLine);
  const [expectedResult, setExpectedResult] = useState(card.expectedResult);
  const amend = useAssignmentCommand(amendAssignment, {
    words: 'Поручение дополнено',
    onDone: onClose,
  });
  const send = () =>
    amend.mutate({
      params: { id: card.id },
      body: {
        version: card.version,
        coExecutorIds: helpers.map(({ id }) => id),
        control,
        budgetLine,
        expectedResult,
      },
    });
  return (
    <FormDialog
      title="Дополнить поручение"
      action="Сохранить"
      commands={amend}
      onSend={send}
      onClose={onClose}
    >
      {helpers.length > 0 && (
        <p className="assignment__chips">
          {helpers.map(({ id, name }) => (
            <Chip key={id} onRemove={() => setHelpers(helpers.filter((one) => one.id !== id))}>
              {name}
            </Chip>
          ))}
        </p>
      )}
      <PersonField
        key={helpers.length}
        label="Добавить соисполнителя"
        optional
        except={card.responsibleId}
        onPick={(person) =>
          person &&
          !helpers.some(({ id }) => id === person.id) &&
          setHelpers([...helpers, { id: person.id, name: person.name }])
        }
      />
      <Select
        label="Контроль"
        value={control}
        choices={controlKinds.map((kind) => ({ value: kind, label: controlTitles[kind] }))}
        onChange={setControl}
      />
      <TextInput
        label="Строка бюджета"
        optional
        value={budgetLine}
        onChange={(event) => setBudgetLine(event.target.value)}
      />
      {!card.expectedResult && (
        <TextInput
          label="Измеримый результат"
          value={expectedResult}
          onChange={(event) => setExpectedResult(event.target.value)}
        />
      )}
    </FormDialog>
  );
}
