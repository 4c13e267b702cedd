import type { ReactNode } from 'react';
import { type AssignmentCard, getAssignment } from '../../../../shared/contract/group/assignments.ts';
import { downloadExtract } from '../../../../shared/contract/group/working-group-papers.ts';
import {
  assignmentStateTitles,
  controlTitles,
  sourceTitles,
} from '../../../../shared/text/group/assignments.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { Timeline } from '../../../ui/timeline.tsx';
import { describeDue, describeEvent, describeTerm, stateTones } from '../../base/parts/assignment-words.ts';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { CityNumberPart } from '../city-numbers/number-part.tsx';
import { Acts } from './acts.tsx';
import { LinksPart } from './links-part.tsx';
import { OutcomePart } from './outcome-part.tsx';
import { ReportsPart } from './reports-part.tsx';
import '../../base/parts/desk.css';
import './assignments.css';

/** The card of an assignment: what to do and by when, reports with what proves them, what it answers for, its history. */
export function AssignmentPage(): ReactNode {
  const id = useParam('id');
  const assignment = useRoute(getAssignment, { params: { id } }, { refreshEvery: 60_000, keepOld: false });
  const isUnknown = [400, 404].includes(assignment.error?.status ?? 0);
  const card = assignment.data;
  return (
    <StaffPage
      title={card ? `Поручение ${card.number}` : 'Поручение'}
      bar={card && <Mark tone={stateTones[card.state]}>{assignmentStateTitles[card.state]}</Mark>}
      actions={<ButtonLink to="/staff/assignments">Ко всем поручениям</ButtonLink>}
    >
      {isUnknown ? (
        <EmptyState
          title="Такого поручения нет или оно не ваше"
          action={<ButtonLink to="/staff/assignments">Открыть поручения</ButtonLink>}
        >
          Проверьте адрес или найдите поручение в списке.
        </EmptyState>
      ) : (
        <Loadable query={assignment} failed="Поручение не загрузилось">
          {(data) => <Card key={data.id} card={data} />}
        </Loadable>
      )}
    </StaffPage>
  );
}

function Card({ card }: { card: AssignmentCard }): ReactNode {
  return (
    <div className="assignment">
      <div className="assignment__main">
        <section className="assignment__sheet" aria-labelledby="assignment-text">
          <h2 id="assignment-text" className="assignment__text">
            {card.text}
          </h2>
          <p>
            <span className="muted">Измеримый результат: </span>
            {card.expectedResult || <Mark tone="warning">не назван</Mark>}
          </p>
          {card.state === 'returned' && (
            <p role="status">
              <Mark tone="danger">Возвращено</Mark> {card.returnReason}
            </p>
          )}
          {card.differs && (
            <p role="status">
              <Mark tone="warning">Протокол изменён</Mark> {card.differs}
            </p>
          )}
          {card.cancelBasis && <p>Снято решением: {card.cancelBasis}.</p>}
          <Acts card={card} />
        </section>
        <ReportsPart card={card} />
        {card.state === 'accepted' && <OutcomePart card={card} />}
        <LinksPart card={card} />
      </div>
      <aside className="assignment__side" aria-label="Срок и участники">
        <Facts card={card} />
        <History card={card} />
      </aside>
    </div>
  );
}

function Facts({ card }: { card: AssignmentCard }): ReactNode {
  const formats = useFormats();
  const term = describeTerm(card);
  const facts: ([string, ReactNode] | null)[] = [
    [
      'Срок',
      <>
        <b>{describeDue(card)}</b> {term && <Mark tone={term.tone}>{term.words}</Mark>}
      </>,
    ],
    [
      'Продления',
      card.extensions === 0
        ? 'не было'
        : `${counted(card.extensions, 'раз', 'раза', 'раз')}, можно ещё ${card.extensionsLeft}`,
    ],
    ['Отвечает', `${card.responsible}${card.acknowledgedAt ? '' : ', ещё не ознакомлен(а)'}`],
    card.helpers.length > 0
      ? [
          'Соисполнители',
          card.helpers
            .map(({ name, acknowledgedAt }) => (acknowledgedAt ? name : `${name} (не ознакомлен)`))
            .join(', '),
        ]
      : null,
    [sourceTitles[card.source], <Basis key="basis" card={card} />],
    ['Контроль', controlTitles[card.control]],
    card.budgetLine ? ['Бюджет', card.budgetLine] : null,
    ['Выдал(а)', `${card.issuedBy}, ${formats.date(card.issuedAt)}`],
    card.acceptedBy && card.acceptedAt
      ? ['Принял(а)', `${card.acceptedBy}, ${formats.date(card.acceptedAt)}`]
      : null,
  ];
  return (
    <Section title="Срок и участники" isSmall>
      <dl className="assignment__facts">
        {facts
          .filter((fact) => fact !== null)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <CityNumberPart paperId={card.id} />
    </Section>
  );
}

function Basis({ card }: { card: AssignmentCard }): ReactNode {
  const { extract } = card;
  return (
    <>
      {card.basisHref === null ? card.basis : <PageLink to={card.basisHref}>{card.basis}</PageLink>}
      {extract && <ExtractLinks extract={extract} />}
    </>
  );
}

function ExtractLinks({ extract }: { extract: NonNullable<AssignmentCard['extract']> }): ReactNode {
  const href = (format: 'docx' | 'pdf') =>
    buildUrl(downloadExtract, {
      params: { id: extract.meetingId },
      query: { person: extract.personId, format },
    });
  return (
    <span className="cluster">
      <a href={href('pdf')}>Выписка, PDF</a>
      <a href={href('docx')}>Выписка, Word</a>
    </span>
  );
}

function History({ card }: { card: AssignmentCard }): ReactNode {
  const formats = useFormats();
  return (
    <Section title="История" isSmall>
      <Timeline
        label="История поручения"
        entries={card.events.map((event, at) => ({
          id: `${event.at} ${event.kind} ${at}`,
          when: formats.short(event.at),
          at: event.at,
          ...(event.kind === 'return' && { state: 'returned' as const }),
          children: (
            <>
              {describeEvent(event)} <span className="muted small">{event.byName}</span>
            </>
          ),
        }))}
      />
    </Section>
  );
}
