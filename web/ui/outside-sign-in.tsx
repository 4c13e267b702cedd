import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { SessionState } from '../../shared/contract/base/identity.ts';
import { beginOutside, finishOutside, listProviders } from '../../shared/contract/base/providers.ts';
import type { ApiProblem } from '../lib/api-problem.ts';
import { perform } from '../lib/commands/perform.ts';
import { useCommand } from '../lib/commands/use-command.ts';
import { useRoute } from '../lib/query.ts';
import { Button } from './button.tsx';
import { Failures } from './failures/failures.tsx';
import { EmptyState, ErrorState, SkeletonLines } from './states.tsx';

/** Where to go after another system has led the person back; this tab alone remembers it. */
const NEXT = 'otklik.outside-next';

/** A button for each system one may sign in by; nothing when there is none. */
export function OutsideButtons(props: { audience: 'staff' | 'resident'; next: string }): ReactNode {
  const query = useRoute(listProviders, { query: { audience: props.audience } }, { staleTime: 60_000 });
  const begin = useCommand(beginOutside, {
    refreshes: [],
    onDone: ({ url }) => {
      sessionStorage.setItem(NEXT, props.next);
      location.assign(url);
    },
  });
  const providers = query.data?.providers ?? [];
  if (providers.length === 0) return null;
  return (
    <div className="stack">
      {providers.map(({ id, title }) => (
        <Button
          key={id}
          size="main"
          wide
          busy={begin.isPending}
          onClick={() => begin.mutate({ params: { id } })}
        >
          Войти: {title}
        </Button>
      ))}
      <Failures of={begin} />
    </div>
  );
}

/** What stands on the page another system leads back to: takes its answer to the server once. */
export function OutsideReturn(props: {
  onDone: (session: SessionState, next: string) => void;
  back: ReactNode;
}): ReactNode {
  const [problem, setProblem] = useState<ApiProblem>();
  const isSent = useRef(false);
  const isAnswer = /[?&](?:state|code|error)=/u.test(location.search);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer is good for one try
  useEffect(() => {
    if (isSent.current || !isAnswer) return;
    isSent.current = true;
    const told = new URLSearchParams(location.search);
    const part = (name: string): string => told.get(name) ?? '';
    const body = { state: part('state'), code: part('code'), issuer: part('iss'), error: part('error') };
    const next = sessionStorage.getItem(NEXT) ?? '';
    sessionStorage.removeItem(NEXT);
    void perform(finishOutside, { body }, { onProblem: setProblem }).then(
      (session) => session && props.onDone(session, next),
    );
  }, []);
  if (!isAnswer && !isSent.current)
    return (
      <EmptyState title="Вход ещё не начат" action={props.back}>
        Сюда возвращаются из другой системы. Начните вход заново.
      </EmptyState>
    );
  if (!problem) return <SkeletonLines lines={3} label="Заканчиваем вход…" />;
  return <ErrorState title="Войти не получилось" problem={problem} action={props.back} />;
}
