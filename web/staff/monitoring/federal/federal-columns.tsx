import { type ReactNode, useState } from 'react';
import {
  type FederalPreview,
  type FederalTable,
  listFederalTables,
  previewFederalTable,
  takeFederalTable,
} from '../../../../shared/contract/monitoring/federal.ts';
import { fateTitles, previewWords } from '../../../../shared/text/monitoring/federal-words.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Section } from '../../../ui/section.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { BadRows } from '../../base/outside-tables/bad-rows.tsx';
import { ColumnFields, chosenColumns, type Mapping } from '../../base/outside-tables/column-fields.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';

const needed: readonly string[] = ['number', 'postedAt'];

/** Which column of the file means what, then what becomes of its rows, then the taking in. */
export function FederalColumns({ table, onDone }: { table: FederalTable; onDone: () => void }): ReactNode {
  const fields = useRoute(listFederalTables).data?.fields ?? [];
  const [seen, setSeen] = useState<{ mapping: Mapping; preview: FederalPreview } | null>(null);
  const preview = useCommand(previewFederalTable, {
    onDone: (made) => setSeen({ mapping: chosenColumns(form.get().mapping), preview: made }),
  });
  const form = useForm<{ mapping: Mapping }>({
    start: { mapping: table.mapping },
    commands: preview,
    isPassing: true,
    rename: (name) => `mapping.${name}`,
    send: ({ mapping }) =>
      preview.mutate({ params: { id: table.id }, body: { mapping: chosenColumns(mapping) } }),
  });
  return (
    <>
      <Form form={form} isListed>
        <p>
          {counted(table.rowCount, 'строка', 'строки', 'строк')}. Укажите, какой столбец что значит: нужны
          номер, дата и текст или ссылка; остальное — если есть.
        </p>
        <ColumnFields form={form} fields={fields} headers={table.headers} needed={needed} />
        <div className="cluster">
          <SendButton form={form} kind={seen ? undefined : 'primary'}>
            Посмотреть, что станет
          </SendButton>
          <span className="small">Просмотр ничего не меняет.</span>
        </div>
      </Form>
      {seen && <PreviewPart table={table} mapping={seen.mapping} preview={seen.preview} onDone={onDone} />}
    </>
  );
}

function PreviewPart(props: {
  table: FederalTable;
  mapping: Mapping;
  preview: FederalPreview;
  onDone: () => void;
}): ReactNode {
  const { table, mapping, preview, onDone } = props;
  const take = useCommand(takeFederalTable, {
    done: 'Файл принят',
    refreshes: ['federal', 'incidents'],
    onDone,
  });
  return (
    <Section title="Что станет с файлом" className="stack">
      <p role="status">
        <b>{previewWords(preview)}</b>
      </p>
      <BadRows isOpen title="Строки с ошибками, их не примем" of={preview} />
      <DeskTable
        caption="Первые строки, как они прочитаны"
        rows={preview.sample}
        rowKey={({ row }) => String(row)}
        columns={[
          { id: 'number', head: 'Номер', isName: true, cell: ({ number }) => number },
          { id: 'text', head: 'Текст', cell: ({ text }) => text },
          { id: 'posted', head: 'Опубликовано', cell: ({ postedAt }) => postedAt },
          { id: 'status', head: 'Статус', cell: ({ status }) => status },
          { id: 'due', head: 'Срок', cell: ({ dueAt }) => dueAt },
          { id: 'fate', head: 'Что станет', cell: ({ fate }) => fateTitles[fate] },
        ]}
        empty={<EmptyState title="Ни одна строка не прочитана">Проверьте столбцы.</EmptyState>}
      />
      <Failures of={take} title="Файл не принят" />
      <p>
        <Button
          kind="primary"
          busy={take.isPending}
          onClick={() => take.mutate({ params: { id: table.id }, body: { mapping } })}
        >
          Принять файл
        </Button>
      </p>
    </Section>
  );
}
