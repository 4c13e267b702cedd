import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../../law/random.ts';
import { type Doors, posting } from './doors.ts';

/** Residents with a draft each: its key goes with every try until it is acknowledged, as the page sends it. */

export interface Sent {
  clientKey: string;
  email: string;
  /** Numbers it was acknowledged with, each time anew. */
  numbers: string[];
  refused: string | null;
}

export interface Residents {
  sent: readonly Sent[];
  /** Keys sent more than once on purpose, though they were acknowledged. */
  repeated: () => number;
  /** Tries that followed one which was not answered. */
  again: () => number;
  stop: () => Promise<void>;
}

const words = [
  'Яма на проезжей части у дома, машины объезжают по встречной',
  'Не горит фонарь у остановки второй вечер',
  'Мусор не вывозят третий день, баки полны',
  'Во дворе прорвало трубу, вода идёт на дорогу',
  'Скользко на тротуаре, не посыпано',
];

export function startResidents(
  doors: Doors,
  { seed, clients, pauseMs }: { seed: number; clients: number; pauseMs: number },
): Residents {
  const sent: Sent[] = [];
  let [isOver, repeated, again] = [false, 0, 0];
  const post = async (one: Sent, body: object): Promise<boolean> => {
    const answer = await doors.ask('/api/messages', posting(body));
    if (answer?.status === 200) {
      const { number } = JSON.parse(answer.body.toString()) as { number: string };
      one.numbers.push(number);
      return true;
    }
    // A refusal in words ends it; anything else is tried again.
    if (answer && answer.status < 500 && answer.status !== 429) {
      one.refused = `${answer.status} ${answer.body.toString().slice(0, 200)}`;
      return true;
    }
    again += 1;
    return false;
  };
  const live = async (at: number): Promise<void> => {
    const random = createRandom(seed, 100 + at);
    for (let turn = 0; !isOver; turn += 1) {
      const clientKey = randomUUID();
      const email = `zhitel-${at}-${turn}@city.example`;
      const one: Sent = { clientKey, email, numbers: [], refused: null };
      sent.push(one);
      const body = {
        clientKey,
        text: `${random.pick(words)}. Метка ${clientKey}`,
        place: { lat: 56.4 + random.next() * 0.01, lon: 61.925 + random.next() * 0.01 },
        email,
        asksTerm: random.chance(0.5),
        consent: true,
        consentVersion: '3',
      };
      // Two presses at once, or a page that was reloaded: the same key again, once more afterwards.
      const isTwice = random.chance(0.15);
      if (isTwice) repeated += 1;
      const tries = isTwice ? [post(one, body), post(one, body)] : [post(one, body)];
      let isDone = (await Promise.all(tries)).includes(true);
      // Whoever has begun is let end: the page tries on after the load is over too.
      for (let left = 120; !isDone && left > 0; left -= 1) {
        await sleep(500);
        isDone = await post(one, body);
      }
      if (isTwice && random.chance(0.5)) await post(one, body);
      await sleep(random.int(0, pauseMs * 2));
    }
  };
  const lives = Array.from({ length: clients }, (_, at) => live(at));
  return {
    sent,
    repeated: () => repeated,
    again: () => again,
    stop: async () => {
      isOver = true;
      await Promise.all(lives);
    },
  };
}
