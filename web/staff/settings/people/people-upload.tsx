import { type ReactNode, useState } from 'react';
import { importPeople } from '../../../../shared/contract/base/people-import.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Note } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { ListSample, ListUpload } from '../../base/parts/list-upload.tsx';
import { RefusedRows } from '../../base/parts/refused-rows.tsx';
import './people.css';

type Checked = RouteReply<typeof importPeople>;

const sample = [
  ['Фамилия', 'Имя', 'Отчество', 'Должность', 'Почта', 'Телефон', 'Роль', 'Подразделение'],
  ['Пробная', 'Анна', 'Сергеевна', 'Специалист', 'anna@example.ru', '', 'Оператор', ''],
] as const;

/** People by a list: a table is looked at row by row, then made, with a one-time link for each. */
export function PeopleUpload(): ReactNode {
  return (
    <>
      <ListSample label="Образец списка" filename="Список сотрудников.csv" lines={sample} />
      <ListUpload<Checked> label="Загрузить список" check={(file) => perform(importPeople, {}, { file })}>
        {(picked) => <UploadDialog {...picked} />}
      </ListUpload>
    </>
  );
}

const people = (count: number): string => counted(count, 'сотрудника', 'сотрудников', 'сотрудников');

function UploadDialog(props: { file: File; checked: Checked; onClose: () => void }): ReactNode {
  const { file, checked, onClose } = props;
  const write = useCommand(importPeople, { call: { file } });
  const shown = write.data ?? checked;
  // The links are shown nowhere else: whoever has not taken them is asked before they are gone.
  const [isTaken, setTaken] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const hasLinks = shown.isWritten && shown.people.length > 0;
  const close = (): void => (hasLinks && !isTaken ? setAsked(true) : onClose());
  return (
    <Dialog
      isOpen
      isWide
      title="Сотрудники списком"
      onClose={close}
      foot={
        shown.isWritten || shown.people.length === 0 ? (
          <Button onClick={close}>Закрыть</Button>
        ) : (
          <Button
            kind="primary"
            busy={write.isPending}
            onClick={() => write.mutate({ query: { write: 'yes' } })}
          >
            Завести {people(shown.people.length)}
          </Button>
        )
      }
    >
      {isAsked && !isTaken && (
        <Note>
          <p role="alert">Ссылки не скопированы и не сохранены: после закрытия их не показать.</p>
          <Button onClick={onClose}>Закрыть без ссылок</Button>
        </Note>
      )}
      <p role="status">
        {shown.isWritten
          ? `Заведено: ${shown.people.length}. Письма со ссылками стоят в очереди, ссылка действует сутки.`
          : `${file.name}: ${counted(shown.rows, 'строка', 'строки', 'строк')}. Можно завести ${shown.people.length}, не подходит ${shown.refused.length}.`}
      </p>
      <RefusedRows rows={shown.refused} />
      {shown.isWritten ? (
        <Made rows={shown.people} onTaken={() => setTaken(true)} />
      ) : (
        <Ready rows={shown.people} />
      )}
      <Failures of={write} title="Не заведены" />
    </Dialog>
  );
}

function Ready({ rows }: { rows: Checked['people'] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <Section title="Будут заведены" isSmall>
      <ul className="plain-rows">
        {rows.map(({ row, name, email, roles, unit }) => (
          <li key={row}>
            <b>{name}</b>
            <span>{[roles.join(', '), unit, email].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const addressOf = (link: string): string => new URL(link, location.origin).href;

/** The links are shown this once: whoever has no mail yet is handed theirs. */
function Made({ rows, onTaken }: { rows: Checked['people']; onTaken: () => void }): ReactNode {
  const all = rows.map(({ name, email, link }) => `${name} <${email}>: ${addressOf(link ?? '')}`).join('\n');
  const save = (): void => {
    saveFile(new Blob([`\uFEFF${all}\n`], { type: 'text/plain' }), 'Ссылки для пароля.txt');
    onTaken();
  };
  return (
    <Section title="Ссылки для пароля" isSmall>
      <Note>
        <p>
          Каждая ссылка открывается один раз, в течение суток, и больше нигде не показывается. Отдайте её
          лично, если почта ещё не работает.
        </p>
      </Note>
      <span className="cluster">
        <Button
          onClick={() => void copyText(all, 'Ссылки скопированы').then((isDone) => isDone && onTaken())}
        >
          Скопировать все
        </Button>
        <Button icon="download" onClick={save}>
          Сохранить файлом
        </Button>
      </span>
      <ul className="plain-rows">
        {rows.map(({ row, name, link }) => (
          <li key={row}>
            <b>{name}</b>
            <code className="people__link">{addressOf(link ?? '')}</code>
          </li>
        ))}
      </ul>
    </Section>
  );
}
