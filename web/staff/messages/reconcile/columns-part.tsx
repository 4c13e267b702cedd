import { type FormEvent, type ReactNode, useState } from 'react';
import {
  compareSnapshot,
  listSnapshots,
  type Snapshot,
} from '../../../../shared/contract/messages/reconcile.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { FormErrors } from '../../../ui/failures/failures.tsx';
import { Select } from '../../../ui/forms/field.tsx';

const idOf = (field: string): string => `pos-${field}`;

/** Which column of the table means what; remembered for tables of the same columns. */
export function ColumnsPart(props: { snapshot: Snapshot; onDone: () => void }): ReactNode {
  const { snapshot } = props;
  const fields = useRoute(listSnapshots).data?.fields ?? [];
  const [mapping, setMapping] = useState<Record<string, string>>(snapshot.mapping);
  const compare = useCommand(compareSnapshot, { refreshes: ['reconcile'], onDone: props.onDone });
  const errors = fieldWords([compare], Object.fromEntries(fields.map(({ field }) => [field, idOf(field)])));
  const choose = (field: string, header: string) => {
    const { [field]: _, ...others } = mapping;
    setMapping(header ? { ...others, [field]: header } : others);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!compare.isPending) compare.mutate({ params: { id: snapshot.id }, body: { mapping } });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <FormErrors errors={errors} of={compare} />
      <p>
        {counted(snapshot.rowCount, 'строка', 'строки', 'строк')}. Укажите, какой столбец что значит; нужен
        только номер, остальное сверяется, если есть.
      </p>
      <div className="reconcile__columns">
        {fields.map(({ field, title }) => (
          <Select
            key={field}
            id={idOf(field)}
            label={title}
            error={errors[idOf(field)]}
            value={mapping[field] ?? ''}
            choices={[
              { value: '', label: field === 'externalId' ? 'выберите столбец' : 'нет такого столбца' },
              ...snapshot.headers.map((header) => ({ value: header, label: header })),
            ]}
            onChange={(header) => choose(field, header)}
          />
        ))}
      </div>
      <div className="cluster">
        <Button type="submit" kind="primary" size="main" busy={compare.isPending}>
          Сверить
        </Button>
        <span className="small">Сверка ничего не меняет ни здесь, ни в ПОС.</span>
      </div>
    </form>
  );
}
