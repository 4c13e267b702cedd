import type { ReactNode } from 'react';
import {
  cancelImport,
  getImportTable,
  type ImportProgress,
  type ImportTable,
} from '../../../../shared/contract/messages/imports.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Note } from '../../../ui/mark.tsx';
import { Loadable, SkeletonLines } from '../../../ui/states.tsx';
import { describeFile } from './import-words.ts';
import { MappingForm } from './mapping-form.tsx';
import { StepHeading } from './step-heading.tsx';

/** What is in the file, and what its columns mean. */
export function MappingPart({ run, takesFocus }: { run: ImportProgress; takesFocus: boolean }): ReactNode {
  const table = useRoute(getImportTable, { params: { id: run.id } }, { keepOld: false, staleTime: 300_000 });
  return (
    <Loadable
      query={table}
      failed="Файл не открылся"
      skeleton={<SkeletonLines lines={8} label="Читаем файл…" />}
    >
      {(data) => (
        <div className="stack import-step">
          <FileHead table={data} run={run} takesFocus={takesFocus} />
          <MappingForm table={data} />
        </div>
      )}
    </Loadable>
  );
}

function FileHead(props: { table: ImportTable; run: ImportProgress; takesFocus: boolean }): ReactNode {
  const { table, run, takesFocus } = props;
  return (
    <section className="stack stack--tight" aria-labelledby="import-file">
      <div className="import-file">
        <StepHeading id="import-file" takesFocus={takesFocus}>
          {table.filename}
        </StepHeading>
        <AnotherFile run={run} />
      </div>
      <p className="muted">{describeFile(table)}</p>
      <Notices table={table} />
    </section>
  );
}

/** A file that has not been run is forgotten when another is wanted. */
function AnotherFile({ run }: { run: ImportProgress }): ReactNode {
  const [, changeQuery] = useUrlQuery();
  const leave = () => changeQuery({ id: '', again: '' }, { replace: false });
  const forget = useCommand(cancelImport, { onDone: leave });
  if (run.state !== 'uploaded') return <ButtonLink to="/staff/import">Другой файл</ButtonLink>;
  return (
    <Button busy={forget.isPending} onClick={() => forget.mutate({ params: { id: run.id } })}>
      Другой файл
    </Button>
  );
}

function Notices({ table }: { table: ImportTable }): ReactNode {
  const { dateTime } = useFormats();
  const { former, isDamaged, isRemembered } = table;
  return (
    <>
      {former && (
        <Note>
          <p>
            <b>Этот файл уже загружали {dateTime(former.at)}.</b> Тогда создано{' '}
            {counted(former.accepted, 'дело', 'дела', 'дел')}. Новых дел не прибавится: строки отметим как
            повторы.
          </p>
        </Note>
      )}
      {isDamaged && (
        <Note>
          <p>
            <b>Файл местами испорчен.</b> Строки, где знаки не читаются, не загрузим и назовём в отчёте.
          </p>
        </Note>
      )}
      {isRemembered && <p>Столбцы и настройки — как в прошлый раз для такой таблицы.</p>}
    </>
  );
}
