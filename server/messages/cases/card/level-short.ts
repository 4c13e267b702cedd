import type { IdentityLevel } from '../../../../shared/contract/base/identity.ts';
import type { Channel } from '../../../../shared/contract/messages/cases.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { fateOf, findLevelRule, type LevelChannel, levelOfResident } from '../../../base/identity/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { cityDay } from '../../../lib/city.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { STATUTORY_APPEAL } from '../core/draft.ts';

/** By which of the ways levels know a message has come. */
export const levelChannelOf: Readonly<Record<Channel, LevelChannel>> = {
  pos: 'epgu',
  epgu: 'epgu',
  social_post: 'bot',
  social_comment: 'bot',
  direct_message: 'bot',
  site_form: 'portal',
  phone_call: 'call',
  reception: 'reception',
  paper: 'paper',
  email: 'email',
  edds_112: 'edds',
  media_publication: 'outside',
  official_letter: 'paper',
  max_bot: 'bot',
  import: 'outside',
};

interface Author {
  kind: string;
  identity: string;
  resident_id: string | null;
}

/** A contact nobody proved tells nothing; a profile of a network is that of somebody. */
const levelOfIdentity = (identity: string): IdentityLevel =>
  identity === 'esia_verified' || identity === 'esia_simplified'
    ? identity
    : identity === 'social_profile'
      ? 'social'
      : 'anonymous';

/** What the topic asks to know of the author and nobody has proved: the answer tells nothing personal then. Null = all is known. */
export async function readLevelShort(
  ctx: Ctx,
  file: { fact_id: string | null; regime: string },
  author: Author | undefined,
): Promise<CaseCard['levelShort']> {
  const fact = file.fact_id ? findFact(file.fact_id) : undefined;
  const rule = fact && findLevelRule(fact.category, cityDay(ctx.config, ctx.now));
  // What an appeal asks for is said by the law.
  if (!rule || !author || file.regime === STATUTORY_APPEAL) return null;
  const level = author.resident_id
    ? await levelOfResident(ctx.db, author.resident_id)
    : levelOfIdentity(author.identity);
  const channel = levelChannelOf[author.kind as Channel];
  return fateOf(channel, rule.level, level) === 'taken'
    ? null
    : { needed: rule.level, level, why: rule.why, basis: rule.basis };
}
