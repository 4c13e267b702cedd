import type { ReactNode } from 'react';
import { eraseMedia, type MediaCard } from '../../../../shared/contract/monitoring/media.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useGo } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

/** At the person's request: it cannot be taken back, so it is asked. */
export function EraseDialog({ card, onClose }: { card: MediaCard; onClose: () => void }): ReactNode {
  const go = useGo();
  const erase = useCommand(eraseMedia, {
    onDone: () => {
      showToast('Карточка стёрта');
      void go('/staff/media');
    },
  });
  const form = useForm({
    start: {},
    commands: erase,
    send: () => erase.mutate({ params: { id: card.id }, query: { version: card.version } }),
  });
  return (
    <FormDialog form={form} title="Стереть карточку?" action="Стереть" onClose={onClose}>
      <p>{card.title}</p>
      <p className="muted">
        Исчезнут контакты, взаимодействие, договорённости и задачи, вернуть нельзя. В журнале останется, что
        карточку стёрли, кто и когда, без имени. Файлы реестра контактов не содержат, но название в
        выгруженных прежде файлах Отклик стереть не может: кто их выгружал, записано в журнале. В резервных
        копиях базы карточка есть, пока их хранят.
      </p>
    </FormDialog>
  );
}
