import type { ReactNode } from 'react';
import type { OpenPoll } from '../../../shared/contract/participation/polls-open.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/mark.tsx';
import { beginDraft, type PollDraft } from '../polls/poll-draft.ts';

export interface TurnProps {
  poll: OpenPoll;
  token: string;
  code: string;
  /** The questions may not be those that were asked. */
  onReread: () => void;
  /** The next person's turn: all of this one is forgotten. */
  onEnd: () => void;
}

/** Nothing of an earlier person: what this device knows of its owner is not theirs. */
export const beginTurn = (): PollDraft => ({
  ...beginDraft(),
  said: { ageGroup: null, isOfAge: false, districtId: null },
});

/** A way out that loses what was chosen and not the code; said by itself where nobody seems to be there. */
export function Leave(props: { isIdle: boolean; onStay: () => void; onEnd: () => void }): ReactNode {
  return (
    <>
      <div>
        <Button kind="quiet" onClick={props.onEnd}>
          Не сейчас: очистить экран
        </Button>
      </div>
      <div role="alert">
        {props.isIdle && (
          <Note>
            <p>
              <b>Вы ещё здесь?</b> Если нет, экран сейчас очистится; выбранное не отправлено, код можно ввести
              снова, пока не вышло его время.
            </p>
            <Button kind="primary" onClick={props.onStay}>
              Я ещё здесь
            </Button>
          </Note>
        )}
      </div>
    </>
  );
}
