import { type ReactNode, useState } from 'react';
import {
  type HeatView,
  pauseSubscription,
  subscribeToView,
  unsubscribeFromView,
  type ViewSchedule,
} from '../../../../shared/contract/heatmap/heat-views.ts';
import { tellSchedule } from '../../../../shared/text/heat-views.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox, RadioGroup, SegmentedChoice } from '../../../ui/forms/choice.tsx';
import { Select } from '../../../ui/forms/field.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';

const usual: ViewSchedule = {
  rhythm: 'weekly',
  weekday: 0,
  monthDay: 1,
  hour: 9,
  workdaysOnly: true,
  file: 'xlsx',
};
const weekdays = ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'] as const;
const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${hour}:00` }));
const monthDays = Array.from({ length: 31 }, (_, at) => ({ value: String(at + 1), label: String(at + 1) }));

/** Letters of a view for oneself: when, with which file; pause and end. */
export function LettersDialog({ view, onClose }: { view: HeatView; onClose: () => void }): ReactNode {
  const kept = view.subscription;
  const mayExport = usePermission('heatmap.export');
  const [schedule, setSchedule] = useState<ViewSchedule>(kept ?? usual);
  const formats = useFormats();
  const done = (words: string) => ({
    onDone: ({ subscription }: HeatView) => {
      showToast(
        subscription?.nextAt ? `${words}. Следующее письмо: ${formats.dateTime(subscription.nextAt)}` : words,
      );
      onClose();
    },
  });
  const subscribe = useCommand(subscribeToView, done('Расписание записано'));
  const pause = useCommand(
    pauseSubscription,
    done(kept?.nextAt ? 'Письма приостановлены' : 'Письма возобновлены'),
  );
  const stop = useCommand(unsubscribeFromView, done('Писем с этим видом больше не будет'));
  const params = { id: view.id };
  const { rhythm, weekday, monthDay, hour, workdaysOnly, file } = schedule;
  return (
    <FormDialog
      title={kept ? 'Письма с этим видом' : 'Подписаться на вид'}
      action={kept ? 'Записать' : 'Подписаться'}
      commands={subscribe}
      onSend={() => {
        if (mayExport)
          subscribe.mutate({ params, body: { rhythm, weekday, monthDay, hour, workdaysOnly, file } });
      }}
      onClose={onClose}
      more={
        kept && (
          <>
            <Button
              busy={pause.isPending}
              onClick={() => pause.mutate({ params, body: { isPaused: kept.nextAt !== null } })}
            >
              {kept.nextAt ? 'Приостановить' : 'Возобновить'}
            </Button>
            <Button kind="quiet" busy={stop.isPending} onClick={() => stop.mutate({ params })}>
              Отписаться
            </Button>
          </>
        )
      }
    >
      <p>
        Вид «{view.title}» придёт на вашу рабочую почту: краткая таблица, номер снимка с замороженными числами
        и файл.
      </p>
      <Schedule schedule={schedule} onChange={(patch) => setSchedule({ ...schedule, ...patch })} />
      <p aria-live="polite">
        Письма: <b>{tellSchedule(schedule)}</b>
      </p>
    </FormDialog>
  );
}

function Schedule(props: {
  schedule: ViewSchedule;
  onChange: (patch: Partial<ViewSchedule>) => void;
}): ReactNode {
  const { schedule, onChange } = props;
  const { rhythm, weekday, monthDay, hour, workdaysOnly, file } = schedule;
  return (
    <>
      <SegmentedChoice
        legend="Как часто"
        value={rhythm}
        choices={[
          { value: 'daily', label: 'Каждый день' },
          { value: 'weekly', label: 'Раз в неделю' },
          { value: 'monthly', label: 'Раз в месяц' },
        ]}
        onChange={(value) => onChange({ rhythm: value })}
      />
      {rhythm === 'weekly' && (
        <Select
          label="День недели"
          value={String(weekday)}
          choices={weekdays.map((label, at) => ({ value: String(at), label }))}
          onChange={(value) => onChange({ weekday: Number(value) })}
        />
      )}
      {rhythm === 'monthly' && (
        <Select
          label="Число месяца"
          hint="В коротком месяце — его последний день"
          value={String(monthDay)}
          choices={monthDays}
          onChange={(value) => onChange({ monthDay: Number(value) })}
        />
      )}
      <Select
        label="Час"
        value={String(hour)}
        choices={hours}
        onChange={(value) => onChange({ hour: Number(value) })}
      />
      <Checkbox checked={workdaysOnly} onChange={(isOn) => onChange({ workdaysOnly: isOn })}>
        Только в рабочие дни
      </Checkbox>
      <RadioGroup
        legend="Файл к письму"
        value={file}
        choices={[
          { value: 'xlsx', label: 'Excel' },
          { value: 'pdf', label: 'PDF' },
          { value: 'none', label: 'без файла, только ссылка на снимок' },
        ]}
        onChange={(value) => onChange({ file: value })}
      />
    </>
  );
}
