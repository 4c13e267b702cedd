import type { ReactNode } from 'react';
import type { PublicationCard } from '../../../../../shared/contract/pages/publications.ts';
import {
  type PublicationEffect,
  readEffect,
} from '../../../../../shared/contract/pages/publications-effect.ts';
import { formatDay } from '../../../../../shared/text/dates.ts';
import { counted } from '../../../../../shared/text/plural.ts';
import { useRoute } from '../../../../lib/query.ts';
import { Mark } from '../../../../ui/mark.tsx';
import { Section } from '../../../../ui/section.tsx';

type Effect = NonNullable<PublicationEffect>;

function tellVerdict({ verdict, judgedOn, least }: Effect): string {
  switch (verdict) {
    case 'soon':
      return `Судить можно с ${formatDay(judgedOn)}.`;
    case 'few':
      return `Сообщений до публикации меньше ${least}: судить не о чем.`;
    case 'same':
      return 'Меньше не стало.';
    case 'fewer':
      return 'Стало меньше. Причина может быть и не в публикации.';
  }
}

/** Whether fewer write on its topic where it was about, once it came out. */
export function EffectPart({ card }: { card: PublicationCard }): ReactNode {
  const isOut = card.variants.some(({ publishedAt }) => publishedAt !== null);
  const reply = useRoute(
    readEffect,
    { params: { id: card.id } },
    { enabled: isOut && card.source !== null, keepOld: false, staleTime: 300_000 },
  );
  const effect = reply.data?.effect;
  if (!effect) return null;
  const { topic, district, days, before, after, verdict } = effect;
  return (
    <Section title="Сообщения на эту тему" isSmall className="composer-desk__section">
      <p className="small">
        {topic}, {district}. За {counted(days, 'день', 'дня', 'дней')} до публикации: {before}
        {verdict !== 'soon' && `, после: ${after}`}.
      </p>
      <p className="small">
        {verdict === 'fewer' && <Mark tone="ok">меньше</Mark>} {tellVerdict(effect)}
      </p>
    </Section>
  );
}
