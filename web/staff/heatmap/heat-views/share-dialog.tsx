import { type ReactNode, useState } from 'react';
import { listRoles, listUnits } from '../../../../shared/contract/base/people.ts';
import { type HeatView, shareHeatView } from '../../../../shared/contract/heatmap/heat-views.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';

/** Who else finds a view. A reader sees in it what the heat map shows them anyway. */
export function ShareDialog({ view, onClose }: { view: HeatView; onClose: () => void }): ReactNode {
  const [roles, setRoles] = useState(new Set(view.sharing?.roles));
  const [unitIds, setUnitIds] = useState(new Set(view.sharing?.unitIds));
  const [byLink, setByLink] = useState(Boolean(view.sharing?.link));
  const [link, setLink] = useState(view.sharing?.link ?? null);
  const allRoles = useRoute(listRoles, undefined, { staleTime: 600_000 }).data?.roles ?? [];
  const units = useRoute(listUnits, undefined, { staleTime: 600_000 }).data?.units ?? [];
  const share = useCommand(shareHeatView, {
    onDone: ({ sharing }) => {
      showToast('Доступ к виду записан');
      setLink(sharing?.link ?? null);
      // A new link is what the dialog was opened for: it stays to be copied.
      if (!sharing?.link || sharing.link === view.sharing?.link) onClose();
    },
  });
  return (
    <FormDialog
      title="Поделиться видом"
      action="Записать"
      commands={share}
      onSend={() =>
        share.mutate({
          params: { id: view.id },
          body: { roles: [...roles], unitIds: [...unitIds], byLink },
        })
      }
      onClose={onClose}
    >
      <p>Коллега увидит в виде то, что открыто ему самому на тепловой карте. Менять вид можете только вы.</p>
      <Ticks
        legend="Роли"
        choices={allRoles
          .filter(({ permissions }) => permissions.some(({ id }) => id === 'heatmap.read'))
          .map(({ id, title }) => ({ id, title }))}
        ticked={roles}
        onChange={setRoles}
      />
      <Ticks
        legend="Подразделения, с теми, что ниже и выше"
        choices={units
          .filter(({ isActive }) => isActive)
          .map(({ id, shortTitle }) => ({ id, title: shortTitle }))}
        ticked={unitIds}
        onChange={setUnitIds}
      />
      <Checkbox
        checked={byLink}
        hint="Откроет каждый сотрудник, кому открыта тепловая карта. Снимите, и ссылка перестанет работать"
        onChange={setByLink}
      >
        По ссылке
      </Checkbox>
      {link && byLink && <CopyLink link={link} />}
    </FormDialog>
  );
}

function CopyLink({ link }: { link: string }): ReactNode {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      showToast('Ссылка скопирована');
    } catch {
      showToast('Браузер не дал скопировать: выделите ссылку и нажмите Ctrl+C', { tone: 'problem' });
    }
  };
  return (
    <p className="cluster">
      <code className="heat-views__link">{link}</code>
      <Button icon="link" onClick={() => void copy()}>
        Скопировать ссылку
      </Button>
    </p>
  );
}

function Ticks(props: {
  legend: string;
  choices: readonly { id: string; title: string }[];
  ticked: ReadonlySet<string>;
  onChange: (ticked: Set<string>) => void;
}): ReactNode {
  const { legend, choices, ticked, onChange } = props;
  return (
    <fieldset className="field">
      <legend className="field__label">{legend}</legend>
      <div className="checks heat-views__units">
        {choices.map(({ id, title }) => (
          <Checkbox
            key={id}
            checked={ticked.has(id)}
            onChange={(isOn) => {
              const next = new Set(ticked);
              if (isOn) next.add(id);
              else next.delete(id);
              onChange(next);
            }}
          >
            {title}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
