import { type ReactNode, useState } from 'react';
import {
  changeWidget,
  readWidget,
  turnWidget,
  type WidgetCard,
} from '../../../../shared/contract/participation/widgets.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { widgetWords } from '../../../../shared/text/participation/widget-words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { useFormats } from '../../../lib/format.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { ShownField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { Crumbs } from '../../base/map/crumbs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { checkWidget, WidgetFieldset } from './widget-fieldset.tsx';
import '../../base/parts/desk.css';
import './widgets.css';

/** One widget: its settings, its tag, itself on a page of trial, how often it was opened. */
export function WidgetPage(): ReactNode {
  const id = useParam('id');
  const data = useRoute(readWidget, { params: { id } });
  const isUnknown = [400, 404].includes(data.error?.status ?? 0);
  return (
    <StaffPage
      title="Виджет"
      hasFinder
      crumbs={<Crumbs />}
      actions={data.data && <Acts key={data.data.version} card={data.data} />}
    >
      <div className="desk">
        {isUnknown ? (
          <>
            <PageTitle text="Виджет" />
            <EmptyState title="Такого виджета нет">Откройте его из списка.</EmptyState>
          </>
        ) : (
          <Loadable query={data} failed="Виджет не загрузился">
            {(card) => <Shown card={card} />}
          </Loadable>
        )}
      </div>
    </StaffPage>
  );
}

function Acts({ card }: { card: WidgetCard }): ReactNode {
  const [isChanging, setChanging] = useState(false);
  const { id, version, isOn, can } = card;
  const turn = useCommand(turnWidget, { done: isOn ? 'Виджет выключен' : 'Виджет включён' });
  const mayTurn = can.includes('turn-on') || can.includes('turn-off');
  return (
    <>
      {can.includes('change') && <Button onClick={() => setChanging(true)}>Изменить</Button>}
      {mayTurn && (
        <Button
          kind={isOn ? 'plain' : 'primary'}
          disabledReason={turn.isPending && 'Подождите…'}
          onClick={() => turn.mutate({ params: { id }, body: { version, isOn: !isOn } })}
        >
          {isOn ? 'Выключить' : 'Включить'}
        </Button>
      )}
      <Failures of={turn} />
      {isChanging && <ChangeDialog card={card} onClose={() => setChanging(false)} />}
    </>
  );
}

function ChangeDialog({ card, onClose }: { card: WidgetCard; onClose: () => void }): ReactNode {
  const { id, version, title, hosts, offers, look, colour, label, posNumber } = card;
  const change = useCommand(changeWidget, { done: 'Виджет изменён', onDone: onClose });
  const form = useForm({
    start: { title, hosts, offers, look, colour, label, posNumber },
    commands: change,
    check: checkWidget,
    send: (fields) => change.mutate({ params: { id }, body: { ...fields, version } }),
  });
  return (
    <FormDialog form={form} title="Изменить виджет" action="Записать" onClose={onClose}>
      <WidgetFieldset form={form} />
    </FormDialog>
  );
}

function Shown({ card }: { card: WidgetCard }): ReactNode {
  const formats = useFormats();
  return (
    <>
      <span className="cluster">
        <PageTitle text={card.title} />
        <Mark tone={card.isOn ? 'ok' : 'quiet'}>{card.isOn ? 'включён' : 'выключен'}</Mark>
      </span>
      <div className="widget__columns">
        <div className="stack">
          <Section title="Настройки" isSmall className="desk__sheet stack">
            <Facts
              facts={[
                ['Сайты', card.hosts.join(', ')],
                ['Предлагает', card.offers.map((offer) => widgetWords.offers[offer]).join('; ')],
                ['Вид', `${widgetWords.looks[card.look]}, ${widgetWords.colours[card.colour].toLowerCase()}`],
                ['Язык', 'русский'],
                ['Форма ПОС рядом', card.posNumber ? `да, организация № ${card.posNumber}` : 'нет'],
                ['Сделал', `${card.madeBy}, ${formats.dateTime(card.madeAt)}`],
              ]}
            />
          </Section>
          <TagPart card={card} />
          <OpeningsPart card={card} />
        </div>
        <TryPart card={card} />
      </div>
    </>
  );
}

/** What the editor of the site is given. */
function TagPart({ card }: { card: WidgetCard }): ReactNode {
  return (
    <Section title="Тег для сайта" isSmall className="desk__sheet stack">
      {!card.isOn && (
        <p className="muted">
          Пока виджет выключен, тег на сайте ничего не показывает: место остаётся пустым.
        </p>
      )}
      <ShownField label="Вставить на страницу" value={card.tag} />
      <ShownField label="Если на сайте есть политика безопасности, добавить в неё" value={card.policy} />
      <span className="cluster">
        <Button onClick={() => void copyText(card.tag, 'Тег скопирован')}>Скопировать тег</Button>
        <Button kind="quiet" onClick={() => void copyText(card.policy, 'Строка политики скопирована')}>
          Скопировать политику
        </Button>
      </span>
    </Section>
  );
}

const openingColumns = [
  {
    id: 'day',
    head: 'День',
    isName: true,
    cell: (row: WidgetCard['openings'][number]) => formatDay(row.day),
  },
  { id: 'host', head: 'Сайт', cell: (row: WidgetCard['openings'][number]) => row.host },
  {
    id: 'opened',
    head: 'Открытий',
    align: 'right' as const,
    cell: (row: WidgetCard['openings'][number]) => row.opened,
  },
];

function OpeningsPart({ card }: { card: WidgetCard }): ReactNode {
  return (
    <Section title="Сколько раз открыли за 30 дней" isSmall className="desk__sheet stack">
      <DataTable
        caption="Открытия по дням и сайтам"
        columns={openingColumns}
        rows={card.openings}
        rowKey={({ day, host }) => `${day} ${host}`}
        empty={<p className="muted">Пока не открывали. Считаем только число: ни адресов, ни людей.</p>}
      />
    </Section>
  );
}

/** The widget as it works, on a page of ours that stands for a site's. */
function TryPart({ card }: { card: WidgetCard }): ReactNode {
  return (
    <Section title="Проба" isSmall className="desk__sheet stack">
      <iframe
        key={card.version}
        className="widget__try"
        title="Проба виджета на странице сайта"
        src={`/widget/try/${card.id}/page`}
      />
    </Section>
  );
}
