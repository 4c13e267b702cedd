import { type FormEvent, type ReactNode, useState } from 'react';
import {
  type ImportMapping,
  type ImportTable,
  startImport,
} from '../../../../shared/contract/messages/imports.ts';
import type { ProblemCode } from '../../../lib/api-problem.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { FormErrors } from '../../../ui/failures/failures.tsx';
import { ColumnChoices, fieldIdOf } from './column-choices.tsx';
import { OptionsPart, type RunOptions, sourceFieldId } from './options-part.tsx';
import { PreviewTable } from './preview-table.tsx';

const needsText = 'Укажите столбец с текстом сообщения: без него нечего загружать';

/** Names of the server's fields → ids of our controls; `source` is a column in one refusal and a setting in the other. */
const idsOf = (code: ProblemCode | null, table: ImportTable): Record<string, string> =>
  code === 'imports.bad-mapping'
    ? Object.fromEntries(table.fields.map(({ id }) => [id, fieldIdOf(id)]))
    : { source: sourceFieldId };

/** Columns, settings and the button that begins. */
export function MappingForm({ table }: { table: ImportTable }): ReactNode {
  const [, changeQuery] = useUrlQuery();
  const [mapping, setMapping] = useState<ImportMapping>(table.mapping);
  const [options, setOptions] = useState<RunOptions>({
    source: table.source,
    channel: table.channel,
    isOwnCity: table.isOwnCity,
    isStrict: false,
  });
  const [lacking, setLacking] = useState<Record<string, string>>({});
  const start = useCommand(startImport, { onDone: () => changeQuery({ again: '' }) });
  const errors = Object.keys(lacking).length > 0 ? lacking : fieldWords([start], idsOf(start.code, table));
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const found: Record<string, string> = mapping.text ? {} : { [fieldIdOf('text')]: needsText };
    setLacking(found);
    if (Object.keys(found).length > 0 || start.isPending) return;
    start.mutate({ params: { id: table.id }, body: { mapping, ...options } });
  };
  useHotkeys('Загрузка данных', [{ keys: 'Ctrl+Enter', label: 'Загрузить', run: submit }]);
  return (
    <form className="stack import-step" onSubmit={submit} noValidate>
      <FormErrors errors={errors} of={start} />
      <PreviewTable table={table} mapping={mapping} />
      <ColumnChoices table={table} mapping={mapping} errors={errors} onChange={setMapping} />
      <OptionsPart table={table} options={options} errors={errors} onChange={setOptions} />
      <div className="cluster import-start">
        <Button type="submit" kind="primary" size="main" hint="Ctrl+Enter" busy={start.isPending}>
          Загрузить
        </Button>
        <span className="small muted">
          Сначала проверим все строки. Если файл не читается до конца, не появится ни одного дела.
        </span>
      </div>
    </form>
  );
}
