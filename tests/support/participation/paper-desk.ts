import * as contract from '../../../shared/contract/participation/poll-paper.ts';
import type { PollCard } from '../../../shared/contract/participation/polls.ts';
import { uploadScan } from './scan.ts';
import { openVoteDesk, type VoteDesk } from './vote-desk.ts';

/** A desk where people vote on paper too. */

export const at = (id: string) => ({ params: { id } });

/** A protocol of so many in the box, all of them valid. */
export const paperNumbers = (
  titova: number,
  suvorova: number,
  issued = titova + suvorova,
): contract.PaperNumbers => ({
  received: issued + 10,
  issued,
  spoilt: 1,
  unused: 9,
  inBox: titova + suvorova,
  invalid: 0,
  votes: { yard: { titova, suvorova, unsure: 0, none: 0 } },
});

export async function openPaperDesk() {
  const desk: VoteDesk = await openVoteDesk();
  const read = (id: string) => desk.server.call(contract.readPaper, at(id), desk.editor);
  const setPlaces = (id: string, titles: string[]) =>
    desk.server.call(contract.setPlaces, { ...at(id), body: { titles } }, desk.editor);
  const proven = (id: string, placeId: string, proof: object) => ({ ...at(id), body: { placeId, ...proof } });
  return {
    desk,
    read,
    setPlaces,
    give: (id: string, placeId: string, proof: object) =>
      desk.server.call(contract.givePaper, proven(id, placeId, proof), desk.editor),
    refuseGive: (id: string, placeId: string, proof: object) =>
      desk.server.fail(contract.givePaper, proven(id, placeId, proof), desk.editor),
    takeBack: (id: string, placeId: string, proof: object) =>
      desk.server.call(contract.takeBackPaper, proven(id, placeId, proof) as never, desk.editor),
    refuseTakeBack: (id: string, placeId: string, proof: object) =>
      desk.server.fail(contract.takeBackPaper, proven(id, placeId, proof) as never, desk.editor),
    /** What a protocol is entered by, with a scan just sent. */
    enter: async (placeId: string, body: object) => {
      const file = await uploadScan(desk.server, desk.editor);
      return { params: { id: placeId }, body: Object.assign({ seen: 0, reason: '', file }, body) } as never;
    },
    /** A poll that runs with two places. */
    openWithPlaces: async (kind: 'survey' | 'vote'): Promise<PollCard & { places: string[] }> => {
      const audience = { minAge: null, districtIds: [], level: 'social' as const };
      desk.server.setNow('2026-11-24T04:00:00.000Z');
      const begun = await desk.begin(kind === 'vote' ? { kind, audience } : { audience });
      await setPlaces(begun.id, ['Школа № 5, ул. Ленина, 10', 'Дом культуры']);
      const sent = await desk.move(await desk.read(begun.id), 'submit');
      const approved = await desk.judge(sent, 'approve');
      if (kind === 'vote') await desk.prepare(begun.id);
      await desk.move(approved, 'announce');
      await desk.come('2026-11-26T04:00:00.000Z');
      const { places } = await read(begun.id);
      return Object.assign(await desk.read(begun.id), { places: places.map(({ id }) => id) });
    },
  };
}
