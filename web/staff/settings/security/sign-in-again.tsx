import { type ReactNode, useEffect, useRef } from 'react';
import { signOut } from '../../../../shared/contract/base/identity.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { createStore, useStore } from '../../../lib/store.ts';
import { Button } from '../../../ui/button.tsx';
import { securityPath, signInPath } from '../../base/parts/paths.ts';

/** Why the ways of signing in cannot be changed now; empty while they can. */
const stale = createStore('');

/** Who signed in long ago is offered, on top of the page, to do it anew; other failures are told as all are. */
export function tellTrouble(problem: ApiProblem): 'told' | undefined {
  if (problem.code !== 'identity.sign-in-again') return undefined;
  stale.set(problem.message);
  return 'told';
}

async function signInAgain(): Promise<void> {
  // Whoever cannot be signed out signs in over the former session.
  await perform(signOut, {}, { onProblem: () => {} });
  location.assign(`${signInPath}?next=${encodeURIComponent(securityPath)}`);
}

export function SignInAgain(): ReactNode {
  const reason = useStore(stale);
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (reason) note.current?.focus();
  }, [reason]);
  useEffect(() => () => stale.set(''), []);
  if (!reason) return null;
  return (
    <div className="note" role="alert" tabIndex={-1} ref={note}>
      <p>{reason}</p>
      <div>
        <Button kind="primary" onClick={() => void signInAgain()}>
          Войти ещё раз
        </Button>
      </div>
    </div>
  );
}
