import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { uploadImport } from '../../../../shared/contract/messages/imports.ts';
import { formatBytes, formatPercent } from '../../../../shared/text/numbers.ts';
import { announce } from '../../../lib/announce.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { useFilePicker } from '../../../ui/forms/file-button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { ErrorState } from '../../../ui/states.tsx';

/** The server takes no larger ones through the browser. */
const MAX_BYTES = 25 * 1024 * 1024;
const accept = '.csv,.txt,.tsv,.jsonl,.ndjson,.xlsx,text/csv';

interface Sending {
  name: string;
  share: number;
}

/** Sends a file and opens what is in it. */
function useUpload() {
  const [, changeQuery] = useUrlQuery();
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [refusal, setRefusal] = useState('');
  const stop = useRef<AbortController>(null);
  const send = async (file: File | undefined) => {
    if (!file || sending) return;
    setProblem(null);
    setRefusal(
      file.size > MAX_BYTES
        ? `В файле ${formatBytes(file.size)}, а можно до 25 МБ. Разделите его на части: повторы отсеются сами.`
        : '',
    );
    if (file.size > MAX_BYTES) return;
    stop.current = new AbortController();
    setSending({ name: file.name, share: 0 });
    announce(`Отправляем файл ${file.name}`);
    const table = await perform(
      uploadImport,
      {},
      {
        file,
        signal: stop.current.signal,
        onProgress: (share) => setSending({ name: file.name, share }),
        onProblem: (found) => found.code !== 'aborted' && setProblem(found),
      },
    );
    if (table) changeQuery({ id: table.id }, { replace: false });
    setSending(null);
  };
  return { sending, problem, refusal, send, cancel: () => stop.current?.abort() };
}

/** A frame for a dropped file, with a button that does the same. */
export function FileDrop(): ReactNode {
  const { sending, problem, refusal, send, cancel } = useUpload();
  const [isOver, setOver] = useState(false);
  const { field, choose } = useFilePicker({
    accept,
    label: 'Файл с таблицей',
    onPick: (file) => void send(file),
  });
  useHotkeys('Загрузка данных', [{ keys: 'KeyU', label: 'Выбрать файл', run: choose }], { active: !sending });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  };
  return (
    <section
      className={isOver ? 'import-drop is-over' : 'import-drop'}
      aria-label="Файл для загрузки"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {field}
      {sending ? (
        <Sent sending={sending} onCancel={cancel} />
      ) : (
        <>
          <Icon name="upload" />
          <p className="import-drop__call">Перетащите сюда файл с сообщениями</p>
          <Button kind="primary" size="main" hint="KeyU" onClick={choose}>
            Выбрать файл
          </Button>
          <p className="small muted">
            CSV, JSONL или XLSX, до 25 МБ. Сначала покажем, что в файле; дела появятся после запуска.
          </p>
        </>
      )}
      {refusal && (
        <p className="error" role="alert">
          {refusal}
        </p>
      )}
      {problem && <ErrorState title="Файл не подошёл" problem={problem} />}
    </section>
  );
}

function Sent(props: { sending: Sending; onCancel: () => void }): ReactNode {
  const { name, share } = props.sending;
  return (
    <>
      <p className="import-drop__call">{name}</p>
      <progress className="import-bar" value={share} aria-label={`Отправка файла ${name}`} />
      <p className="small muted">
        {share < 1 ? `Отправлено ${formatPercent(share)}` : 'Смотрим, что в файле…'}
      </p>
      <Button onClick={props.onCancel}>Отменить</Button>
    </>
  );
}
