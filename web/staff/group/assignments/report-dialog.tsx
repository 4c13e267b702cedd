import { type ReactNode, useState } from 'react';
import { uploadFile } from '../../../../shared/contract/base/files.ts';
import type { AssignmentCard } from '../../../../shared/contract/group/assignments.ts';
import { type EvidenceInput, reportAssignment } from '../../../../shared/contract/group/assignments-moves.ts';
import { evidenceTitles } from '../../../../shared/text/assignments.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { Button } from '../../../ui/button.tsx';
import { FieldError, Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { FileButton } from '../../../ui/forms/file-button.tsx';
import { Chip } from '../../../ui/mark.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
import { useAssignmentCommand } from './use-assignment.ts';

/** What was done and what proves it; the button says what is missing while there is no evidence. */
export function ReportDialog({ card, onClose }: { card: AssignmentCard; onClose: () => void }): ReactNode {
  const [text, setText] = useState('');
  const [evidence, setEvidence] = useState<readonly EvidenceInput[]>([]);
  const [missing, setMissing] = useState('');
  const report = useAssignmentCommand(reportAssignment, {
    words: 'Отчёт отправлен секретарю',
    onDone: onClose,
  });
  const errors = fieldWords([report]);
  const send = () => {
    if (evidence.length === 0) {
      setMissing('Приложите доказательство: файл, фото, дело, измеренное число или ссылку');
      return;
    }
    report.mutate({
      params: { id: card.id },
      body: { version: card.version, text, evidence: [...evidence] },
    });
  };
  const add = (one: EvidenceInput) => {
    setMissing('');
    setEvidence([...evidence, one]);
  };
  return (
    <FormDialog
      title={`Отчёт по поручению ${card.number}`}
      action="Отчитаться"
      isWide
      commands={report}
      onSend={send}
      onClose={onClose}
    >
      {card.expectedResult && <p className="muted">Нужен результат: {card.expectedResult}.</p>}
      <TextArea
        label="Что сделано"
        rows={4}
        value={text}
        error={errors.text}
        onChange={(event) => setText(event.target.value)}
      />
      <EvidenceFields onAdd={add} />
      {evidence.length > 0 && (
        <p className="assignment__chips">
          {evidence.map((one, at) => (
            <Chip
              // biome-ignore lint/suspicious/noArrayIndexKey: two proofs may read alike
              key={at}
              onRemove={() => setEvidence(evidence.filter((_, index) => index !== at))}
            >
              {nameEvidence(one)}
            </Chip>
          ))}
        </p>
      )}
      {missing && <FieldError text={missing} />}
    </FormDialog>
  );
}

function nameEvidence(one: EvidenceInput): string {
  switch (one.kind) {
    case 'file':
      return one.title;
    case 'case':
      return `дело ${one.number}`;
    default:
      return `${one.title}: ${one.value}`;
  }
}

type Typed = 'figure' | 'case' | 'address';
const typedKinds = ['figure', 'case', 'address'] as const;

function EvidenceFields({ onAdd }: { onAdd: (one: EvidenceInput) => void }): ReactNode {
  const [kind, setKind] = useState<Typed>('figure');
  const [title, setTitle] = useState('');
  const [value, setValue] = useState('');
  const isReady = value.trim() !== '' && (kind === 'case' || title.trim() !== '');
  const add = () => {
    if (!isReady) return;
    if (kind === 'case') onAdd({ kind, number: value.trim() });
    else onAdd({ kind, title: title.trim(), value: value.trim() });
    setTitle('');
    setValue('');
  };
  return (
    <fieldset className="assignment__evidence">
      <legend>Доказательства</legend>
      <EvidenceFile onAdd={onAdd} />
      <div className="assignments__form">
        <Select<Typed>
          label="Или"
          value={kind}
          choices={typedKinds.map((one) => ({ value: one, label: evidenceTitles[one] }))}
          onChange={setKind}
        />
        {kind !== 'case' && (
          <TextInput
            label={kind === 'figure' ? 'Что измерено' : 'Что по ссылке'}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
        <TextInput
          label={kind === 'figure' ? 'Сколько' : kind === 'case' ? 'Номер дела' : 'Адрес'}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <Button disabledReason={!isReady && 'Заполните поля доказательства'} onClick={add}>
          Добавить
        </Button>
      </div>
    </fieldset>
  );
}

function EvidenceFile({ onAdd }: { onAdd: (one: EvidenceInput) => void }): ReactNode {
  const [isSending, setSending] = useState(false);
  const send = async (file: File) => {
    setSending(true);
    const sent = await perform(uploadFile, {}, { file });
    if (sent) {
      const { fileId, token } = sent;
      onAdd({ kind: 'file', fileId, token, title: file.name.slice(0, 200) || 'Файл' });
    }
    setSending(false);
  };
  return (
    <FileButton isBusy={isSending} onPick={(file) => void send(file)}>
      Файл или фото
    </FileButton>
  );
}
