import type { ReactNode } from 'react';
import type { CaseRow } from '../../../shared/contract/messages/cases.ts';
import { getToday } from '../../../shared/contract/messages/cases-list.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { formatMoreThan, formatNumber, formatUpTo } from '../../../shared/text/numbers.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { useFormats } from '../../lib/format.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useRoute } from '../../lib/query.ts';
import { useGo } from '../../lib/router.tsx';
import { usePermission, useSession } from '../../lib/session.ts';
import { describeTermShort, drawnShare } from '../../lib/term-words.ts';
import { buttonClass } from '../../ui/button.tsx';
import { DeadlineLine, DeadlineWords } from '../../ui/deadline.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { statusWords } from '../base/case-kit/case-words.ts';
import { caseHref } from '../base/case-kit/near-list.tsx';
import { CallLink } from '../base/parts/call-link.tsx';
import { StaffPage } from '../base/parts/staff-page.tsx';
import { MyAssignments } from '../group/assignments/my-part.tsx';
import { IndicatorsBrief } from '../heatmap/indicators/indicators-brief.tsx';
import { ZonesBrief } from '../heatmap/zones/zones-brief.tsx';
import { BurstPart } from '../messages/problems/burst-list.tsx';
import { CalendarAlarm } from './calendar-alarm.tsx';
import { GroupToday } from './group-part.tsx';
import { OpeningNote } from './opening-note.tsx';
import { RiskPart } from './risk-part.tsx';
import { UnknownRepliesPart } from './unknown-replies-part.tsx';
import '../base/parts/desk.css';
import '../messages/problems/problems.css';
import './today.css';

type Today = RouteReply<typeof getToday>;

const waitingWords: Readonly<Record<Today['waiting'][number]['kind'], string>> = {
  triage: 'Ждут разбора',
  approval: 'Ответы на согласовании',
  work: 'Дела в работе',
  returned: 'Возвращено на доработку',
  publication: 'Ждут показа на карте',
  interim: 'Промежуточные ответы',
  part: 'Ждут вашей части ответа',
  settle: 'Вернули трижды: решите, чьё дело',
};

/** Rights that give a person a queue of their own; without any of them one only reads. */
const workPermissions = ['cases.triage', 'cases.answer', 'cases.review', 'cases.publish'];

/** «Моё сегодня»: what to do now, what waits for me, what burns. */
export function TodayPage(): ReactNode {
  return usePermission('cases.read') ? <Desk /> : <Sections />;
}

function Desk(): ReactNode {
  const today = useRoute(getToday, undefined, { refreshEvery: 60_000 });
  const go = useGo();
  const first = today.data?.now[0];
  const permissions = useSession()?.permissions ?? [];
  const isReader = !workPermissions.some((one) => permissions.includes(one));
  useHotkeys(
    'Моё сегодня',
    first
      ? [
          {
            keys: 'Enter',
            label: 'Открыть первое',
            run: () => void go(caseHref(first.number)),
          },
        ]
      : [],
  );
  return (
    <StaffPage title="Моё сегодня" hasFinder actions={<CallLink />}>
      <Loadable query={today} failed="Рабочий день не загрузился">
        {(data) => (
          <div className="today">
            <div className="today__main">
              <OpeningNote />
              <CalendarAlarm />
              <UnknownRepliesPart />
              {isReader && <IndicatorsBrief />}
              {isReader && <ZonesBrief />}
              {isReader ? <Burning data={data} /> : <Now data={data} />}
              <GroupToday />
              <MyAssignments />
              <BurstPart heading={2} hidesWhenQuiet />
              <RiskPart />
            </div>
            <aside className="today__side" aria-label="Очереди">
              {!isReader && <Waiting data={data} />}
              {!isReader && <Burning data={data} />}
              <Overview {...data.counts} />
            </aside>
          </div>
        )}
      </Loadable>
    </StaffPage>
  );
}

function Now({ data }: { data: Today }): ReactNode {
  const next = data.waiting[0];
  return (
    <Section title="Сделать сейчас">
      {data.now.length > 0 && <CaseList rows={data.now} />}
      {data.now.length === 0 && !next && (
        <EmptyState title="На сегодня всё">Новое появится здесь само, по сроку.</EmptyState>
      )}
      {data.now.length === 0 && next && (
        <EmptyState
          title="Сроков на сегодня нет"
          action={
            <PageLink to={next.href} className={buttonClass({})}>
              {waitingWords[next.kind]}: {formatUpTo(next.count)}
            </PageLink>
          }
        >
          Можно взяться за то, что ждёт.
        </EmptyState>
      )}
    </Section>
  );
}

