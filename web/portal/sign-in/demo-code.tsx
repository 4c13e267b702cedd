import type { ReactNode } from 'react';
import { listLetters } from '../../../shared/contract/base/outbox.ts';
import { useRoute } from '../../lib/query.ts';
import { Note } from '../../ui/mark.tsx';

/** In the demo nothing leaves the server: the letter with the code is shown here. */
export function DemoCode(props: { recipient: string }): ReactNode {
  const letters = useRoute(
    listLetters,
    { query: { recipient: props.recipient, limit: 1 } },
    { keepOld: false, staleTime: 0 },
  );
  const letter = letters.data?.letters[0];
  if (!letter) return null;
  return (
    <Note>
      <p>
        <b>В демонстрации сообщения не уходят.</b> Вот оно:
      </p>
      <p>{letter.text}</p>
    </Note>
  );
}
