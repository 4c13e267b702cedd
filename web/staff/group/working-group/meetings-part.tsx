import { type ReactNode, useState } from 'react';
import {
  listMeetings,
  type MeetingRow,
  type MonthOfMeetings,
  planYear,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatDay, monthName } from '../../../../shared/text/dates.ts';
import { meetingFormTitles, meetingStateTitles } from '../../../../shared/text/group/working-group.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo, useUrlQuery } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { YearFilter } from '../../base/parts/year-filter.tsx';
import { MeetingDialog } from './meeting-dialog.tsx';
import { meetingHref, meetingTitle, monthWords, stateTones } from './meeting-words.ts';

type List = RouteReply<typeof listMeetings>;

/** Meetings of a year and the months that went without one: at least one a month is the decree's word. */
export function MeetingsPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const go = useGo();
  const year = Number(query.year) || undefined;
  const meetings = useRoute(listMeetings, { query: year ? { year } : {} }, { refreshEvery: 60_000 });
  const [open, setOpen] = useState<'new' | 'plan' | null>(null);
  const mayKeep = meetings.data?.can.includes('keep') ?? false;
  useHotkeys(
    'Заседания',
    mayKeep
      ? [
          { keys: 'KeyA', label: 'Новое заседание', run: () => setOpen('new') },
          { keys: 'KeyY', label: 'План года', run: () => setOpen('plan') },
        ]
      : [],
    { active: open === null },
  );
  return (
    <div className="desk">
      <div className="desk__filters">
        {meetings.data && (
          <YearFilter year={meetings.data.year} years={meetings.data.years} onChange={change} />
        )}
        {mayKeep && (
          <>
            <Button kind="primary" hint="KeyA" onClick={() => setOpen('new')}>
              Новое заседание
            </Button>
            <Button hint="KeyY" onClick={() => setOpen('plan')}>
              План года
            </Button>
          </>
        )}
      </div>
      <Loadable query={meetings} failed="Заседания не загрузились">
        {(data) => (
          <>
            <Months data={data} />
            <Table data={data} />
            {open === 'plan' && <PlanDialog year={data.year} onClose={() => setOpen(null)} />}
            {open === 'new' && (
              <MeetingDialog
                proposed={data.proposed}
                onClose={() => setOpen(null)}
                onMade={(id) => void go(meetingHref(id))}
              />
            )}
          </>
        )}
      </Loadable>
    </div>
  );
}

/** A strip of twelve months; words and a mark, never a colour alone. */
function Months({ data }: { data: List }): ReactNode {
  const { months, rule, nextBy } = data;
  const current = months.find(({ state }) => state === 'warning');
  return (
    <Section title="Заседание не реже раза в месяц" className="stack stack--tight">
      {current && (
        <p className="group-alarm" role="status">
          <Mark tone="warning">
            {monthName(current.month)}: заседание не проведено, до {nextBy && formatDay(nextBy)}
          </Mark>{' '}
          {current.planned > 0 ? 'Оно назначено.' : 'Оно и не назначено.'}
        </p>
      )}
      {!current && nextBy && (
        <p className="muted">
          Следующее — не позднее {formatDay(nextBy)} ({rule.clause}).
        </p>
      )}
      <ul className="group-months">
        {months.map((month) => (
          <Month key={month.month} month={month} />
        ))}
      </ul>
    </Section>
  );
}

function Month({ month }: { month: MonthOfMeetings }): ReactNode {
  const { label, tone } = monthWords[month.state];
  return (
    <li className={`group-month group-month--${month.state}`}>
      <b>{monthName(month.month)}</b>
      <Mark tone={tone}>{month.held > 1 ? `проведено ${month.held}` : label}</Mark>
    </li>
  );
}

function Table({ data }: { data: List }): ReactNode {
  return (
    <DeskTable<MeetingRow>
      caption={`Заседания ${data.year} года`}
      rows={data.meetings}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'name',
          head: 'Заседание',
          isName: true,
          cell: (row) => (
            <PageLink to={meetingHref(row.id)}>
              {row.number === null ? `${formatDay(row.day)}, без номера` : meetingTitle(row)}
            </PageLink>
          ),
        },
        { id: 'day', head: 'Когда', cell: ({ day, startsAt }) => `${formatDay(day)}, ${startsAt}` },
        {
          id: 'form',
          head: 'Форма и место',
          cell: ({ form, place }) => [meetingFormTitles[form], place].filter(Boolean).join(', '),
        },
        { id: 'topic', head: 'Тема', cell: ({ topic }) => topic || '—' },
        { id: 'items', head: 'Вопросов', cell: ({ items }) => items },
        {
          id: 'people',
          head: 'Участвуют',
          cell: ({ present, members }) => (present > 0 ? `${present} из ${members}` : '—'),
        },
        {
          id: 'state',
          head: 'Состояние',
          cell: ({ state, cancelReason }) => (
            <>
              <Mark tone={stateTones[state]}>{meetingStateTitles[state]}</Mark>
              {cancelReason && <span className="muted"> {cancelReason}</span>}
            </>
          ),
        },
      ]}
      empty={
        <EmptyState title={`В ${data.year} году заседаний нет`}>
          {data.can.includes('keep')
            ? 'Назначьте заседание или составьте план года: по одному в каждый месяц.'
            : 'Когда секретарь назначит заседание, оно появится здесь.'}
        </EmptyState>
      }
    />
  );
}

const ordinals = ['первый', 'второй', 'третий', 'четвёртый'];
const weekdays = ['понедельник', 'вторник', 'среда', 'четверг', 'пятница'];

function PlanDialog(props: { year: number; onClose: () => void }): ReactNode {
  const plan = useCommand(planYear, {
    onDone: ({ made }) => {
      showToast(
        made === 0
          ? 'В каждом месяце до конца года заседание уже есть'
          : `В план добавлено: ${counted(made, 'заседание', 'заседания', 'заседаний')}`,
      );
      props.onClose();
    },
  });
  const form = useForm({
    start: { ordinal: '3', weekday: '2', startsAt: '10:00', place: '' },
    commands: plan,
    send: (value) =>
      plan.mutate({
        body: {
          year: props.year,
          ordinal: Number(value.ordinal),
          weekday: Number(value.weekday),
          startsAt: value.startsAt,
          place: value.place,
        },
      }),
  });
  return (
    <FormDialog
      title={`План заседаний на ${props.year} год`}
      action="Составить"
      form={form}
      onClose={props.onClose}
    >
      <p className="muted">
        По одному заседанию в каждый оставшийся месяц, где его нет. Выходной и праздник переносят на следующий
        рабочий день.
      </p>
      <SelectField
        form={form}
        name="ordinal"
        label="Который"
        choices={ordinals.map((label, at) => ({ value: String(at + 1), label }))}
      />
      <SelectField
        form={form}
        name="weekday"
        label="День недели"
        choices={weekdays.map((label, at) => ({ value: String(at + 1), label }))}
      />
      <TextField form={form} name="startsAt" label="Время" />
      <TextField form={form} name="place" label="Где" optional />
    </FormDialog>
  );
}
