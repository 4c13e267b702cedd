import { VkRefusal } from './vk-asked.ts';
import type { FakeVkState, FakeVkToken } from './vk-state.ts';

const PICTURE = 'https://sun9-1.userapi.com/impg/avatar.jpg';

/** Fields of a community that come when they are asked for, as the network gives them: what stands empty comes empty, or not at all. */
function listFields({ profile }: FakeVkState): Record<string, unknown> {
  const { description, hasPicture, hasCover, address, hasPoint, phone, email, site, members } = profile;
  const contact = { ...(phone && { phone }), ...(email && { email }) };
  return {
    description,
    members_count: members,
    has_photo: hasPicture ? 1 : 0,
    photo_200: PICTURE,
    cover: hasCover ? { enabled: 1, images: [{ url: PICTURE, width: 1590, height: 400 }] } : { enabled: 0 },
    status: '',
    activity: 'Государственная организация',
    site,
    ...((phone || email) && { contacts: [{ user_id: 101, desc: 'Приёмная', ...contact }] }),
    addresses: address
      ? {
          is_enabled: true,
          main_address_id: 1,
          count: 1,
          main_address: {
            id: 1,
            title: 'Приёмная',
            address,
            ...(hasPoint && { latitude: 56.41, longitude: 61.91 }),
          },
        }
      : { is_enabled: false },
    wall: 2,
    // The tick of the network: it is no «Госорганизация», and whoever asks for it gets it all the same.
    verified: 1,
  };
}

function showGroup(state: FakeVkState, fields: readonly string[], token: FakeVkToken): unknown {
  const { group, adminLevel, profile, isBanned } = state;
  const base = { id: group.id, name: profile.name, screen_name: 'gorod', type: 'group', is_closed: 0 };
  if (isBanned) return { ...base, deactivated: 'banned' };
  const all = listFields(state);
  const asked = fields.flatMap((field) => (field in all ? [[field, all[field]]] : []));
  return {
    ...base,
    ...Object.fromEntries(asked),
    ...(token === 'user' && { is_admin: adminLevel > 0 ? 1 : 0 }),
    ...(token === 'user' && adminLevel > 0 && { admin_level: adminLevel }),
  };
}

/** Communities that are named, of the whole network; those there are not are left out. */
export function showVkGroups(state: FakeVkState, form: URLSearchParams, token: FakeVkToken): unknown {
  const ids = (form.get('group_ids') ?? form.get('group_id') ?? '').split(',').map(Number);
  if (ids.length > 500) throw new VkRefusal(100, 'group_ids: no more than 500');
  const fields = (form.get('fields') ?? '').split(',');
  const known = state.network.length > 0 ? state.network : [state];
  const found = known.filter(({ group }) => ids.includes(group.id));
  if (found.length === 0) throw new VkRefusal(100, 'group_ids is undefined');
  return { groups: found.map((one) => showGroup(one, fields, token)), profiles: [] };
}
