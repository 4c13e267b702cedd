import { OkRefusal } from './ok-refusal.ts';
import type { FakeOkState } from './ok-state.ts';

/** The group as group.getInfo gives it: what was asked for and is not empty. */
export function showOkGroups({ group, profile, rights }: FakeOkState, form: URLSearchParams): unknown {
  if (!rights.includes('VALUABLE_ACCESS')) throw new OkRefusal(10, 'PERMISSION_DENIED');
  if (!(form.get('uids') ?? '').split(',').includes(group)) return [];
  const fields = form.get('fields')?.split(',');
  if (!fields) throw new OkRefusal(100, 'PARAM : fields');
  const all: Record<string, unknown> = {
    uid: group,
    name: profile.name,
    description: profile.description || undefined,
    members_count: profile.members,
    photo_id: profile.hasPicture ? '905' : undefined,
    main_photo: profile.hasPicture ? { id: '905', pic128x128: 'https://i.mycdn.me/i?r=1' } : undefined,
    access_type: 'OPEN',
    phone: profile.phone || undefined,
    homepage_url: profile.site || undefined,
    address: profile.address || undefined,
    location_latitude: profile.hasPoint ? 56.41 : undefined,
    location_longitude: profile.hasPoint ? 61.91 : undefined,
    admin_id: '500',
  };
  return [Object.fromEntries(fields.flatMap((field) => (field in all ? [[field, all[field]]] : [])))];
}
