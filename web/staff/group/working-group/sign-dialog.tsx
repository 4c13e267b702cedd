import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  downloadProtocol,
  getProtocol,
  type ProtocolCard,
  signProtocol,
} from '../../../../shared/contract/group/working-group-protocol.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { routeKey } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { emptyProof, ProofFields, proofBody } from '../../base/parts/proof-fields.tsx';

/** Who signs shows again that it is they: the password, or a code of their application. */
export function SignDialog({ card, onClose }: { card: ProtocolCard; onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const sign = useCommand(signProtocol, {
    mustReread: true,
    refreshes: ['working-group'],
    onDone: (reply) => {
      client.setQueryData(routeKey(getProtocol, { params: { id: card.meetingId } }), reply);
      showToast(`Протокол подписан: № ${reply.number}`);
      onClose();
    },
  });
  const form = useForm({
    start: emptyProof,
    commands: sign,
    isPassing: true,
    send: (proof) =>
      sign.mutate({ params: { id: card.meetingId }, body: { version: card.version, ...proofBody(proof) } }),
  });
  return (
    <FormDialog form={form} title="Подписать протокол" action="Подписать" onClose={onClose}>
      <p>
        Заседание {formatDay(card.day)}, версия {card.versions.length}.{' '}
        <a
          href={buildUrl(downloadProtocol, { params: { id: card.meetingId }, query: { format: 'html' } })}
          target="_blank"
          rel="noreferrer"
        >
          Прочитать перед подписью
        </a>
      </p>
      <p>Подпись — простая электронная. Протокол получит номер и больше не изменится.</p>
      <ProofFields form={form} />
    </FormDialog>
  );
}
