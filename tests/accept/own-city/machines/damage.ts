import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { surveyPlace } from '../../../../scripts/backup/examine.ts';
import { KEY_FILE, openKeyring } from '../../../../scripts/backup/keyring.ts';
import { lastOf } from '../../../../shared/lists.ts';
import { createRandom } from '../../../law/random.ts';
import {
  mutate,
  mutationKinds,
  nameFaults,
  nameOfPath,
  trimPlace,
} from '../../../support/backup/mutations.ts';
import type { CopiedCity } from './copied-city.ts';
import { makePlace, PASSPHRASE } from './machine.ts';

/** Each reads a whole copy, a third of a second of a small one. */
const TELL_EVERY = 100;

export interface Damage {
  rounds: number;
  files: number;
  /** What happened and was not named. */
  unnamed: string[];
}

/** So many changes of single files of a place, each looked at as a return does. */
export async function damagePlace(
  city: CopiedCity,
  { seed, rounds, tell }: { seed: number; rounds: number; tell: (text: string) => void },
): Promise<Damage> {
  const copy = join(makePlace('damaged'), 'place');
  cpSync(city.place, copy, { recursive: true });
  try {
    const files = await trimPlace(copy, city.keyring, lastOf(surveyPlace(copy, city.keyring).bases));
    const whole = await nameFaults(copy, PASSPHRASE);
    // The keeper was stopped before its last look: said, and no damage.
    if (whole !== '' && !whole.startsWith('файлы, пришедшие после'))
      throw new Error(`Целая папка названа повреждённой: ${whole}`);
    const random = createRandom(seed, 2000);
    const unnamed: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const kind = mutationKinds[round % mutationKinds.length] ?? 'flip';
      const path = random.pick(files);
      const { touched, undo } = mutate(files, path, kind, random);
      const named = await nameFaults(copy, PASSPHRASE);
      if (!touched.some((one) => named.includes(nameOfPath(copy, one))))
        unnamed.push(`${kind} ${path.slice(copy.length)}: ${named.split('\n', 1)[0]}`);
      undo();
      if ((round + 1) % TELL_EVERY === 0) tell(`порч ${round + 1} из ${rounds}`);
    }
    return { rounds, files: files.length, unnamed };
  } finally {
    rmSync(join(copy, '..'), { recursive: true, force: true });
  }
}

const wordsOf = (place: string, passphrase: string): Promise<string> =>
  openKeyring(place, passphrase).then(
    () => '',
    (error: Error) => error.message,
  );

/** What is said where the key is lost or the passphrase is another; the copies and the segments are named or counted in it. */
export async function loseKey({ place }: CopiedCity): Promise<{ wrong: string; lost: string }> {
  const copy = join(makePlace('keyless'), 'place');
  cpSync(place, copy, { recursive: true });
  try {
    const wrong = await wordsOf(copy, 'совсем другой пароль');
    rmSync(join(copy, KEY_FILE));
    return { wrong, lost: await wordsOf(copy, PASSPHRASE) };
  } finally {
    rmSync(join(copy, '..'), { recursive: true, force: true });
  }
}
