import type { ReactNode } from 'react';
import {
  compareVersions,
  type ProtocolCard,
} from '../../../../shared/contract/group/working-group-protocol.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';

/** What changed between two versions: the last two unless others are chosen; the address keeps the choice. */
export function Differences({ card }: { card: ProtocolCard }): ReactNode {
  const [query, change] = useUrlQuery();
  const last = card.versions.length;
  if (last < 2) return null;
  const isVersion = (value: number) => value >= 1 && value <= last;
  const pick = (text: string | undefined, otherwise: number) =>
    isVersion(Number(text)) ? Number(text) : otherwise;
  const [from, to] = [pick(query.from, last - 1), pick(query.to, last)];
  const choices = card.versions.map(({ version }) => ({
    value: String(version),
    label: `версия ${version}`,
  }));
  return (
    <Section title="Что изменилось" isSmall className="stack stack--tight">
      <div className="cluster">
        <FilterSelect
          form={bindFields({ from: String(from) }, change)}
          name="from"
          label="Было"
          choices={choices}
        />
        <FilterSelect
          form={bindFields({ to: String(to) }, change)}
          name="to"
          label="Стало"
          choices={choices}
        />
      </div>
      {from === last - 1 && to === last ? (
        <Words differences={card.differences} />
      ) : (
        <Chosen meetingId={card.meetingId} from={from} to={to} />
      )}
    </Section>
  );
}

function Chosen(props: { meetingId: string; from: number; to: number }): ReactNode {
  const { meetingId, from, to } = props;
  const compared = useRoute(compareVersions, { params: { id: meetingId }, query: { from, to } });
  return (
    <Loadable query={compared} failed="Сравнить не удалось">
      {({ differences }) => <Words differences={differences} />}
    </Loadable>
  );
}

function Words({ differences }: Pick<ProtocolCard, 'differences'>): ReactNode {
  if (differences.length === 0) return <p className="muted">Эти версии говорят одно и то же.</p>;
  return (
    <p className="group-differences">
      {differences.map(({ kind, text }, at) => {
        const key = `${at} ${kind}`;
        if (kind === 'added') return <ins key={key}>{text}</ins>;
        if (kind === 'removed') return <del key={key}>{text}</del>;
        return <span key={key}>{text}</span>;
      })}
    </p>
  );
}
