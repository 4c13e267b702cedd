import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The way out of a closed network: whatever is sent anywhere goes there and is counted, and nothing comes back. */

const DEVICE = 'outward';
/** Where a wire leads that nobody listens at. */
const OTHER_END = 'nobody';
/** A server of names that is nobody: a name asked for goes out as well. */
const NAMES = '192.0.2.53';

const run = (file: string, ...args: string[]) => execFileSync(file, args, { stdio: 'pipe' });

/** In a namespace of its own (`unshare -n -m`): the loopback, and one device by which all else leaves. */
export function layWay(folder: string): void {
  const names = join(folder, 'resolv.conf');
  writeFileSync(names, `nameserver ${NAMES}\noptions timeout:1 attempts:1\n`);
  run('mount', '--bind', names, '/etc/resolv.conf');
  run('ip', 'link', 'set', 'lo', 'up');
  run('ip', 'link', 'add', DEVICE, 'type', 'veth', 'peer', 'name', OTHER_END);
  writeFileSync(`/proc/sys/net/ipv6/conf/${OTHER_END}/disable_ipv6`, '1');
  // The kernel itself has nothing to say there.
  for (const [name, value] of [
    ['accept_ra', '0'],
    ['router_solicitations', '0'],
    ['accept_dad', '0'],
  ] as const)
    writeFileSync(`/proc/sys/net/ipv6/conf/${DEVICE}/${name}`, value);
  run('ip', 'address', 'add', '10.99.0.2/24', 'dev', DEVICE);
  run('ip', 'address', 'add', 'fd00:99::2/64', 'dev', DEVICE, 'nodad');
  // Nobody is asked who has an address: what is sent goes out at once.
  run('ip', 'link', 'set', DEVICE, 'arp', 'off');
  for (const end of [DEVICE, OTHER_END]) run('ip', 'link', 'set', end, 'up');
  run('ip', 'route', 'add', 'default', 'via', '10.99.0.1', 'dev', DEVICE);
  run('ip', '-6', 'route', 'add', 'default', 'via', 'fd00:99::1', 'dev', DEVICE);
}

/**
 * What the kernel says by itself to its neighbours on a wire of IPv6 (RFC 4443): that it is there, which groups it is in, whether the gateway
 * lives. With no addresses asked for (`arp off`) a packet to a stranger goes out as itself.
 */
const OF_KERNEL = /^Icmp6OutType(?:133|135|143)\s+(\d+)$/gmu;

/** Packets that have left since the device was laid, but for those of the kernel about the device itself. */
export function countLeft(): number {
  const line = readFileSync('/proc/net/dev', 'utf8')
    .split('\n')
    .find((one) => one.includes(`${DEVICE}:`));
  const sent = Number(line?.split(':')[1]?.trim().split(/\s+/u)[9] ?? Number.NaN);
  const own = [...readFileSync(`/proc/net/dev_snmp6/${DEVICE}`, 'utf8').matchAll(OF_KERNEL)];
  return sent - own.reduce((sum, [, count]) => sum + Number(count), 0);
}

const HERE = /^(?:00000000|[0-9A-F]{6}7F|0{24}01000000|0{32}|0{16}0000FFFF[0-9A-F]{6}7F)$/u;

/** Addresses somebody speaks to just now, but for this machine: as the kernel writes them. */
export function listSpokenTo(): string[] {
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
    readFileSync(`/proc/net/${kind}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [address = '', port = '0'] = line.trim().split(/\s+/u)[2]?.split(':') ?? [];
        return HERE.test(address) ? [] : [`${kind} ${readAddress(address)}:${Number.parseInt(port, 16)}`];
      }),
  );
}

function readAddress(hex: string): string {
  if (hex.length !== 8) return hex;
  const bytes = hex.match(/../gu) ?? [];
  return bytes
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}
