import { z } from 'zod';
import { NetworkFailure, type PageAccess, type PageProfile } from '../../base/networks/index.ts';
import { readEachApart, readTogether, trimmed } from '../kit/profiles.ts';
import type { OkClient } from './ok-client.ts';

/** The network names no number; a group's name and description are short. */
const AT_ONCE = 50;

/** Of the documentation of group.getInfo; a cover it does not name, and mail there is none. */
const fields = [
  ...['uid', 'name', 'description', 'members_count', 'main_photo', 'photo_id', 'access_type'],
  ...['phone', 'homepage_url', 'address', 'city', 'location_latitude', 'location_longitude'],
] as const;

const text = z.string().nullish();
const group = z.looseObject({
  uid: z.string().min(1),
  name: z.string().default(''),
  description: text,
  members_count: z.number().nullish(),
  photo_id: text,
  main_photo: z.looseObject({}).nullish(),
  phone: text,
  homepage_url: text,
  address: text,
  location_latitude: z.number().nullish(),
  location_longitude: z.number().nullish(),
});
type OkGroup = z.output<typeof group>;
/** The documentation shows a list under a name, clients that speak with the network get the list itself. */
const list = z.array(z.unknown());
const reply = z.union([list, z.object({ groups: list }).transform(({ groups }) => groups)]);

export const readOkProfiles = (
  client: OkClient,
  pages: readonly PageAccess[],
): Promise<(PageProfile | NetworkFailure)[]> =>
  readTogether(pages, {
    most: AT_ONCE,
    keyOf: ({ baseUrl, keys }) => `${baseUrl} ${keys.applicationKey ?? ''} ${keys.token ?? ''}`,
    ask: async (own, first) => {
      const asked = { uids: own.map(({ pageId }) => pageId).join(','), fields: fields.join(',') };
      const groups = await client.call(first, 'group.getInfo', asked, reply);
      const found = readEachApart(groups, group, ({ uid }) => uid);
      return own.map(({ pageId }) => readOkProfile(found(pageId)));
    },
  });

/** What a group has left empty does not come: a field of the group itself that is not there is empty. */
function readOkProfile(found: OkGroup | NetworkFailure | undefined): PageProfile | NetworkFailure {
  if (found instanceof NetworkFailure) return found;
  if (!found) return new NetworkFailure('missing', 'Одноклассники: такой группы нет');
  const { location_latitude: latitude, location_longitude: longitude } = found;
  return {
    name: found.name,
    description: found.description ?? '',
    hasPicture: Boolean(found.photo_id || found.main_photo),
    hasCover: null,
    address: { text: found.address ?? '', hasPoint: latitude != null && longitude != null },
    phones: trimmed([found.phone]),
    emails: null,
    sites: trimmed([found.homepage_url]),
    members: found.members_count ?? null,
    raw: JSON.stringify(Object.fromEntries(fields.map((field) => [field, found[field]]))),
  };
}
