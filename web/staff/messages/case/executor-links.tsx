import { type ReactNode, useState } from 'react';
import {
  createExecutorLink,
  revokeExecutorLink,
} from '../../../../shared/contract/messages/cases-answers.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { NumberField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { MadeLinkDialog } from '../../base/parts/made-link-dialog.tsx';
import type { CaseDesk } from './use-case-desk.ts';

type Link = CaseCard['links'][number];

const stateWords: Readonly<Record<Link['state'], string>> = {
  active: 'действует',
  used: 'ответ отправлен',
  revoked: 'отозвана',
  expired: 'срок вышел',
};

/** Links by which the executor answers without signing in: who has one, what became of it, a new one. */
export function ExecutorLinks(props: { desk: CaseDesk }): ReactNode {
  const { desk } = props;
  const { card } = desk;
  const [made, setMade] = useState<RouteReply<typeof createExecutorLink> | null>(null);
  const [isAsking, setAsking] = useState(false);
  const canCreate = desk.can('create-link');
  if (card.links.length === 0 && !canCreate) return null;
  return (
    <section className="case__links" aria-labelledby="case-links">
      <h3 id="case-links">Ссылки исполнителю</h3>
      <ul>
        {card.links.map((link) => (
          <LinkLine key={link.id} link={link} desk={desk} />
        ))}
      </ul>
      {canCreate && (
        <Button icon="link" onClick={() => setAsking(true)}>
          Выдать ссылку
        </Button>
      )}
      {isAsking && (
        <NewLinkDialog
          desk={desk}
          onClose={() => setAsking(false)}
          onMade={(reply) => {
            setAsking(false);
            setMade(reply);
          }}
        />
      )}
      {made && <MadeLinkDialog link={made} onClose={() => setMade(null)} />}
    </section>
  );
}

function LinkLine(props: { link: Link; desk: CaseDesk }): ReactNode {
  const { link, desk } = props;
  const formats = useFormats();
  const isOpen = link.state === 'active' || link.state === 'used';
  return (
    <li>
      <span>
        {link.unit}
        <span className="case__second small">
          {stateWords[link.state]}, до {formats.date(link.expiresAt)}
        </span>
      </span>
      {isOpen && desk.can('create-link') && (
        <button
          type="button"
          className="link-button small"
          onClick={() =>
            desk.run(
              revokeExecutorLink,
              { params: { id: desk.card.id, linkId: link.id } },
              { done: 'Ссылка отозвана' },
            )
          }
        >
          Отозвать<span className="aloud"> ссылку: {link.unit}</span>
        </button>
      )}
    </li>
  );
}

function NewLinkDialog(props: {
  desk: CaseDesk;
  onClose: () => void;
  onMade: (reply: RouteReply<typeof createExecutorLink>) => void;
}): ReactNode {
  const { desk, onClose, onMade } = props;
  const isWrong = (days: number | null): boolean =>
    days === null || !Number.isInteger(days) || days < 1 || days > 60;
  const form = useForm<{ name: string; days: number | null }>({
    start: { name: '', days: 14 },
    commands: desk.command(createExecutorLink),
    gap: ({ days }) => isWrong(days) && 'Срок ссылки — от 1 до 60 дней',
    send: ({ name, days }) =>
      desk.run(
        createExecutorLink,
        {
          params: { id: desk.card.id },
          body: { days: days ?? 0, ...(name.trim() ? { name: name.trim() } : {}) },
        },
        { onDone: onMade },
      ),
  });
  return (
    <FormDialog form={form} title="Ссылка исполнителю" onClose={onClose} action="Выдать ссылку">
      <p className="muted">
        По ссылке видно одно это дело, без контактов жителя. Ответить можно один раз; после возврата — снова.
      </p>
      <TextField
        form={form}
        name="name"
        label="Кому"
        optional
        hint="Например: «Бригада № 2, мастер»"
        maxLength={150}
      />
      <NumberField
        form={form}
        name="days"
        label="Сколько дней действует"
        error={isWrong(form.values.days) ? 'Число от 1 до 60' : undefined}
      />
    </FormDialog>
  );
}
