import type { ReactNode } from 'react';
import {
  type ActLine,
  type ActTab,
  actStates,
  exportActs,
  listActs,
} from '../../../../shared/contract/monitoring/moderation.ts';
import { actStateTitles, appealOutcomeTitles } from '../../../../shared/text/monitoring/moderation.ts';
import { useFormats } from '../../../lib/format.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { defineList, type ListFilter } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { NetworkMark, NetworkNames } from '../social/network-names.tsx';
import type { ModerationPart } from './moderation-parts.ts';
import { actHref, stateTones } from './moderation-words.ts';

function ActName({ act }: { act: ActLine }): ReactNode {
  return (
    <PageLink to={actHref(act.id)}>
      {act.number}. Правило {act.ruleNumber} «{act.ruleTitle}»
    </PageLink>
  );
}

function StateCell({ act: { state, second, appeal } }: { act: ActLine }): ReactNode {
  const formats = useFormats();
  return (
    <span className="cluster">
      <Mark tone={stateTones[state]}>{actStateTitles[state]}</Mark>
      {second && (
        <Mark tone={second.isLate ? 'danger' : 'warning'}>
          {second.isLate ? 'взгляд просрочен' : `посмотреть до ${formats.dateTime(second.dueAt)}`}
        </Mark>
      )}
      {appeal?.outcome && <Mark tone="quiet">{appealOutcomeTitles[appeal.outcome]}</Mark>}
      {appeal?.outcome === null && (
        <Mark tone={appeal.isLate ? 'danger' : 'warning'}>
          {appeal.isLate
            ? 'возражение просрочено'
            : `возражение: решить до ${formats.dateTime(appeal.dueAt)}`}
        </Mark>
      )}
    </span>
  );
}

const look = {
  columns: ({ formats }: { formats: ReturnType<typeof useFormats> }) => [
    { id: 'name', head: 'Решение', isName: true, cell: (act: ActLine) => <ActName act={act} /> },
    {
      id: 'page',
      head: 'Страница',
      cell: (act: ActLine) => (
        <span className="cluster">
          <NetworkMark networks={[act.network]} />
          {act.pageTitle}
        </span>
      ),
    },
    { id: 'state', head: 'Состояние', cell: (act: ActLine) => <StateCell act={act} /> },
    {
      id: 'made',
      head: 'Решено',
      cell: (act: ActLine) => `${formats.dateTime(act.madeAt)}, ${act.madeBy}`,
    },
  ],
};

const common = {
  route: listActs,
  rows: (reply: { acts: ActLine[] }) => reply.acts,
  rowKey: ({ id }: ActLine) => id,
  look,
  failed: 'Решения не загрузились',
  pages: { label: 'Страницы решений', words: ['Новее', 'Раньше'] },
  refreshEvery: 60_000,
} as const;

/** What somebody has to do something with, whatever it is. */
const waiting = defineList({
  ...common,
  name: 'Ждут решения',
  caption: 'Решения, которые ждут человека',
  ask: () => ({ tab: 'waiting' as ActTab }),
  empty: {
    title: 'Ничего не ждёт',
    words:
      'Здесь появится, что ждёт второго взгляда, чего не знает или не сделала сеть, и возражения авторов.',
  },
});

const appeals = defineList({
  ...common,
  name: 'Возражения',
  caption: 'Возражения авторов, ближайший срок сверху',
  ask: () => ({ tab: 'appeals' as ActTab }),
  pages: { label: 'Страницы возражений', words: ['Ближе', 'Дальше'] },
  empty: {
    title: 'Возражений нет',
    words: 'О возражении решает другой человек, не тот, кто убрал комментарий.',
  },
});

const register = defineList({
  ...common,
  name: 'Реестр решений',
  caption: 'Решения о комментариях',
  filters: (reply): ListFilter[] => [
    {
      kind: 'choice',
      name: 'state',
      label: 'Состояние',
      unset: 'любое',
      choices: actStates.map((value) => ({ value, label: actStateTitles[value] })),
    },
    {
      kind: 'choice',
      name: 'rule',
      label: 'Правило',
      unset: 'любое',
      choices: (reply?.rules ?? []).map(({ number, title }) => ({
        value: String(number),
        label: `${number}. ${title}`,
      })),
    },
    {
      kind: 'choice',
      name: 'page',
      label: 'Страница',
      unset: 'все',
      choices: (reply?.pages ?? []).map(({ id, title }) => ({ value: id, label: title })),
    },
    { kind: 'period', unset: 'За всё время' },
  ],
  ask: ({ state, rule, page, from, to }) => ({
    tab: 'all' as ActTab,
    state: actStates.find((one) => one === state),
    rule: Number(rule) || undefined,
    page: page || undefined,
    from: from || undefined,
    to: to || undefined,
  }),
  empty: {
    title: 'Ничего не убирали',
    words: 'Убрать комментарий по правилу можно из разговора в «Ленте соцсетей», клавишей H.',
  },
  nothing: { title: 'Таких решений нет', words: 'Измените отбор.' },
  report: { route: exportActs },
});

const lists = { waiting, appeals, register };

/** A list of decisions: what waits, objections, or all of them. */
export function ActsPart({ view }: { view: Exclude<ModerationPart, 'rules' | 'figures'> }): ReactNode {
  const list = useList(lists[view]);
  return (
    <NetworkNames value={list.data?.networks ?? []}>
      <List list={list} />
    </NetworkNames>
  );
}
