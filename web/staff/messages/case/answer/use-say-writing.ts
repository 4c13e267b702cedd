import { useEffect, useRef } from 'react';
import { sayWriting } from '../../../../../shared/contract/messages/cases-colleagues.ts';
import { perform } from '../../../../lib/commands/perform.ts';

/** How often colleagues are told that the text still grows. */
const EVERY_MS = 60_000;

// What colleagues see of it is worth no disturbance: they learn of the answer itself by the next look.
const inSilence = { onProblem: () => {} };

/** Tells colleagues who open the case that its answer is being written, while it is, and that it is no more. */
export function useSayWriting(id: string, text: string): void {
  const saidAt = useRef(0);
  const before = useRef(text);
  useEffect(() => {
    if (text === before.current || Date.now() - saidAt.current < EVERY_MS) return;
    before.current = text;
    saidAt.current = Date.now();
    void perform(sayWriting, { params: { id }, body: { isWriting: true } }, inSilence);
  }, [id, text]);
  useEffect(
    () => () => {
      if (saidAt.current > 0)
        void perform(sayWriting, { params: { id }, body: { isWriting: false } }, inSilence);
    },
    [id],
  );
}
