import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { downloadSnapshot } from '../../../../shared/contract/base/snapshots.ts';
import { useDownload } from '../../../lib/commands/use-download.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { refreshModules } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { FileForms } from '../../base/export/file-forms.tsx';

/** «Выгрузить» (E): the numbers on the screen are frozen under a number once, then saved in any form. */
export function ExportDialog(props: {
  /** Name of the keys' group: that of the screen. */
  screen: string;
  permission: string;
  /** Null when it has told of its failure. */
  freeze: () => Promise<{ number: string } | null>;
}): ReactNode {
  const { screen, permission, freeze } = props;
  const mayExport = usePermission(permission);
  const [number, setNumber] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { isBusy: isSaving, download: save } = useDownload();
  const client = useQueryClient();
  const open = async () => {
    if (isBusy || number) return;
    setBusy(true);
    const frozen = await freeze();
    setBusy(false);
    if (!frozen) return;
    setNumber(frozen.number);
    void refreshModules(client, ['snapshots']);
  };
  useHotkeys(screen, [{ keys: 'KeyE', label: 'Выгрузить', run: () => void open() }], {
    active: mayExport,
  });
  if (!mayExport) return null;
  return (
    <>
      <Button kind="primary" hint="KeyE" busy={isBusy} onClick={() => void open()}>
        Выгрузить
      </Button>
      <Dialog isOpen={number !== null} title={`Снимок ${number ?? ''}`} onClose={() => setNumber(null)}>
        <p>Числа с экрана заморожены под этим номером: он стоит в каждом файле.</p>
        <FileForms
          xlsx="таблица, плоские данные и сводная с отбором"
          isBusy={isSaving}
          onChoose={(format) =>
            void save(downloadSnapshot, { params: { number: number! }, query: { format } })
          }
        />
        <p>
          <PageLink to={`/staff/snapshots/${number}`}>Открыть снимок</PageLink>
        </p>
      </Dialog>
    </>
  );
}
