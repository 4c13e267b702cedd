import { basename } from 'node:path';
import { findFreePort } from '../../../scripts/support/ports.mjs';
import type { AcceptLine } from '../line.ts';
import { makeArchive, newHome } from './archive.ts';
import { canBeFresh, playAsFresh } from './fresh-user.ts';

/** From the archive to the first administrator: how many commands, how long, without a network, by whom the machine does not know. */

const MOST_COMMANDS = 5;
const MOST_MINUTES = 10;

/** What the link of the installer leads to: the form of the first administrator, sent as its page sends it. */
const setUp = `
const link = new URL(process.argv[1]);
const body = { code: link.hash.slice(1), password: 'Длинный пароль 2026',
  person: { surname: 'Первая', givenName: 'Анна', patronymic: '', email: 'first@example.org' } };
const headers = { 'content-type': 'application/json', 'x-otklik': '1', origin: link.origin };
const page = await fetch(link.origin + link.pathname);
const reply = await fetch(link.origin + '/api/setup', { method: 'POST', headers, body: JSON.stringify(body) });
const outside = await fetch('http://192.0.2.1/', { signal: AbortSignal.timeout(3000) }).then(() => 'есть', () => 'нет');
console.log('ОТВЕТ', page.status, reply.status, 'СЕТЬ', outside);
`;

export const line: AcceptLine = {
  title: `Архив → первый администратор: ≤ ${MOST_COMMANDS} команд и ≤ ${MOST_MINUTES} минут, без сети`,
  async run({ tell }) {
    const archive = await makeArchive(tell);
    const { home, drop } = newHome(archive);
    const name = basename(archive.file, '.tar.gz');
    const port = await findFreePort(3300);
    const commands = [
      `sha256sum -c ${name}.tar.gz.sha256`,
      `tar -xzf ${name}.tar.gz`,
      `cd ${name}`,
      `./install.sh --prefix ${home}/city --without-systemd --port ${port} | tee ${home}/said`,
    ];
    try {
      const begun = Date.now();
      const script = [
        ...commands,
        `link=$(grep -o 'http.*setup#.*' ${home}/said)`,
        `${home}/city/current/runtime/node --input-type=module -e "$SETUP" "$link"`,
        `${home}/city/bin/otklik check`,
      ].join('\n');
      const played = await playAsFresh(home, `SETUP='${setUp.replaceAll("'", "'\\''")}'\n${script}`, tell);
      const minutes = (Date.now() - begun) / 60_000;
      await playAsFresh(home, `${home}/city/bin/otklik stop`, tell);
      const [, page, reply, network] = /^ОТВЕТ (\d+) (\d+) СЕТЬ (\S+)$/mu.exec(played.lines.join('\n')) ?? [];
      const whole = played.lines.find((said) => said.includes('цела')) ?? 'не сверена';
      // The link is opened in a browser: the last of the steps.
      const steps = commands.length + 1;
      const isAlone = canBeFresh() && network === 'нет';
      return {
        isHeld:
          page === '200' && reply === '200' && isAlone && steps <= MOST_COMMANDS && minutes <= MOST_MINUTES,
        figures: [
          `команд: ${commands.length}, и открыть ссылку (порог ${MOST_COMMANDS})`,
          `минут: ${minutes.toFixed(1)} (порог ${MOST_MINUTES})`,
          `страница первого запуска: ${page ?? 'не открылась'}, администратор: ${reply ?? 'не заведён'}`,
          canBeFresh()
            ? `сеть: ${network ?? 'не спрошена'}; пользователь nobody с пустым окружением`
            : 'без сети не испытано: отделить сеть и пользователя может только root',
          whole,
        ],
      };
    } finally {
      drop();
    }
  },
};
