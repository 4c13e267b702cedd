import type { AcceptOutcome } from '../../line.ts';
import { DRAIN_MS } from './judge.ts';
import { floorsOf, slopeOf, weightOf, wholeOf } from './memory.ts';
import type { Played } from './play.ts';

/** What was played, in figures beside their bars. */

/** Web and worker of a town in which nothing happens, MB. */
const IDLE_MB = 350;

/**
 * A server under load is a saw: V8 collects when twice what lives has come. What must not rise is where it comes down to. Between the
 * first and the last third of the second half it may rise by that much, MB: a third of what is alive, less than a leak of a kilobyte a request makes of
 * half an hour. Shorter than that is too short to tell.
 */
const RISE_MB = 80;
const SHORTEST_MINUTES = 30;
/** Of the pair at any moment, MB: two servers, each of twice what lives and a file being made. */
const MOST_MB = 1200;

const mb = (value: number): string => `${Math.round(value)} МБ`;
const named = (what: string, faults: readonly string[]): string[] => [
  `${what}: ${faults.length} (нужно 0)`,
  ...faults.slice(0, 20).map((fault) => `  ${fault}`),
];

function seconds(times: readonly { ms: number }[]): string {
  if (times.length === 0) return 'не было';
  const sorted = times.map(({ ms }) => ms / 1000).sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `${times.length}, снова готов через ${middle.toFixed(1)} с (середина), дольше всего ${(sorted.at(-1) ?? 0).toFixed(1)} с`;
}

function reportLoad({
  minutes,
  doors,
  residents,
  staff,
  network,
  files,
  troubles,
  samples,
}: Played): string[] {
  const statuses = [...doors.byStatus].sort(([a], [b]) => a - b).map(([status, n]) => `${status} — ${n}`);
  const formats = [...files.taken].map(([format, n]) => `${format} ${n}`);
  return [
    `${minutes} мин, два web и два worker; замеров памяти ${samples.length}`,
    `убито процессов: ${seconds(troubles.kills)}`,
    `база остановлена: ${seconds(troubles.restarts)}`,
    `часы сдвинуты ${troubles.moves} раз`,
    `запросов ${doors.requests} (${statuses.join(', ')}), соединение оборвано ${doors.cut}`,
    `сообщений ${residents.sent.length}, повторено страницей ${residents.again()}, нарочно дважды ${residents.repeated()}; событий сети ${network.acknowledged.length}, повторено ${network.repeated()}`,
    `команд сотрудников подтверждено ${staff.done.length}, страниц очереди ${staff.reads()}; файлов ${formats.join(', ')}, отказано 503 — ${files.refused()}`,
  ];
}

function reportMemory({ idle, samples, minutes }: Played): { figures: string[]; isHeld: boolean } {
  const whole = samples.map((sample) => wholeOf(weightOf(sample)));
  const half = samples.filter(({ at }) => at >= (minutes * 60_000) / 2);
  const pair = half.map((sample) => ({ at: sample.at, mb: weightOf(sample, 'first').servers }));
  const floors = floorsOf(
    pair.map((one) => one.mb),
    3,
  );
  const rise = (floors.at(-1) ?? 0) - (floors[0] ?? 0);
  const most = Math.max(0, ...pair.map((one) => one.mb));
  const slope = slopeOf(pair);
  const isLong = minutes >= SHORTEST_MINUTES;
  return {
    figures: [
      `память в покое, web и worker: ${mb(idle.servers + idle.children)} (порог ${IDLE_MB}), со сценариями запуска ${mb(wholeOf(idle))}`,
      `под нагрузкой, два web и два worker с тем, что они запустили: самое большее ${mb(Math.max(0, ...whole))}, в конце ${mb(whole.at(-1) ?? 0)}`,
      `вторая половина, web и worker, которых в ней не убивают: самое большее ${mb(most)} (порог ${MOST_MB}), низ по третям ${floors.map(mb).join(', ')}, вырос на ${mb(rise)} (порог ${RISE_MB}${isLong ? '' : `; короче ${SHORTEST_MINUTES} мин не судится`}); наклон ${slope === null ? 'не измерен' : `${mb(slope)} в час`}`,
      `  по замерам, МБ: ${pair.map((one) => Math.round(one.mb)).join(', ')}`,
    ],
    isHeld: idle.servers + idle.children <= IDLE_MB && most <= MOST_MB && (!isLong || rise <= RISE_MB),
  };
}

export function reportPlay(played: Played): AcceptOutcome {
  const { messages, commands, comments, letters, record, drained, doors, files, troubles, staff } = played;
  const memory = reportMemory(played);
  const faults = [
    named('потеряно подтверждённых сообщений', messages.lost),
    named('заведено дважды', messages.doubled),
    named('подтверждённых команд не видно', commands),
    named('событий сети не один раз', comments),
    named('писем не один раз', letters.faults),
    named('отказов сервера кроме 503 с Retry-After', doors.wrong),
    named('запросов без ответа за минуту', doors.silent),
    named('файлов не целых', files.broken),
    named('не поднялось само', troubles.gone),
    named('журнал и запись (verify all)', record),
    named(`не разобрано за ${DRAIN_MS / 1000} с`, drained.seconds === null ? drained.left : []),
  ];
  const isClean = faults.every(({ length }) => length === 1);
  const isPlayed =
    messages.acknowledged > 0 && staff.done.length > 0 && letters.arrived > 0 && files.taken.size > 0;
  return {
    isHeld: isClean && isPlayed && memory.isHeld,
    figures: [
      ...reportLoad(played),
      `сообщений подтверждено ${messages.acknowledged}, писем ушло ${letters.sent}, пришло ${letters.arrived}, о конце неизвестно ${letters.unknown}`,
      ...(drained.seconds === null
        ? []
        : [
            `очередь пуста через ${drained.seconds.toFixed(1)} с; писем с часом от сдвинутых часов ${drained.moved}; ждали: ${drained.waits.join(', ') || 'ничто'}`,
          ]),
      ...faults.flat(),
      ...staff.refused.slice(-5).map((words) => `отказано сотруднику: ${words}`),
      ...played.residents.sent
        .flatMap(({ refused }) => refused ?? [])
        .slice(-5)
        .map((words) => `отказано жителю: ${words}`),
      ...memory.figures,
    ],
  };
}
