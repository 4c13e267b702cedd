import type { ReactNode } from 'react';
import type { MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import { useFormats } from '../../lib/format.ts';
import { Feed, type FeedLine } from '../parts/feed.tsx';
import { describeFeed } from './feed-words.ts';

/** «Как шло дело»: what waits for the resident, what comes next, and all that has happened, newest first. */
export function MessageFeed({ message }: { message: MessagePage }): ReactNode {
  const formats = useFormats();
  const past = describeFeed(message.timeline);
  return (
    <section className="stack" aria-labelledby="feed">
      <h2 id="feed">Как шло дело</h2>
      <Feed label="Как шло дело" lines={[...listAhead(message, formats.date), ...past]} />
    </section>
  );
}

function listAhead(message: MessagePage, formatDate: (at: string) => string): FeedLine[] {
  const { can, deadline, returnUntil } = message;
  if (can.includes('rate'))
    return [
      {
        id: 'rate',
        when: 'сейчас',
        title: <a href="#solved">Скажите, решена ли проблема</a>,
        note: returnUntil
          ? `Можно до ${formatDate(returnUntil)}. Молчание за «решено» не считаем`
          : 'Молчание за «решено» не считаем',
      },
    ];
  if (can.includes('clarify'))
    return [{ id: 'clarify', when: 'сейчас', title: <a href="#add">Ответьте на вопрос</a> }];
  if (deadline && deadline.state !== 'stopped' && message.answerState !== 'given')
    return [
      {
        id: 'answer',
        when: `до ${formatDate(deadline.dueAt).slice(0, 5)}`,
        title: 'Ответ: что сделали или когда сделают',
        isAhead: true,
      },
    ];
  return [];
}
