import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { createRandom, type Random } from '../../../law/random.ts';
import { type Answer, type Doors, type Seat, takeSeat } from './doors.ts';

/** Staff read the queue, sort, write answers and approve them, each command by the card they have just seen. */

export type Kind = 'triage' | 'take' | 'answer' | 'agree' | 'approve' | 'note';

/** A command the city has acknowledged. */
export interface Done {
  kind: Kind;
  caseId: string;
  /** What of it is to be seen: its words, the unit it names; empty where it has none. */
  words: string;
}

export interface Staff {
  done: readonly Done[];
  /** Why commands were refused by a word, the latest last. */
  refused: readonly string[];
  /** Pages of the queue that were read. */
  reads: () => number;
  stop: () => Promise<void>;
}

interface Crew {
  operator: Seat;
  executor: Seat;
  reviewer: Seat;
  approver: Seat;
}

interface Step {
  kind: Kind;
  who: Seat;
  path: string;
  body: object;
  words: string;
}

/** Unmoved this often, a case is left to others. */
const MOST_TRIES = 60;

function answerStep(card: CaseCard, crew: Crew): Step | null {
  const answer = card.answers.at(-1);
  if (!answer) return null;
  const path = `/api/cases/${card.id}/answers/${answer.id}/decision`;
  const decide = (kind: 'agree' | 'approve', who: Seat): Step => ({
    kind,
    who,
    path,
    body: { version: card.version, decision: kind },
    words: answer.body,
  });
  return card.status === 'review' ? decide('agree', crew.reviewer) : decide('approve', crew.approver);
}

/** What is to be done with a case next; null = it goes on without us. */
function nextStep(card: CaseCard, crew: Crew, unitId: string): Step | null {
  const { version } = card;
  const at = (kind: Kind, who: Seat, path: string, body: object, words = ''): Step => ({
    kind,
    who,
    path: `/api/cases/${card.id}/${path}`,
    body: Object.assign({ version }, body),
    words,
  });
  if (['registered', 'moderation', 'coordination'].includes(card.status)) {
    const choice = card.suggestion.length > 0 ? { unitId } : { unitId, block: 'other' };
    return at('triage', crew.operator, 'triage', choice, unitId);
  }
  if (card.status === 'assigned') return at('take', crew.executor, 'work', {});
  if (card.status === 'in_work') {
    const text = `Здравствуйте! Работы выполнены, площадь 4 м². Сообщение № ${card.number}, проверка ${card.id}.`;
    return at('answer', crew.executor, 'answers', { text, outcome: 'solved', submit: true }, text);
  }
  if (card.status === 'review' || card.status === 'approval') return answerStep(card, crew);
  return null;
}

interface Desk {
  crew: Crew;
  unitId: string;
  done: Done[];
  refused: string[];
  isOver: () => boolean;
}

const readCard = async (seat: Seat, number: string): Promise<CaseCard | null> => {
  const answer = await seat.ask(`/api/cases/${number}`);
  return answer?.status === 200 ? (JSON.parse(answer.body.toString()) as CaseCard) : null;
};

function keepOutcome(desk: Desk, step: Step, caseId: string, answer: Answer | null): void {
  if (answer?.status === 200) desk.done.push({ kind: step.kind, caseId, words: step.words });
  // 409: the command before it had been done though its reply was lost, or another was quicker. The card is read anew.
  else if (answer && answer.status < 500 && ![401, 409, 429].includes(answer.status))
    desk.refused.push(`${step.kind} ${answer.status} ${answer.body.toString().slice(0, 200)}`);
}

/** One case from the queue to the answer. */
async function handle(desk: Desk, number: string): Promise<void> {
  const before = desk.refused.length;
  for (let left = MOST_TRIES; left > 0 && !desk.isOver(); left -= 1) {
    const card = await readCard(desk.crew.operator, number);
    if (card) {
      const step = nextStep(card, desk.crew, desk.unitId);
      if (!step || desk.refused.length > before) return;
      keepOutcome(desk, step, card.id, await step.who.send(step.path, step.body));
    }
    await sleep(card ? 50 : 400);
  }
}

async function note(desk: Desk, id: string, random: Random): Promise<void> {
  const words = `Заметка приёмки ${random.int(1, 1e9)}-${id}`;
  const answer = await desk.crew.operator.send(`/api/cases/${id}/notes`, { text: words });
  if (answer?.status === 200) desk.done.push({ kind: 'note', caseId: id, words });
}

export function startStaff(
  doors: Doors,
  { seed, desks, pauseMs, unitId }: { seed: number; desks: number; pauseMs: number; unitId: string },
): Staff {
  const [done, refused]: [Done[], string[]] = [[], []];
  let [isOver, reads] = [false, 0];
  const ended = () => isOver;
  const live = async (at: number): Promise<void> => {
    const random = createRandom(seed, 200 + at);
    const seat = (who: string) => takeSeat(doors, who, ended);
    const crew = {
      operator: seat('operator'),
      executor: seat('executor'),
      reviewer: seat('reviewer'),
      approver: seat('approver'),
    };
    const desk: Desk = { crew, unitId, done, refused, isOver: ended };
    while (!isOver) {
      const page = await crew.operator.ask('/api/inbox?limit=50&order=received');
      if (page?.status === 200) {
        reads += 1;
        const { rows } = JSON.parse(page.body.toString()) as { rows: { id: string; number: string }[] };
        if (rows.length > 0) {
          const row = random.pick(rows);
          await note(desk, row.id, random);
          await handle(desk, row.number);
        }
      }
      await sleep(random.int(0, pauseMs * 2));
    }
  };
  const lives = Array.from({ length: desks }, (_, at) => live(at));
  return {
    done,
    refused,
    reads: () => reads,
    stop: async () => {
      isOver = true;
      await Promise.all(lives);
    },
  };
}
