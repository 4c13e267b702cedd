/** What is wanted, with its dates and addressees: an act as the oracle knows it. */
import { addDays, dayOf, type World } from './oracle/calendar.ts';
import { type Act, type ActKind, type RefusalGround, regimes } from './oracle/facts.ts';
import { extensionLimit } from './oracle/terms.ts';
import type { Want } from './plan.ts';
import { isReached, type Player } from './player.ts';
import type { Site } from './site.ts';

export function toAct(world: World, site: Site, player: Player, want: Want): Act {
  const { kind, variant } = want;
  const today = dayOf(world, site.now());
  const { facts } = player.life;
  switch (kind) {
    case 'bulk':
      return { kind, act: toAct(world, site, player, { kind: want.inner!, variant }) };
    case 'undo':
      return { kind, of: undoneOf(player, want), sent: isSent(player, variant) };
    case 'merge':
      return { kind, into: { regime: 'pos_message', ended: false } };
    case 'answer':
      return { kind, signed: variant !== 0 || facts.regime !== 'appeal_59fz' };
    case 'answer_many':
      return { kind, ownLetter: variant % 2 === 1 || facts.regime !== 'appeal_59fz' };
    case 'promise_date':
      return { kind, day: addDays(today, 90) };
    case 'forward':
      return {
        kind,
        to: variant % 2 === 0 ? site.bodies[0]!.id : site.bodies[4]!.id,
        // Whom the program tells by itself is told with the forwarding: there is nothing to leave out.
        withoutNotice: variant === 5 && !isReached(player),
      };
    case 'return':
      return {
        kind,
        ground: facts.challengesCourtAct ? 'court_act' : 'only_the_complained_of',
        withoutNotice: variant === 5,
      };
    case 'extend':
      return {
        kind,
        to: extensionDay(world, player, today, variant),
        ground: variant !== 7,
        withoutNotice: false,
      };
    case 'refuse':
      return { kind, ground: groundOf(player, variant), withoutNotice: variant === 5 };
    case 'terminate':
      // A termination is offered with its notice alone.
      return { kind, withoutNotice: false };
    case 'publish':
      return { kind, withoutNotice: variant === 5 };
    case 'reopen':
      return { kind, ground: variant !== 5 };
    case 'correct_regime': {
      const others = regimes.filter((one) => one !== facts.regime);
      return { kind, to: others[variant % others.length]!, ground: variant < 9, promise: null };
    }
    case 'correct_receipt':
      return {
        kind,
        to: addDays(facts.receivedOn, variant === 11 ? 400 : -(variant % 5) - 1),
        ground: variant < 9,
        promise: null,
      };
    default:
      return { kind } as Act;
  }
}

function extensionDay(world: World, player: Player, today: string, variant: number): string {
  const { life } = player;
  const { due, brokenAfter } = life.answer;
  // A duty that nothing broke, since none was owed, has no day of its own.
  const from = due ?? (Number.isFinite(brokenAfter) ? dayOf(world, brokenAfter) : today);
  const base = from > today ? from : today;
  if (variant !== 6 && variant !== 10) return addDays(base, 1 + (variant % 10));
  return life.facts.regime === 'appeal_59fz'
    ? addDays(extensionLimit(world, life.facts), 5)
    : addDays(base, 200);
}

/** Of what is over, the deed that ended it; else what the plan says. */
const undoneOf = ({ life, undoToken }: Player, want: Want): ActKind =>
  (life.end !== null || life.merged) && undoToken ? undoToken.of : want.inner!;

/**
 * An approved answer of an appeal is not sent by its approval: there is nothing to unsend before its letter has gone. Nor is that of a
 * message whose author left no way to be told: it came as an appeal by post, and its order was corrected.
 */
const isSent = (player: Player, variant: number): boolean => {
  const { end, facts } = player.life;
  return end === 'answered' || (variant % 2 === 0 && facts.regime !== 'appeal_59fz' && isReached(player));
};

/** A ground the letter bears out, or, now and then, none and one it does not. */
function groundOf({ life: { facts } }: Player, variant: number): RefusalGround | null {
  if (variant === 0) return null;
  if (variant === 1) return 'no_name_or_address';
  if (facts.insults) return 'insult';
  if (facts.illegible) return 'illegible';
  if (facts.challengesCourtAct) return 'court_act';
  if (!facts.hasName || !facts.hasAddress) return 'no_name_or_address';
  return variant % 2 === 0 ? 'insult' : null;
}
