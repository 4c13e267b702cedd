import type { ReactNode } from 'react';
import { readUse } from '../../../shared/contract/group/assignments-desk.ts';
import { readOwnCounted } from '../../../shared/contract/group/counted-open.ts';
import type { MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { useRoute } from '../../lib/query.ts';
import { RetryLine } from '../../ui/retry-line.tsx';
import { GroundWords } from '../parts/ground-words.tsx';

type Decision = RouteReply<typeof readUse>['decisions'][number];

const stateWords: Readonly<Record<Decision['state'], (day: string) => string>> = {
  running: (day) => `исполняется, срок ${day}`,
  done: (day) => `исполнено ${day}`,
  cancelled: (day) => `снято решением заседания ${day}`,
};

/** «Ваше сообщение учтено»: by which decisions, and where each stands; nothing while there are none. */
export function CountedPart(props: { message: MessagePage; trackKey: string | undefined }): ReactNode {
  const { message, trackKey } = props;
  const isMine = message.access === 'own' || message.access === 'joined';
  const asked = { params: { number: message.number }, query: { k: trackKey } };
  const use = useRoute(readUse, asked, { enabled: isMine, keepOld: false });
  const own = useRoute(readOwnCounted, asked, { enabled: isMine, keepOld: false });
  const decisions = use.data?.decisions ?? [];
  const grounds = own.data?.grounds ?? [];
  if (!isMine) return null;
  const unread = (
    <RetryLine query={own.isError ? own : use}>Не узнали, учтено ли ваше сообщение при решениях.</RetryLine>
  );
  if (decisions.length + grounds.length === 0) return unread;
  return (
    <section className="stack stack--tight" aria-labelledby="counted">
      <h2 id="counted">Ваше сообщение учтено</h2>
      <ul className="message__counted">
        {decisions.map(({ basis, state, on }) => (
          <li key={basis}>
            {basis.replace(/^./u, (letter) => letter.toLocaleUpperCase('ru'))}:{' '}
            {stateWords[state](formatDay(on))}.
          </li>
        ))}
        {grounds.map((ground) => (
          <li key={ground.id}>
            <GroundWords ground={ground} />
          </li>
        ))}
      </ul>
      {unread}
    </section>
  );
}
