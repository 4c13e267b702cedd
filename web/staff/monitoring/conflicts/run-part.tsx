import type { ReactNode } from 'react';
import type { ConflictRun, OfferedPlaybook } from '../../../../shared/contract/monitoring/conflict-runs.ts';
import { useFormats } from '../../../lib/format.ts';
import { usePermission } from '../../../lib/session.ts';
import { CheckField } from '../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import './run-part.css';

/** Whether a step of it is still to be done. */
export const isRunning = ({ tasks }: ConflictRun): boolean =>
  tasks.some(({ doneAt, isVoid }) => doneAt === null && !isVoid);

/** Offered playbooks that do not run yet, in their order: what fits first. */
export const freePlaybooks = (of: { playbooks: OfferedPlaybook[]; runs: ConflictRun[] }): OfferedPlaybook[] =>
  of.playbooks.filter(({ id }) => !of.runs.some((run) => run.playbook === id && isRunning(run)));

interface Props {
  run: ConflictRun;
  mayMark: boolean;
  isBusy: boolean;
  onMark: (step: { runId: string; serial: number; isDone: boolean }) => void;
  className: string;
}

/** A started playbook: its steps with their clocks, marked where they may be. */
export function RunPart({ run, mayMark, isBusy, onMark, className }: Props): ReactNode {
  const formats = useFormats();
  const mayRead = usePermission('working-group.read');
  const done = run.tasks.filter(({ doneAt }) => doneAt !== null).length;
  return (
    <Section title={`Сценарий «${run.title}»`} isSmall className={className}>
      <p className="muted small">
        Сделано {done} из {run.tasks.length} · начат {formats.short(run.startedAt)} · {run.startedBy}{' '}
        {run.practiceId && mayRead && <PageLink to={`/staff/practices/${run.practiceId}`}>Практика</PageLink>}
      </p>
      <ul className="run-steps">
        {run.tasks.map((task) => (
          <li key={task.serial}>
            {mayMark && !task.isVoid ? (
              <CheckField
                form={bindValue<boolean>(
                  task.doneAt !== null,
                  (isDone) => onMark({ runId: run.id, serial: task.serial, isDone }),
                  `${run.id}-${task.serial}`,
                )}
                name="value"
                disabled={isBusy}
              >
                {task.text}
              </CheckField>
            ) : (
              <span>{task.text}</span>
            )}
            <StepTerm task={task} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function StepTerm({ task }: { task: ConflictRun['tasks'][number] }): ReactNode {
  const formats = useFormats();
  const { doneAt, doneBy, isVoid, isLate, dueAt } = task;
  if (doneAt !== null)
    return (
      <span className="small">
        {formats.time(doneAt)}, {doneBy ?? ''}
      </span>
    );
  if (isVoid) return <span className="muted small">не сделан</span>;
  return (
    <span className="small">
      <Mark tone={isLate ? 'danger' : 'quiet'}>
        {isLate ? 'срок вышел' : 'до'} {formats.short(dueAt)}
      </Mark>
    </span>
  );
}
