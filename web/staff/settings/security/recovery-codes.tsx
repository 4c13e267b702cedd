import type { ReactNode } from 'react';
import { saveFile } from '../../../lib/save-file.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

/** Shown once: the server keeps only their hashes. */
export function RecoveryCodes(props: { codes: readonly string[]; onClose: () => void }): ReactNode {
  const text = `Отклик: резервные коды для входа. Каждый действует один раз.\n\n${props.codes.join('\n')}\n`;
  return (
    <Dialog
      isOpen
      title="Сохраните резервные коды"
      onClose={props.onClose}
      foot={
        <>
          <Button kind="primary" onClick={props.onClose}>
            Коды сохранены
          </Button>
          <Button
            onClick={() => saveFile(new Blob([text], { type: 'text/plain' }), 'otklik-reserve-codes.txt')}
          >
            Сохранить в файл
          </Button>
        </>
      }
    >
      <p>
        Если телефон потеряется, каждый из них один раз заменит код приложения. Больше мы их не покажем:
        распечатайте и уберите в надёжное место.
      </p>
      <ul className="security__codes">
        {props.codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
