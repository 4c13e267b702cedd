import type { ReactNode } from 'react';
import type { Running } from '../../../lib/commands/failure.ts';
import { CheckField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import './participation.css';

interface Decision {
  isNeeded: boolean;
  title: string;
  words: string;
  actTitle: string;
  actNumber: string;
  actOn: string | null;
  actUrl: string;
}

interface Props {
  /** «Что город с этим сделал». */
  title: string;
  /** An example of a decision in one line, and of its document. */
  titleHint: string;
  actHint: string;
  /** How the line is called where nothing is to be decided. */
  notNeededLabel: string;
  command: Running;
  send: (decision: Decision) => void;
  onClose: () => void;
}

/** What was decided on what residents were asked about, with its document; or why no decision is needed. */
export function DecisionDialog(props: Props): ReactNode {
  const { command, send, onClose } = props;
  const form = useForm({
    start: { isNotNeeded: false, title: '', words: '', actTitle: '', actNumber: '', actOn: '', actUrl: '' },
    commands: command,
    check: ({ title, words, isNotNeeded, actUrl }) => ({
      title: title.trim().length < 3 && 'Напишите, что решили',
      words:
        isNotNeeded && words.trim().length < 10 && 'Напишите, почему решение не требуется: это прочтут все',
      actUrl: actUrl.trim() !== '' && !/^https?:\/\/\S+$/u.test(actUrl.trim()) && 'Адрес целиком, с https://',
    }),
    send: ({ isNotNeeded, actOn, ...values }) =>
      send({ ...values, isNeeded: !isNotNeeded, actOn: actOn || null }),
  });
  const { isNotNeeded } = form.values;
  return (
    <FormDialog form={form} title={props.title} action="Записать" isWide onClose={onClose}>
      <CheckField form={form} name="isNotNeeded">
        Решение не требуется
      </CheckField>
      <TextField
        form={form}
        name="title"
        label={isNotNeeded ? props.notNeededLabel : 'Что решили'}
        hint={props.titleHint}
        maxLength={300}
      />
      <LongTextField
        form={form}
        name="words"
        label={isNotNeeded ? 'Почему решение не требуется' : 'Что и когда будет'}
        rows={3}
        maxLength={2000}
      />
      {!isNotNeeded && (
        <>
          <TextField
            form={form}
            name="actTitle"
            label="Документ"
            hint={props.actHint}
            optional
            maxLength={200}
          />
          <div className="participation__pair">
            <TextField form={form} name="actNumber" label="Номер" optional maxLength={60} />
            <DateField form={form} name="actOn" label="От какого дня" optional />
          </div>
          <TextField form={form} name="actUrl" label="Адрес документа" optional maxLength={500} />
        </>
      )}
    </FormDialog>
  );
}
