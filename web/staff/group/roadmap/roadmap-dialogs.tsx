import type { ReactNode } from 'react';
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
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PersonField } from '../../base/parts/person-field.tsx';

export function FillDialog({ roadmap, onClose }: { roadmap: Roadmap; onClose: () => void }): ReactNode {
  const first = roadmap.measures.map(({ fromDay }) => fromDay).sort()[0];
  const fill = useCommand(fillRoadmap, {
    done: 'Мероприятия взяты в дорожную карту',
    onDone: onClose,
  });
  const form = useForm({
    start: { startsOn: first ?? `${roadmap.on.slice(0, 7)}-01` },
    commands: fill,
    send: ({ startsOn }) => fill.mutate({ body: { startsOn } }),
  });
  return (
    <FormDialog title="Мероприятия из постановления" action="Взять" form={form} onClose={onClose}>
      <p className="muted">
        Что уже есть в карте, останется как есть. Сроки постановлением не установлены: они отсчитываются от
        первого дня, их можно изменить.
      </p>
      <DateField form={form} name="startsOn" label="Первый день работ" />
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
  const onDone = (words: string) => () => {
    showToast(words);
    onClose();
  };
  const add = useCommand(addMeasure, { onDone: onDone('Мероприятие добавлено') });
  const change = useCommand(changeMeasure, { onDone: onDone('Мероприятие изменено') });
  const form = useForm({
    start: {
      section: measure?.section ?? roadmap.measures.at(-1)?.section ?? '',
      title: measure?.title ?? '',
      clause: measure?.clause ?? '',
      result: measure?.result ?? '',
      ownerId: measure?.ownerId ?? null,
      fromDay: measure?.fromDay ?? roadmap.on,
      dueOn: measure?.dueOn ?? roadmap.on,
    },
    commands: [add, change],
    send: (value) =>
      measure
        ? change.mutate({ params: { id: measure.id }, body: { ...value, version: measure.version } })
        : add.mutate({ body: value }),
  });
  const remove = useCommand(removeMeasure, { onDone: onDone('Мероприятие убрано') });
  return (
    <FormDialog
      title={measure ? 'Мероприятие' : 'Новое мероприятие'}
      action={measure ? 'Сохранить' : 'Добавить'}
      form={form}
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
      <LongTextField form={form} name="title" label="Что делается" rows={2} />
      <TextField form={form} name="section" label="Раздел" />
      <PersonField
        label="Отвечает"
        optional
        initial={measure?.owner ?? ''}
        form={form}
        name="ownerId"
        orNull
      />
      <DateField form={form} name="fromDay" label="Начало" />
      <DateField form={form} name="dueOn" label="Срок" />
      <TextField form={form} name="result" label="Результат, по которому видно, что сделано" optional />
      <TextField form={form} name="clause" label="Пункт постановления" optional />
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
  const progress = useRoute(listProgress, { params: { id: measure.id } });
  const formats = useFormats();
  const mark = useCommand(markProgress, {
    done: 'Готовность отмечена',
    onDone: onClose,
  });
  const form = useForm({
    start: { readiness: String(measure.readiness), note: '', evidence: '' },
    commands: mark,
    send: ({ readiness, note, evidence }) =>
      mark.mutate({
        params: { id: measure.id },
        body: { version: measure.version, readiness: Number(readiness.replace('%', '')), note, evidence },
      }),
  });
  return (
    <FormDialog title={`Готовность: ${measure.title}`} action="Отметить" form={form} onClose={onClose}>
      <TextField form={form} name="readiness" label="Готово, процентов" inputMode="numeric" />
      <LongTextField form={form} name="note" label="Что сделано" rows={2} />
      <TextField
        form={form}
        name="evidence"
        label="Подтверждение"
        hint="Документ, протокол, ссылка. Для 100 % обязательно"
        optional
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
