import { z } from 'zod';
import { NetworkFailure, type PageAccess, type PageProfile } from '../../base/networks/index.ts';
import { readEachApart, readTogether, trimmed } from '../kit/profiles.ts';
import { groupIdOf, type VkClient } from './vk-client.ts';

/** Communities the network answers for at once. */
const AT_ONCE = 200;

/** `groups_fields` of the schema: of what a page shows, all that a check asks for. */
const fields = [
  ...['description', 'members_count', 'has_photo', 'photo_200', 'cover', 'status', 'activity'],
  ...['site', 'links', 'contacts', 'addresses', 'city', 'wall'],
] as const;

const flag = z.union([z.number(), z.boolean()]);
const group = z.looseObject({
  id: z.number(),
  name: z.string().default(''),
  deactivated: z.string().optional(),
  description: z.string().optional(),
  members_count: z.number().optional(),
  has_photo: flag.optional(),
  cover: z.object({ enabled: flag }).optional(),
  site: z.string().optional(),
  links: z.array(z.object({ url: z.string().optional() })).optional(),
  contacts: z
    .array(
      z.object({ desc: z.string().optional(), phone: z.string().optional(), email: z.string().optional() }),
    )
    .optional(),
  addresses: z
    .object({
      is_enabled: z.boolean(),
      main_address: z
        .object({
          address: z.string().optional(),
          phone: z.string().optional(),
          latitude: z.number().optional(),
          longitude: z.number().optional(),
        })
        .optional(),
    })
    .optional(),
});
type VkGroup = z.output<typeof group>;
const reply = z.object({ groups: z.array(z.unknown()) });

export const readVkProfiles = (
  client: VkClient,
  pages: readonly PageAccess[],
): Promise<(PageProfile | NetworkFailure)[]> =>
  readTogether(pages, {
    most: AT_ONCE,
    keyOf: ({ baseUrl, keys }) => `${baseUrl} ${keys.service ?? keys.user ?? keys.community ?? ''}`,
    ask: async (own, first) => {
      const ids = own.map(groupIdOf).join(',');
      const asked = { group_ids: ids, fields: fields.join(',') };
      const { groups } = await client.call(first, 'groups.getById', asked, reply);
      const found = readEachApart(groups, group, ({ id }) => String(id));
      return own.map((access) => readVkProfile(found(String(groupIdOf(access)))));
    },
  });

function readVkProfile(found: VkGroup | NetworkFailure | undefined): PageProfile | NetworkFailure {
  if (found instanceof NetworkFailure) return found;
  if (!found) return new NetworkFailure('missing', 'ВКонтакте: такого сообщества нет');
  if (found.deactivated !== undefined)
    return new NetworkFailure('missing', 'ВКонтакте: сообщество удалено или заблокировано');
  // What a closed community shows to nobody does not come at all; what an open one has left empty comes empty, or not either.
  const isTold = found.description !== undefined;
  const whole = <T>(value: T | undefined, empty: T): T | null => value ?? (isTold ? empty : null);
  const main = found.addresses?.is_enabled ? found.addresses.main_address : undefined;
  const contacts = whole(found.contacts, []);
  const site = whole(found.site, '');
  return {
    name: found.name,
    description: found.description ?? null,
    hasPicture: found.has_photo === undefined ? null : Boolean(found.has_photo),
    hasCover: found.cover === undefined ? null : Boolean(found.cover.enabled),
    address:
      found.addresses === undefined
        ? whole(undefined, { text: '', hasPoint: false })
        : {
            text: main?.address ?? '',
            hasPoint: main?.latitude !== undefined && main.longitude !== undefined,
          },
    phones: contacts && trimmed([...contacts.map(({ phone }) => phone), main?.phone]),
    emails: contacts && trimmed(contacts.map(({ email }) => email)),
    sites: site === null ? null : trimmed([site, ...(found.links ?? []).map(({ url }) => url)]),
    members: found.members_count ?? null,
    raw: JSON.stringify(publicPart(found)),
  };
}

/** Without who is asking and which people answer: of a contact what it says of the body. */
function publicPart(found: VkGroup): Record<string, unknown> {
  const { id, name, screen_name: address, is_closed: closed, contacts } = found;
  const asked = fields.flatMap((field) =>
    found[field] === undefined ? [] : [[field, found[field]] as const],
  );
  return {
    id,
    name,
    screen_name: address,
    is_closed: closed,
    ...Object.fromEntries(asked),
    ...(contacts && { contacts }),
  };
}
