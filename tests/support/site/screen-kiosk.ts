import { openKiosk } from '../../../shared/contract/participation/poll-kiosk.ts';
import type { Speaker } from './server.ts';
import { signInAs } from './sign-in.ts';

/** A kiosk that is open, at a place of a poll of the demo city that runs, and an address that opens none. */
export async function visitKiosk(server: Speaker) {
  const { rows } = await server.app.pool.query<{ id: string }>(
    `INSERT INTO polls.place (id, poll_id, serial, title)
     SELECT gen_random_uuid(), id, 1, 'Школа № 5' FROM polls.poll WHERE state = 'open' ORDER BY id LIMIT 1 RETURNING id`,
  );
  const [place] = rows;
  if (!place) throw new Error('No poll of the demo city runs');
  const { link } = await server.call(
    openKiosk,
    { params: { id: place.id } },
    await signInAs(server, 'editor'),
  );
  return [link, '/kiosk/wrong'].map((address) => ({ route: '/kiosk/$token', address, who: 'anyone' }));
}
