import { type ReactNode, useState } from 'react';
import { readSignal } from '../../../../shared/contract/monitoring/conflict-signals.ts';
import { readConflict } from '../../../../shared/contract/monitoring/conflicts.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { useIsNarrow } from '../../base/parts/use-is-narrow.ts';
import { useUnitChoices } from '../../base/parts/use-unit-choices.ts';
import { NetworkNames } from '../social/network-names.tsx';
import { ChangeDialog, CloseDialog, DismissDialog, OpenDialog } from './conflict-dialogs.tsx';
import { listConflictKeys } from './conflict-keys.ts';
import { ConflictPane } from './conflict-pane.tsx';
import { ErrorsView } from './errors-view.tsx';
import { MeasuresPane } from './measures-pane.tsx';
import { RegisterPane } from './register-pane.tsx';
import { SignalMeasures, SignalPane } from './signal-pane.tsx';
import { type ConflictActs, useConflictActs } from './use-conflict-acts.ts';
import {
  type Item,
  type Place,
  type Register,
  type RegisterCounts,
  readPlace,
  stepIn,
  toAddress,
  useRegister,
  useRegisterCounts,
} from './use-conflicts.ts';
import '../../base/parts/desk.css';
import './conflicts.css';

type ConflictDialog = 'open' | 'change' | 'close' | 'dismiss';

/** «Конфликты»: the register | what quarrels | what to do. What is open stands in the address. */
export function ConflictsPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const place = readPlace(query);
  const live = useRegisterCounts(place);
  const register = useRegister(place);
  const [dialog, setDialog] = useState<ConflictDialog | null>(null);
  const mayOpen = register.can.includes('open');
  return (
    <StaffPage
      title="Конфликты"
      layout={place.view === 'errors' ? 'page' : 'panes'}
      hasFinder
      bar={<Bar place={place} live={live} onUnit={(unit) => change({ unit, id: '', signal: '' })} />}
      actions={
        mayOpen && (
          <Button icon="plus" hint="KeyN" onClick={() => setDialog('open')}>
            Завести
          </Button>
        )
      }
    >
      {place.view === 'errors' ? (
        <ErrorsView />
      ) : (
        <Desk place={place} live={live} register={register} dialog={dialog} setDialog={setDialog} />
      )}
      {dialog === 'open' && (
        <OpenDialog
          incident={null}
          onDone={({ id }) => {
            setDialog(null);
            change({ id, signal: '', view: '' });
          }}
          onClose={() => setDialog(null)}
        />
      )}
      <OpenKey mayOpen={mayOpen && dialog === null} onOpen={() => setDialog('open')} />
    </StaffPage>
  );
}

/** The register and what is open of it. */
function Desk(props: {
  place: Place;
  live: RegisterCounts;
  register: Register;
  dialog: ConflictDialog | null;
  setDialog: (dialog: ConflictDialog | null) => void;
}): ReactNode {
  const { place, register } = props;
  const [, change] = useUrlQuery();
  const isNarrow = useIsNarrow();
  const isOpen = Boolean(place.id || place.signal);
  const show = (item: Item) => change(toAddress(item), { replace: !isNarrow || isOpen });
  const acts = useConflictActs((id) => change({ id, signal: '' }, { replace: true }));
  return (
    <NetworkNames value={register.networks}>
      <div className={isOpen ? 'conflicts is-reading' : 'conflicts'}>
        <RegisterPane
          register={register}
          place={place}
          live={props.live}
          onOpen={show}
          onAllUnits={() => change({ unit: '' })}
        />
        <OpenPanes
          place={place}
          acts={acts}
          dialog={props.dialog}
          setDialog={props.setDialog}
          step={(by) => {
            const item = stepIn(register.items, place, by);
            if (item) show(item);
          }}
          onBack={() => change({ id: '', signal: '' })}
        />
      </div>
    </NetworkNames>
  );
}

function OpenKey({ mayOpen, onOpen }: { mayOpen: boolean; onOpen: () => void }): null {
  useHotkeys('Конфликты', [{ keys: 'KeyN', label: 'Завести конфликт', run: onOpen }], { active: mayOpen });
  return null;
}

