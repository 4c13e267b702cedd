import type { ReactNode } from 'react';
import {
  type HeatView,
  pauseSubscription,
  subscribeToView,
  unsubscribeFromView,
  type ViewSchedule,
} from '../../../../shared/contract/heatmap/heat-views.ts';
import { tellSchedule } from '../../../../shared/text/heatmap/heat-views.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import {
  CheckField,
  NumberChoiceField,
  RadioField,
  SegmentedField,
} from '../../../ui/forms/choice-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

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
  const { rhythm, weekday, monthDay, hour, workdaysOnly, file } = kept ?? usual;
  const form = useForm<ViewSchedule>({
    start: { rhythm, weekday, monthDay, hour, workdaysOnly, file },
    commands: subscribe,
    send: (body) => {
      if (mayExport) subscribe.mutate({ params, body });
    },
  });
  return (
    <FormDialog
      title={kept ? 'Письма с этим видом' : 'Подписаться на вид'}
      action={kept ? 'Записать' : 'Подписаться'}
      form={form}
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
      <Schedule form={form} />
      <p aria-live="polite">
        Письма: <b>{tellSchedule(form.values)}</b>
      </p>
    </FormDialog>
  );
}

function Schedule({ form }: { form: Fields<ViewSchedule> }): ReactNode {
  const { rhythm } = form.values;
  return (
    <>
      <SegmentedField
        form={form}
        name="rhythm"
        legend="Как часто"
        choices={[
          { value: 'daily', label: 'Каждый день' },
          { value: 'weekly', label: 'Раз в неделю' },
          { value: 'monthly', label: 'Раз в месяц' },
        ]}
      />
      {rhythm === 'weekly' && (
        <NumberChoiceField
          form={form}
          name="weekday"
          label="День недели"
          choices={weekdays.map((label, at) => ({ value: String(at), label }))}
        />
      )}
      {rhythm === 'monthly' && (
        <NumberChoiceField
          form={form}
          name="monthDay"
          label="Число месяца"
          hint="В коротком месяце — его последний день"
          choices={monthDays}
        />
      )}
      <NumberChoiceField form={form} name="hour" label="Час" choices={hours} />
      <CheckField form={form} name="workdaysOnly">
        Только в рабочие дни
      </CheckField>
      <RadioField
        form={form}
        name="file"
        legend="Файл к письму"
        choices={[
          { value: 'xlsx', label: 'Excel' },
          { value: 'pdf', label: 'PDF' },
          { value: 'none', label: 'без файла, только ссылка на снимок' },
        ]}
      />
    </>
  );
}
