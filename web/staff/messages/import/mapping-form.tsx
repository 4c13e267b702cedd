import type { ReactNode } from 'react';
import { type ImportTable, startImport } from '../../../../shared/contract/messages/imports.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { partOf } from '../../../ui/forms/fields.ts';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ColumnChoices } from './column-choices.tsx';
import { OptionsPart, type RunOptions } from './options-part.tsx';
import { PreviewTable } from './preview-table.tsx';

const needsText = 'Укажите столбец с текстом сообщения: без него нечего загружать';

/** Columns, settings and the button that begins. */
export function MappingForm({ table }: { table: ImportTable }): ReactNode {
  const [, changeQuery] = useUrlQuery();
  const start = useCommand(startImport, { onDone: () => changeQuery({ again: '' }) });
  const form = useForm({
    start: {
      mapping: table.mapping,
      options: {
        source: table.source,
        channel: table.channel,
        isOwnCity: table.isOwnCity,
        isStrict: false,
      } as RunOptions,
    },
    commands: start,
    check: ({ mapping }) => ({ 'mapping.text': !mapping.text && needsText }),
    // One refusal calls a column `source`, the other the setting of that name.
    rename: (name) => (start.code === 'imports.bad-mapping' ? `mapping.${name}` : `options.${name}`),
    send: ({ mapping, options }) => start.mutate({ params: { id: table.id }, body: { mapping, ...options } }),
  });
  useHotkeys('Загрузка данных', [{ keys: 'Ctrl+Enter', label: 'Загрузить', run: form.send }]);
  return (
    <Form form={form} className="stack import-step" isListed>
      <PreviewTable table={table} mapping={form.values.mapping} />
      <ColumnChoices table={table} form={partOf(form, 'mapping')} />
      <OptionsPart table={table} form={partOf(form, 'options')} />
      <div className="cluster import-start">
        <SendButton form={form} size="main" hint="Ctrl+Enter">
          Загрузить
        </SendButton>
        <span className="small muted">
          Сначала проверим все строки. Если файл не читается до конца, не появится ни одного дела.
        </span>
      </div>
    </Form>
  );
}