function Bar(props: { place: Place; live: RegisterCounts; onUnit: (unit: string) => void }): ReactNode {
  const { place, live, onUnit } = props;
  const units = useUnitChoices();
  const open = live.counts ? ` ${formatNumber(live.counts.open)}` : '';
  const views = [
    { view: 'open', label: `Открытые${open}` },
    { view: 'closed', label: 'Закрытые' },
    { view: 'errors', label: 'Ошибки ответов' },
  ] as const;
  return (
    <>
      <SegmentedLinks
        label="Что показать"
        links={views.map(({ view, label }) => ({
          to: '/staff/conflicts',
          search: { ...(view !== 'open' && { view }), ...(place.unit && { unit: place.unit }) },
          label,
          current: view === place.view,
        }))}
      />
      {place.view !== 'errors' && (
        <FilterSelect
          form={bindFields({ unit: place.unit }, ({ unit }) => onUnit(unit ?? ''))}
          name="unit"
          label="Орган"
          none="все"
          choices={units}
        />
      )}
    </>
  );
}

interface OpenProps {
  place: Place;
  acts: ConflictActs;
  dialog: ConflictDialog | null;
  setDialog: (dialog: ConflictDialog | null) => void;
  step: (by: 1 | -1) => void;
  onBack: () => void;
}

/** The conflict or the signal of the address: being read, not to be read, or open in two panes. */
function OpenPanes(props: OpenProps): ReactNode {
  const { place, acts, dialog, setDialog, step, onBack } = props;
  const conflict = useRoute(
    readConflict,
    { params: { id: place.id } },
    { enabled: place.id !== '', keepOld: false },
  );
  const signal = useRoute(
    readSignal,
    { params: { id: place.signal } },
    { enabled: place.signal !== '', keepOld: false },
  );
  const card = place.id ? conflict.data : undefined;
  const found = !place.id && place.signal ? signal.data : undefined;
  useHotkeys('Реестр конфликтов', listConflictKeys({ card, signal: found, acts, setDialog, step }), {
    active: dialog === null,
  });
  const query = place.id ? conflict : signal;
  const close = () => setDialog(null);
  return (
    <div className="conflicts__open">
      <section
        className="pane conflicts__middle"
        aria-label={place.id || !place.signal ? 'Конфликт' : 'Сигнал'}
      >
        <div className="narrow-only conflicts__back">
          <Button kind="quiet" icon="left" onClick={onBack}>
            К реестру
          </Button>
        </div>
        {card && <ConflictPane card={card} acts={acts} onDialog={setDialog} />}
        {found && <SignalPane card={found} />}
        {!card && !found && (
          <NotOpen place={place} problem={query.error} retry={() => void query.refetch()} />
        )}
      </section>
      {(card ?? found) && (
        <aside className="pane measures" aria-label="Что делать">
          {card && <MeasuresPane card={card} acts={acts} />}
          {found && <SignalMeasures card={found} acts={acts} onDismiss={() => setDialog('dismiss')} />}
        </aside>
      )}
      {card && dialog === 'change' && <ChangeDialog card={card} onClose={close} />}
      {card && dialog === 'close' && <CloseDialog card={card} onClose={close} />}
      {found && dialog === 'dismiss' && <DismissDialog card={found} onClose={close} />}
    </div>
  );
}

function NotOpen(props: { place: Place; problem: ApiProblem | null; retry: () => void }): ReactNode {
  const { place, problem, retry } = props;
  if (!place.id && !place.signal)
    return <p className="muted conflict">Здесь откроется конфликт или сигнал из реестра.</p>;
  if (problem)
    return (
      <ErrorState
        title={place.id ? 'Конфликт не загрузился' : 'Сигнал не загрузился'}
        problem={problem}
        onRetry={retry}
      />
    );
  return (
    <div className="conflict">
      <SkeletonLines lines={6} label="Загружаем…" />
    </div>
  );
}
