import { type ReactNode, useState } from 'react';
import {
  type Adoption,
  getPractice,
  markStep,
  type PracticeCard,
  type PracticeRun,
} from '../../../../shared/contract/group/practices.ts';
import { formatDay, formatDuration } from '../../../../shared/text/dates.ts';
import { outcomeTitles } from '../../../../shared/text/monitoring/conflicts.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { CheckField } from '../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { Crumbs } from '../../base/map/crumbs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { PracticeDialog, StartDialog } from './practice-dialogs.tsx';
import { recommendationHref } from './recommendation-words.ts';
import '../../base/parts/desk.css';
import './recommendations.css';

/** One practice: what was done, what it gave, its steps, who took it up. */
export function PracticePage(): ReactNode {
  const id = useParam('id');
  const data = useRoute(getPractice, { params: { id } });
  const [open, setOpen] = useState<'start' | 'change' | null>(null);
  const can = data.data?.can ?? [];
  useHotkeys(
    'Практика',
    can.includes('start')
      ? [{ keys: 'KeyP', label: 'Начать по этой практике', run: () => setOpen('start') }]
      : [],
    { active: open === null },
  );
  return (
    <StaffPage
      title="Практика"
      hasFinder
      crumbs={
        <Crumbs
          from={
            <PageLink to="/staff/recommendations" search={{ view: 'practices' }}>
              Практики
            </PageLink>
          }
        />
      }
      actions={
        <>
          {can.includes('start') && (
            <Button kind="primary" icon="play" hint="KeyP" onClick={() => setOpen('start')}>
              Начать
            </Button>
          )}
          {can.includes('change') && <Button onClick={() => setOpen('change')}>Изменить</Button>}
        </>
      }
    >
      <div className="desk">
        <Loadable query={data} failed="Практика не загрузилась">
          {(card) => (
            <>
              <Card card={card} />
              {open === 'change' && <PracticeDialog card={card} onClose={() => setOpen(null)} />}
              {open === 'start' && <StartDialog card={card} onClose={() => setOpen(null)} />}
            </>
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}

function Card({ card }: { card: PracticeCard }): ReactNode {
  const topics = useTopics();
  return (
    <>
      <PageTitle text={card.title} />
      <section className="desk__sheet" aria-label="О практике">
        <Facts
          facts={[
            ['Проблема', card.problem],
            ['Действие', card.action],
            ['Результат', card.result],
            ...(card.owner ? [['Кто сделал', card.owner] as const] : []),
            ...(card.block ? [['Сфера', topics?.block(card.block)?.title ?? card.block] as const] : []),
            ...(card.recommendationId
              ? [
                  [
                    'Выросла из рекомендации',
                    <PageLink key="link" to={recommendationHref(card.recommendationId)}>
                      открыть
                    </PageLink>,
                  ] as const,
                ]
              : []),
          ]}
        />
      </section>
      <Section title="Шаги" className="desk__sheet">
        <ol className="recommendations__steps">
          {card.playbook.map(({ text, days }) => (
            <li key={text}>
              {text} <span className="muted nowrap">({days} раб. дн. от начала)</span>
            </li>
          ))}
        </ol>
      </Section>
      <Section title="Кто перенял" className="stack stack--tight">
        {card.adoptions.length === 0 ? (
          <p className="muted">Пока никто. «Начать» сделает из шагов поручения со сроками.</p>
        ) : (
          <ul className="desk__list">
            {card.adoptions.map((one) => (
              <Started key={one.id} adoption={one} />
            ))}
          </ul>
        )}
      </Section>
      <OnConflicts runs={card.runs} />
    </>
  );
}

/** What came of it on conflicts and incidents: numbers come from there. */
function OnConflicts({ runs }: { runs: readonly PracticeRun[] }): ReactNode {
  const formats = useFormats();
  if (runs.length === 0) return null;
  return (
    <Section title="На конфликтах и инцидентах" className="stack stack--tight">
      <ul className="desk__list">
        {runs.map((run) => (
          <li key={`${run.number} ${run.startedAt}`} className="desk__sheet">
            <RunSubject run={run} />
            <p className="muted">
              {formats.dateTime(run.startedAt)}, {run.startedBy}. Сделано шагов: {run.done} из {run.steps}, в
              срок {run.inTime}. {run.conflictId && conflictEnd(run)}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function RunSubject({ run: { conflictId, incidentId, number } }: { run: PracticeRun }): ReactNode {
  return conflictId ? (
    <PageLink to="/staff/conflicts" search={{ id: conflictId }}>
      Конфликт № {number}
    </PageLink>
  ) : (
    <PageLink to="/staff/social" search={{ id: incidentId ?? '' }}>
      Инцидент № {number}
    </PageLink>
  );
}

const conflictEnd = ({ startedAt, closedAt, outcome }: PracticeRun): string =>
  closedAt && outcome
    ? `Через ${formatDuration(Date.parse(closedAt) - Date.parse(startedAt))} конфликт закрыт: ${outcomeTitles[outcome]}.`
    : 'Конфликт ещё открыт.';

function Started({ adoption }: { adoption: Adoption }): ReactNode {
  const formats = useFormats();
  const mark = useCommand(markStep, {});
  const { purpose, responsible, startedBy, startedAt, steps, can } = adoption;
  const done = steps.filter(({ doneOn }) => doneOn).length;
  return (
    <li className="desk__sheet">
      <b>{purpose}</b>
      <span className="muted">
        Отвечает {responsible}. Начал(а) {startedBy}, {formats.date(startedAt)}. Сделано {done} из{' '}
        {steps.length}
      </span>
      <ul className="recommendations__steps">
        {steps.map((step, at) => {
          const words = (
            <>
              {step.text}, до {formatDay(step.dueOn)}{' '}
              {step.isLate && (
                <Mark tone={step.doneOn ? 'warning' : 'danger'}>
                  {step.doneOn ? 'позже срока' : 'просрочено'}
                </Mark>
              )}
            </>
          );
          return (
            <li key={step.text}>
              {step.assignment ? (
                <>
                  {step.doneOn ? 'сделано: ' : ''}
                  {words},{' '}
                  <PageLink to={`/staff/assignments/${step.assignment.id}`}>
                    {step.assignment.number}
                  </PageLink>
                </>
              ) : can.includes('mark') ? (
                <CheckField
                  form={bindValue(step.doneOn !== null, (isDone) =>
                    mark.mutate({
                      params: { id: adoption.id },
                      body: { version: adoption.version, at, isDone },
                    }),
                  )}
                  name="value"
                  disabled={mark.isPending}
                >
                  {words}
                </CheckField>
              ) : (
                <>
                  {step.doneOn ? 'сделано: ' : ''}
                  {words}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </li>
  );
}
