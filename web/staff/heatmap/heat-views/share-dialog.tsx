import { type ReactNode, useState } from 'react';
import { listRoles, listUnits } from '../../../../shared/contract/base/people.ts';
import { type HeatView, shareHeatView } from '../../../../shared/contract/heatmap/heat-views.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField, ItemsField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

/** Who else finds a view. A reader sees in it what the heat map shows them anyway. */
export function ShareDialog({ view, onClose }: { view: HeatView; onClose: () => void }): ReactNode {
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
  const form = useForm({
    start: {
      roles: view.sharing?.roles ?? [],
      unitIds: view.sharing?.unitIds ?? [],
      byLink: Boolean(view.sharing?.link),
    },
    commands: share,
    send: (body) => share.mutate({ params: { id: view.id }, body }),
  });
  const { byLink } = form.values;
  return (
    <FormDialog title="Поделиться видом" action="Записать" form={form} onClose={onClose}>
      <p>Коллега увидит в виде то, что открыто ему самому на тепловой карте. Менять вид можете только вы.</p>
      <ItemsField
        form={form}
        name="roles"
        legend="Роли"
        listClass="checks heat-views__units"
        choices={allRoles
          .filter(({ permissions }) => permissions.some(({ id }) => id === 'heatmap.read'))
          .map(({ id, title }) => ({ value: id, label: title }))}
      />
      <ItemsField
        form={form}
        name="unitIds"
        legend="Подразделения, с теми, что ниже и выше"
        listClass="checks heat-views__units"
        choices={units
          .filter(({ isActive }) => isActive)
          .map(({ id, shortTitle }) => ({ value: id, label: shortTitle }))}
      />
      <CheckField
        form={form}
        name="byLink"
        hint="Откроет каждый сотрудник, кому открыта тепловая карта. Снимите, и ссылка перестанет работать"
      >
        По ссылке
      </CheckField>
      {link && byLink && <CopyLink link={link} />}
    </FormDialog>
  );
}

function CopyLink({ link }: { link: string }): ReactNode {
  return (
    <p className="cluster">
      <code className="heat-views__link">{link}</code>
      <Button icon="link" onClick={() => void copyText(link, 'Ссылка скопирована')}>
        Скопировать ссылку
      </Button>
    </p>
  );
}
