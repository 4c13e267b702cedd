import type { ReactNode } from 'react';
import { downloadPollFigures, type OpenPoll } from '../../../shared/contract/participation/polls-open.ts';
import { buildUrl } from '../../lib/api.ts';
import { PollDecisionPart } from '../../ui/polls/decision.tsx';
import { PollResults } from '../../ui/polls/results.tsx';
import { ToldSignsPart } from '../../ui/polls/told-signs.tsx';
import { OpenCountedPart } from '../parts/open-counted-part.tsx';
import { FollowPart } from './follow-part.tsx';
import { RecountPart } from './secret/recount-part.tsx';

/** What came out, and what the city did with it. The numbers are those staff see. `own`: the ballot of this device. */
export function ResultPart({ poll, own }: { poll: OpenPoll; own: ReactNode }): ReactNode {
  const { figures, wordings } = poll;
  return (
    <>
      <PollDecisionPart decision={poll.decision} afterwards={poll.afterwards} />
      <OpenCountedPart kind="poll" id={poll.id} />
      {/* Letters go on after the decision: whoever gets them can always end them. */}
      {(!poll.decision || poll.mine.isTold) && <FollowPart poll={poll} />}
      {figures && (
        <PollResults
          kind={poll.kind}
          figures={figures}
          wordings={wordings}
          csv={buildUrl(downloadPollFigures, { params: { id: poll.id } })}
        />
      )}
      {poll.signs && <ToldSignsPart told={poll.signs} />}
      {own}
      {poll.kind === 'vote' && <RecountPart pollId={poll.id} />}
    </>
  );
}
