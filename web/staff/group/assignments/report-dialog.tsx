import type { ReactNode } from 'react';
import type { AssignmentCard } from '../../../../shared/contract/group/assignments.ts';
import { type EvidenceInput, reportAssignment } from '../../../../shared/contract/group/assignments-moves.ts';
import { evidenceTitles } from '../../../../shared/text/group/assignments.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FieldError } from '../../../ui/forms/field.tsx';
import { useFields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Chip } from '../../../ui/mark.tsx';
import { AddFile } from '../../base/parts/papers.tsx';
import { useAssignmentCommand } from './use-assignment.ts';

/** What was done and what proves it; the button says what is missing while there is no evidence. */
export function ReportDialog({ card, onClose }: { card: AssignmentCard; onClose: () => void }): ReactNode {
  const report = useAssignmentCommand(reportAssignment, {
    words: 'Отчёт отправлен секретарю',
    onDone: onClose,
  });
  const form = useForm<{ text: string; evidence: EvidenceInput[] }>({
    start: { text: '', evidence: [] },
    commands: report,
    check: ({ evidence }) => ({
      evidence:
        evidence.length === 0 && 'Приложите доказательство: файл, фото, дело, измеренное число или ссылку',
    }),
    send: (values) => report.mutate({ params: { id: card.id }, body: { version: card.version, ...values } }),
  });
  const { evidence } = form.values;
  const missing = form.errorOf('evidence');
  return (
    <FormDialog
      title={`Отчёт по поручению ${card.number}`}
      action="Отчитаться"
      isWide
      form={form}
      onClose={onClose}
    >
      {card.expectedResult && <p className="muted">Нужен результат: {card.expectedResult}.</p>}
      <LongTextField form={form} name="text" label="Что сделано" rows={4} />
      <EvidenceFields onAdd={(one) => form.set({ evidence: [...evidence, one] })} />
      {evidence.length > 0 && (
        <p className="assignment__chips">
          {evidence.map((one, at) => (
            <Chip
              // biome-ignore lint/suspicious/noArrayIndexKey: two proofs may read alike
              key={at}
              onRemove={() => form.set({ evidence: evidence.filter((_, index) => index !== at) })}
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
  const fields = useFields<{ kind: Typed; title: string; value: string }>({
    kind: 'figure',
    title: '',
    value: '',
  });
  const { kind, title, value } = fields.values;
  const isReady = value.trim() !== '' && (kind === 'case' || title.trim() !== '');
  const add = () => {
    if (!isReady) return;
    if (kind === 'case') onAdd({ kind, number: value.trim() });
    else onAdd({ kind, title: title.trim(), value: value.trim() });
    fields.set({ title: '', value: '' });
  };
  return (
    <fieldset className="assignment__evidence">
      <legend>Доказательства</legend>
      <AddFile onSent={(file) => onAdd({ kind: 'file', ...file })}>Файл или фото</AddFile>
      <div className="assignments__form">
        <SelectField
          form={fields}
          name="kind"
          label="Или"
          choices={typedKinds.map((one) => ({ value: one, label: evidenceTitles[one] }))}
        />
        {kind !== 'case' && (
          <TextField
            form={fields}
            name="title"
            label={kind === 'figure' ? 'Что измерено' : 'Что по ссылке'}
          />
        )}
        <TextField
          form={fields}
          name="value"
          label={kind === 'figure' ? 'Сколько' : kind === 'case' ? 'Номер дела' : 'Адрес'}
        />
        <Button disabledReason={!isReady && 'Заполните поля доказательства'} onClick={add}>
          Добавить
        </Button>
      </div>
    </fieldset>
  );
}
