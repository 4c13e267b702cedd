import { type ReactNode, useState } from 'react';
import {
  listReposts,
  type Repost,
  repostStates,
} from '../../../../shared/contract/pages/gospubliki-cabinet.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { repostStateTitles } from '../../../../shared/text/pages/gospubliki.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { OutLink } from '../../base/parts/papers.tsx';
import { repostTones } from './gospubliki-words.ts';
import { AnswerRepostDialog, AskRepostDialog } from './repost-dialogs.tsx';

const columnsOf = (onAnswer: (repost: Repost) => void) => [
  {
    id: 'what',
    head: 'О чём',
    isName: true,
    cell: ({ what, url, why }: Repost) => (
      <>
        <OutLink href={url}>{what}</OutLink>
        <span className="muted small line-below">Зачем: {why}</span>
      </>
    ),
  },
  {
    id: 'of',
    head: 'Кого просим',
    cell: ({ askedOfTitle, number, askedOn }: Repost) => (
      <>
        {askedOfTitle}
        <span className="muted small line-below">
          {number && `№ ${number} `}от {formatDay(askedOn)}
        </span>
      </>
    ),
  },
  { id: 'state', head: 'Чем кончилось', cell: (row: Repost) => <StateCell row={row} /> },
  {
    id: 'acts',
    head: 'Действия',
    cell: (row: Repost) =>
      row.can.includes('answer') && (
        <Button kind="quiet" onClick={() => onAnswer(row)}>
          Записать ответ<span className="aloud">: {row.what}</span>
        </Button>
      ),
  },
];

function StateCell({ row }: { row: Repost }): ReactNode {
  return (
    <span className="cluster">
      <Mark tone={row.isLate ? 'warning' : repostTones[row.state]}>
        {row.isLate
          ? `ответа нет дольше срока, ждали до ${formatDay(row.dueOn)}`
          : repostStateTitles[row.state]}
        {row.answeredOn && ` ${formatDay(row.answeredOn)}`}
      </Mark>
      {row.takenUrl && <OutLink href={row.takenUrl}>где</OutLink>}
      {row.ground && <span className="small">{row.ground}</span>}
    </span>
  );
}

const reposts = (onAnswer: (repost: Repost) => void) =>
  defineList({
    route: listReposts,
    name: 'Наши просьбы',
    caption: 'Просьбы к области повторить нашу публикацию',
    filters: () => [
      {
        kind: 'choice',
        name: 'state',
        label: 'Чем кончилось',
        unset: 'все',
        choices: repostStates.map((value) => ({ value, label: repostStateTitles[value] })),
      },
    ],
    ask: ({ state }) => ({ state: repostStates.find((one) => one === state) }),
    rows: (reply) => reply.reposts,
    rowKey: ({ id }) => id,
    look: { columns: () => columnsOf(onAnswer), foldsBelow: 60 },
    failed: 'Просьбы не загрузились',
    empty: {
      title: 'Область ни о чём не просили',
      words: 'Запишите просьбу повторить нашу публикацию на страницах области: будет видно, чем кончилась.',
    },
    nothing: { title: 'Таких просьб нет', words: 'Измените отбор.' },
    pages: { label: 'Страницы просьб', words: ['Новее', 'Раньше'] },
    walk: 'none',
  });

const tellCounts = ({ counts }: RouteReply<typeof listReposts>): string =>
  repostStates.map((state) => `${repostStateTitles[state]} ${formatNumber(counts[state])}`).join(', ');

/** What we asked the region to repost, and how each ended. */
export function RepostsPart(): ReactNode {
  const [open, setOpen] = useState<Repost | 'new' | null>(null);
  const list = useList(reposts(setOpen));
  const mayKeep = list.data?.can.includes('keep') ?? false;
  useHotkeys('Госпаблики', [{ keys: 'KeyN', label: 'Попросить о повторе', run: () => setOpen('new') }], {
    active: mayKeep && open === null,
  });
  const onClose = () => setOpen(null);
  return (
    <>
      <List
        list={list}
        actions={
          mayKeep && (
            <Button kind="primary" icon="plus" hint="KeyN" onClick={() => setOpen('new')}>
              Попросить о повторе
            </Button>
          )
        }
        above={(reply) => <p className="muted">{capitalise(tellCounts(reply))}</p>}
      />
      {open === 'new' && list.data && (
        <AskRepostDialog askers={list.data.askers} today={list.data.today} onClose={onClose} />
      )}
      {open !== null && open !== 'new' && (
        <AnswerRepostDialog repost={open} today={list.data?.today ?? ''} onClose={onClose} />
      )}
    </>
  );
}
