import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import { keepDraft } from '../../../../shared/contract/group/working-group-live.ts';
import { getMeeting, type MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { routeKey } from '../../../lib/query.ts';
import type { Form } from '../../../ui/forms/use-form.ts';

/** So long after the last letter the hall sees the words, milliseconds. */
const PAUSE = 350;

/**
 * Shows the hall and the sheet beside a new decision as it is typed, and takes it away when its words are erased or the row closes; one that
 * is put right stands there already. It is a courtesy to the room: where
 * it fails, nothing is lost, so nothing is said; the record tells its own failures.
 */
export function useHallDraft(
  { id, state, attendance }: MeetingCard,
  { item: { id: itemId }, isNew }: { item: Pick<AgendaItem, 'id'>; isNew: boolean },
  form: Form<{
    text: string;
    responsibleId: string;
    dueOn: string;
    expectedResult: string;
    cancelsId: string;
  }>,
): void {
  const client = useQueryClient();
  const { text, responsibleId, dueOn } = form.values;
  const isShown = state === 'running' && isNew;
  const responsible = attendance.find(({ personId }) => personId === responsibleId)?.name ?? null;
  const keep = useCommand(keepDraft, {
    refreshes: [],
    queue: 'working-group.draft',
    onProblem: () => 'told',
    onDone: (_, { body }) =>
      client.setQueryData(
        routeKey(getMeeting, { params: { id } }),
        (card: MeetingCard | undefined) =>
          card && {
            ...card,
            draft: body.text ? { itemId, text: body.text, responsible, dueOn: body.dueOn ?? null } : null,
          },
      ),
  });
  const { mutate } = keep;
  const send = useRef<(words: string) => void>(() => undefined);
  send.current = (words) =>
    mutate({
      params: { id },
      body: { itemId, text: words, responsibleId: responsibleId || null, dueOn: dueOn || null },
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is sent is read when the pause is over
  useEffect(() => {
    if (!isShown) return;
    const timer = setTimeout(() => send.current(text.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [isShown, text, responsibleId, dueOn]);
  useEffect(() => {
    if (!isShown) return;
    return () => send.current('');
  }, [isShown]);
}
