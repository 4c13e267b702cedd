import { type ReactNode, useState } from 'react';
import {
  type AssignmentCard,
  type AssignmentLink,
  handLinkKinds,
  type LinkKind,
} from '../../../../shared/contract/group/assignments.ts';
import { addLink, removeLink } from '../../../../shared/contract/group/assignments-moves.ts';
import { listZones } from '../../../../shared/contract/heatmap/zones.ts';
import { listProblems } from '../../../../shared/contract/messages/problems.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { useAssignmentCommand } from './use-assignment.ts';

type HandLinkKind = (typeof handLinkKinds)[number];

const kindTitles: Readonly<Record<LinkKind, string>> = {
  case: 'дело',
  problem: 'массовая проблема',
  zone: 'красная зона',
  burst: 'всплеск сообщений',
  conflict: 'конфликт',
};

/** Whose messages the assignment answers for. */
export function LinksPart({ card }: { card: AssignmentCard }): ReactNode {
  const [isAdding, setAdding] = useState(false);
  const [gone, setGone] = useState<AssignmentLink | null>(null);
  const mayLink = card.can.includes('link');
  if (card.links.length === 0 && !mayLink) return null;
  return (
    <Section title="По каким сообщениям" isSmall className="assignment__sheet">
      {card.links.length === 0 && <p className="muted">Связей нет: жителям об исполнении сказать некому.</p>}
      <ul className="assignment__links">
        {card.links.map((link) => (
          <li key={`${link.kind} ${link.targetId}`}>
            <span>
              {link.href ? <PageLink to={link.href}>{link.title}</PageLink> : link.title}{' '}
              <span className="muted small nowrap">
                {kindTitles[link.kind]}
                {link.people > 0 && `, ${counted(link.people, 'житель', 'жителя', 'жителей')}`}
              </span>
            </span>
            {mayLink && (
              <Button kind="quiet" onClick={() => setGone(link)}>
                Убрать<span className="aloud"> связь: {link.title}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayLink && <Button onClick={() => setAdding(true)}>Связать</Button>}
      {isAdding && <LinkDialog card={card} onClose={() => setAdding(false)} />}
      {gone && <UnlinkDialog card={card} link={gone} onClose={() => setGone(null)} />}
    </Section>
  );
}

function LinkDialog({ card, onClose }: { card: AssignmentCard; onClose: () => void }): ReactNode {
  const add = useAssignmentCommand(addLink, { words: 'Связано', onDone: onClose });
  const form = useForm<{ kind: HandLinkKind; target: string; despite: boolean }>({
    start: { kind: 'case', target: '', despite: false },
    commands: add,
    send: (values) => add.mutate({ params: { id: card.id }, body: { version: card.version, ...values } }),
  });
  const { kind } = form.values;
  const choices = useTargets(kind);
  return (
    <FormDialog title="Связать поручение" action="Связать" form={form} onClose={onClose}>
      <SelectField
        form={form}
        name="kind"
        label="С чем"
        choices={handLinkKinds.map((value) => ({ value, label: kindTitles[value] }))}
        also={() => ({ target: '', despite: false })}
      />
      {kind === 'case' ? (
        <>
          <TextField form={form} name="target" label="Номер дела" />
          {(add.code === 'lib.conflict' || form.values.despite) && (
            <CheckField form={form} name="despite">
              Связать всё равно: сообщение об этом же
            </CheckField>
          )}
        </>
      ) : (
        <SelectField
          form={form}
          name="target"
          label={kind === 'problem' ? 'Проблема' : 'Зона'}
          choices={[{ value: '', label: choices ? 'выберите' : 'список загружается…' }, ...(choices ?? [])]}
        />
      )}
    </FormDialog>
  );
}

/** Mass problems or red zones to choose from; undefined while they load. */
function useTargets(kind: HandLinkKind): { value: string; label: string }[] | undefined {
  const problems = useRoute(listProblems, { query: { view: 'open' } }, { enabled: kind === 'problem' });
  const zones = useRoute(listZones, { query: {} }, { enabled: kind === 'zone' });
  const topics = useTopics();
  if (kind === 'zone')
    return zones.data?.zones.map(({ id, title, block }) => ({
      value: id,
      label: `${title}, ${topics?.block(block)?.shortTitle ?? block}`,
    }));
  return problems.data?.rows.map(({ id, title, members }) => ({
    value: id,
    label: `${title}: ${counted(members, 'дело', 'дела', 'дел')}`,
  }));
}

function UnlinkDialog(props: { card: AssignmentCard; link: AssignmentLink; onClose: () => void }): ReactNode {
  const { card, link, onClose } = props;
  const remove = useAssignmentCommand(removeLink, {
    words: 'Связь снята',
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title="Снять связь"
      label="Причина"
      action="Снять"
      commands={remove}
      onSend={(reason) =>
        remove.mutate({
          params: { id: card.id },
          body: { version: card.version, kind: link.kind, target: link.targetId, reason },
        })
      }
      onClose={onClose}
    >
      <p>{link.title}</p>
    </ReasonDialog>
  );
}
