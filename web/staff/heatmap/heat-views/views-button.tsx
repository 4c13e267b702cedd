import { type ReactNode, useState } from 'react';
import {
  listHeatViews,
  saveHeatView,
  type ViewPeriod,
} from '../../../../shared/contract/heatmap/heat-views.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { tellViewPeriod } from '../../../../shared/text/heatmap/heat-views.ts';
import { listPeriods, type Period } from '../../../../shared/text/periods.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { RadioField } from '../../../ui/forms/choice-field.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { Loadable } from '../../../ui/states.tsx';
import './heat-views.css';

type Asked = RouteInput<typeof saveHeatView>['body'];

/** What the screen shows now, without its days. */
export interface PresentView {
  content: Asked['content'];
  period: Period;
}

/** «Виды» (V) on the screens of the heat map: saves the present one under a name, opens those there are. */
export function ViewsButton(props: {
  /** Name of the keys' group: that of the screen. */
  screen: string;
  present: PresentView;
}): ReactNode {
  const { screen, present } = props;
  const [isOpen, setOpen] = useState(false);
  const [{ saved = '' }] = useUrlQuery();
  const known = useRoute(listHeatViews, undefined, { enabled: saved !== '' || isOpen });
  const current = known.data?.views.find(({ id }) => id === saved);
  useHotkeys(screen, [{ keys: 'KeyV', label: 'Виды этого экрана', run: () => setOpen(true) }]);
  return (
    <>
      <Button hint="KeyV" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span className="heat-views__name">{current ? `Вид: ${current.title}` : 'Виды'}</span>
      </Button>
      <Dialog
        isOpen={isOpen}
        title="Сохранённые виды"
        onClose={() => setOpen(false)}
        foot={<ButtonLink to="/staff/heat-views">Все виды: доступ и письма</ButtonLink>}
      >
        <SaveForm present={present} onSaved={() => setOpen(false)} />
        <h3>Открыть</h3>
        <Loadable query={known} failed="Виды не загрузились">
          {({ views }) =>
            views.length === 0 ? (
              <p className="muted">Сохранённых видов ещё нет.</p>
            ) : (
              <ul className="plain-rows" aria-label="Сохранённые виды">
                {views.map(({ id, title, href, period, isMine, ownerName }) => (
                  <li key={id}>
                    <PageLink
                      to={href}
                      aria-current={id === saved ? 'page' : undefined}
                      onClick={() => setOpen(false)}
                    >
                      {title}
                    </PageLink>
                    <span className="small">
                      {tellViewPeriod(period)}
                      {!isMine && ` · ${ownerName}`}
                    </span>
                  </li>
                ))}
              </ul>
            )
          }
        </Loadable>
      </Dialog>
    </>
  );
}

/** The days of the screen as a view keeps them: under each name that means them today, and as they are. */
function listChoices({ from, to }: Period, today: string): { value: string; period: ViewPeriod }[] {
  const moving = listPeriods(today).filter(({ period }) => period.from === from && period.to === to);
  return [
    ...moving.map(({ id }) => ({ value: id as string, period: { kind: id } })),
    { value: 'days', period: { kind: 'days' as const, from, to } },
  ];
}

function SaveForm({ present, onSaved }: { present: PresentView; onSaved: () => void }): ReactNode {
  const today = localDay(Date.now(), useZone());
  const choices = listChoices(present.period, today);
  const [, changeQuery] = useUrlQuery();
  const save = useCommand(saveHeatView, {
    onDone: (view) => {
      showToast(`Вид «${view.title}» сохранён`);
      changeQuery({ saved: view.id });
      onSaved();
    },
  });
  const form = useForm({
    start: { title: '', kind: firstOf(choices).value },
    commands: save,
    send: ({ title, kind }) => {
      const { period } = choices.find(({ value }) => value === kind) ?? firstOf(choices);
      save.mutate({ body: { title, period, content: present.content } });
    },
  });
  return (
    <Form form={form} isListed>
      <TextField
        form={form}
        name="title"
        label="Название этого вида"
        hint="Сохранятся стороны, показатель и отбор. Числа в виде всегда свежие."
      />
      {choices.length > 1 && (
        <RadioField
          form={form}
          name="kind"
          legend="Период"
          choices={choices.map(({ value, period }) => ({
            value,
            label:
              period.kind === 'days'
                ? `только эти дни: ${tellViewPeriod(period)}`
                : `всегда ${tellViewPeriod(period)}`,
          }))}
        />
      )}
      <div>
        <SendButton form={form}>Сохранить вид</SendButton>
      </div>
    </Form>
  );
}

/** A filter of the heat map as a view keeps it: without its days. */
export const withoutDays = <F extends { from: string; to: string }>({
  from: _from,
  to: _to,
  ...rest
}: F): Omit<F, 'from' | 'to'> => rest;
