import type { ReactNode } from 'react';
import { Dialog } from '../../../../ui/dialog.tsx';
import { type Look, NetworkLook } from '../../../../ui/network-look.tsx';

export interface ShownLook extends Look {
  key: string;
  title: string;
}

/** The whole of it, network by network. */
export function LooksDialog(props: { looks: readonly ShownLook[]; onClose: () => void }): ReactNode {
  const { looks, onClose } = props;
  return (
    <Dialog isOpen isWide title="Как это увидят" onClose={onClose}>
      {looks.length === 0 && <p>Страницы ещё не выбраны.</p>}
      <div className="looks">
        {looks.map(({ key, title, ...look }) => (
          <section key={key} aria-label={title}>
            <h3>{title}</h3>
            <NetworkLook {...look} />
          </section>
        ))}
      </div>
    </Dialog>
  );
}
