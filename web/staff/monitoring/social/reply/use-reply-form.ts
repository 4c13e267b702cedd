import { useEffect, useRef, useState } from 'react';
import { changeReply, draftReply } from '../../../../../shared/contract/monitoring/incident-replies.ts';
import type { IncidentCard, IncidentReply } from '../../../../../shared/contract/monitoring/incidents.ts';
import { blankWords, hasBlank } from '../../../../../shared/text/answer-templates.ts';
import { localDay } from '../../../../../shared/text/dates.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { useDraft } from '../../../../lib/draft.ts';
import { useZone } from '../../../../lib/session.ts';
import { showToast } from '../../../../lib/toast.ts';
import { type Form, useForm } from '../../../../ui/forms/use-form.ts';
import {
  checkReply,
  emptyReply,
  findReplyPage,
  gapOfReply,
  promiseOf,
  type ReplyValues,
  reopenReply,
  whereOf,
} from './reply-rules.ts';

export interface ReplyForm {
  form: Form<ReplyValues>;
  /** Keeps it with its author; nobody is asked. */
  keepDraft: () => void;
  /** Takes up a reply that was returned, or a draft. */
  reopen: (reply: IncidentReply) => void;
  /** Leaves the reply that was taken up as it was. */
  leave: () => void;
}

type As = 'draft' | 'approval' | 'urgent';

const told: Readonly<Record<As, string>> = {
  draft: 'Черновик сохранён',
  approval: 'Ответ отдан на согласование',
  urgent: 'Ответ уходит сразу: его проверит другой человек',
};

/** The answer that is being written; it is kept on this device for each incident apart. */
export function useReplyForm(card: IncidentCard): ReplyForm {
  const zone = useZone();
  const [empty] = useState(() => emptyReply(card));
  const draft = useDraft<ReplyValues>(`incident-reply.${card.id}`, empty);

  const create = useCommand(draftReply, {
    onDone: (_, { body }) => {
      showToast(told[body.as ?? 'approval']);
      draft.clear();
    },
  });
  const change = useCommand(changeReply, {
    onDone: (_, { body }) => {
      showToast(told[body.as]);
      draft.clear();
    },
  });
  const latest = useRef(card.version);
  latest.current = card.version;
  const send = (values: ReplyValues, as: As): void => {
    const { replyId, pageId, isInterim, urgentReason } = values;
    const text = values.text.trim();
    const common = { version: latest.current, pageId, text, isInterim, promisedOn: promiseOf(values) };
    if (replyId === null) {
      const body = {
        ...common,
        postId: whereOf(card, values)?.id ?? '',
        as,
        urgentReason: as === 'urgent' ? urgentReason : '',
      };
      create.mutate({ params: { id: card.id }, body });
    } else {
      const body = { ...common, as: as === 'urgent' ? 'approval' : as } as const;
      change.mutate({ params: { id: card.id, reply: replyId }, body });
    }
  };
  const answer = useForm<ReplyValues>({
    draft,
    commands: [create, change],
    gap: (values) => gapOfReply(values, card),
    check: (values) => checkReply(values, findReplyPage(card, values.pageId), localDay(Date.now(), zone)),
    send: (values) => {
      // A draft keeps its blanks; nobody is asked to agree to them.
      if (hasBlank(values.text)) showToast(blankWords, { tone: 'problem' });
      else send(values, values.isUrgent && values.replyId === null ? 'urgent' : 'approval');
    },
  });
  useKnownPlaces(card, answer, empty);
  return {
    form: answer,
    keepDraft: () => answer.sendBy((values) => send(values, 'draft')),
    reopen: (reply) => answer.set(reopenReply(reply)),
    leave: () => draft.clear(),
  };
}

/** A draft kept from another day may speak of a page or a reply that is there no more. */
function useKnownPlaces(card: IncidentCard, form: Form<ReplyValues>, empty: ReplyValues): void {
  const { pages, replies } = card;
  useEffect(() => {
    const { pageId, replyId } = form.get();
    if (!pages.some(({ id }) => id === pageId) && pageId !== empty.pageId) form.set({ pageId: empty.pageId });
    const isOpen = replies.some(({ id, can }) => id === replyId && can.includes('change'));
    if (replyId !== null && !isOpen) form.set({ replyId: null });
  }, [pages, replies, form, empty]);
}
