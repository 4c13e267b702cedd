import { type ReactNode, useState } from 'react';
import {
  getPollRules,
  listPolls,
  type PollKind,
  type PollLine,
  pollShelves,
} from '../../../../shared/contract/participation/polls.ts';
import { createPoll } from '../../../../shared/contract/participation/polls-acts.ts';
import { kindTitles, stateTitleOf } from '../../../../shared/text/participation/poll-words.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import type { Formats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { RadioField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { pollHref, stateTones } from './poll-words.ts';
import '../../base/parts/desk.css';

const shelfTitles = {
  making: 'Готовятся',
  running: 'Идут и скоро',
  over: 'Ждут итога или решения',
  all: 'Все',
};

const columnsOf = (formats: Formats) => [
  {
    id: 'title',
    head: 'Опрос',
    isName: true,
    cell: (row: PollLine) => (
      <>
        <PageLink to={pollHref(row.id)}>{row.title}</PageLink>
        <span className="muted small line-below">
          {kindTitles[row.kind]}, {row.madeBy}
        </span>
      </>
    ),
  },
  {
    id: 'state',
    head: 'Состояние',
    cell: (row: PollLine) => (
      <>
        <Mark tone={stateTones[row.state]}>{stateTitleOf(row)}</Mark>
        {row.reason && <span className="muted small line-below">{row.reason}</span>}
      </>
    ),
  },
  {
    id: 'term',
    head: 'Когда',
    cell: ({ opensAt, closesAt }: PollLine) =>
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
    id: 'people',
    head: 'Ответили',
    cell: ({ participants }: PollLine) =>
      participants === null ? '—' : counted(participants, 'человек', 'человека', 'человек'),
  },
];

const polls = defineList({
  route: listPolls,
  name: 'Опросы',
  caption: 'Опросы жителей',
  filters: () => [
    {
      kind: 'choice',
      name: 'shelf',
      label: 'Показать',
      unset: shelfTitles.all,
      choices: pollShelves
        .filter((one) => one !== 'all')
        .map((value) => ({ value, label: shelfTitles[value] })),
    },
  ],
  ask: ({ shelf }) => ({ shelf: pollShelves.find((one) => one === shelf) }),
  rows: (reply) => reply.items,
  rowKey: ({ id }) => id,
  look: { columns: ({ formats }) => columnsOf(formats), foldsBelow: 60 },
  failed: 'Опросы не загрузились',
  empty: {
    title: 'Опросов пока нет',
    words: 'Составьте первый: вопрос, варианты, кто участвует и до какого дня.',
  },
  nothing: { title: 'Таких опросов нет', words: 'Измените отбор.' },
  pages: { label: 'Страницы опросов', words: ['Назад', 'Дальше'] },
  refreshEvery: 60_000,
});

/** «Опросы»: what is being made, what runs, what waits for its result or decision. */
export function PollsPage(): ReactNode {
  const list = useList(polls);
  const [isAdding, setAdding] = useState(false);
  const mayKeep = list.data?.can.includes('keep') ?? false;
  useHotkeys('Опросы', [{ keys: 'KeyN', label: 'Новый опрос', run: () => setAdding(true) }], {
    active: mayKeep && !isAdding,
  });
  return (
    <StaffPage
      title="Опросы"
      hasFinder
      actions={
        mayKeep && (
          <Button kind="primary" icon="plus" hint="KeyN" onClick={() => setAdding(true)}>
            Новый опрос
          </Button>
        )
      }
    >
      <div className="desk">
        <List list={list} />
      </div>
      {isAdding && <NewPollDialog onClose={() => setAdding(false)} />}
    </StaffPage>
  );
}

/** N: its kind and its name; all the rest is written on its own page. */
function NewPollDialog({ onClose }: { onClose: () => void }): ReactNode {
  const go = useGo();
  const rules = useRoute(getPollRules);
  const create = useCommand(createPoll, { onDone: ({ id }) => void go(pollHref(id)) });
  const form = useForm<{ kind: PollKind; title: string }>({
    start: { kind: 'survey', title: '' },
    commands: create,
    check: ({ title }) => ({
      title: title.trim().length < 5 && 'Назовите опрос вопросом, которым он начнётся',
    }),
    send: ({ kind, title }) => create.mutate({ body: { kind, title: title.trim() } }),
  });
  return (
    <FormDialog form={form} title="Новый опрос" action="Составить" onClose={onClose}>
      <TextField
        form={form}
        name="title"
        label="О чём спросим"
        hint="Одним вопросом: «Какой двор обновить в 2027 году?»"
        maxLength={200}
      />
      <Loadable query={rules} failed="Виды опросов не загрузились">
        {({ kinds }) => (
          <RadioField
            form={form}
            name="kind"
            legend="Вид"
            choices={kinds.map(({ id, title, about }) => ({ value: id, label: title, hint: about }))}
          />
        )}
      </Loadable>
    </FormDialog>
  );
}
