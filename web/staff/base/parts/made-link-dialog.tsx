import { type ReactNode, useState } from 'react';
import { announce } from '../../../lib/announce.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ShownField } from '../../../ui/forms/text-field.tsx';

/** A one-time link that was just made. Its address is in one reply only: it is shown once. */
export function MadeLinkDialog(props: {
  link: { url: string; expiresAt: string };
  onClose: () => void;
  children?: ReactNode;
}): ReactNode {
  const { link, onClose } = props;
  const formats = useFormats();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link.url);
      setCopied(true);
      announce('Ссылка скопирована');
    } catch {
      // No right to the clipboard: the field is selected for Ctrl+C.
      document.getElementById('made-link')?.focus();
    }
  };
  return (
    <Dialog isOpen title="Ссылка готова" onClose={onClose} foot={<Button onClick={onClose}>Закрыть</Button>}>
      {props.children}
      <p>
        <b>Адрес показан один раз.</b> Скопируйте его сейчас: потом можно только отозвать ссылку и выдать
        новую.
      </p>
      <div className="pair">
        <ShownField
          id="made-link"
          label={`Адрес, действует до ${formats.date(link.expiresAt)}`}
          value={link.url}
        />
      </div>
      <div>
        <Button kind="primary" icon={isCopied ? 'check' : 'link'} onClick={() => void copy()}>
          {isCopied ? 'Скопировано' : 'Скопировать'}
        </Button>
      </div>
    </Dialog>
  );
}
