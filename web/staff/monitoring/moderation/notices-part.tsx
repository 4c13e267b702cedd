import { type ReactNode, useState } from 'react';
import type { ActCard, ActNotice } from '../../../../shared/contract/monitoring/moderation.ts';
import { noticeKindTitles, noticeStateTitles } from '../../../../shared/text/monitoring/moderation.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { OutLink } from '../../base/parts/papers.tsx';
import { noticeTones } from './moderation-words.ts';
import { NoticeAgainDialog, NoticeSaidDialog } from './notice-dialogs.tsx';

/** What the author was told, where, and whether it got there. */
export function NoticesPart({ card }: { card: ActCard }): ReactNode {
  if (card.notices.length === 0) return null;
  return (
    <Section title="Что сказано автору" className="stack stack--tight">
      <ul className="desk__list">
        {card.notices.map((notice) => (
          <NoticeItem key={notice.id} card={card} notice={notice} />
        ))}
      </ul>
    </Section>
  );
}

function NoticeItem({ card, notice }: { card: ActCard; notice: ActNotice }): ReactNode {
  const formats = useFormats();
  const [open, setOpen] = useState<'said' | 'again' | null>(null);
  const onClose = () => setOpen(null);
  const isPrivate = notice.way === 'private';
  return (
    <li className="desk__sheet">
      <p className="cluster">
        <b>{noticeKindTitles[notice.kind]}</b>
        <Mark tone={isPrivate && notice.state === 'failed' ? 'quiet' : noticeTones[notice.state]}>
          {noticeStateTitles[notice.state]}
        </Mark>
        <span className="muted">{isPrivate ? 'лично' : 'под записью, без имени'}</span>
      </p>
      <p>{notice.text}</p>
      {notice.reason && (
        <p className="small">
          Причина: {notice.reason}
          {isPrivate && notice.state === 'failed' && '. Сказано под записью'}
        </p>
      )}
      {notice.saidAt && (
        <p className="muted small">
          {formats.dateTime(notice.saidAt)}{' '}
          {notice.saidUrl && <OutLink href={notice.saidUrl}>Где сказано</OutLink>}
        </p>
      )}
      {notice.can.includes('settle') && (
        <span className="cluster">
          <Button kind="primary" onClick={() => setOpen('said')}>
            Сказано
          </Button>
          <Button onClick={() => setOpen('again')}>Сказать снова</Button>
        </span>
      )}
      {open === 'said' && <NoticeSaidDialog card={card} notice={notice} onClose={onClose} />}
      {open === 'again' && <NoticeAgainDialog card={card} notice={notice} onClose={onClose} />}
    </li>
  );
}
