import type { ReactNode } from 'react';
import { type Notice, seeNotices } from '../../../../shared/contract/messages/notices.ts';
import { noticeKinds } from '../../../../shared/text/notice-kinds.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { splitLinks } from './split-links.ts';

/** What came in two months, by e-mail or not, the newest first. */
export function NoticeList({ notices }: { notices: readonly Notice[] }): ReactNode {
  const see = useCommand(seeNotices, {});
  const hasNew = notices.some(({ isNew }) => isNew);
  return (
    <section className="stack stack--tight" aria-labelledby="notices-came">
      <div className="cluster">
        <h2 id="notices-came" className="section__title">
          Пришло
        </h2>
        {hasNew && (
          <Button kind="quiet" busy={see.isPending} onClick={() => see.mutate({})}>
            Отметить прочитанными
          </Button>
        )}
      </div>
      {notices.length === 0 ? (
        <EmptyState title="Уведомлений пока нет">
          Здесь появится то, что ждёт вас: дела, ответы, сроки, поручения. Что из этого присылать и письмом,
          выберите на этой странице.
        </EmptyState>
      ) : (
        <ul className="notices__list">
          {notices.map((notice) => (
            <li key={notice.id} className="desk__sheet">
              <NoticeLine notice={notice} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function NoticeLine({ notice }: { notice: Notice }): ReactNode {
  const formats = useFormats();
  const { subject, text, at, isNew, kind } = notice;
  return (
    <>
      <p className="cluster">
        <b>{subject}</b>
        {isNew && <Mark tone="info">новое</Mark>}
      </p>
      <p className="notices__text">{withLinks(text)}</p>
      <p className="small muted">
        {noticeKinds[kind].title} · {formats.dateTime(at)} · {describeState(notice, formats.dateTime)}
      </p>
    </>
  );
}

function describeState({ state, nextAt }: Notice, dateTime: (at: string) => string): string {
  switch (state) {
    case 'mailed':
      return 'письмо отправлено';
    case 'waits':
      return nextAt ? `письмо уйдёт ${dateTime(nextAt)}` : 'письмо уходит';
    case 'here':
      return 'без письма, как вы просили';
    case 'demo':
      return 'в демонстрации письма не уходят';
    case 'failed':
      return 'письмо не ушло: сообщите администратору';
  }
}

/** Addresses of the program in the words of a letter are links here, by their path alone; a site without an address writes only that. */
function withLinks(text: string): ReactNode[] {
  return splitLinks(text).map((part, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
    part.path ? <a key={place} href={part.path}>{`Открыть ${lastPart(part.path)}`}</a> : part.text,
  );
}

const lastPart = (path: string): string => /\/cases\/([\d-]+)$/u.exec(path)?.[1] ?? 'в Отклике';
