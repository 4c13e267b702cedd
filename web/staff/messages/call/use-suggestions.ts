import { useEffect, useState } from 'react';
import { resolveRegimeRoute } from '../../../../shared/contract/base/regimes.ts';
import { suggestFor } from '../../../../shared/contract/messages/cases-staff.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { useRoute } from '../../../lib/query.ts';
import type { CallDraft } from './call-draft.ts';

export type Suggestions = RouteReply<typeof suggestFor>;

/** Shorter words say nothing of a topic. */
const ENOUGH = 8;

/** The text as it was when the hand rested, milliseconds ago. */
function useSettled(text: string, after = 400): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), after);
    return () => clearTimeout(timer);
  }, [text, after]);
  return settled;
}

/** What the words say by themselves; nothing while they are too few. */
export function useSuggestions(draft: CallDraft): Suggestions | undefined {
  const text = useSettled(draft.text.trim());
  const isEnough = text.length >= ENOUGH;
  const { data } = useRoute(suggestFor, { body: { text } }, { enabled: isEnough });
  return isEnough ? data : undefined;
}

/** By which order it will go, before it is registered. */
export const useRegime = (draft: CallDraft) =>
  useRoute(resolveRegimeRoute, {
    body: {
      channel: draft.kind,
      identity: draft.phone ? 'phone' : 'anonymous',
      signs: draft.signs.split(',').filter(Boolean),
      ...(draft.receivedOn && { receivedOn: draft.receivedOn }),
    },
  }).data;
