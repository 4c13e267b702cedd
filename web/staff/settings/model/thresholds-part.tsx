import { type ReactNode, useState } from 'react';
import { listThresholds, setThreshold } from '../../../../shared/contract/base/understanding.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { NumberField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { type Topics, useTopics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { blockTitle, factTitle } from './model-words.ts';

type Thresholds = RouteReply<typeof listThresholds>;
type Threshold = Thresholds['thresholds'][number];

const kinds = [
  { value: '', label: 'заданные и измеренные' },
  { value: 'block', label: 'все блоки' },
  { value: 'category', label: 'все категории' },
  { value: 'fact', label: 'все темы' },
] as const;

/** From which confidence a proposal is taken as sure: measured, or set by the administrator. */
export function ThresholdsPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const list = useRoute(listThresholds);
  const topics = useTopics();
  const [edited, setEdited] = useState<Threshold | null>(null);
  const mayManage = usePermission('understanding.manage');
  const kind = kinds.find(({ value }) => value === query.kind)?.value ?? '';
  return (
    <Loadable query={list} failed="Пороги не открылись">
      {(data) => (
        <div className="stack">
          <p className="model__words small">
            Ниже порога подсказка помечена пунктиром и блок выбирает человек. Порог измерен так, чтобы из
            надёжных подсказок верны были {formatPercent(data.precision)}: у темы, если для неё хватает дел,
            иначе у категории, иначе у блока; где не измерен, действует {formatPercent(data.overall)}.
            Заданный вручную сильнее измеренного и переживает обучение.
          </p>
          <div className="desk__filters">
            <FilterSelect form={bindFields({ kind }, change)} name="kind" label="Показать" choices={kinds} />
          </div>
          <ThresholdTable
            rows={data.thresholds.filter((one) => isShown(one, kind))}
            topics={topics}
            onEdit={mayManage ? setEdited : undefined}
          />
          {edited && (
            <ThresholdDialog
              threshold={edited}
              name={nameScope(topics, edited.scope)}
              onClose={() => setEdited(null)}
            />
          )}
        </div>
      )}
    </Loadable>
  );
}

const isShown = ({ scope, learned, set }: Threshold, kind: string): boolean =>
  kind === '' ? learned !== null || set !== null : scope.startsWith(`${kind}:`);

function nameScope(topics: Topics | undefined, scope: string): string {
  const [kind, id = ''] = scope.split(':');
  if (kind === 'block') return `Блок ${blockTitle(topics, id)}`;
  if (kind === 'fact') return factTitle(topics, id);
  const category = topics?.categories.find((one) => one.id === id);
  return category ? `${blockTitle(topics, category.block)} · ${category.title}, вся категория` : id;
}

function ThresholdTable(props: {
  rows: readonly Threshold[];
  topics: Topics | undefined;
  onEdit: ((threshold: Threshold) => void) | undefined;
}): ReactNode {
  const { topics, onEdit } = props;
  const { date } = useFormats();
  return (
    <DeskTable<Threshold>
      caption="Пороги уверенности"
      rows={props.rows}
      rowKey={({ scope }) => scope}
      columns={[
        { id: 'name', head: 'Для чего', isName: true, cell: ({ scope }) => nameScope(topics, scope) },
        {
          id: 'learned',
          head: 'Измерен',
          align: 'right',
          cell: ({ learned }) => (learned === null ? '—' : formatPercent(learned)),
        },
        {
          id: 'set',
          head: 'Задан',
          cell: ({ set, setBy, setAt }) =>
            set === null ? '—' : `${formatPercent(set)}, ${setBy}${setAt ? `, ${date(setAt)}` : ''}`,
        },
        {
          id: 'act',
          head: 'Действие',
          cell: (row) =>
            onEdit ? (
              <Button onClick={() => onEdit(row)}>
                Задать<span className="aloud">: {nameScope(topics, row.scope)}</span>
              </Button>
            ) : (
              ''
            ),
        },
      ]}
      empty={<EmptyState title="Порогов нет">Выберите «все блоки», чтобы задать первый.</EmptyState>}
    />
  );
}

function ThresholdDialog(props: { threshold: Threshold; name: string; onClose: () => void }): ReactNode {
  const { threshold, name, onClose } = props;
  const save = useCommand(setThreshold, {
    refreshes: ['understanding', 'cases'],
    onDone: (_, { body }) => {
      showToast(body.value === null ? 'Действует измеренный порог' : 'Порог задан');
      onClose();
    },
  });
  const form = useForm<{ percent: number | null }>({
    start: { percent: Math.round((threshold.set ?? threshold.learned ?? 0.6) * 100) },
    commands: save,
    check: ({ percent }) => ({
      percent: !(percent !== null && percent >= 0 && percent <= 100) && 'Напишите число от 0 до 100',
    }),
    send: ({ percent }) => save.mutate({ body: { scope: threshold.scope, value: (percent ?? 0) / 100 } }),
  });
  return (
    <FormDialog
      form={form}
      title={`Порог: ${name}`}
      action="Сохранить"
      sendsByEnter
      failed={{ title: 'Порог не сохранён' }}
      onClose={onClose}
      more={
        threshold.set !== null && (
          <Button
            busy={save.isPending}
            onClick={() => save.mutate({ body: { scope: threshold.scope, value: null } })}
          >
            Вернуть измеренный
          </Button>
        )
      }
    >
      <NumberField
        form={form}
        name="percent"
        label="Подсказка надёжна с уверенности, %"
        hint="100 — никогда, 0 — всегда"
      />
    </FormDialog>
  );
}
