import type { ReactNode } from 'react';
import {
  closeIncident,
  convertIncident,
  refuseIncident,
  splitIncident,
} from '../../../../shared/contract/monitoring/incident-acts.ts';
import {
  type DismissReason,
  dismissReasons,
  type IncidentCard,
} from '../../../../shared/contract/monitoring/incidents.ts';
import { dismissReasonNotes, postsWords } from '../../../../shared/text/monitoring/incident-words.ts';
import { dismissReasonTitles } from '../../../../shared/text/monitoring/incidents.ts';
import { capitalise, shorten } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { ItemsField } from '../../../ui/forms/choice-field.tsx';
import { useFields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ChoiceDialog } from '../../base/case-kit/choice-dialog.tsx';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { SureDialog } from '../../base/case-kit/sure-dialog.tsx';
import { layTalk } from './talk.ts';

interface Props {
  card: IncidentCard;
  onClose: () => void;
}

const isReason = (id: string): id is DismissReason => dismissReasons.some((reason) => reason === id);

/** B, then the digit of a reason. */
export function DismissDialog(
  props: Props & { onPick: (reason: DismissReason, note: string) => void },
): ReactNode {
  const { card, onPick, onClose } = props;
  const fields = useFields({ note: '' });
  return (
    <ChoiceDialog
      title="Почему отклонить?"
      intro={<p className="muted">{card.title}</p>}
      choices={dismissReasons.map((reason) => ({
        id: reason,
        label: capitalise(dismissReasonTitles[reason]),
        note: dismissReasonNotes[reason],
      }))}
      onPick={(id) => isReason(id) && onPick(id, fields.get().note.trim())}
      onClose={onClose}
    >
      <TextField
        form={fields}
        name="note"
        label="Пояснение"
        optional
        hint="Для коллег. Затем выберите причину"
        maxLength={300}
      />
    </ChoiceDialog>
  );
}

/** L: posts that are another matter become an incident of their own. */
export function SplitDialog({ card, onClose }: Props): ReactNode {
  const { members } = layTalk(card);
  const split = useCommand(splitIncident, {
    onDone: ({ apart }) => {
      showToast(`Отделено: ${apart.number}`);
      onClose();
    },
  });
  const form = useForm({
    start: { postIds: [] as readonly string[] },
    commands: split,
    gap: ({ postIds }) =>
      (postIds.length === 0 && 'Отметьте записи') ||
      (postIds.length === members.length && 'Оставьте хотя бы одну запись'),
    send: ({ postIds }) =>
      split.mutate({ params: { id: card.id }, body: { version: card.version, postIds: [...postIds] } }),
  });
  return (
    <FormDialog form={form} title="Разделить записи" action="Отделить" onClose={onClose}>
      <p className="muted">
        Сейчас вместе {postsWords(members.length)}. Отмеченные станут отдельным инцидентом.
      </p>
      <ItemsField
        form={form}
        name="postIds"
        legend="Что отделить"
        choices={members.map(({ id, text, authorName, why }) => ({
          value: id,
          label: `${authorName}: ${shorten(text, 90)}`,
          hint: why.length > 0 ? why.join(', ') : undefined,
        }))}
      />
    </FormDialog>
  );
}

/** D: it cannot be taken back, so it is asked. */
export function ConvertDialog(props: Props & { onDone: (caseNumber: string | null) => void }): ReactNode {
  const { card, onDone, onClose } = props;
  const convert = useCommand(convertIncident, {
    refreshes: ['incidents', 'cases'],
    onDone: (reply) => onDone(reply.caseNumber),
  });
  return (
    <SureDialog
      title="Сделать дело?"
      action="Сделать дело"
      commands={convert}
      onSend={() => convert.mutate({ params: { id: card.id }, body: { version: card.version } })}
      onClose={onClose}
    >
      <p>{card.title}</p>
      <p className="muted">
        Слова, ссылка и доказательство перейдут в дело, исполнитель и срок — по теме. Это не обращение: срок
        59-ФЗ не начинается. Вернуть нельзя.
      </p>
    </SureDialog>
  );
}

/** It was sent to us and is not ours. */
export function RefuseDialog(props: Props & { onDone: () => void }): ReactNode {
  const { card, onDone, onClose } = props;
  const refuse = useCommand(refuseIncident, { done: 'Возвращено тем, кто разбирает', onDone });
  return (
    <ReasonDialog
      title="Вернуть: не наше"
      label="Почему и чьё это"
      action="Вернуть"
      commands={refuse}
      onSend={(ground) => refuse.mutate({ params: { id: card.id }, body: { version: card.version, ground } })}
      onClose={onClose}
    />
  );
}

export function CloseDialog(props: Props & { onDone: () => void }): ReactNode {
  const { card, onDone, onClose } = props;
  const close = useCommand(closeIncident, { done: 'Инцидент закрыт', onDone });
  return (
    <ReasonDialog
      title="Закрыть инцидент"
      label="Что вышло"
      hint="«Тепло дали, автор подтвердил»"
      action="Закрыть"
      commands={close}
      onSend={(reason) => close.mutate({ params: { id: card.id }, body: { version: card.version, reason } })}
      onClose={onClose}
    />
  );
}
