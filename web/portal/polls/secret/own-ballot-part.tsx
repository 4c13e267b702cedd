import type { ReactNode } from 'react';
import type { OpenPoll } from '../../../../shared/contract/participation/polls-open.ts';
import { Note } from '../../../ui/mark.tsx';
import { LatePart, ReceiptPart, RefusedPart, UnderWayPart } from './ballot-parts.tsx';
import { castSealed } from './ballot-way.ts';
import { boxDoorOf, useOwnBallot } from './use-own-ballot.ts';

/** A ballot of this device while nothing is chosen: the vote rests, is counted, or is over. */
export function OwnBallotPart({ poll }: { poll: OpenPoll }): ReactNode {
  const { kept, isBusy, problem, run, remove } = useOwnBallot(poll.id);
  switch (kept?.stage) {
    case 'in-box':
      return <ReceiptPart poll={poll} kept={kept} onRemove={remove} />;
    case 'refused':
      return <RefusedPart kept={kept} onRemove={remove} />;
    case 'sealed':
      // What was surely not brought is late without asking.
      if (poll.state !== 'paused' && !kept.isDoubtful) return <LatePart onRemove={remove} />;
      return (
        <UnderWayPart
          poll={poll}
          stage={kept.isDoubtful ? 'doubtful' : 'sealed'}
          isBusy={isBusy}
          onSend={() => void run(() => castSealed(boxDoorOf(poll.id), kept))}
          problem={problem}
        />
      );
    case 'asked':
      if (poll.state !== 'paused') return <LatePart onRemove={remove} />;
      return (
        <Note>
          <p>
            <b>Ваш бюллетень ещё не в ящике.</b> Он ждёт на этом устройстве: опустите его здесь, когда
            голосование пойдёт снова.
          </p>
        </Note>
      );
    default:
      return null;
  }
}