function Waiting({ data }: { data: Today }): ReactNode {
  return (
    <Section title="Ждут меня">
      {data.waiting.length === 0 ? (
        <p className="muted">Никто не ждёт.</p>
      ) : (
        <ul className="today__waiting">
          {data.waiting.map(({ kind, count, href }) => (
            <li key={kind}>
              <PageLink to={href}>
                <span>{waitingWords[kind]}</span>
                <b>{formatUpTo(count)}</b>
              </PageLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What is overdue and not already named under «Сделать сейчас». */
function Burning({ data }: { data: Today }): ReactNode {
  const named = new Set(data.now.map(({ id }) => id));
  const rest = data.burning.filter(({ id }) => !named.has(id));
  return (
    <Section title="Горит">
      {rest.length > 0 && <CaseList rows={rest} />}
      {rest.length === 0 && (
        <p className="muted">
          {data.burning.length > 0 ? 'Всё просроченное — в «Сделать сейчас».' : 'Просроченных нет.'}
        </p>
      )}
    </Section>
  );
}

/** What everybody may look at: all that is overdue, and where it hurts. */
function Overview({
  overdue,
  hasMoreOverdue,
}: Pick<Today['counts'], 'overdue' | 'hasMoreOverdue'>): ReactNode {
  const maySeeMap = usePermission('heatmap.read');
  return (
    <Section title="Обзор">
      <ul className="today__waiting">
        <li>
          <PageLink to="/staff/cases?overdue=yes&sort=due">
            <span>Всего просрочено</span>
            <b>{hasMoreOverdue ? formatMoreThan(overdue) : formatNumber(overdue)}</b>
          </PageLink>
        </li>
        {maySeeMap && (
          <li>
            <PageLink to="/staff/heatmap">Где болит: тепловая карта</PageLink>
          </li>
        )}
      </ul>
    </Section>
  );
}

function CaseList({ rows }: { rows: readonly CaseRow[] }): ReactNode {
  const formats = useFormats();
  return (
    <ul className="today__cases">
      {rows.map((row) => (
        <li key={row.id}>
          <PageLink to={caseHref(row.number)} className="today__case">
            <span className="today__line">
              <b className="today__number">{formatCaseNumber(row.number)}</b>
              <span className="muted">{statusWords[row.status].title}</span>
              {row.deadline && (
                <span className="push">
                  <DeadlineWords share={drawnShare(row.deadline)}>
                    {describeTermShort(row.deadline, formats)}
                  </DeadlineWords>
                </span>
              )}
            </span>
            <span>{row.title}</span>
            <span className="muted">
              {[row.address, row.executorUnit].filter(Boolean).join(' · ') || 'без места'}
            </span>
          </PageLink>
          <DeadlineLine share={row.deadline ? drawnShare(row.deadline) : 1} />
        </li>
      ))}
    </ul>
  );
}

/** Sections of those who keep the system and do not work with cases. */
const sections = [
  { to: '/staff/people', label: 'Люди и роли', permission: 'identity.read' },
  { to: '/staff/heatmap', label: 'Тепловая карта', permission: 'heatmap.read' },
  { to: '/staff/import', label: 'Загрузка данных', permission: 'imports.run' },
  { to: '/staff/channels', label: 'Источники', permission: 'channels.manage' },
  { to: '/staff/directories', label: 'Справочники', permission: 'territory.manage' },
  { to: '/staff/journal', label: 'Журнал', permission: 'audit.read' },
  { to: '/staff/outbox', label: 'Исходящие письма', permission: 'outbox.read' },
] as const;

function Sections(): ReactNode {
  const permissions = useSession()?.permissions ?? [];
  return (
    <StaffPage title="Моё сегодня" hasFinder>
      <div className="today">
        <section className="today__main">
          <OpeningNote />
          <CalendarAlarm />
          <h2>Ваши разделы</h2>
          <ul className="today__waiting">
            {sections
              .filter(({ permission }) => permissions.includes(permission))
              .map(({ to, label }) => (
                <li key={to}>
                  <PageLink to={to}>{label}</PageLink>
                </li>
              ))}
          </ul>
        </section>
      </div>
    </StaffPage>
  );
}
