import type { ReactNode } from 'react';
import {
  type answerProblem,
  type ProblemCard,
  renameProblem,
} from '../../../../shared/contract/messages/problems.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import type { Running } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { outcomeWords } from '../../base/case-kit/case-words.ts';

type Outcome = RouteInput<typeof answerProblem>['body']['outcome'];

const outcomes = [
  'solved',
  'solved_partly',
  'explained',
  'refused',
  'not_confirmed',
] as const satisfies readonly Outcome[];

/** One answer for all: the fields in braces become each letter's own. */
export function AnswerDialog(props: {
  count: number;
  command: Running;
  onSend: (text: string, outcome: Outcome) => void;
  onClose: () => void;
}): ReactNode {
  const form = useForm<{ text: string; outcome: Outcome }>({
    start: { text: '{имя}, здравствуйте! По сообщению № {номер}: ', outcome: 'solved' },
    commands: props.command,
    check: ({ text }) => ({
      text: text.trim().length < 20 && 'Напишите, что сделано: ответ слишком короткий',
    }),
    send: ({ text, outcome }) => props.onSend(text, outcome),
  });
  return (
    <FormDialog
      form={form}
      isWide
      title={`Ответить всем: ${counted(props.count, 'дело', 'дела', 'дел')}`}
      onClose={props.onClose}
      action="На согласование"
      more={<Button onClick={props.onClose}>Отмена</Button>}
    >
      <LongTextField
        form={form}
        name="text"
        label="Ответ"
        hint="{номер}, {адрес}, {имя} и {срок} в каждом письме станут своими. Каждый ответ согласуют и утвердят как обычно: равные — одним решением."
        rows={9}
      />
      <SelectField
        form={form}
        name="outcome"
        label="Результат"
        choices={outcomes.map((value) => ({ value, label: outcomeWords[value].title }))}
      />
    </FormDialog>
  );
}

export function DissolveDialog(props: {
  count: number;
  onDissolve: () => void;
  onClose: () => void;
}): ReactNode {
  return (
    <Dialog
      isOpen
      title="Разобрать проблему?"
      onClose={props.onClose}
      foot={
        <>
          <Button kind="danger" onClick={props.onDissolve}>
            Разобрать
          </Button>
          <Button onClick={props.onClose}>Оставить</Button>
        </>
      }
    >
      <p>
        {counted(props.count, 'дело', 'дела', 'дел')} вернутся туда, где были до объединения: очередь, тема,
        исполнитель, сроки. Общие ответы, которые ещё не ушли, отзываются. Отправленные письма и то, что с
        делом сделали отдельно, остаются.
      </p>
    </Dialog>
  );
}

export function RenameDialog(props: { card: ProblemCard; onClose: () => void }): ReactNode {
  const { card, onClose } = props;
  const rename = useCommand(renameProblem, {
    onDone: () => {
      onClose();
      showToast('Название сохранено');
    },
  });
  const form = useForm({
    start: { title: card.title },
    commands: rename,
    send: ({ title }) => rename.mutate({ params: { id: card.id }, body: { version: card.version, title } }),
  });
  return (
    <FormDialog
      form={form}
      title="Название проблемы"
      onClose={onClose}
      action="Сохранить"
      more={<Button onClick={onClose}>Отмена</Button>}
    >
      <TextField
        form={form}
        name="title"
        label="Название"
        hint="Что и где, как скажет житель: «Нет отопления, ул. Примерная, 14»"
      />
    </FormDialog>
  );
}
