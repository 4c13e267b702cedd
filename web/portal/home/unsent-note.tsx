import { type ReactNode, useEffect, useState } from 'react';
import { counted } from '../../../shared/text/plural.ts';
import { shorten } from '../../../shared/text/words.ts';
import { useStore } from '../../lib/store.ts';
import { Note } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { queueTurns } from '../submit/send-queue.ts';
import { listDrafts, nameOfDraft } from '../submit/submit-draft.ts';

/** Messages begun on this device and not sent yet wait here. */
export function UnsentNote(): ReactNode {
  const turn = useStore(queueTurns);
  const [drafts, setDrafts] = useState<ReturnType<typeof listDrafts>>([]);
  // After the first render: the server knows of no draft.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the queue has sent something
  useEffect(() => setDrafts(listDrafts()), [turn]);
  const [first] = drafts;
  if (!first) return null;
  const name = nameOfDraft(first.key);
  return (
    <Note>
      {drafts.length === 1 && !first.value.queued && !first.value.trouble ? (
        <p>
          <b>Есть неотправленное сообщение.</b> «{shorten(first.value.text.trim(), 60)}»{' '}
          <PageLink to="/new" search={name ? { draft: name } : {}}>
            Продолжить
          </PageLink>
        </p>
      ) : (
        <p>
          <b>
            На устройстве{' '}
            {counted(
              drafts.length,
              'неотправленное сообщение',
              'неотправленных сообщения',
              'неотправленных сообщений',
            )}
            .
          </b>{' '}
          <PageLink to="/drafts">Черновики</PageLink>
        </p>
      )}
    </Note>
  );
}
