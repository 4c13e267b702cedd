import { type ReactNode, useState } from 'react';
import {
  createWidget,
  listWidgets,
  type WidgetLine,
  widgetStates,
} from '../../../../shared/contract/participation/widgets.ts';
import { widgetWords } from '../../../../shared/text/participation/widget-words.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useGo } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { checkWidget, emptyWidget, WidgetFieldset } from './widget-fieldset.tsx';
import '../../base/parts/desk.css';

export const widgetHref = (id: string) => `/staff/widgets/${id}` as const;

const columns = [
  {
    id: 'title',
    head: 'Виджет',
    isName: true,
    cell: (row: WidgetLine) => (
      <>
        <PageLink to={widgetHref(row.id)}>{row.title}</PageLink>
        <span className="muted small line-below">{widgetWords.looks[row.look]}</span>
      </>
    ),
  },
  {
    id: 'hosts',
    head: 'Сайты',
    cell: ({ hosts }: WidgetLine) => hosts.join(', '),
  },
  {
    id: 'offers',
    head: 'Предлагает',
    cell: ({ offers }: WidgetLine) => offers.map((offer) => widgetWords.tabs[offer]).join(', '),
  },
  {
    id: 'state',
    head: 'Состояние',
    cell: ({ isOn }: WidgetLine) => <Mark tone={isOn ? 'ok' : 'quiet'}>{isOn ? 'включён' : 'выключен'}</Mark>,
  },
  {
    id: 'opened',
    head: 'За 30 дней',
    cell: ({ opened }: WidgetLine) =>
      opened === 0 ? 'не открывали' : counted(opened, 'открытие', 'открытия', 'открытий'),
  },
];

const widgets = defineList({
  route: listWidgets,
  name: 'Виджеты',
  caption: 'Виджеты для сайтов города',
  filters: () => [
    {
      kind: 'choice',
      name: 'state',
      label: 'Показать',
      unset: 'Все',
      choices: [
        { value: 'on', label: 'Включённые' },
        { value: 'off', label: 'Выключенные' },
      ],
    },
  ],
  ask: ({ state }) => ({ state: widgetStates.find((one) => one === state) }),
  rows: (reply) => reply.widgets,
  rowKey: ({ id }) => id,
  look: { columns: () => columns, foldsBelow: 60 },
  failed: 'Виджеты не загрузились',
  empty: {
    title: 'Виджетов пока нет',
    words: 'Сделайте первый: на каких сайтах он встанет и что предложит жителям.',
  },
  nothing: { title: 'Таких виджетов нет', words: 'Измените отбор.' },
  pages: { label: 'Страницы виджетов', words: ['Назад', 'Дальше'] },
});

/** «Виджеты»: what stands on other sites of the city, and how often it is opened there. */
export function WidgetsPage(): ReactNode {
  const list = useList(widgets);
  const [isAdding, setAdding] = useState(false);
  const mayKeep = list.data?.can.includes('keep') ?? false;
  useHotkeys('Виджеты', [{ keys: 'KeyN', label: 'Новый виджет', run: () => setAdding(true) }], {
    active: mayKeep && !isAdding,
  });
  return (
    <StaffPage
      title="Виджеты"
      hasFinder
      actions={
        mayKeep && (
          <Button kind="primary" icon="plus" hint="KeyN" onClick={() => setAdding(true)}>
            Новый виджет
          </Button>
        )
      }
    >
      <div className="desk">
        <p className="muted">
          Кнопка или блок «Отклика» на сайте школы, больницы, управляющей компании: один тег на странице.
        </p>
        <List list={list} />
      </div>
      {isAdding && <NewWidget onClose={() => setAdding(false)} />}
    </StaffPage>
  );
}

function NewWidget({ onClose }: { onClose: () => void }): ReactNode {
  const go = useGo();
  const create = useCommand(createWidget, {
    done: 'Виджет сделан. Попробуйте его и включите',
    onDone: ({ id }) => void go(widgetHref(id)),
  });
  const form = useForm({
    start: emptyWidget,
    commands: create,
    check: checkWidget,
    send: (body) => create.mutate({ body }),
  });
  return (
    <FormDialog form={form} title="Новый виджет" action="Сделать" onClose={onClose}>
      <WidgetFieldset form={form} />
    </FormDialog>
  );
}
