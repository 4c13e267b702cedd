import { type ReactNode, useState } from 'react';
import { previewYear, saveYear } from '../../../../shared/contract/messages/control.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { FileButton } from '../../../ui/forms/file-button.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { EmptyState } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { ImpactView } from './impact-view.tsx';

type Preview = RouteReply<typeof previewYear>;

/** A year of the calendar from a file of xmlcalendar: its days and what it would move, then the decision. */
export function YearUpload(props: { onSaved: (year: number) => void }): ReactNode {
  const [text, setText] = useState('');
  const preview = useCommand(previewYear, { refreshes: [] });
  const pick = async (file: File): Promise<void> => {
    const read = await file.text();
    setText(read);
    preview.mutate({ body: { text: read } });
  };
  return (
    <>
      <FileButton
        icon="upload"
        label="Загрузить год из файла"
        accept=".xml,.json"
        isBusy={preview.isPending}
        onPick={(file) => void pick(file)}
      >
        Загрузить год из файла
      </FileButton>
      {preview.data && (
        <YearDialog
          text={text}
          preview={preview.data}
          onClose={preview.reset}
          onSaved={(year) => {
            preview.reset();
            props.onSaved(year);
          }}
        />
      )}
    </>
  );
}

function YearDialog(props: {
  text: string;
  preview: Preview;
  onClose: () => void;
  onSaved: (year: number) => void;
}): ReactNode {
  const { text, preview, onClose, onSaved } = props;
  const save = useCommand(saveYear, {
    refreshes: ['deadlines', 'control'],
    onDone: ({ year }) => {
      showToast(`Календарь на ${year} год введён`);
      onSaved(year);
    },
  });
  const form = useForm({
    start: { source: '' },
    commands: save,
    send: ({ source }) => save.mutate({ body: { text, source } }),
  });
  return (
    <FormDialog
      form={form}
      isWide
      title={`Календарь на ${preview.year} год`}
      onClose={onClose}
      action="Ввести"
    >
      <p>
        В файле {counted(preview.workingDays, 'рабочий день', 'рабочих дня', 'рабочих дней')}, иначе, чем
        сейчас, {counted(preview.days.length, 'день', 'дня', 'дней')}.
      </p>
      <TextField
        form={form}
        name="source"
        label="Акт или источник"
        hint="Например, постановление о переносе выходных дней. Останется в журнале."
      />
      <ImpactView impact={preview.impact} />
      <DeskTable<Preview['days'][number]>
        caption="Дни, которые станут другими"
        rows={preview.days}
        rowKey={(row) => row.date}
        columns={[
          { id: 'date', head: 'День', isName: true, cell: (row) => formatDay(row.date) },
          { id: 'from', head: 'Сейчас', cell: (row) => row.from },
          { id: 'to', head: 'В файле', cell: (row) => row.to },
        ]}
        empty={<EmptyState title="Дни те же" />}
      />
    </FormDialog>
  );
}
