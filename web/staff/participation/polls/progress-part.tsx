import type { ReactNode } from 'react';
import { getPollRules, type PollCard } from '../../../../shared/contract/participation/polls.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { marginOf, sampleNeeded } from '../../../../shared/text/participation/sample.ts';
import { acted } from '../../../../shared/text/plural.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Facts } from '../../../ui/figures.tsx';
import { Section } from '../../../ui/section.tsx';

type Rules = RouteReply<typeof getPollRules>;

/** Residents of the districts that are asked; null = not known. */
export function populationOf({ districts }: Rules, districtIds: readonly string[]): number | null {
  const asked = districts.filter(({ id }) => districtIds.length === 0 || districtIds.includes(id));
  const known = asked.flatMap(({ residents }) => residents ?? []);
  return known.length < asked.length || asked.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
}

/** How it goes while it runs: how many, how wide the error, how quotas fill. No answers: nobody sees them before the end. */
export function ProgressPart({ card }: { card: PollCard }): ReactNode {
  const formats = useFormats();
  const { data: rules } = useRoute(getPollRules);
  const people = card.participants ?? 0;
  const isVote = card.kind === 'vote';
  const needed = rules ? sampleNeeded(populationOf(rules, card.audience.districtIds), 0.05) : null;
  const titles = new Map([
    ...(rules?.districts ?? []).map(({ id, title }) => [`district ${id}`, title] as const),
    ...(rules?.ageGroups ?? []).map(({ id, title }) => [`age ${id}`, title] as const),
  ]);
  return (
    <Section
      title={capitalise(
        acted(
          people,
          isVote ? ['проголосовал', 'проголосовали'] : ['ответил', 'ответили'],
          'человек',
          'человека',
          'человек',
        ),
      )}
      className="desk__sheet"
    >
      <Facts
        facts={[
          ['Осталось', card.closesAt ? formats.remaining(card.closesAt) : '—'],
          // A vote is no sample of the city: who came decides.
          ...(needed === null || isVote
            ? []
            : [
                [
                  'Погрешность',
                  `до ${formatNumber(Math.round(100 * marginOf(people)))} п. п., как если бы людей выбрали случайно; для 5 п. п. нужно ${formatNumber(needed)}`,
                ] as const,
              ]),
          ...card.quotasTaken.map(
            ({ side, group, taken }) =>
              [
                titles.get(`${side} ${group}`) ?? group,
                `${formatNumber(taken)} из ${formatNumber(card.quotas.find((one) => one.side === side && one.group === group)?.most ?? 0)}`,
              ] as const,
          ),
        ]}
      />
      <p className="muted small">
        {isVote
          ? 'За что голосуют, до вскрытия конвертов не видит никто, вы тоже.'
          : 'Что ответили, до конца не видит никто, вы тоже.'}
      </p>
    </Section>
  );
}
