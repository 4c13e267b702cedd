import type { ReactNode } from 'react';
import { drawSample, readQuality } from '../../../../shared/contract/messages/quality-reviews.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { NumberField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';

type Row = RouteReply<typeof readQuality>['byUnit'][number];

const share = (part: number, whole: number): string => `${Math.round((part / whole) * 100)} %`;
const month = (text: string): string => `${text.slice(5)}.${text.slice(0, 4)}`;

/** Flawed share by body and month, the errors met, how far reviewers agree; a new sample. */
export function SummaryPart(): ReactNode {
  const quality = useRoute(readQuality);
  return (
    <div className="desk__list">
      <DrawForm />
      <Loadable query={quality} failed="Сводка не загрузилась">
        {(data) =>
          data.reviewed === 0 ? (
            <EmptyState title="Проверенных ответов пока нет">
              Составьте выборку: двое проверяющих прочтут каждый ответ, не зная ни имён, ни решения друг
              друга.
            </EmptyState>
          ) : (
            <>
              <p>
                Проверено: {counted(data.reviewed, 'ответ', 'ответа', 'ответов')}. Разошлись в{' '}
                {counted(data.disputed, 'ответе', 'ответах', 'ответах')}.{' '}
                {data.kappa === null
                  ? 'Согласие проверяющих считать пока не по чему.'
                  : `Согласие проверяющих (каппа Коэна): ${data.kappa.toFixed(2).replace('.', ',')} — ${kappaWords(data.kappa)}.`}
              </p>
              <DeskTable<Row>
                caption="Ответы с ошибками по органам и месяцам"
                rows={data.byUnit}
                rowKey={(row) => `${row.unit}-${row.month}`}
                columns={[
                  { id: 'unit', head: 'Орган', isName: true, cell: (row) => row.unit },
                  { id: 'month', head: 'Месяц', cell: (row) => month(row.month) },
                  { id: 'reviewed', head: 'Проверено', cell: (row) => String(row.reviewed) },
                  {
                    id: 'flawed',
                    head: 'С ошибками',
                    cell: (row) => `${row.flawed} (${share(row.flawed, row.reviewed)})`,
                  },
                ]}
                empty={null}
              />
              {data.byError.length > 0 && (
                <ul aria-label="Какие ошибки">
                  {data.byError.map(({ id, title, count }) => (
                    <li key={id}>
                      {title}: {count}
                    </li>
                  ))}
                </ul>
              )}
            </>
          )
        }
      </Loadable>
    </div>
  );
}

/** The usual reading of the figure (Landis, Koch 1977). */
function kappaWords(kappa: number): string {
  if (kappa < 0.2) return 'почти нет, уточните правила проверки';
  if (kappa < 0.4) return 'слабое';
  if (kappa < 0.6) return 'умеренное';
  return kappa < 0.8 ? 'хорошее' : 'почти полное';
}

function DrawForm(): ReactNode {
  const draw = useCommand(drawSample, {
    onDone: ({ drawn, asked }) =>
      showToast(
        drawn === 0
          ? 'За эти дни новых ответов нет'
          : `На проверку: ${counted(drawn, 'ответ', 'ответа', 'ответов')} из ${asked}`,
      ),
  });
  const form = useForm<{ from: string; to: string; size: number | null }>({
    start: { from: '', to: '', size: 20 },
    commands: draw,
    gap: ({ from, to, size }) =>
      !from || !to ? 'Назовите дни' : !(size !== null && size >= 1 && size <= 200) && 'От 1 до 200 ответов',
    send: ({ from, to, size }) => draw.mutate({ body: { size: size ?? 0, from, to } }),
  });
  return (
    <details>
      <summary>Составить выборку</summary>
      <Form form={form} className="desk__filters">
        <DateField form={form} name="from" label="Ответы с" />
        <DateField form={form} name="to" label="По" />
        <NumberField form={form} name="size" label="Сколько" />
        <SendButton form={form}>Выбрать случайно</SendButton>
      </Form>
    </details>
  );
}
