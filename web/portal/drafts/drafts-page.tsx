import { type ReactNode, useEffect, useState } from 'react';
import { counted } from '../../../shared/text/plural.ts';
import { shorten } from '../../../shared/text/words.ts';
import { findFiles } from '../../lib/draft-files.ts';
import { useFormats } from '../../lib/format.ts';
import { useOnline } from '../../lib/online.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useStore } from '../../lib/store.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { queueTurns, sendQueued } from '../submit/send-queue.ts';
import { dropDraft, type KeptDraft, listDrafts, nameOfDraft } from '../submit/submit-draft.ts';
import './drafts.css';
import { PollAnswers } from './poll-answers.tsx';

/** «Черновики»: messages begun on this device, with their photos and places; ready ones send themselves. */
export function DraftsPage(): ReactNode {
  const turn = useStore(queueTurns);
  const [changes, setChanges] = useState(0);
  const [drafts, setDrafts] = useState(listDrafts);
  // biome-ignore lint/correctness/useExhaustiveDependencies: both say that the device holds something else now
  useEffect(() => setDrafts(listDrafts()), [turn, changes]);
  const drop = async (key: string) => {
    await dropDraft(key);
    setChanges((count) => count + 1);
  };
  const fresh = <NewDraft />;
  return (
    <div className="reading">
      <PageTitle text="Черновики" />
      <PollAnswers />
      {drafts.length === 0 ? (
        <EmptyState title="Черновиков нет" action={fresh}>
          Начатое сообщение хранится на этом устройстве две недели, даже если закрыть страницу.
        </EmptyState>
      ) : (
        <>
          <p>Они хранятся только на этом устройстве, вместе с фото. Готовые уходят сами, когда есть связь.</p>
          <ul className="drafts">
            {drafts.map((draft) => (
              <DraftRow key={draft.key} draft={draft} onDrop={() => void drop(draft.key)} />
            ))}
          </ul>
          {fresh}
        </>
      )}
    </div>
  );
}

function NewDraft(): ReactNode {
  const [name] = useState(() => Date.now().toString(36));
  return (
    <ButtonLink to="/new" search={{ draft: name }}>
      Новое сообщение
    </ButtonLink>
  );
}

function DraftRow(props: { draft: KeptDraft; onDrop: () => void }): ReactNode {
  const { key, value, savedAt } = props.draft;
  const formats = useFormats();
  const isOnline = useOnline();
  const [photos, setPhotos] = useState(0);
  useEffect(() => void findFiles(key).then((files) => setPhotos(files.length)), [key]);
  const title = shorten(value.text.trim(), 80);
  const name = nameOfDraft(key);
  const place = value.address || (value.point ? 'место отмечено на карте' : 'место не указано');
  return (
    <li className="sheet stack">
      <p>
        <b>{title}</b>
      </p>
      <p className="small">
        {place}
        {photos > 0 && `, ${counted(photos, 'фото', 'фото', 'фото')}`}, сохранено {formats.ago(savedAt)}
      </p>
      {value.queued && (
        <p>
          <Mark tone="info">{isOnline ? 'отправляется' : 'уйдёт, когда появится связь'}</Mark>
        </p>
      )}
      {value.trouble && (
        <p className="error" role="alert">
          Сообщение не принято: {value.trouble} Откройте его и исправьте, ничего не потеряно.
        </p>
      )}
      <div className="cluster">
        <PageLink
          className="button"
          to="/new"
          search={name ? { draft: name } : {}}
          aria-label={`Открыть: ${title}`}
        >
          Открыть
        </PageLink>
        {value.queued && <Button onClick={() => void sendQueued()}>Отправить сейчас</Button>}
        <Button kind="quiet" aria-label={`Удалить: ${title}`} onClick={props.onDrop}>
          Удалить
        </Button>
      </div>
    </li>
  );
}
