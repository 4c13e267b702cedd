import { type ReactNode, useState } from 'react';
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
import { Failures } from '../../../ui/failures/failures.tsx';
import { Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
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
  const [text, setText] = useState('{имя}, здравствуйте! По сообщению № {номер}: ');
  const [outcome, setOutcome] = useState<Outcome>('solved');
  const [error, setError] = useState<string>();
  const send = () => {
    if (text.trim().length < 20) setError('Напишите, что сделано: ответ слишком короткий');
    else props.onSend(text, outcome);
  };
  return (
    <Dialog
      isOpen
      isWide
      title={`Ответить всем: ${counted(props.count, 'дело', 'дела', 'дел')}`}
      onClose={props.onClose}
      foot={
        <>
          <Button kind="primary" busy={props.command.isPending} onClick={send}>
            На согласование
          </Button>
          <Button onClick={props.onClose}>Отмена</Button>
        </>
      }
    >
      <Failures of={props.command} />
      <TextArea
        label="Ответ"
        hint="{номер}, {адрес}, {имя} и {срок} в каждом письме станут своими. Каждый ответ согласуют и утвердят как обычно: равные — одним решением."
        rows={9}
        value={text}
        error={error}
        onChange={(event) => setText(event.target.value)}
      />
      <Select<Outcome>
        label="Результат"
        value={outcome}
        choices={outcomes.map((value) => ({ value, label: outcomeWords[value].title }))}
        onChange={setOutcome}
      />
    </Dialog>
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
  const [title, setTitle] = useState(card.title);
  const rename = useCommand(renameProblem, {
    onDone: () => {
      onClose();
      showToast('Название сохранено');
    },
  });
  const save = () => rename.mutate({ params: { id: card.id }, body: { version: card.version, title } });
  return (
    <Dialog
      isOpen
      title="Название проблемы"
      onClose={onClose}
      foot={
        <>
          <Button kind="primary" busy={rename.isPending} onClick={save}>
            Сохранить
          </Button>
          <Button onClick={onClose}>Отмена</Button>
        </>
      }
    >
      <Failures of={rename} />
      <TextInput
        label="Название"
        hint="Что и где, как скажет житель: «Нет отопления, ул. Титова, 14»"
        value={title}
        error={rename.fields.title}
        onChange={(event) => setTitle(event.target.value)}
      />
    </Dialog>
  );
}
