import { useBlocker } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Button } from '../button.tsx';

/** The portal's forms seldom ask: what a window takes comes when it does. */
const Dialog = lazy(async () => ({ default: (await import('../dialog.tsx')).Dialog }));

/**
 * Asks before what was written is lost: when the dialog of a form is closed, the screen left, the page closed.
 * `close` is the door of the dialog.
 */
export function useLeaving(isUnsaved: () => boolean, onClose?: () => void) {
  const [isAsked, setAsked] = useState(false);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isUnsaved(),
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  const isBlocked = blocker.status === 'blocked';
  const stay = () => {
    setAsked(false);
    blocker.reset?.();
  };
  const leave = () => {
    setAsked(false);
    if (isBlocked) blocker.proceed();
    else onClose?.();
  };
  return {
    close: () => (isUnsaved() ? setAsked(true) : onClose?.()),
    question: (isAsked || isBlocked) && <LeaveQuestion onStay={stay} onLeave={leave} />,
  };
}

function LeaveQuestion(props: { onStay: () => void; onLeave: () => void }): ReactNode {
  return (
    <Suspense>
      <Dialog isOpen title="Закрыть без сохранения?" onClose={props.onStay}>
        <p>Написанное здесь ещё не записано.</p>
        <div className="cluster">
          <Button kind="primary" onClick={props.onStay}>
            Вернуться
          </Button>
          <Button kind="danger" onClick={props.onLeave}>
            Не сохранять
          </Button>
        </div>
      </Dialog>
    </Suspense>
  );
}
