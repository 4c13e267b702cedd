import { type ReactNode, useState } from 'react';
import {
  addMeasure,
  changeMeasure,
  fillRoadmap,
  listProgress,
  markProgress,
  type Roadmap,
  type RoadmapMeasure,
  removeMeasure,
} from '../../../../shared/contract/group/roadmap.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';

export function FillDialog({ roadmap, onClose }: { roadmap: Roadmap; onClose: () => void }): ReactNode {
  const first = roadmap.measures.map(({ fromDay }) => fromDay).sort()[0];
  const [startsOn, setStartsOn] = useState(first ?? `${roadmap.on.slice(0, 7)}-01`);
  const fill = useCommand(fillRoadmap, {
    onDone: () => {
      showToast('Мероприятия взяты в дорожную карту');
      onClose();
    },
  });
  return (
    <FormDialog
      title="Мероприятия из постановления"
      action="Взять"
      commands={fill}
      onSend={() => fill.mutate({ body: { startsOn } })}
      onClose={onClose}
    >
      <p className="muted">
        Что уже есть в карте, останется как есть. Сроки постановлением не установлены: они отсчитываются от
        первого дня, их можно изменить.
      </p>
      <DateInput label="Первый день работ" value={startsOn} onChange={setStartsOn} />
    </FormDialog>
  );
}

/** A measure of the town's own, or words, owner and days of a known one. */
export function MeasureDialog(props: {
  roadmap: Roadmap;
  measure?: RoadmapMeasure;
  onClose: () => void;
}): ReactNode {
  const { roadmap, measure, onClose } = props;
  const [value, setValue] = useState({
    section: measure?.section ?? roadmap.measures.at(-1)?.section ?? '',
    title: measure?.title ?? '',
    clause: measure?.clause ?? '',
    result: measure?.result ?? '',
    ownerId: measure?.ownerId ?? null,
    fromDay: measure?.fromDay ?? roadmap.on,
    dueOn: measure?.dueOn ?? roadmap.on,
  });
  const set = (patch: Partial<typeof value>) => setValue({ ...value, ...patch });
  const onDone = (words: string) => () => {
    showToast(words);
    onClose();
  };
  const add = useCommand(addMeasure, { onDone: onDone('Мероприятие добавлено') });
  const change = useCommand(changeMeasure, { onDone: onDone('Мероприятие изменено') });
  const remove = useCommand(removeMeasure, { onDone: onDone('Мероприятие убрано') });
  const errors = fieldWords([add, change, remove]);
  const send = () =>
    measure
      ? change.mutate({ params: { id: measure.id }, body: { ...value, version: measure.version } })
      : add.mutate({ body: value });
  return (
    <FormDialog
      title={measure ? 'Мероприятие' : 'Новое мероприятие'}
      action={measure ? 'Сохранить' : 'Добавить'}
      commands={[add, change]}
      onSend={send}
      onClose={onClose}
      more={
        measure?.readiness === 0 && (
          <Button
            kind="quiet"
            busy={remove.isPending}
            onClick={() => remove.mutate({ params: { id: measure.id }, query: { version: measure.version } })}
          >
            Убрать из карты
          </Button>
        )
      }
    >
      <TextArea
        label="Что делается"
        rows={2}
        value={value.title}
        error={errors.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      <TextInput
        label="Раздел"
        value={value.section}
        error={errors.section}
        onChange={(event) => set({ section: event.target.value })}
      />
      <PersonField
        label="Отвечает"
        optional
        initial={measure?.owner ?? ''}
        error={errors.ownerId}
        onPick={(person) => set({ ownerId: person?.id ?? null })}
      />
      <DateInput
        label="Начало"
        value={value.fromDay}
        error={errors.fromDay}
        onChange={(fromDay) => set({ fromDay })}
      />
      <DateInput label="Срок" value={value.dueOn} error={errors.dueOn} onChange={(dueOn) => set({ dueOn })} />
      <TextInput
        label="Результат, по которому видно, что сделано"
        optional
        value={value.result}
        error={errors.result}
        onChange={(event) => set({ result: event.target.value })}
      />
      <TextInput
        label="Пункт постановления"
        optional
        value={value.clause}
        error={errors.clause}
        onChange={(event) => set({ clause: event.target.value })}
      />
    </FormDialog>
  );
}

/** How far the measure is now, beside what was told before. */
export function ProgressDialog({
  measure,
  onClose,
}: {
  measure: RoadmapMeasure;
  onClose: () => void;
}): ReactNode {
  const [readiness, setReadiness] = useState(String(measure.readiness));
  const [note, setNote] = useState('');
  const [evidence, setEvidence] = useState('');
  const progress = useRoute(listProgress, { params: { id: measure.id } });
  const formats = useFormats();
  const mark = useCommand(markProgress, {
    onDone: () => {
      showToast('Готовность отмечена');
      onClose();
    },
  });
  const errors = fieldWords([mark]);
  const send = () =>
    mark.mutate({
      params: { id: measure.id },
      body: { version: measure.version, readiness: Number(readiness.replace('%', '')), note, evidence },
    });
  return (
    <FormDialog
      title={`Готовность: ${measure.title}`}
      action="Отметить"
      commands={mark}
      onSend={send}
      onClose={onClose}
    >
      <TextInput
        label="Готово, процентов"
        inputMode="numeric"
        value={readiness}
        error={errors.readiness}
        onChange={(event) => setReadiness(event.target.value)}
      />
      <TextArea
        label="Что сделано"
        rows={2}
        value={note}
        error={errors.note}
        onChange={(event) => setNote(event.target.value)}
      />
      <TextInput
        label="Подтверждение"
        hint="Документ, протокол, ссылка. Для 100 % обязательно"
        optional
        value={evidence}
        error={errors.evidence}
        onChange={(event) => setEvidence(event.target.value)}
      />
      {progress.data && progress.data.progress.length > 0 && (
        <section className="stack stack--tight" aria-label="Ход мероприятия">
          <h3>Ход</h3>
          <ul className="desk__list">
            {progress.data.progress.map((one) => (
              <li key={one.id} className="small">
                <b>{one.readiness} %</b> {one.note}
                {one.evidence && `. Подтверждение: ${one.evidence}`}
                <span className="muted">
                  {' '}
                  {formats.dateTime(one.at)}, {one.by}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </FormDialog>
  );
}
