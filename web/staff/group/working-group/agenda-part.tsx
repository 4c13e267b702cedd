import { type ReactNode, useState } from 'react';
import {
  addItem,
  changeItem,
  listProposals,
  moveItem,
  removeItem,
  takeProposals,
} from '../../../../shared/contract/group/working-group-agenda.ts';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { ItemField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { TemplateSelect } from '../assignments/template-select.tsx';
import { useMeetingCommand } from './use-meeting.ts';

type Open = { kind: 'add' | 'propose' } | { kind: 'inside' | 'edit'; item: AgendaItem } | null;

/** The agenda before the meeting: a numbered tree, changed by buttons and keys, filled from what the data propose. */
export function AgendaPart({ card }: { card: MeetingCard }): ReactNode {
  const [open, setOpen] = useState<Open>(null);
  const mayChange = card.can.includes('agenda');
  useHotkeys(
    'Повестка',
    mayChange
      ? [
          { keys: 'KeyA', label: 'Добавить вопрос', run: () => setOpen({ kind: 'add' }) },
          { keys: 'KeyP', label: 'Вопросы из данных', run: () => setOpen({ kind: 'propose' }) },
        ]
      : [],
    { active: open === null },
  );
  const minutes = card.agenda.reduce((sum, item) => sum + (item.minutes ?? 0), 0);
  return (
    <Section
      title={
        <>
          Повестка дня
          <span className="push muted">
            {counted(card.agenda.length, 'вопрос', 'вопроса', 'вопросов')}
            {minutes > 0 && `, ${counted(minutes, 'минута', 'минуты', 'минут')}`}
          </span>
        </>
      }
      isSmall
    >
      {card.agenda.length === 0 && (
        <p className="muted">Вопросов ещё нет. Возьмите их из данных или добавьте свои.</p>
      )}
      <ol className="group-agenda">
        {card.agenda.map((item) => (
          <Item key={item.id} card={card} item={item} mayChange={mayChange} onOpen={setOpen} />
        ))}
      </ol>
      {mayChange && (
        <div className="cluster">
          <Button icon="plus" hint="KeyA" onClick={() => setOpen({ kind: 'add' })}>
            Вопрос
          </Button>
          <Button hint="KeyP" onClick={() => setOpen({ kind: 'propose' })}>
            Вопросы из данных
          </Button>
        </div>
      )}
      {open?.kind === 'propose' && <ProposalsDialog card={card} onClose={() => setOpen(null)} />}
      {open && open.kind !== 'propose' && (
        <ItemDialog card={card} open={open} onClose={() => setOpen(null)} />
      )}
    </Section>
  );
}

/** Where the data behind an item are seen. */
export function SourceLink({ item }: { item: AgendaItem }): ReactNode {
  if (item.source === 'manual' || !item.sourceId) return null;
  const to = {
    overdue: `/staff/cases?block=${item.sourceId}&overdue=yes`,
    problem: `/staff/problems/${item.sourceId}`,
    burst: '/staff/problems',
    zone: `/staff/zones/${item.sourceId}`,
    promise: '/staff/promises',
    assignment: '/staff/working-group',
    postponed: '/staff/working-group',
    paper: '/staff/interaction',
    measure: '/staff/roadmap',
    coverage: '/staff/publications',
  }[item.source];
  return <PageLink to={to}>{item.sourceLabel}</PageLink>;
}

const depthOf = ({ number }: AgendaItem): number => number.split('.').length;

function Item(props: {
  card: MeetingCard;
  item: AgendaItem;
  mayChange: boolean;
  onOpen: (open: Open) => void;
}): ReactNode {
  const { card, item, mayChange, onOpen } = props;
  const move = useMeetingCommand(moveItem);
  const remove = useMeetingCommand(removeItem, { words: 'Вопрос снят с повестки' });
  const params = { id: card.id, itemId: item.id };
  const step = (to: 'up' | 'down' | 'in' | 'out') => () =>
    move.mutate({ params, body: { version: card.version, to } });
  const name = `вопрос ${item.number}`;
  return (
    <li className={`group-agenda__item group-agenda__item--${depthOf(item)}`}>
      <span className="group-agenda__number">{item.number}</span>
      <span className="group-agenda__words">
        <span>{item.title}</span>
        <span className="muted small">
          {item.speaker || 'докладчик не назван'}
          {item.minutes && `, ${counted(item.minutes, 'минута', 'минуты', 'минут')}`}{' '}
          <SourceLink item={item} />
        </span>
      </span>
      {mayChange && (
        <span className="group-agenda__acts">
          <IconButton kind="quiet" icon="up" label={`Выше: ${name}`} onClick={step('up')} />
          <IconButton kind="quiet" icon="down" label={`Ниже: ${name}`} onClick={step('down')} />
          <IconButton kind="quiet" icon="next" label={`Внутрь предыдущего: ${name}`} onClick={step('in')} />
          <IconButton kind="quiet" icon="left" label={`На уровень выше: ${name}`} onClick={step('out')} />
          <IconButton
            kind="quiet"
            icon="pencil"
            label={`Изменить ${name}`}
            onClick={() => onOpen({ kind: 'edit', item })}
          />
          <IconButton
            kind="quiet"
            icon="plus"
            label={`Добавить подвопрос в ${name}`}
            onClick={() => onOpen({ kind: 'inside', item })}
          />
          <IconButton
            kind="quiet"
            icon="close"
            label={`Снять ${name}`}
            busy={remove.isPending}
            onClick={() => remove.mutate({ params, query: { version: card.version } })}
          />
        </span>
      )}
    </li>
  );
}

function ItemDialog(props: {
  card: MeetingCard;
  open: { kind: 'add' } | { kind: 'inside' | 'edit'; item: AgendaItem } | { kind: 'propose' };
  onClose: () => void;
}): ReactNode {
  const { card, open, onClose } = props;
  const edited = open.kind === 'edit' ? open.item : null;
  const done = { onDone: onClose };
  const add = useMeetingCommand(addItem, { words: 'Вопрос добавлен', ...done });
  const change = useMeetingCommand(changeItem, { words: 'Вопрос изменён', ...done });
  const form = useForm({
    start: {
      title: edited?.title ?? '',
      speakerId: edited?.speakerId ?? '',
      minutes: edited?.minutes ? String(edited.minutes) : '',
    },
    commands: [add, change],
    send: ({ title, speakerId, minutes }) => {
      const body = {
        version: card.version,
        title,
        speakerId: speakerId || null,
        minutes: minutes.trim() ? Number(minutes) || 0 : null,
      };
      if (edited) change.mutate({ params: { id: card.id, itemId: edited.id }, body });
      else
        add.mutate({
          params: { id: card.id },
          body: { ...body, parentId: open.kind === 'inside' ? open.item.id : null },
        });
    },
  });
  return (
    <FormDialog
      title={
        edited ? `Вопрос ${edited.number}` : open.kind === 'inside' ? `Внутрь ${open.item.number}` : 'Вопрос'
      }
      action={edited ? 'Сохранить' : 'Добавить'}
      form={form}
      onClose={onClose}
    >
      {!edited && <TemplateSelect kind="agenda" onPick={(title) => form.set({ title })} />}
      <LongTextField
        form={form}
        name="title"
        label="Вопрос"
        hint="Начните с «О»: «О ремонте дорог»"
        rows={2}
      />
      <SelectField
        form={form}
        name="speakerId"
        label="Докладывает"
        choices={[
          { value: '', label: 'не назван' },
          ...card.attendance.map(({ personId, name }) => ({ value: personId, label: name })),
        ]}
      />
      <TextField form={form} name="minutes" label="Минут" optional inputMode="numeric" />
    </FormDialog>
  );
}

const sourceTitles = {
  overdue: 'Просроченные дела',
  problem: 'Массовые проблемы',
  burst: 'Раннее предупреждение',
  postponed: 'Перенесённые вопросы',
  zone: 'Красная зона',
  promise: 'Обещания жителям',
  assignment: 'Решения прошлых заседаний',
  paper: 'Документы без ответа в срок',
  measure: 'Опоздавшие мероприятия дорожной карты',
  coverage: 'О чём страницы не договаривают',
  manual: '',
} as const;

/** What the data would discuss; picked ones become items and keep the link. */
function ProposalsDialog({ card, onClose }: { card: MeetingCard; onClose: () => void }): ReactNode {
  const proposals = useRoute(listProposals, { params: { id: card.id } });
  const take = useMeetingCommand(takeProposals, {
    words: 'Взято в повестку',
    onDone: onClose,
  });
  const keyOf = ({ source, sourceId }: { source: string; sourceId: string }) => `${source} ${sourceId}`;
  const all = proposals.data?.proposals ?? [];
  const form = useForm<{ picked: string[] }>({
    start: { picked: [] },
    commands: take,
    send: ({ picked }) => {
      const picks = all
        .filter((one) => picked.includes(keyOf(one)))
        .map(({ source, sourceId }) => ({ source, sourceId }));
      if (picks.length > 0) take.mutate({ params: { id: card.id }, body: { version: card.version, picks } });
    },
  });
  const { picked } = form.values;
  const groups = [...Map.groupBy(all, ({ source }) => source)];
  return (
    <FormDialog
      title="Вопросы из данных"
      action={picked.length > 0 ? `Взять в повестку: ${picked.length}` : 'Взять в повестку'}
      form={form}
      isWide
      onClose={onClose}
    >
      <Loadable query={proposals} failed="Предложения не загрузились">
        {() =>
          all.length === 0 ? (
            <p className="muted">
              Данные вопросов не предлагают: нет ни просроченных дел, ни открытых массовых проблем, ни
              всплесков, ни нарушенных обещаний.
            </p>
          ) : (
            groups.map(([source, list]) => (
              <fieldset key={source} className="group-proposals">
                <legend>{sourceTitles[source]}</legend>
                {list.map((one) => (
                  <ItemField
                    key={keyOf(one)}
                    form={form}
                    name="picked"
                    item={keyOf(one)}
                    isFixed={one.isTaken}
                    hint={one.isTaken ? 'уже в повестке' : one.note}
                  >
                    {one.title}
                  </ItemField>
                ))}
              </fieldset>
            ))
          )
        }
      </Loadable>
    </FormDialog>
  );
}
