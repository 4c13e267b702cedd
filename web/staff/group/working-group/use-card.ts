import { useEffect, useState } from 'react';
import { getMeeting } from '../../../../shared/contract/group/working-group-meetings.ts';
import { useRoute } from '../../../lib/query.ts';

/** Of a meeting that does not run little changes. Milliseconds. */
const SELDOM = 15_000;

/** The card, asked for again as often as its state wants: `often`, in milliseconds, while the meeting runs. */
export function useCard(id: string, often: number) {
  const [isRunning, setRunning] = useState(false);
  const meeting = useRoute(
    getMeeting,
    { params: { id } },
    { refreshEvery: isRunning ? often : SELDOM, keepOld: false },
  );
  const isLive = meeting.data?.state === 'running';
  useEffect(() => setRunning(isLive), [isLive]);
  return meeting;
}
