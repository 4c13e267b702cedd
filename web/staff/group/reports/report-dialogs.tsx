import { type ReactNode, useState } from 'react';
import {
  commentReport,
  type ReportBlock,
  type ReportCard,
  resolveReport,
  signReport,
} from '../../../../shared/contract/group/head-reports.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { FieldError, TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';
import { emptyProof, ProofFields, proofBody } from '../../base/parts/proof-fields.tsx';
import { blockTitles } from './report-words.ts';

export function CommentDialog(props: {
  card: ReportCard;
  block: ReportBlock;
  onClose: () => void;
}): ReactNode {
  const { card, block, onClose } = props;
  const [text, setText] = useState(card.comments[block] ?? '');
  const save = useCommand(commentReport, {
    onDone: () => {
      showToast('Пояснение сохранено');
      onClose();
    },
  });
  const errors = fieldWords([save]);
  return (
    <FormDialog
      title={`Пояснение: ${blockTitles[block]}`}
      action="Сохранить"
      commands={save}
      onSend={() => save.mutate({ params: { id: card.id }, body: { version: card.version, block, text } })}
      onClose={onClose}
    >
      <TextArea
        label="Слова центра"
        hint="Пусто — пояснения не будет"
        rows={4}
        value={text}
        error={errors.text}
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}

/** The chair's simple electronic signature. */
export function SignDialog({ card, onClose }: { card: ReportCard; onClose: () => void }): ReactNode {
  const [proof, setProof] = useState(emptyProof);
  const sign = useCommand(signReport, {
    mustReread: true,
    onDone: () => {
      showToast('Отчёт подписан');
      onClose();
    },
  });
  const errors = fieldWords([sign]);
  return (
    <FormDialog
      title="Подписать отчёт"
      action="Подписать"
      commands={sign}
      onSend={() =>
        sign.mutate({ params: { id: card.id }, body: { version: card.version, ...proofBody(proof) } })
      }
      onClose={onClose}
    >
      <p>Подпись — простая электронная. Числа, слова и файл отчёта больше не изменятся.</p>
      <ProofFields proof={proof} errors={errors} onChange={setProof} />
    </FormDialog>
  );
}

const inTwoWeeks = (day: string): string =>
  new Date(Date.parse(`${day}T00:00Z`) + 14 * 86_400_000).toISOString().slice(0, 10);

/** The head's words; each task becomes an assignment at once. */
export function ResolveDialog({ card, onClose }: { card: ReportCard; onClose: () => void }): ReactNode {
  const today = localDay(Date.now(), useZone());
  const empty = { text: '', responsibleId: '', dueOn: inTwoWeeks(today), expectedResult: '' };
  const [text, setText] = useState('');
  const [tasks, setTasks] = useState<(typeof empty)[]>([]);
  const [missing, setMissing] = useState('');
  const resolve = useCommand(resolveReport, {
    onDone: ({ assignments }) => {
      showToast(assignments.length > 0 ? 'Резолюция наложена, поручения выданы' : 'Резолюция наложена');
      onClose();
    },
  });
  const errors = fieldWords([resolve]);
  const set = (at: number, patch: Partial<typeof empty>) =>
    setTasks(tasks.map((task, index) => (index === at ? { ...task, ...patch } : task)));
  const send = () => {
    const isWhole = tasks.every(({ responsibleId }) => responsibleId);
    setMissing(isWhole ? '' : 'У каждого поручения выберите исполнителя');
    if (isWhole) resolve.mutate({ params: { id: card.id }, body: { version: card.version, text, tasks } });
  };
  const rest = Object.entries(errors).filter(([name]) => name !== 'text');
  return (
    <FormDialog title="Резолюция" action="Наложить" commands={resolve} onSend={send} onClose={onClose}>
      <TextArea
        label="Текст резолюции"
        rows={3}
        value={text}
        error={errors.text}
        onChange={(event) => setText(event.target.value)}
      />
      {tasks.map((task, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form keep their order
        <fieldset key={at} className="report__task">
          <legend>Поручение {at + 1}</legend>
          <TextArea
            label="Что сделать"
            rows={2}
            value={task.text}
            onChange={(event) => set(at, { text: event.target.value })}
          />
          <PersonField
            label="Исполнитель"
            onPick={(person) => set(at, { responsibleId: person?.id ?? '' })}
          />
          <DateInput label="Срок" value={task.dueOn} onChange={(dueOn) => set(at, { dueOn })} />
          <TextInput
            label="По чему видно, что сделано"
            value={task.expectedResult}
            onChange={(event) => set(at, { expectedResult: event.target.value })}
          />
        </fieldset>
      ))}
      <Button icon="plus" onClick={() => setTasks([...tasks, empty])}>
        Поручение
      </Button>
      {missing && <FieldError text={missing} />}
      {rest.map(([name, words]) => (
        <FieldError key={name} text={words} />
      ))}
    </FormDialog>
  );
}
