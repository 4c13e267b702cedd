import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { listMyMessages } from '../../../shared/contract/messages/cases-resident.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { call } from '../../lib/api.ts';
import { type ApiProblem, asProblem } from '../../lib/api-problem.ts';
import { useFormats, useNow } from '../../lib/format.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Mark, Marker } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.tsx';
import { outcomeWords, shapeOf } from '../parts/shapes.ts';

type Reply = RouteReply<typeof listMyMessages>;

/** Own messages, newest first; those that wait for a word of the resident say so. */
export function MyMessages(): ReactNode {
  const list = useInfiniteQuery<Reply, ApiProblem>({
    queryKey: [listMyMessages.id, 'pages'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call(
        listMyMessages,
        { query: { limit: 20, ...(pageParam ? { cursor: String(pageParam) } : {}) } },
        { signal },
      ),
    getNextPageParam: ({ next }) => next,
  });
  const messages = list.data?.pages.flatMap((page) => page.messages);
  return (
    <section className="stack" aria-labelledby="my-messages">
      <h2 id="my-messages">Мои сообщения</h2>
      {list.error && (
        <ErrorState
          title="Сообщения не загрузились"
          problem={asProblem(list.error)}
          onRetry={() => void list.refetch()}
        />
      )}
      {!messages && !list.error && <SkeletonLines />}
      {messages?.length === 0 && (
        <EmptyState
          title="Сообщений пока нет"
          action={
            <ButtonLink to="/new" kind="primary">
              Сообщить о проблеме
            </ButtonLink>
          }
        >
          <p>Сообщения с этим телефоном или почтой появятся здесь сами.</p>
        </EmptyState>
      )}
      {messages && messages.length > 0 && (
        <ul className="me__rows">
          {messages.map((message) => (
            <Row key={message.number} message={message} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button wide busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Показать ещё
        </Button>
      )}
    </section>
  );
}

function Row({ message }: { message: Reply['messages'][number] }): ReactNode {
  const formats = useFormats();
  const now = useNow();
  const { number, title, address, registeredAt, statusTitle, outcome, dueAt, awaitsRating } = message;
  const isAnswered = outcome !== null || message.status.startsWith('closed');
  const kind = shapeOf({ ...message, isAnswered, now });
  const term = !isAnswered && dueAt ? `, ответ ${formats.until(dueAt)}` : '';
  return (
    <li>
      <Marker kind={kind} />
      <div className="stack stack--tight">
        <h3>
          <PageLink to={`/m/${number}`}>{title}</PageLink>
        </h3>
        {address && <p>{address}</p>}
        <p>
          {kind === 'overdue' ? 'Просрочено, приносим извинения' : statusTitle}
          {term}
          {outcome && `. Результат: ${outcomeWords[outcome].toLocaleLowerCase('ru')}`}
        </p>
        {awaitsRating && (
          <p>
            <Mark tone="warning">Скажите, решена ли проблема</Mark>
          </p>
        )}
        <p className="small">
          <span className="number">{formatCaseNumber(number)}</span> · {formats.ago(registeredAt)}
        </p>
      </div>
    </li>
  );
}
