import { ApiProblem, isPassing } from '../../../lib/api-problem.ts';
import type { Paper, Sealed } from '../../../lib/ballots/paper.ts';
import { type AskedBallot, type KeptBallot, refusalOf, type SealedBallot } from './kept-ballot.ts';

/**
 * The way of a ballot from the choice to the box, over any server and any store. What binds it: the city signs one pass and one ballot for a
 * person, and the signed ballot is of one choice; a pass lets in one envelope, and the same ballot sealed anew is another envelope. So the
 * choice of now makes a new ballot as long as none may be signed; what may be signed is asked for again byte by byte; and what was sealed
 * is brought again as it is.
 */

type Reply<T> = T | ApiProblem;

export interface BoxDoor {
  find: () => KeptBallot | null;
  /** False where the device keeps nothing. */
  keep: (kept: KeptBallot | null) => boolean;
  cast: (sealed: Sealed) => Promise<Reply<{ receipt: string }>>;
}

export interface BallotDoor extends BoxDoor {
  take: (asked: Paper['asked']) => Promise<Reply<Signed>>;
  /** Null where the city signed something else, or the browser cannot. */
  seal: (paper: Paper, signed: Signed) => Promise<Sealed | null>;
}

interface Signed {
  entry: string;
  ballot: string;
}

/** What the person has chosen now. */
export interface Choice {
  make: () => Paper;
  isThatOf: (paper: Paper) => boolean;
}

/** Nobody knows whether what was sent was done: no reply, or one that is not the server's own. */
const isUnknown = (problem: ApiProblem): boolean =>
  isPassing(problem) || problem.code === 'unreadable' || problem.code === 'aborted';

const refuse = (words: string): ApiProblem => new ApiProblem('lib.conflict', words);

const notKept = (): ApiProblem =>
  refuse(
    'Браузер не хранит данные сайта: при обрыве связи голос пропал бы. Откройте страницу не в частном окне.',
  );

/** Brings a sealed ballot, the first time or again. Null = it is in the box. */
export async function castSealed(door: BoxDoor, kept: SealedBallot): Promise<ApiProblem | null> {
  const { code, sealed } = kept;
  // Whoever closes the page before the reply does not know it either.
  if (!door.keep({ ...kept, isDoubtful: true })) return notKept();
  const reply = await door.cast(sealed);
  if (!(reply instanceof ApiProblem)) {
    door.keep({ stage: 'in-box', code, receipt: reply.receipt });
    return null;
  }
  if (isUnknown(reply)) return reply;
  const why = refusalOf(reply);
  door.keep(why ? { stage: 'refused', code, why } : kept);
  return reply;
}

async function sealAndCast(door: BallotDoor, paper: Paper, signed: Signed): Promise<ApiProblem | null> {
  const sealed = await door.seal(paper, signed);
  if (!sealed)
    return refuse(
      'Бюллетень не запечатался: подпись города не подошла или браузер слишком старый. Он остался на этом устройстве: обновите браузер и отправьте снова или сообщите администрации сайта.',
    );
  const kept: SealedBallot = { stage: 'sealed', code: paper.code, sealed };
  return door.keep(kept) ? castSealed(door, kept) : notKept();
}

/** What the city may have signed is asked for again, the latest first: the same is signed again, and nothing is given twice. */
async function askAgain(door: BallotDoor, { paper, earlier }: AskedBallot): Promise<ApiProblem | null> {
  let refused: ApiProblem | null = null;
  for (const one of [paper, ...earlier]) {
    const reply = await door.take(one.asked);
    if (!(reply instanceof ApiProblem)) return sealAndCast(door, one, reply);
    refused = reply;
    const why = refusalOf(reply);
    if (why === 'closed') door.keep({ stage: 'refused', code: paper.code, why });
    if (why !== 'elsewhere') return refused;
  }
  // None of them is the ballot this person has taken.
  door.keep(null);
  return refused;
}

/** Asks for a ballot of the choice of now. */
async function askFor(
  door: BallotDoor,
  choice: Choice,
  kept: AskedBallot | null,
): Promise<ApiProblem | null> {
  const before = kept ? [kept.paper, ...kept.earlier] : [];
  const paper = before.find(choice.isThatOf) ?? choice.make();
  const earlier = before.filter((one) => one !== paper);
  if (!door.keep({ stage: 'asked', paper, earlier })) return notKept();
  const reply = await door.take(paper.asked);
  if (!(reply instanceof ApiProblem)) return sealAndCast(door, paper, reply);
  if (isUnknown(reply)) return reply;
  const why = refusalOf(reply);
  const [latest, ...others] = earlier;
  if (why === 'elsewhere' && latest) {
    door.keep({ stage: 'asked', paper: latest, earlier: others });
    return refuse(
      'Бюллетень вам уже выдан: должно быть, прошлая просьба с этого устройства дошла, а потерялся только ответ. Выбор в нём прежний.',
    );
  }
  if (why === 'closed') door.keep({ stage: 'refused', code: paper.code, why });
  // Nothing was given for this choice: the next press is of the choice of then.
  else door.keep(why === 'elsewhere' ? null : kept);
  return reply;
}

/**
 * Sends on what there is on this device, or the choice where it may still be another. Gives why it stopped; null = nothing is left to send.
 */
export async function sendBallot(door: BallotDoor, choice: Choice | null): Promise<ApiProblem | null> {
  const kept = door.find();
  if (kept?.stage === 'sealed') return castSealed(door, kept);
  if (kept && kept.stage !== 'asked') return null;
  if (choice) return askFor(door, choice, kept);
  return kept && askAgain(door, kept);
}
