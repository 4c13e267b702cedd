import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import {
  type AroundIncident,
  markOnIncident,
  readAround,
  startOnIncident,
} from '../../../../shared/contract/monitoring/incident-playbooks.ts';
import { formatDuration } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { MINUTE } from '../../../../shared/time.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { routeKey } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Section } from '../../../ui/section.tsx';
import { ChoiceDialog } from '../../base/case-kit/choice-dialog.tsx';
import { freePlaybooks, RunPart } from './run-part.tsx';

type Offered = AroundIncident['playbooks'][number];

/** «4 шага, последний через 1 ч». */
export function playbookNote({ steps }: Pick<Offered, 'steps'>): string {
  const count = counted(steps.length, 'шаг', 'шага', 'шагов');
  const last = Math.max(0, ...steps.map(({ minutes }) => minutes));
  return `${count}, ${steps.length === 1 ? 'срок' : 'последний'} через ${formatDuration(last * MINUTE)}`;
}

/** Playbooks that run on an incident, and W to start another. */
export function IncidentPlaybooks({ id, around }: { id: string; around: AroundIncident }): ReactNode {
  const client = useQueryClient();
  const [isChoosing, setChoosing] = useState(false);
  const keep = (next: AroundIncident) =>
    void client.setQueryData(routeKey(readAround, { params: { id } }), next);
  // The history of the incident tells of both.
  const refreshes = ['conflicts', 'incidents'];
  const start = useCommand(startOnIncident, { done: 'Сценарий начат', onDone: keep, refreshes });
  const mark = useCommand(markOnIncident, { onDone: keep, refreshes, queue: 'incident-task' });
  const offered = freePlaybooks(around);
  const mayStart = around.can.includes('play') && offered.length > 0;
  useHotkeys('Сценарий', [{ keys: 'KeyW', label: 'Начать сценарий', run: () => setChoosing(true) }], {
    active: mayStart && !isChoosing,
  });
  return (
    <>
      {around.runs.map((run) => (
        <RunPart
          key={run.id}
          run={run}
          className="side__part"
          mayMark={around.can.includes('mark')}
          isBusy={mark.isPending}
          onMark={(body) => mark.mutate({ params: { id }, body })}
        />
      ))}
      <Failures of={[start, mark]} />
      {mayStart && (
        <Section title={around.runs.length > 0 ? 'Ещё сценарий' : 'Сценарий'} isSmall className="side__part">
          <Button icon="play" hint="KeyW" busy={start.isPending} onClick={() => setChoosing(true)}>
            Начать сценарий
          </Button>
        </Section>
      )}
      {isChoosing && (
        <ChoiceDialog
          title="Какой сценарий начать?"
          intro={<p className="muted">Его шаги станут задачами со сроками, их видно здесь.</p>}
          choices={offered.map((one) => ({ id: one.id, label: one.title, note: playbookNote(one) }))}
          onPick={(playbook) => {
            setChoosing(false);
            start.mutate({ params: { id }, body: { playbook } });
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}
