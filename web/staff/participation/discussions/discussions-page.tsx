import { type ReactNode, useState } from 'react';
import {
  type DiscussionKind,
  type DiscussionLine,
  discussionKinds,
  discussionShelves,
  listDiscussions,
} from '../../../../shared/contract/participation/discussions.ts';
import { createDiscussion } from '../../../../shared/contract/participation/discussions-acts.ts';
import {
  discussionKindAbout,
  discussionKindTitles,
  discussionStateTitles,
} from '../../../../shared/text/participation/discussion-words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import type { Formats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useGo } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { RadioField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { discussionHref, discussionTones } from './discussion-acts.ts';
import '../../base/parts/desk.css';

const shelfTitles = {
  making: 'Готовятся',
  running: 'Идут и скоро',
  answering: 'Ждут ответов или итога',
  over: 'С итогом',
  all: 'Все',
};

const columnsOf = (formats: Formats) => [
  {
    id: 'title',
    head: 'Обсуждение',
    isName: true,
    cell: (row: DiscussionLine) => (
      <>
        <PageLink to={discussionHref(row.id)}>{row.title}</PageLink>
        <span className="muted small line-below">
          {discussionKindTitles[row.kind]}, {row.madeBy}
        </span>
      </>
    ),
  },
  {
    id: 'state',
    head: 'Состояние',
    cell: (row: DiscussionLine) => (
      <>
        <Mark tone={discussionTones[row.state]}>{discussionStateTitles[row.state]}</Mark>
        {row.reason && <span className="muted small line-below">{row.reason}</span>}
      </>
    ),
  },
  {
    id: 'term',
    head: 'Когда',
    cell: ({ opensAt, closesAt }: DiscussionLine) =>
      opensAt && closesAt ? (
        <>
          <span className="nowrap">{formats.short(opensAt)} —</span>{' '}
          <span className="nowrap">{formats.short(closesAt)}</span>
        </>
      ) : (
        'не назначено'
      ),
  },
  {
    id: 'remarks',
    head: 'Замечаний',
    cell: ({ remarks, unanswered }: DiscussionLine) => (
      <>
        {remarks}
        {unanswered > 0 && <span className="muted small line-below">без ответа {unanswered}</span>}
      </>
    ),
  },
];

const discussions = defineList({
  route: listDiscussions,
  name: 'Обсуждения',
  caption: 'Общественные обсуждения и публичные слушания',
  filters: () => [
    {
      kind: 'choice',
      name: 'shelf',
      label: 'Показать',
      unset: shelfTitles.all,
      choices: discussionShelves
        .filter((one) => one !== 'all')
        .map((value) => ({ value, label: shelfTitles[value] })),
    },
  ],
  ask: ({ shelf }) => ({ shelf: discussionShelves.find((one) => one === shelf) }),
  rows: (reply) => reply.items,
  rowKey: ({ id }) => id,
  look: { columns: ({ formats }) => columnsOf(formats), foldsBelow: 60 },
  failed: 'Обсуждения не загрузились',
  empty: {
    title: 'Обсуждений пока нет',
    words: 'Начните первое: проект по пунктам, дни и кто отвечает.',
  },
  nothing: { title: 'Таких обсуждений нет', words: 'Измените отбор.' },
  pages: { label: 'Страницы обсуждений', words: ['Назад', 'Дальше'] },
  refreshEvery: 60_000,
});

/** «Обсуждения»: what is being made, what runs, what waits for answers or its result. */
export function DiscussionsPage(): ReactNode {
  const list = useList(discussions);
  const [isAdding, setAdding] = useState(false);
  const mayKeep = list.data?.can.includes('keep') ?? false;
  useHotkeys('Обсуждения', [{ keys: 'KeyN', label: 'Новое обсуждение', run: () => setAdding(true) }], {
    active: mayKeep && !isAdding,
  });
  return (
    <StaffPage
      title="Обсуждения"
      hasFinder
      actions={
        mayKeep && (
          <Button kind="primary" icon="plus" hint="KeyN" onClick={() => setAdding(true)}>
            Новое обсуждение
          </Button>
        )
      }
    >
      <div className="desk">
        <List list={list} />
      </div>
      {isAdding && <NewDiscussionDialog onClose={() => setAdding(false)} />}
    </StaffPage>
  );
}

/** N: its kind and its name; all the rest is written on its own page. */
function NewDiscussionDialog({ onClose }: { onClose: () => void }): ReactNode {
  const go = useGo();
  const create = useCommand(createDiscussion, { onDone: ({ id }) => void go(discussionHref(id)) });
  const form = useForm<{ kind: DiscussionKind; title: string }>({
    start: { kind: 'consultation', title: '' },
    commands: create,
    check: ({ title }) => ({ title: title.trim().length < 5 && 'Назовите, что обсуждается' }),
    send: ({ kind, title }) => create.mutate({ body: { kind, title: title.trim() } }),
  });
  return (
    <FormDialog form={form} title="Новое обсуждение" action="Начать" onClose={onClose}>
      <TextField
        form={form}
        name="title"
        label="Что обсуждаем"
        hint="Как называется проект: «Правила благоустройства набережной»"
        maxLength={300}
      />
      <RadioField
        form={form}
        name="kind"
        legend="Вид"
        choices={discussionKinds.map((value) => ({
          value,
          label: discussionKindTitles[value],
          hint: discussionKindAbout[value],
        }))}
      />
    </FormDialog>
  );
}
