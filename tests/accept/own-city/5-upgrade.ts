import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '../../../scripts/postgres.mjs';
import { createRandom } from '../../law/random.ts';
import type { AcceptLine } from '../line.ts';
import type { Cluster } from './machines/former-city.ts';
import { type KitMoves, playKit } from './machines/kit-moves.ts';
import { makePlace } from './machines/machine.ts';
import { type FormerState, findNoHistory, type History, readHistory } from './machines/old-programs.ts';
import { type Fell, type Upgraded, upgradeFormer } from './machines/upgrade-former.ts';

/** Databases that former states of the program made are upgraded by this one, killed on the way and started again. */

const PROGRAMS = Number(process.env.PROGRAMS ?? 10);
const KILLS_EACH = 2;
/** One command to the new release, one back. */
const MOST_SECONDS = 300;

interface Played {
  all: Upgraded[];
  /** Those that do not start, of themselves or beside the packages of now, and why. */
  unable: string[];
}

/** Spread evenly over the history; where one cannot make its city beside the packages of now, the next one is taken. */
async function playAll(
  cluster: Cluster,
  { states, now }: History,
  seed: number,
  tell: (text: string) => void,
): Promise<Played> {
  const random = createRandom(seed, 5);
  const left = [...states];
  const played: Played = { all: [], unable: [] };
  const playOne = async (state: FormerState): Promise<boolean> => {
    left.splice(left.indexOf(state), 1);
    const words = `${state.migrations} миграций (${state.commit.slice(0, 8)})`;
    try {
      const done = await upgradeFormer(cluster, state, { kills: KILLS_EACH, now, random });
      played.all.push(done);
      tell(
        `${words}: ${done.faults.length === 0 ? 'всё на месте' : done.faults.join('; ')}; ${done.kills.join(', ')}`,
      );
      return true;
    } catch (error) {
      played.unable.push(`${words}: ${error instanceof Error ? error.message : error}`);
      tell(`не вышло — ${played.unable.at(-1)}`);
      return false;
    }
  };
  // The oldest that can start: where the others are counted from.
  while (left[0] && !(await playOne(left[0])));
  const span = left.length;
  for (let turn = 1; turn < PROGRAMS; turn += 1) {
    const wanted = states[states.length - span + Math.round((turn / (PROGRAMS - 1)) * span) - 1];
    const near = left.toSorted(
      (a, b) =>
        Math.abs(a.migrations - (wanted?.migrations ?? 0)) -
        Math.abs(b.migrations - (wanted?.migrations ?? 0)),
    );
    for (const state of near.slice(0, 3)) if (await playOne(state)) break;
  }
  return played;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} с`;

/** What is wrong with the upgrades of former databases, and what is said of them. */
function judgeUpgrades(
  { all, unable }: Played,
  { now, passing }: History,
): { isHeld: boolean; figures: string[] } {
  const kills = all.flatMap((one) => one.kills);
  const fell = (...where: Fell[]): number => kills.filter((one) => where.includes(one)).length;
  const faults = all.flatMap(({ state, faults: own }) => own.map((fault) => `${state.migrations}: ${fault}`));
  const looked = all.filter(({ refused }) => refused !== null);
  const ages = all.map(({ state }) => state.migrations);
  const longest = (of: (one: Upgraded) => number): string => seconds(Math.max(0, ...all.map(of)));
  return {
    isHeld:
      all.length === PROGRAMS &&
      faults.length === 0 &&
      kills.length === PROGRAMS * KILLS_EACH &&
      fell('first', 'half') * 2 >= kills.length &&
      looked.length > 0 &&
      looked.every(({ refused }) => refused),
    figures: [
      `прежних версий ${all.length} из ${PROGRAMS}, с числом изменений ${ages.join(', ')} — до ${now}`,
      `не в счёт ещё ${passing} записей истории: их изменения потом получили другой номер или другой вид, и баз от них нет`,
      ...unable.map((words) => `сама не запускается, взята соседняя — ${words}`),
      `убито ${kills.length}: пока база меняется — ${fell('first', 'half')} (нужна половина), из них с частью изменений ${fell('half')}; до изменений ${fell('before')}, после них до готовности ${fell('after')}, готовой ${fell('ready')}`,
      `не сошлось: ${faults.length} (нужно 0)`,
      ...faults,
      `обновление без помех до ${longest(({ wholeMs }) => wholeMs)}, начатое снова до ${longest(({ againMs }) => againMs)}`,
      `прежняя на обновлённой базе отказалась словами: ${looked.filter(({ refused }) => refused).length} из ${looked.length}; остальные ${all.length - looked.length} этого ещё не умели`,
    ],
  };
}

function judgeKit(kit: KitMoves): { isHeld: boolean; figures: string[] } {
  return {
    isHeld: kit.faults.length === 0 && kit.upgrade <= MOST_SECONDS && kit.rollback <= MOST_SECONDS,
    figures: [
      `выпуск прежний → этот: otklik upgrade ${kit.upgrade.toFixed(0)} с, otklik rollback ${kit.rollback.toFixed(0)} с (порог ${MOST_SECONDS}); после убитого обновления — ${kit.rescue.toFixed(0)} с`,
      `возврат после открытия: ${kit.faults.length === 0 ? 'отказано словами, написанное жителями на месте' : 'не сошлось'}`,
      ...kit.faults,
    ],
  };
}

async function playFormer(history: History, seed: number, tell: (text: string) => void): Promise<Played> {
  const outer = makePlace('upgrades');
  // Programs are killed here, never the database: nothing need be synced.
  const postgres = await startPostgres({ dataDir: join(outer, 'postgres'), fast: true });
  try {
    return await playAll(postgres, history, seed, tell);
  } finally {
    await postgres.stop();
    rmSync(outer, { recursive: true, force: true });
  }
}

export const line: AcceptLine = {
  bearsAnother: true,
  title: `Базы ${PROGRAMS} прежних версий обновляются этой, и убитой на полпути; прежняя на новой базе отказывается; возврат ≤ ${MOST_SECONDS / 60} минут`,
  async run({ seed, tell }) {
    const noHistory = findNoHistory();
    if (noHistory !== null) return { isHeld: false, figures: [`не измерено: ${noHistory}`] };
    const history = readHistory();
    const newest = history.states.at(-1);
    if (!newest)
      return { isHeld: false, figures: ['не измерено: прежних версий с этими изменениями базы нет'] };
    const upgrades = judgeUpgrades(await playFormer(history, seed, tell), history);
    const kit = judgeKit(await playKit(newest.commit, tell));
    return {
      isHeld: upgrades.isHeld && kit.isHeld,
      figures: [...upgrades.figures, ...kit.figures],
    };
  },
};
