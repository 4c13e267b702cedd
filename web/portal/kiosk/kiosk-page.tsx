import { type ReactNode, useState } from 'react';
import { type Kiosk, readKiosk } from '../../../shared/contract/participation/poll-kiosk.ts';
import { readOpenPoll } from '../../../shared/contract/participation/polls-open.ts';
import type { ApiProblem } from '../../lib/api-problem.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useParam } from '../../lib/router.tsx';
import { useSession } from '../../lib/session.ts';
import { EmptyState, ErrorState, Loadable, SkeletonLines } from '../../ui/states.tsx';
import { LinkHead } from '../parts/link-head.tsx';
import '../polls/polls.css';
import './kiosk.css';
import { KioskTurn } from './kiosk-turn.tsx';

/** A device at a place of a poll: people come one after another, each with a code, and nothing of one is left for the next. */
export function KioskPage(): ReactNode {
  const token = useParam('token');
  const session = useSession();
  const kiosk = useRoute(readKiosk, { params: { token } }, { keepOld: false });
  const { data, error } = kiosk;
  return (
    <>
      <LinkHead who={data?.place} />
      <main id="main">
        <div className="screen kiosk">
          {session && session.kind !== 'anonymous' ? (
            <SignedIn name={session.name} />
          ) : data && session ? (
            <KioskDesk kiosk={data} token={token} />
          ) : error ? (
            <Failed error={error} onRetry={() => void kiosk.refetch()} />
          ) : (
            <>
              <PageTitle text="Киоск" />
              <SkeletonLines lines={6} label="Открываем киоск…" />
            </>
          )}
        </div>
      </main>
    </>
  );
}

/** Closed, over, or no address of a kiosk: asked again it would say the same. */
function Failed({ error, onRetry }: { error: ApiProblem; onRetry: () => void }): ReactNode {
  const isOver = error.status === 409;
  return (
    <>
      <PageTitle text="Киоск" />
      {isOver || [400, 404].includes(error.status ?? 0) ? (
        <EmptyState title={isOver ? 'Голосование завершено' : 'Этот киоск не работает'}>
          {isOver
            ? 'Бюллетени больше не принимают. Спасибо, что пришли.'
            : 'Он закрыт, или адрес неполный. Член комиссии откроет его заново в рабочем месте: опрос → «Бумажные бюллетени» → «Открыть киоск».'}
        </EmptyState>
      ) : (
        <ErrorState title="Киоск не открылся" problem={error} onRetry={onRetry} />
      )}
    </>
  );
}

/** Whoever voted next would hold the account of who is signed in. */
function SignedIn({ name }: { name: string }): ReactNode {
  return (
    <>
      <PageTitle text="Киоск" />
      <EmptyState title={`В этом браузере вошли как ${name}`}>
        На киоске голосуют все по очереди, и чужой вход достался бы каждому. Откройте эту ссылку в другом
        браузере или в частном окне, где никто не вошёл.
      </EmptyState>
    </>
  );
}

function KioskDesk({ kiosk, token }: { kiosk: Kiosk; token: string }): ReactNode {
  const poll = useRoute(readOpenPoll, { params: { id: kiosk.pollId } });
  const [turn, setTurn] = useState(1);
  return (
    <>
      <div className="question">
        <PageTitle text={kiosk.title} />
      </div>
      <Loadable query={poll} failed="Вопросы не загрузились">
        {(data) => (
          <KioskTurn
            key={turn}
            poll={data}
            token={token}
            isFirst={turn === 1}
            onReread={() => void poll.refetch()}
            onEnd={() => {
              setTurn(turn + 1);
              // Words of the questions may have been put right, and the vote may be over.
              void poll.refetch();
            }}
          />
        )}
      </Loadable>
    </>
  );
}
