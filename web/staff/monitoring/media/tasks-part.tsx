import { type ReactNode, useState } from 'react';
import type { MediaCard, MediaTask } from '../../../../shared/contract/monitoring/media.ts';
import { addMediaTask, endMediaTask } from '../../../../shared/contract/monitoring/media-acts.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';

/** What is to be done, by whom, by what day: people are reminded by the ladder of all terms. */
export function TasksPart({ card, mayKeep }: { card: MediaCard; mayKeep: boolean }): ReactNode {
  const [open, setOpen] = useState<MediaTask | 'new' | null>(null);
  const onClose = () => setOpen(null);
  return (
    <Section title="Задачи" className="desk__sheet">
      {card.tasks.length === 0 && <p className="muted">Задач нет.</p>}
      <ul className="media__rows">
        {card.tasks.map((task) => (
          <TaskRow key={task.id} task={task} onEnd={() => setOpen(task)} />
        ))}
      </ul>
      {mayKeep && (
        <span>
          <Button icon="plus" onClick={() => setOpen('new')}>
            Задача
          </Button>
        </span>
      )}
      {open === 'new' && <TaskDialog card={card} onClose={onClose} />}
      {open !== null && open !== 'new' && <EndTaskDialog card={card} task={open} onClose={onClose} />}
    </Section>
  );
}

function TaskRow({ task, onEnd }: { task: MediaTask; onEnd: () => void }): ReactNode {
  const formats = useFormats();
  return (
    <li>
      <p className="cluster">
        <b>{task.words}</b>
        {task.doneAt ? (
          <Mark tone="ok">сделано {formats.date(task.doneAt)}</Mark>
        ) : (
          <Mark tone={task.isLate ? 'danger' : 'info'}>
            {task.isLate ? 'просрочено, было до ' : 'до '}
            {formats.date(task.dueAt)}
          </Mark>
        )}
        {task.can.includes('end') && (
          <Button kind="quiet" onClick={onEnd}>
            Сделано<span className="aloud">: {task.words}</span>
          </Button>
        )}
      </p>
      <p className="muted small">
        {task.owner}
        {task.outcome && `. ${task.outcome}`}
      </p>
    </li>
  );
}

function TaskDialog({ card, onClose }: { card: MediaCard; onClose: () => void }): ReactNode {
  const add = useCommand(addMediaTask, { done: 'Задача поставлена', onDone: onClose });
  const form = useForm({
    start: { words: '', ownerId: '', dueOn: '' },
    commands: add,
    check: ({ words, ownerId, dueOn }) => ({
      words: words.trim().length < 3 && 'Напишите, что сделать',
      ownerId: !ownerId && 'Выберите, кто сделает',
      dueOn: !dueOn && 'Назовите день',
    }),
    send: (values) => add.mutate({ params: { id: card.id }, body: { version: card.version, ...values } }),
  });
  return (
    <FormDialog form={form} title="Задача" action="Поставить" onClose={onClose}>
      <LongTextField form={form} name="words" label="Что сделать" rows={2} maxLength={500} />
      <PersonField form={form} name="ownerId" label="Кто сделает" />
      <DateField form={form} name="dueOn" label="До какого дня" />
    </FormDialog>
  );
}

function EndTaskDialog(props: { card: MediaCard; task: MediaTask; onClose: () => void }): ReactNode {
  const { card, task, onClose } = props;
  const end = useCommand(endMediaTask, { done: 'Задача сделана', onDone: onClose });
  const form = useForm({
    start: { outcome: '' },
    commands: end,
    send: ({ outcome }) =>
      end.mutate({
        params: { id: card.id, task: task.id },
        body: { version: card.version, outcome: outcome.trim() },
      }),
  });
  return (
    <FormDialog form={form} title="Задача сделана" action="Отметить" onClose={onClose} sendsByEnter>
      <p>{task.words}</p>
      <TextField form={form} name="outcome" label="Что вышло" maxLength={500} optional />
    </FormDialog>
  );
}
