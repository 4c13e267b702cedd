import { type ReactNode, useState } from 'react';
import { getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import { getCity } from '../../../shared/contract/base/territory.ts';
import {
  feedFormats,
  getPublicFeed,
  listPublicMessages,
  type PublicMessage,
} from '../../../shared/contract/messages/cases-register.ts';
import { filterWords } from '../../../shared/text/messages/public-words.ts';
import { acted, counted } from '../../../shared/text/plural.ts';
import { buildUrl } from '../../lib/api.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Marker } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { describePoint } from '../map/order-points.ts';
import {
  filterSearch,
  isNarrowed,
  noFilter,
  PublicFilters,
  type PublicQuery,
  readFilter,
} from '../parts/public-filters.tsx';
import { markerOf } from '../parts/shapes.ts';
import { FollowPart } from './follow-part.tsx';
import './register.css';

/** «Реестр сообщений»: everything residents let be shown, with a place or without, newest first; the map in words. */
export function RegisterPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const filter = readFilter(query);
  const messages = useRoute(listPublicMessages, { query: filter }, { staleTime: 30_000 });
  return (
    <div className="page register">
      <div className="question">
        <PageTitle text="Реестр сообщений" />
        <p className="home-lead">
          Всё, что жители разрешили показать, а модератор проверил: без имён и контактов, дома заявителей —
          только улицей.
        </p>
      </div>
      <PublicFilters query={query} change={change} />
      <Loadable query={messages} failed="Сообщения не загрузились">
        {({ messages: found, total, next }) =>
          found.length === 0 && next === null ? (
            <Nothing filter={filter} onReset={() => change(noFilter)} />
          ) : (
            <>
              <p className="small" role="status">
                {total === null
                  ? 'Найдено больше, чем на странице. Новые сверху.'
                  : `${counted(total, 'сообщение', 'сообщения', 'сообщений')}. Новые сверху.`}
              </p>
              <Rows messages={found} />
              {next && <Further key={JSON.stringify(filter)} filter={filter} from={next} />}
            </>
          )
        }
      </Loadable>
      <Elsewhere filter={filter} />
    </div>
  );
}

function Rows({ messages }: { messages: readonly PublicMessage[] }): ReactNode {
  return (
    <ol className="register__rows">
      {messages.map((message) => (
        <Row key={message.number} message={message} />
      ))}
    </ol>
  );
}

function Row({ message }: { message: PublicMessage }): ReactNode {
  const formats = useFormats();
  const isOver = message.shape === 'overdue';
  return (
    <li className="register__row">
      <Marker kind={markerOf[message.shape]} />
      <div>
        <h2>
          <PageLink to={`/m/${message.number}`}>{message.title}</PageLink>
        </h2>
        {message.address && <p>{message.address}</p>}
        <p className={isOver ? 'register__late' : 'small'}>{describePoint(message, formats)}</p>
        <p className="small">
          № {message.number}, {formats.date(message.registeredAt)}
          {message.joinedCount > 0 &&
            `, ${acted(message.joinedCount, ['присоединился', 'присоединились'], 'житель', 'жителя', 'жителей')}`}
        </p>
      </div>
    </li>
  );
}

/** Those before, page by page. */
function Further({ filter, from }: { filter: PublicQuery; from: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const more = useRoute(listPublicMessages, { query: { ...filter, cursor: from } }, { enabled: isOpen });
  if (!isOpen)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>Показать ещё</Button>
      </div>
    );
  return (
    <Loadable query={more} failed="Продолжение не загрузилось">
      {({ messages, next }) => (
        <>
          {messages.length === 0 && next === null ? (
            <p role="status">Больше ничего не нашлось.</p>
          ) : (
            <Rows messages={messages} />
          )}
          {next && <Further filter={filter} from={next} />}
        </>
      )}
    </Loadable>
  );
}

function Nothing({ filter, onReset }: { filter: PublicQuery; onReset: () => void }): ReactNode {
  if (isNarrowed(filter))
    return (
      <EmptyState title="По этому отбору ничего нет" action={<Button onClick={onReset}>Показать все</Button>}>
        <p>Попробуйте другие слова или период длиннее.</p>
      </EmptyState>
    );
  return (
    <EmptyState
      title="За этот период ничего не показано"
      action={
        <ButtonLink to="/new" kind="primary">
          Сообщите первым
        </ButtonLink>
      }
    >
      <p>Здесь видно то, что жители разрешили показать.</p>
    </EmptyState>
  );
}

/** The same messages elsewhere: on the map, as a feed, as a set. */
function Elsewhere({ filter }: { filter: PublicQuery }): ReactNode {
  const { blocks = [] } = useRoute(getTaxonomy, undefined, { staleTime: 3_600_000 }).data ?? {};
  const { districts = [] } = useRoute(getCity, undefined, { staleTime: 600_000 }).data ?? {};
  const chosen = {
    block: blocks.find(({ code }) => code === filter.block)?.title,
    district: districts.find(({ id }) => id === filter.district)?.title,
  };
  const narrowed = filterWords({ ...chosen, shape: filter.shape, q: filter.q });
  return (
    <div className="stack stack--tight">
      <FollowPart filter={filter} title={filterWords(chosen)} />
      <p>
        <PageLink to="/map" search={filterSearch(filter)}>
          Показать на карте
        </PageLink>
      </p>
      <p>
        Лентой{narrowed && ` (${narrowed})`}:{' '}
        {feedFormats.map((format, at) => (
          <span key={format}>
            {at > 0 && ', '}
            <a href={buildUrl(getPublicFeed, { params: { format }, query: filter })}>
              {format === 'rss' ? 'RSS' : 'Atom'}
            </a>
          </span>
        ))}
      </p>
      <p className="small">
        <PageLink to="/open-data">Все сообщения набором открытых данных</PageLink>
      </p>
    </div>
  );
}
