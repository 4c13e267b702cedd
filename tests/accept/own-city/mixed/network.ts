import { setTimeout as sleep } from 'node:timers/promises';
import { placeOfKey } from '../../../../server/base/networks/page-access.ts';
import { readConfig } from '../../../../server/lib/config.ts';
import { newId } from '../../../../server/lib/ids.ts';
import { seal } from '../../../../server/lib/seal/sealed.ts';
import { createRandom } from '../../../law/random.ts';
import { type Doors, posting } from './doors.ts';
import type { Installation } from './installation.ts';

/** A network that brings comments under a page of the city, each until it is acknowledged, some of them once more. */

const SECRET = 'mixed-secret';
const GROUP = 7;

export async function makePage({ ask, keys, data, url }: Installation): Promise<string> {
  const id = newId();
  const config = readConfig(Object.assign({}, process.env, keys, { DATABASE_URL: url(), OTKLIK_DATA: data }));
  const place = placeOfKey(id, 'secret');
  await ask(
    `INSERT INTO networks.page (id, network, external_id, title, is_own, next_pull_at, created_at, created_by_name)
     VALUES ($1, 'vk', $2, 'Приёмка', true, 'infinity', now(), 'Приёмка')`,
    [id, String(GROUP)],
  );
  await ask(
    `INSERT INTO networks.page_key (page_id, name, sealed, place, entered_at, entered_by_name)
     VALUES ($1, 'secret', $2, $3, now(), 'Приёмка')`,
    [id, seal(config, place, SECRET), place],
  );
  return `/api/networks/${id}/events`;
}

/** Numbers of this play begin here: the demonstration has comments of its own. */
const FIRST = 50_000_000;

const eventOf = (number: number) => ({
  type: 'wall_reply_new',
  event_id: `mixed-${number}`,
  v: '5.199',
  group_id: GROUP,
  secret: SECRET,
  object: {
    id: number,
    from_id: 102,
    date: Math.floor(Date.now() / 1000),
    text: `На проспекте Победы, 9 второй день нет горячей воды. Комментарий ${number}`,
    owner_id: -GROUP,
    post_id: 1,
  },
});

export interface Network {
  /** Numbers of comments that were acknowledged. */
  acknowledged: readonly number[];
  repeated: () => number;
  stop: () => Promise<void>;
}

export function startNetwork(doors: Doors, path: string, seed: number): Network {
  const acknowledged: number[] = [];
  const random = createRandom(seed, 300);
  let [isOver, repeated] = [false, 0];
  const live = async (): Promise<void> => {
    for (let number = FIRST; !isOver; number += 1) {
      const event = posting(eventOf(number));
      for (let left = 120; left > 0; left -= 1) {
        const answer = await doors.ask(path, event);
        if (answer?.status === 200) {
          acknowledged.push(number);
          break;
        }
        await sleep(500);
      }
      if (random.chance(0.3)) {
        repeated += 1;
        await doors.ask(path, event);
      }
      await sleep(random.int(100, 900));
    }
  };
  const life = live();
  return {
    acknowledged,
    repeated: () => repeated,
    stop: async () => {
      isOver = true;
      await life;
    },
  };
}
