import type { ReactNode } from 'react';
import {
  compareSnapshot,
  listSnapshots,
  type Snapshot,
} from '../../../../shared/contract/messages/reconcile.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ColumnFields, chosenColumns, type Mapping } from '../../base/outside-tables/column-fields.tsx';

/** Which column of the table means what; remembered for tables of the same columns. */
export function ColumnsPart(props: { snapshot: Snapshot; onDone: () => void }): ReactNode {
  const { snapshot } = props;
  const fields = useRoute(listSnapshots).data?.fields ?? [];
  const compare = useCommand(compareSnapshot, { refreshes: ['reconcile'], onDone: props.onDone });
  const form = useForm<{ mapping: Mapping }>({
    start: { mapping: snapshot.mapping },
    commands: compare,
    rename: (name) => `mapping.${name}`,
    send: ({ mapping }) =>
      compare.mutate({ params: { id: snapshot.id }, body: { mapping: chosenColumns(mapping) } }),
  });
  return (
    <Form form={form} isListed>
      <p>
        {counted(snapshot.rowCount, 'строка', 'строки', 'строк')}. Укажите, какой столбец что значит; нужен
        только номер, остальное сверяется, если есть.
      </p>
      <ColumnFields form={form} fields={fields} headers={snapshot.headers} needed={['externalId']} />
      <div className="cluster">
        <SendButton form={form} size="main">
          Сверить
        </SendButton>
        <span className="small">Сверка ничего не меняет ни здесь, ни в ПОС.</span>
      </div>
    </Form>
  );
}
