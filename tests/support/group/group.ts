import { addAct, addMember, type GroupRole } from '../../../shared/contract/group/working-group.ts';
import { addItem } from '../../../shared/contract/group/working-group-agenda.ts';
import { markAttendance } from '../../../shared/contract/group/working-group-attendance.ts';
import { openMeeting } from '../../../shared/contract/group/working-group-live.ts';
import {
  createMeeting,
  getMeeting,
  type MeetingCard,
} from '../../../shared/contract/group/working-group-meetings.ts';
import type { RouteInput } from '../../../shared/contract/route.ts';
import type { Speaker } from '../site/server.ts';
import { signInStaff } from '../site/sign-in.ts';

/** A group of five with everybody signed in. */
export interface Group {
  cookies: Record<GroupRole | 'second', string>;
  ids: Record<GroupRole | 'second', string>;
}

/** Makes the group by one act: chair, deputy, secretary and two members, the second with the deputy as substitute. */
export async function makeGroup(server: Speaker, actNumber = '398'): Promise<Group> {
  const cookies = {} as Group['cookies'];
  const ids = {} as Group['ids'];
  for (const seat of ['chair', 'deputy', 'secretary', 'member', 'second'] as const) {
    const role = seat === 'second' ? 'member' : seat;
    const { cookie, personId } = await signInStaff(server, role, { slug: `group-${seat}` });
    cookies[seat] = cookie;
    ids[seat] = personId;
  }
  const { acts } = await server.call(
    addAct,
    { body: { number: actNumber, signedOn: '2021-05-20', title: 'О создании рабочей группы' } },
    cookies.secretary,
  );
  for (const seat of ['chair', 'deputy', 'secretary', 'member', 'second'] as const) {
    await server.call(
      addMember,
      {
        body: {
          personId: ids[seat],
          role: seat === 'second' ? 'member' : seat,
          position: 'Начальник отдела',
          fromDay: '2021-05-21',
          actId: acts[0]!.id,
          ...(seat === 'second' && { substituteId: ids.deputy }),
        },
      },
      cookies.secretary,
    );
  }
  return { cookies, ids };
}

type Settings = Partial<RouteInput<typeof createMeeting>['body']>;

/** A meeting in preparation with two items of which the first has one within it. */
export async function makeMeeting(
  server: Speaker,
  { cookies, ids }: Group,
  more: Settings = {},
): Promise<MeetingCard> {
  const { secretary } = cookies;
  const body = { day: '2026-11-24', startsAt: '10:00', place: 'каб. 305', ...more };
  let card = await server.call(createMeeting, { body }, secretary);
  const params = { id: card.id };
  const add = async (title: string, parentId: string | null = null) => {
    const item = { version: card.version, title, parentId, speakerId: ids.member, minutes: 10 };
    card = await server.call(addItem, { params, body: item }, secretary);
  };
  await add('О ремонте дорог');
  await add('О решениях прошлого заседания');
  await add('О ямах во дворах', card.agenda[0]!.id);
  return card;
}

/** The meeting as its secretary sees it now. */
export const readMeeting = (server: Speaker, { cookies }: Group, id: string): Promise<MeetingCard> =>
  server.call(getMeeting, { params: { id } }, cookies.secretary);

type Marks = Partial<Record<keyof Group['ids'], 'present' | 'remote' | 'absent' | 'substituted'>>;

/** Marks members by the secretary's hand: present, or absent for a reason. */
export async function markAll(server: Speaker, group: Group, id: string, marks: Marks): Promise<MeetingCard> {
  let card = await readMeeting(server, group, id);
  for (const [seat, mark] of Object.entries(marks) as [keyof Group['ids'], 'present'][]) {
    const body = {
      version: card.version,
      personId: group.ids[seat],
      mark,
      reason: (mark as string) === 'absent' ? 'командировка' : '',
    };
    card = await server.call(markAttendance, { params: { id }, body }, group.cookies.secretary);
  }
  return card;
}

/** The secretary opens a meeting; the chair presides where nobody else is named. */
export const openAs = (
  server: Speaker,
  { cookies, ids }: Group,
  { id, version }: MeetingCard,
  presidingId = ids.chair,
): Promise<MeetingCard> =>
  server.call(openMeeting, { params: { id }, body: { version, presidingId } }, cookies.secretary);

/** What becomes of items nobody came to. */
export const withdrawn = { fate: 'withdrawn', reason: 'Нет докладчика' } as const;

/** A quorum: the fewest who may decide. */
export const here = { chair: 'present', secretary: 'present', member: 'remote' } as const;

/** A meeting that has opened. */
export async function beginMeeting(
  server: Speaker,
  group: Group,
  more: Settings = {},
  marks: Marks = here,
): Promise<MeetingCard> {
  const { id } = await makeMeeting(server, group, more);
  return openAs(server, group, await markAll(server, group, id, marks));
}
