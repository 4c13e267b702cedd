import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { certifyExtracts, downloadExtract } from '../../../../shared/contract/group/working-group-papers.ts';
import { getProtocol, type ProtocolCard } from '../../../../shared/contract/group/working-group-protocol.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { routeKey } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Section } from '../../../ui/section.tsx';
import { emptyProof, ProofFields, proofBody } from '../../base/parts/proof-fields.tsx';
import { CityNumberPart } from '../city-numbers/number-part.tsx';
import { PaperLinks } from './after-signature.tsx';

type Executor = ProtocolCard['executors'][number];

const extracts = (count: number): string => counted(count, 'выписку', 'выписки', 'выписок');

/** An extract for each executor: their decisions alone, out of the signed version; certified by a signature of its own. */
export function ExtractsPart({ card }: { card: ProtocolCard }): ReactNode {
  const [signing, setSigning] = useState<readonly Executor[] | null>(null);
  if (!card.number) return null;
  const mayCertify = card.can.includes('certify');
  const waiting = card.executors.filter(({ extract }) => !extract);
  return (
    <Section title="Выписки исполнителям" isSmall className="stack stack--tight">
      {card.executors.length === 0 ? (
        <p className="muted">Ни у одного решения нет ответственного: выписывать некому.</p>
      ) : (
        <ul className="group-papers">
          {card.executors.map((executor) => (
            <li key={executor.personId}>
              <Line
                card={card}
                executor={executor}
                onSign={mayCertify ? () => setSigning([executor]) : null}
              />
            </li>
          ))}
        </ul>
      )}
      {mayCertify && waiting.length > 1 && (
        <p>
          <Button onClick={() => setSigning(waiting)}>Подписать {extracts(waiting.length)}</Button>
        </p>
      )}
      {signing && <CertifyDialog card={card} executors={signing} onClose={() => setSigning(null)} />}
    </Section>
  );
}

function Line(props: { card: ProtocolCard; executor: Executor; onSign: (() => void) | null }): ReactNode {
  const { card, executor, onSign } = props;
  const formats = useFormats();
  const { personId, name, items, extract } = executor;
  return (
    <>
      <b>{name}</b>
      <span className="muted">
        {items.length === 1 ? 'пункт' : 'пункты'} {items.join(', ')}
      </span>
      <PaperLinks
        of={`выписка, ${name}`}
        href={(format) =>
          buildUrl(downloadExtract, { params: { id: card.meetingId }, query: { person: personId, format } })
        }
      />
      {extract ? (
        <>
          <span>
            № <b className="nowrap">{extract.number}</b>{' '}
            <span className="muted small">
              подпись: {extract.certifiedBy}, {formats.date(extract.certifiedAt)}
            </span>
          </span>
          <a href={`/check/${extract.documentId}`}>
            Проверка<span className="aloud">: выписка № {extract.number}</span>
          </a>
          <CityNumberPart paperId={extract.id} />
        </>
      ) : (
        onSign && (
          <Button kind="quiet" onClick={onSign}>
            Подписать<span className="aloud">: выписка, {name}</span>
          </Button>
        )
      )}
    </>
  );
}

/** Who certifies shows again that it is they. */
function CertifyDialog(props: {
  card: ProtocolCard;
  executors: readonly Executor[];
  onClose: () => void;
}): ReactNode {
  const { card, executors, onClose } = props;
  const client = useQueryClient();
  const certify = useCommand(certifyExtracts, {
    refreshes: ['working-group', 'city-numbers'],
    onDone: (reply) => {
      client.setQueryData(routeKey(getProtocol, { params: { id: card.meetingId } }), reply);
      showToast(
        executors.length === 1
          ? 'Выписка подписана'
          : `Подписано: ${counted(executors.length, 'выписка', 'выписки', 'выписок')}`,
      );
      onClose();
    },
  });
  const form = useForm({
    start: emptyProof,
    commands: certify,
    isPassing: true,
    send: (proof) =>
      certify.mutate({
        params: { id: card.meetingId },
        body: { people: executors.map(({ personId }) => personId), ...proofBody(proof) },
      }),
  });
  return (
    <FormDialog
      form={form}
      title={`Подписать ${extracts(executors.length)}`}
      action="Подписать"
      onClose={onClose}
    >
      <p>
        Из протокола № {card.number}:{' '}
        {executors.map(({ name, items }) => `${name} (${items.join(', ')})`).join('; ')}.
      </p>
      <p>Подпись — простая электронная. Выписка получит номер и код проверки и больше не изменится.</p>
      <ProofFields form={form} />
    </FormDialog>
  );
}
