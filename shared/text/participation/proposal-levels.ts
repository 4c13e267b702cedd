import { type IdentityLevel, identityLevels } from '../../contract/base/identity.ts';
import type { DiscussionKind } from '../../contract/participation/discussions.ts';

type LevelWords = Readonly<Record<Exclude<IdentityLevel, 'anonymous'>, string>>;

/** What is proposed to: a discussion of a project, or the city, by an initiative of one's own. */
type Proposed = DiscussionKind | 'initiative';

const words: Readonly<Record<Proposed, LevelWords>> = {
  initiative: {
    social: 'Чтобы предложить или поддержать, войдите: пришлём код на телефон или почту.',
    phone: 'Инициативы предлагают и поддерживают по коду из SMS: войдите по номеру телефона.',
    esia_simplified: 'Инициативы предлагают и поддерживают через Госуслуги: войдите через них.',
    esia_verified: 'Инициативы предлагают и поддерживают через Госуслуги с подтверждённой учётной записью.',
  },
  consultation: {
    social: 'Чтобы предложить или поддержать, войдите: пришлём код на телефон или почту.',
    phone: 'В этом обсуждении предлагают по коду из SMS: войдите по номеру телефона.',
    esia_simplified: 'В этом обсуждении предлагают через Госуслуги: войдите через них.',
    esia_verified: 'В этом обсуждении предлагают через Госуслуги с подтверждённой учётной записью.',
  },
  hearing: {
    social: 'Чтобы предложить или поддержать, войдите: пришлём код на телефон или почту.',
    phone: 'На этих слушаниях предлагают по коду из SMS: войдите по номеру телефона.',
    esia_simplified:
      'На этих слушаниях предлагают через Госуслуги: войдите через них. Можно и на бумаге, и на собрании.',
    esia_verified:
      'На этих слушаниях предлагают через Госуслуги с подтверждённой учётной записью: личность участника называет закон. Можно и на бумаге, и на собрании.',
  },
};

/** What a person has to do to propose or support; null = they are known well enough. One rule for the portal and the server. Pure. */
export function findProposalObstacle(
  { kind, level: needed }: { kind: Proposed; level: IdentityLevel },
  level: IdentityLevel,
): string | null {
  // A remark of nobody in particular could not be answered: whatever a discussion asks for, it asks to sign in.
  const least = needed === 'anonymous' ? 'social' : needed;
  return identityLevels.indexOf(level) >= identityLevels.indexOf(least) ? null : words[kind][least];
}
