import type { ReactNode } from 'react';
import { listUnits } from '../../../../shared/contract/base/people.ts';
import { importances } from '../../../../shared/contract/monitoring/incidents.ts';
import { importanceTitles } from '../../../../shared/text/monitoring/incidents.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useRoute } from '../../../lib/query.ts';
import type { QueryText } from '../../../lib/url-query.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import type { Topics } from '../../base/case-kit/topics.ts';
import type { FeedFilter } from './use-feed.ts';

export const noFilter = { network: '', block: '', unit: '', importance: '', q: '' } as const;

/** Leaves the list of a number and comes back to the feed. */
export const noTold = {
  ...noFilter,
  told: '',
  district: '',
  fact: '',
  channel: '',
  area: '',
  cell: '',
  id: '',
} as const;

/** «F»: conditions of the feed; they stand in the address. */
export function FilterDialog(props: {
  filter: FeedFilter;
  networks: readonly { id: string; title: string }[];
  topics: Topics | undefined;
  onChange: (patch: QueryText) => void;
  onClose: () => void;
}): ReactNode {
  const { filter, networks, topics, onChange, onClose } = props;
  const { units = [] } = useRoute(listUnits, undefined, { staleTime: 60_000 }).data ?? {};
  const { network, block, unit, importance, q } = filter;
  const form = useForm({
    start: { network, block, unit, importance: importance ?? '', q },
    commands: [],
    isPassing: true,
    send: (values) => onChange({ ...values, q: values.q.trim() }),
  });
  return (
    <FormDialog
      form={form}
      title="Фильтр ленты"
      action="Показать"
      more={<Button onClick={() => onChange(noFilter)}>Сбросить</Button>}
      sendsByEnter
      onClose={onClose}
    >
      <TextField form={form} name="q" label="Слова, номер, адрес" type="search" optional maxLength={200} />
      <SelectField
        form={form}
        name="network"
        label="Сеть"
        none="все"
        choices={networks.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <SelectField
        form={form}
        name="block"
        label="Блок"
        none="все"
        choices={(topics?.blocks ?? []).map(({ code, title }) => ({ value: code, label: title }))}
      />
      <SelectField
        form={form}
        name="importance"
        label="Важность"
        none="любая"
        choices={importances.map((value) => ({ value, label: capitalise(importanceTitles[value]) }))}
      />
      <SelectField
        form={form}
        name="unit"
        label="Кому направлено"
        none="всем"
        choices={units
          .filter(({ isActive }) => isActive)
          .map(({ id, title }) => ({ value: id, label: title }))}
      />
    </FormDialog>
  );
}
