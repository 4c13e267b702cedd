import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import {
  downloadProtocol,
  getProtocol,
  type ProtocolCard,
  signProtocol,
} from '../../../../shared/contract/group/working-group-protocol.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { buildUrl } from '../../../lib/api.ts';
import { fieldErrors } from '../../../lib/problem-fields.ts';
import { routeKey, useCommand } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { FieldError } from '../../../ui/forms/field.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
import { emptyProof, ProofFields, proofBody } from '../../base/parts/proof-fields.tsx';

/** Who signs shows again that it is they: the password, or a code of their application. */
export function SignDialog({ card, onClose }: { card: ProtocolCard; onClose: () => void }): ReactNode {
  const [proof, setProof] = useState(emptyProof);
  const client = useQueryClient();
  const sign = useCommand(signProtocol, {
    refreshes: ['working-group'],
    onDone: (reply) => {
      client.setQueryData(routeKey(getProtocol, { params: { id: card.meetingId } }), reply);
      showToast(`Протокол подписан: № ${reply.number}`);
      onClose();
    },
    onProblem: () => {},
  });
  const errors = fieldErrors(sign.error ?? null);
  const isElsewhere = sign.error && !errors.password && !errors.code;
  return (
    <FormDialog
      title="Подписать протокол"
      action="Подписать"
      isBusy={sign.isPending}
      onSend={() =>
        sign.mutate({
          params: { id: card.meetingId },
          body: { version: card.version, ...proofBody(proof) },
        })
      }
      onClose={onClose}
    >
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
      <ProofFields proof={proof} errors={errors} onChange={setProof} />
      {isElsewhere && <FieldError text={sign.error?.message ?? ''} />}
    </FormDialog>
  );
}
