import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { placesOf } from '../../../../scripts/kit/places.ts';
import { findFreePort } from '../../../../scripts/support/ports.mjs';
import { type Archive, archiveOf, makeArchive, newHome } from '../archive.ts';
import { playAsFresh } from '../fresh-user.ts';
import { cloneAt } from './old-programs.ts';

/** An installation of a former release goes to this one and back by the commands an administrator has. */

export interface KitMoves {
  /** What a command took, seconds. */
  upgrade: number;
  rollback: number;
  /** From an upgrade that was killed to the former version at work again. */
  rescue: number;
  /** What did not go as the guide says. */
  faults: string[];
}

/** Residents at the door: `send PORT FILE` writes a message and notes it, `read PORT FILE` says whether its page shows it. */
const door = `
import { readFileSync, writeFileSync } from 'node:fs';
const [what, port, file] = process.argv.slice(2);
const base = 'http://127.0.0.1:' + port;
const text = 'Яма на проезжей части, глубокая, ' + file;
if (what === 'send') {
  const body = { clientKey: crypto.randomUUID(), text, place: { lat: 56.405, lon: 61.93 }, phone: '+79000000001', consent: true, consentVersion: '3' };
  const headers = { 'content-type': 'application/json', 'x-otklik': '1' };
  const reply = await fetch(base + '/api/messages', { method: 'POST', headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(reply.status + ' ' + await reply.text());
  writeFileSync(file, await reply.text());
} else {
  const { number, trackToken } = JSON.parse(readFileSync(file, 'utf8'));
  const page = await fetch(base + '/api/messages/' + number + '?k=' + trackToken).then((reply) => reply.json(), () => null);
  console.log('ВИДНО', what, page === null ? 'закрыто' : page.text === text ? 'да' : 'нет');
}
`;

const script = (home: string, former: string, now: string, port: number): string => {
  const { command, current, closed } = placesOf(`${home}/city`, '');
  return `
node=${current}/runtime/node
timed() { begun=$(date +%s%3N); shift_name=$1; shift; "$@"; echo "ЗАНЯЛО $shift_name $(( $(date +%s%3N) - begun ))"; }
stand() { echo "СТОИТ $1 $(basename $(readlink ${current}))"; }
tar -xzf ${former}.tar.gz
${former}/install.sh --prefix ${home}/city --port ${port} --demo
$node door.mjs send ${port} first
timed upgrade ${command} upgrade ${home}/${now}.tar.gz
stand upgraded
$node door.mjs closed-outside ${port} first
$node door.mjs closed-inside $(sed -n s/^PORT=//p ${closed}) first
timed rollback ${command} rollback
stand returned
$node door.mjs returned ${port} first
setsid ${command} upgrade ${home}/${now}.tar.gz > said 2>&1 &
killed=$!
for turn in $(seq 3000); do if grep -q '^Запускаю' said; then break; fi; sleep 0.1; done
sleep 1
kill -9 -$killed
timed rescue ${command} rollback
stand rescued
$node door.mjs rescued ${port} first
${command} upgrade ${home}/${now}.tar.gz --open
stand opened
$node door.mjs send ${port} second
if ${command} rollback > said 2>&1; then echo 'ОТКАЗ нет'; else echo "ОТКАЗ $(cat said)"; fi
stand refused
for file in first second; do $node door.mjs $file-kept ${port} $file; done
${command} verify journal
`;
};

/** What the commands have to show, in their order. */
const expected = (former: string, now: string): string[] => [
  `СТОИТ upgraded ${now}`,
  'ВИДНО closed-outside закрыто',
  'ВИДНО closed-inside да',
  `СТОИТ returned ${former}`,
  'ВИДНО returned да',
  `СТОИТ rescued ${former}`,
  'ВИДНО rescued да',
  `СТОИТ opened ${now}`,
  `СТОИТ refused ${now}`,
  'ВИДНО first-kept да',
  'ВИДНО second-kept да',
];

async function play(former: Archive, now: Archive, tell: (text: string) => void): Promise<KitMoves> {
  const { home, drop } = newHome(former, now);
  const names = [former, now].map(({ file }) => basename(file, '.tar.gz'));
  const [before = '', after = ''] = names;
  const versionOf = (name: string): string => name.replace(/^otklik-/u, '');
  try {
    writeFileSync(join(home, 'door.mjs'), door);
    const port = await findFreePort(3500);
    const words = script(home, before, after, port);
    // Whatever becomes of it, nothing is left running.
    const stop = `trap '${home}/city/bin/otklik stop > /dev/null 2>&1' EXIT\n`;
    const { code, lines } = await playAsFresh(home, `${stop}${words}`, tell);
    const took = (name: string): number =>
      Number(
        lines
          .find((one) => one.startsWith(`ЗАНЯЛО ${name} `))
          ?.split(' ')
          .at(-1) ?? Number.NaN,
      ) / 1000;
    const shown = lines.filter((one) => /^(?:СТОИТ|ВИДНО) /u.test(one));
    const faults = expected(versionOf(before), versionOf(after)).flatMap((one, at) =>
      shown[at] === one ? [] : [`ждал «${one}», вышло «${shown[at] ?? 'ничего'}»`],
    );
    const refusal = lines.find((one) => one.startsWith('ОТКАЗ ')) ?? 'не спрошен';
    if (!refusal.includes('Теперь только вперёд')) faults.push(`возврат после открытия: ${refusal}`);
    if (!lines.some((one) => one.startsWith('Журнал цел'))) faults.push('журнал не сверен');
    if (code !== 0) faults.push(`команды кончились кодом ${code}: ${lines.slice(-3).join(' / ')}`);
    return { upgrade: took('upgrade'), rollback: took('rollback'), rescue: took('rescue'), faults };
  } finally {
    drop();
  }
}

/** Makes both archives, of a former commit and of this one, and plays them. */
export async function playKit(commit: string, tell: (text: string) => void): Promise<KitMoves> {
  const { folder, drop } = cloneAt(commit);
  const former = await archiveOf(folder, tell).finally(drop);
  return play(former, await makeArchive(tell), tell);
}
