import type { ReactNode } from 'react';
import {
  exportEvidence,
  type IncidentCard,
  type IncidentReply,
} from '../../../../shared/contract/monitoring/incidents.ts';
import { postsWords } from '../../../../shared/text/monitoring/incident-words.ts';
import { useDownload } from '../../../lib/commands/use-download.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Section } from '../../../ui/section.tsx';
import { HistoryPart } from '../../base/parts/history-part.tsx';
import { useNetworkName } from './network-names.tsx';
import { ReplyLength, whomWords } from './reply/reply-editor.tsx';
import { findReplyPage } from './reply/reply-rules.ts';
import type { ReplyForm } from './reply/use-reply-form.ts';

/** «Как увидят»: the answer as the network shows it, letter for letter. */
export function ReplyPreview({ card, reply }: { card: IncidentCard; reply: ReplyForm }): ReactNode {
  const { text, pageId } = reply.form.values;
  const nameOf = useNetworkName();
  const page = findReplyPage(card, pageId);
  if (!page || !text.trim()) return null;
  return (
    <Section title="Как увидят" isSmall className="side__part">
      <div className="side__preview">
        <span className="side__avatar" aria-hidden="true">
          {page.title.slice(0, 1)}
        </span>
        <p className="side__page">
          <b>{page.title}</b> <ReplyLength card={card} reply={reply} />
        </p>
        <p className="talk__words">{text.trim()}</p>
        <p className="muted small">
          {nameOf(page.network).title}, {whomWords(card, reply.form.values)}
        </p>
      </div>
    </Section>
  );
}

/** «Согласование»: whose words they are, who agrees, where they come out. */
export function ApprovalPart({ card }: { card: IncidentCard }): ReactNode {
  // The latest: what came of those before it is told in their own rows.
  const [reply] = card.replies;
  const mayDraft = card.can.includes('draft');
  if (!reply && !mayDraft) return null;
  return (
    <Section title="Согласование" isSmall className="side__part">
      <ol className="side__steps">
        <Step state={reply ? 'done' : 'open'} title="Пишет" of={reply?.madeBy ?? 'вы'} at={reply?.madeAt} />
        <Step
          state={reply?.approvedBy ? 'done' : 'open'}
          title="Согласует"
          of={approverWords(reply)}
          at={reply?.approvedAt}
        />
        <Step
          state={reply?.publishedAt ? 'done' : 'open'}
          title={`${reply?.publishedAt ? 'Вышел' : 'Выйдет'}${reply ? ' на странице' : ''}`}
          of={reply?.pageTitle ?? 'под записью'}
          at={reply?.publishedAt}
        />
      </ol>
      {card.posts > 1 && (
        <p className="muted small">
          Ответ встаёт под одной записью. Остальные ({postsWords(card.posts - 1)}) — «Ответить здесь» рядом с
          каждой.
        </p>
      )}
    </Section>
  );
}

function approverWords(reply: IncidentReply | undefined): string {
  if (reply?.approvedBy) return reply.approvedBy;
  if (reply?.isUrgent) return reply.reviewedBy ?? 'срочно: проверят после';
  return 'другой человек, не автор';
}

function Step(props: {
  state: 'done' | 'open';
  title: string;
  of: string;
  at?: string | null | undefined;
}): ReactNode {
  const formats = useFormats();
  return (
    <li className={props.state === 'done' ? 'is-done' : undefined}>
      <span>
        {props.title} <b>{props.of}</b>
      </span>
      {props.at && (
        <time className="muted small" dateTime={props.at}>
          {formats.short(props.at)}
        </time>
      )}
    </li>
  );
}

/** What was done with it, and the evidence as a file. */
export function IncidentHistory({ card }: { card: IncidentCard }): ReactNode {
  const file = useDownload();
  return (
    <HistoryPart label="Что делали с инцидентом" history={card.history} className="side__part">
      <Button
        icon="download"
        busy={file.isBusy}
        onClick={() => void file.download(exportEvidence, { params: { id: card.id } })}
      >
        Доказательства файлом
      </Button>
    </HistoryPart>
  );
}
