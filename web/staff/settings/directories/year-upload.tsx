import { type ChangeEvent, type ReactNode, useRef, useState } from 'react';
import { previewYear, saveYear } from '../../../../shared/contract/messages/control.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { TextInput } from '../../../ui/forms/field.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { ImpactView } from './impact-view.tsx';

type Preview = RouteReply<typeof previewYear>;

/** A year of the calendar from a file of xmlcalendar: its days and what it would move, then the decision. */
export function YearUpload(props: { onSaved: (year: number) => void }): ReactNode {
  const picker = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const preview = useCommand(previewYear, { refreshes: [] });
  const pick = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    const read = await file.text();
    setText(read);
    preview.mutate({ body: { text: read } });
  };
  return (
    <>
      <Button icon="upload" busy={preview.isPending} onClick={() => picker.current?.click()}>
        Загрузить год из файла
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".xml,.json"
        aria-label="Загрузить год из файла"
        onChange={(event) => void pick(event)}
      />
      <span role="status" className="meta"></span>
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
  const [source, setSource] = useState('');
  const save = useCommand(saveYear, {
    refreshes: ['deadlines', 'control'],
    onDone: ({ year }) => {
      showToast(`Календарь на ${year} год введён`);
      onSaved(year);
    },
  });
  return (
    <Dialog
      isOpen
      isWide
      title={`Календарь на ${preview.year} год`}
      onClose={onClose}
      foot={
        <Button kind="primary" busy={save.isPending} onClick={() => save.mutate({ body: { text, source } })}>
          Ввести
        </Button>
      }
    >
      <Failures of={save} />
      <p>
        В файле {counted(preview.workingDays, 'рабочий день', 'рабочих дня', 'рабочих дней')}, иначе, чем
        сейчас, {counted(preview.days.length, 'день', 'дня', 'дней')}.
      </p>
      <TextInput
        label="Акт или источник"
        hint="Например, постановление о переносе выходных дней. Останется в журнале."
        value={source}
        error={save.fields.source}
        onChange={(event) => setSource(event.target.value)}
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
    </Dialog>
  );
}
