import { expect, test } from 'vitest';
import { NetworkFailure, type PageProfile } from '../../../server/base/networks/index.ts';
import { forgiveHost } from '../../../server/lib/outbound/fetch-outside.ts';
import { readingFaults, startBait } from './reading-faults.ts';
import type { ConnectorWorld } from './world.ts';

async function readOne(world: ConnectorWorld): Promise<PageProfile | NetworkFailure> {
  const [read] = await world.connector.readProfiles!([world.access]);
  forgiveHost(world.server.url);
  return read!;
}

async function profileOf(world: ConnectorWorld): Promise<PageProfile> {
  const read = await readOne(world);
  if (read instanceof NetworkFailure) throw read;
  return read;
}

/** What of a page a network tells, and that nothing but a failure in its place comes of what is wrong. */
export function describeProfile(open: () => ConnectorWorld): void {
  test.each(readingFaults)('%s', async (_title, fault, trouble) => {
    const world = open();
    world.server.faults.push(fault);
    const failed = await readOne(world);
    expect(failed).toBeInstanceOf(NetworkFailure);
    expect(failed).toMatchObject({ trouble });
    if ('retryAfter' in fault) expect(failed).toMatchObject({ retryAfter: 7000 });
    expect(await profileOf(world)).toMatchObject({ name: 'Город на связи', members: 1200 });
  });

  test('a redirect into the private network is not followed', async () => {
    const world = open();
    const bait = await startBait();
    world.server.faults.push({ kind: 'redirect', to: bait.url });
    expect(await readOne(world)).toMatchObject({ trouble: 'form' });
    expect(bait.asked()).toBe(0);
    await bait.close();
  });

  test('a key that has run out and a page nobody sees any more are told, and no key stands in the words', async () => {
    const world = open();
    world.close();
    const closed = await readOne(world);
    expect(closed).toBeInstanceOf(NetworkFailure);
    expect(['missing', 'rights']).toContain(closed instanceof NetworkFailure && closed.trouble);
    world.expire();
    const expired = await readOne(world);
    expect(expired).toMatchObject({ trouble: 'key' });
    const words = JSON.stringify([closed, expired].map(String));
    for (const key of Object.values(world.access.keys)) if (key) expect(words).not.toContain(key);
  });

  test('what is there and what is empty are two things, and what the network has no field for is a third', async () => {
    const world = open();
    const there = {
      name: 'Управление образования города',
      description: 'Официальная страница управления образования',
      hasPicture: true,
      hasCover: true,
      address: 'ул. Титова, 1',
      hasPoint: true,
      phone: '+7 3439 39-69-01',
      email: 'priem@example.org',
      site: 'https://gorod.example.org',
      members: 4321,
    };
    world.show(there);
    const full = await profileOf(world);
    world.show({
      description: '',
      hasPicture: false,
      hasCover: false,
      address: '',
      hasPoint: false,
      phone: '',
      email: '',
      site: '',
    });
    const empty = await profileOf(world);
    const told: Record<string, [unknown, unknown]> = {
      description: [there.description, ''],
      hasPicture: [true, false],
      hasCover: [true, false],
      address: [
        { text: there.address, hasPoint: true },
        { text: '', hasPoint: false },
      ],
      phones: [[there.phone], []],
      emails: [[there.email], []],
      sites: [[there.site], []],
    };
    for (const [field, [full_, empty_]] of Object.entries(told)) {
      const name = field as keyof PageProfile;
      expect([full[name], empty[name]], field).toEqual(full[name] === null ? [null, null] : [full_, empty_]);
    }
    expect(full).toMatchObject({ name: there.name, members: 4321 });
    expect([full.description, full.hasPicture]).toEqual([there.description, true]);
    // The mark of a state body is told by none: not even where the network has a tick of its own.
    expect(full.raw).not.toMatch(/verified|gos_org|admin|owner|user_id/u);
    expect(full.raw).toContain(there.name);
  });

  test('of many pages one question fails for those alone that it asked for', async () => {
    const world = open();
    const { access } = world;
    const other = {
      ...access,
      keys: { ...access.keys, token: 'wrong', service: 'wrong', user: 'wrong', community: 'wrong' },
    };
    const [one, two, three] = await world.connector.readProfiles!([other, access, access]);
    expect(one).toMatchObject({ trouble: 'key' });
    expect(two).toMatchObject({ name: 'Город на связи' });
    expect(three).toMatchObject({ name: 'Город на связи' });
  });
}
