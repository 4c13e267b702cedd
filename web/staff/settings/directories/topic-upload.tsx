import type { ReactNode } from 'react';
import { listUnits } from '../../../../shared/contract/base/people.ts';
import { listRoutingRules } from '../../../../shared/contract/messages/routing.ts';
import { importTopicExecutors } from '../../../../shared/contract/messages/topic-list.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Section } from '../../../ui/section.tsx';
import { type Topics, useTopics } from '../../base/case-kit/topics.ts';
import { ListUpload } from '../../base/parts/list-upload.tsx';
import { RefusedRows } from '../../base/parts/refused-rows.tsx';

type Checked = RouteReply<typeof importTopicExecutors>;

const head = [
  'Код темы',
  'Блок',
  'Тема',
  'Чья это работа',
  'Подразделение',
  'Коротко',
  'Почта',
  'Телефон',
  'Вне администрации',
];

/** Every topic, those of one kind of work together, with who takes it now. */
function listLines(
  topics: Topics,
  units: RouteReply<typeof listUnits>['units'],
  rules: RouteReply<typeof listRoutingRules>['rules'],
): string[][] {
  const byKind = (kind: string) =>
    units.find((unit) => unit.isActive && unit.kind === kind && unit.districts.length === 0)?.title;
  const byRoute = (factId: string) => rules.find((rule) => rule.isOn && rule.factId === factId)?.unit;
  const lines = topics.facts.map(({ id, block, title, executorKind }) => [
    id,
    topics.block(block)?.title ?? '',
    title,
    topics.kindTitle(executorKind),
    byRoute(id) ?? byKind(executorKind) ?? '',
    '',
    '',
    '',
    '',
  ]);
  return [head, ...lines.toSorted((a, b) => (a[3] ?? '').localeCompare(b[3] ?? '', 'ru'))];
}

/** Who answers for each topic, by a list; units that are not there are made of it. */
export function TopicUpload(): ReactNode {
  const topics = useTopics();
  const units = useRoute(listUnits).data?.units;
  const rules = useRoute(listRoutingRules).data?.rules;
  if (!topics || !units || !rules) return null;
  return (
    <ListUpload<Checked>
      label="Загрузить исполнителей тем"
      sample={{
        label: 'Скачать список тем',
        filename: 'Темы и исполнители.csv',
        lines: () => listLines(topics, units, rules),
      }}
      check={(file) => perform(importTopicExecutors, {}, { file })}
    >
      {(picked) => <TopicDialog {...picked} />}
    </ListUpload>
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
        : {ofTopics(topics)}, без изменений {same}, отдельным маршрутом {routes}. Не подходит {refusedCount}.
      </p>
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
                <span>{kind || 'темы — по маршрутам'}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Failures of={write} title="Не распределены" />
    </Dialog>
  );
}
