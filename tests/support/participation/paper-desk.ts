import * as kiosk from '../../../shared/contract/participation/poll-kiosk.ts';
import * as contract from '../../../shared/contract/participation/poll-paper.ts';
import type { PollCard } from '../../../shared/contract/participation/polls.ts';
import type { Route } from '../../../shared/contract/route.ts';
import type { Paper } from '../../../web/lib/ballots/paper.ts';
import { signInKnown } from './poll-desk.ts';
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

/** What the commission and people do with kiosks of this desk, and how each of it is refused. */
function openKiosks({ server, editor, answerOf }: VoteDesk) {
  const codeOf = (id: string, placeId: string, proof: object) => ({ ...at(id), body: { placeId, ...proof } });
  const coded = (token: string, code: string, more: object = {}) =>
    ({ params: { token }, body: Object.assign({ code }, more) }) as never;
  const took = (token: string, code: string, { asked }: Pick<Paper, 'asked'>) =>
    coded(token, code, { said: { isOfAge: true }, entry: asked.entry, ballot: asked.ballot });
  return {
    /** The key of a new kiosk, as its link has it. */
    openKiosk: async (placeId: string) =>
      (await server.call(kiosk.openKiosk, at(placeId), editor)).link.replace('/kiosk/', ''),
    refuseOpenKiosk: (placeId: string) => server.fail(kiosk.openKiosk, at(placeId), editor),
    closeKiosk: (id: string) => server.call(kiosk.closeKiosk, at(id), editor),
    readKiosk: (token: string) => server.call(kiosk.readKiosk, { params: { token } }),
    refuseReadKiosk: (token: string) => server.fail(kiosk.readKiosk, { params: { token } }),
    giveCode: async (id: string, placeId: string, proof: object) =>
      (await server.call(kiosk.giveKioskCode, codeOf(id, placeId, proof), editor)).code,
    refuseCode: (id: string, placeId: string, proof: object) =>
      server.fail(kiosk.giveKioskCode, codeOf(id, placeId, proof), editor),
    check: (token: string, code: string) => server.call(kiosk.checkKioskCode, coded(token, code)),
    refuseCheck: (token: string, code: string) => server.fail(kiosk.checkKioskCode, coded(token, code)),
    answerAt: (token: string, code: string, answers: object, more: object = {}) =>
      server.call(kiosk.answerAtKiosk, coded(token, code, answerOf(answers, more))),
    refuseAnswerAt: (token: string, code: string, answers: object, more: object = {}) =>
      server.fail(kiosk.answerAtKiosk, coded(token, code, answerOf(answers, more))),
    takeAt: (token: string, code: string, paper: Paper) =>
      server.call(kiosk.takeKioskBallot, took(token, code, paper)),
    refuseTakeAt: (token: string, code: string, paper: Paper) =>
      server.fail(kiosk.takeKioskBallot, took(token, code, paper)),
    /** The same code many times at once, each time from another address; how each was answered. */
    rushAt: async (route: Route, token: string, bodies: readonly object[]): Promise<number[]> => {
      const url = route.path.replace(':token', token);
      const sent = bodies.map((payload, n) =>
        server.inject({
          method: 'POST',
          url,
          headers: { 'x-otklik': '1' },
          payload,
          remoteAddress: `10.1.0.${n}`,
        }),
      );
      return (await Promise.all(sent)).map(({ statusCode }) => statusCode);
    },
  };
}

export async function openPaperDesk() {
  const desk: VoteDesk = await openVoteDesk();
  const read = (id: string) => desk.server.call(contract.readPaper, at(id), desk.editor);
  const setPlaces = (id: string, titles: string[]) =>
    desk.server.call(contract.setPlaces, { ...at(id), body: { titles } }, desk.editor);
  let people = 0;
  const proven = (id: string, placeId: string, proof: object) => ({ ...at(id), body: { placeId, ...proof } });
  return {
    ...openKiosks(desk),
    desk,
    /** Somebody new who is known by a phone. */
    somebody: async (): Promise<{ cookie: string; contact: string }> => {
      people += 1;
      const contact = `+79135550${String(200 + people)}`;
      return { cookie: await signInKnown(desk.server, contact), contact };
    },
    countOf: async (table: string): Promise<number> =>
      (await desk.server.asOwner(`SELECT count(*)::int AS count FROM ${table}`)).rows[0].count,
    /** Rows as they lie, with the database's own marks of them. */
    rowsOf: async (table: string): Promise<string> =>
      JSON.stringify(
        (await desk.server.asOwner(`SELECT xmin::text, ctid::text, * FROM ${table} ORDER BY ctid`)).rows,
      ),
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
    openWithPlaces: async (
      kind: 'survey' | 'vote',
      given: object = {},
    ): Promise<PollCard & { places: string[] }> => {
      const audience = { minAge: null, districtIds: [], level: 'social' as const };
      desk.server.setNow('2026-11-24T04:00:00.000Z');
      const begun = await desk.begin({ kind, audience, ...given });
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
