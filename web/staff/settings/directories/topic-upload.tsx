import type { ReactNode } from 'react';
import {
  exportTopicExecutors,
  importTopicExecutors,
} from '../../../../shared/contract/messages/topic-list.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useDownload } from '../../../lib/commands/use-download.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Section } from '../../../ui/section.tsx';
import { ListUpload } from '../../base/parts/list-upload.tsx';
import { RefusedRows } from '../../base/parts/refused-rows.tsx';

type Checked = RouteReply<typeof importTopicExecutors>;

/** Who answers for each topic, by a list; units that are not there are made of it. */
export function TopicUpload(): ReactNode {
  const { isBusy, download } = useDownload();
  return (
    <>
      <Button
        kind="quiet"
        icon="download"
        busy={isBusy}
        onClick={() =>
          void download(
            exportTopicExecutors,
            { query: { format: 'csv' } },
            { more: 'Впишите подразделения и загрузите его' },
          )
        }
      >
        Скачать список тем
      </Button>
      <ListUpload<Checked>
        label="Загрузить исполнителей тем"
        check={(file) => perform(importTopicExecutors, {}, { file })}
      >
        {(picked) => <TopicDialog {...picked} />}
      </ListUpload>
    </>
  );
}

function WhyRoutes(): ReactNode {
  return (
    <p className="muted">
      Отдельный маршрут получает тема, вид исполнителя которой подразделению не назначен. Маршруты видно на
      вкладке «Маршруты».
    </p>
  );
}

const ofTopics = (count: number): string => counted(count, 'тема', 'темы', 'тем');

function TopicDialog(props: { file: File; checked: Checked; onClose: () => void }): ReactNode {
  const { file, checked, onClose } = props;
  const write = useCommand(importTopicExecutors, {
    call: { file },
    refreshes: ['cases', 'identity', 'our-city'],
  });
  const { isWritten, rows, topics, same, routes, units, left, refused, refusedCount } = write.data ?? checked;
  return (
    <Dialog
      isOpen
      isWide
      title="Исполнители тем списком"
      onClose={onClose}
      foot={
        isWritten || topics === 0 ? (
          <Button onClick={onClose}>Закрыть</Button>
        ) : (
          <Button
            kind="primary"
            busy={write.isPending}
            onClick={() => write.mutate({ query: { write: 'yes' } })}
          >
            Распределить {counted(topics, 'тему', 'темы', 'тем')}
          </Button>
        )
      }
    >
      <p role="status">
        {isWritten
          ? 'Распределено'
          : `${file.name}: ${counted(rows, 'строка', 'строки', 'строк')}. Исполнитель назван`}
        : {ofTopics(topics)}. {isWritten ? 'Пошли' : 'Пойдут'} по виду исполнителя — {topics - same - routes},
        отдельным маршрутом — {routes}, как прежде — {same}. Не подходит строк: {refusedCount}.
      </p>
      {routes > 0 && <WhyRoutes />}
      <p>
        {left === 0
          ? 'Исполнитель будет у каждой темы рубрикатора.'
          : `Без исполнителя ${isWritten ? 'осталось' : 'останется'}: ${ofTopics(left)}.`}
      </p>
      <RefusedRows rows={refused} more={refusedCount - refused.length} />
      {units.length > 0 && (
        <Section title={isWritten ? 'Заведены подразделения' : 'Будут заведены подразделения'} isSmall>
          <ul className="plain-rows">
            {units.map(({ title, kind }) => (
              <li key={title}>
                <b>{title}</b>
                <span>{kind ? `вид исполнителя: ${kind}` : 'темы — по маршрутам'}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Failures of={write} title="Не распределены" />
    </Dialog>
  );
}
