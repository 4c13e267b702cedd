import type { Services } from '../../../lib/module/unit-of-work.ts';
import { describeFiles, readShown } from '../../files/index.ts';
import { NetworkFailure, type Publishing, type Spoken } from '../connector.ts';
import { failureOf } from '../failed-try.ts';
import type { Lane, Step } from './lane.ts';
import { readsAsEdited, UPLOAD_KEPT } from './progress.ts';
import { findTaken, type Picture } from './rows.ts';
import type { Result } from './settle.ts';

interface Talk {
  lane: Lane;
  step: Step;
  publishing: Publishing;
  services: Services;
  tokens: Map<number, string>;
}

/** Does a step in the network, outside any transaction; whatever goes wrong is an outcome. */
export async function performStep(services: Services, lane: Lane, step: Step): Promise<Result> {
  const tokens = new Map<number, string>();
  // A page with something in the way is given no step.
  if ('hindrance' in lane.way)
    return { step, tokens, outcome: { failure: new NetworkFailure('refused', lane.way.hindrance) } };
  const talk: Talk = { lane, step, services, tokens, publishing: lane.way.publishing };
  try {
    return { step, tokens, outcome: await acts[step.kind](talk) };
  } catch (error) {
    return { step, tokens, outcome: { failure: failureOf(error) } };
  }
}

const acts: Readonly<Record<Step['kind'], (talk: Talk) => Promise<Result['outcome']>>> = {
  publish: publishPost,
  upload: async (talk) => {
    await uploadPictures(talk);
    return 'done';
  },
  look: lookForPost,
  change: changePost,
};

/**
 * What the network calls the pictures, in their order; those it has no name of are uploaded, and those whose name may have been
 * forgotten. Says nothing to anybody.
 */
async function uploadPictures(
  { lane, step, publishing, services, tokens }: Talk,
  kept: number = UPLOAD_KEPT,
): Promise<string[]> {
  await requireShown(services, step.pictures);
  const names: string[] = [];
  for (const picture of step.pictures) {
    const known = isFresh(picture, services.now(), kept) ? picture.token : null;
    if (known === null) {
      const bytes = await readPicture(services, picture);
      const token = await publishing.upload(lane.access, { bytes, alt: picture.alt });
      tokens.set(picture.position, token);
      names.push(token);
    } else names.push(known);
  }
  return names;
}

/** Whoever released a picture may have hidden it since, though its name stands in the network already. */
async function requireShown({ database: db }: Services, pictures: readonly Picture[]): Promise<void> {
  const files = await describeFiles(
    { db },
    pictures.map(({ file_id: id }) => id),
  );
  if (pictures.some(({ file_id: id }) => files.get(id)?.released === false))
    throw new NetworkFailure(
      'refused',
      'Картинку записи больше не показывают всем: замените её и отправьте снова',
    );
}

const isFresh = ({ uploaded_at: at }: Picture, now: Date, kept: number): boolean =>
  at !== null && Math.abs(now.getTime() - at.getTime()) < kept;

async function readPicture({ database, config }: Services, { file_id: id }: Picture): Promise<Buffer> {
  const bytes = await readShown({ db: database, config }, id).catch(() => {
    throw new NetworkFailure('later', 'Снимок не прочитан с диска');
  });
  if (!bytes) throw new NetworkFailure('refused', 'Снимка записи нет на диске');
  return bytes;
}

/** Posts of the page with these words that are no other publication's of ours. */
async function findOwn({ lane, step, publishing, services }: Talk, since: Date): Promise<Spoken | null> {
  const { id: own, text } = step.publication;
  const found = await publishing.findPublished(lane.access, text, since);
  if (found.length === 0) return null;
  const known = await findTaken(services.database, lane.page.id, own, found);
  const isFree = ({ id, url }: Spoken): boolean =>
    !known.some((one) => (one.published_id === '' ? one.published_url === url : one.published_id === id));
  return found.find(isFree) ?? null;
}

/**
 * What may stand there is looked for before it is tried again, and at once where its end got lost. A network that knows repeats by their
 * id is asked once more by the same; of another nobody tries again but a person.
 */
async function publishPost(talk: Talk): Promise<Result['outcome']> {
  const { lane, step, publishing } = talk;
  const { id, text, doubtful_at: doubtfulAt, state_at: begunAt } = step.publication;
  const pictures = await uploadPictures(talk);
  const stands = doubtfulAt === null ? null : await findDoubtful(talk, doubtfulAt);
  if (stands) return { spoken: stands };
  const post = { id, text, pictures };
  for (let isAgain = false; ; isAgain = true) {
    try {
      return { spoken: await publishing.publish(lane.access, post) };
    } catch (error) {
      const failure = failureOf(error);
      if (failure.trouble !== 'unknown') {
        // The first of the two may have been taken still.
        return { failure: isAgain ? new NetworkFailure('unknown', failure.message) : failure };
      }
      const found = await findOwn(talk, doubtfulAt ?? begunAt).catch(() => null);
      if (found) return { spoken: found };
      if (isAgain || !publishing.knowsRepeats) return { failure };
    }
  }
}

/** What may stand from a try before: by the number the network gave it, or by its words. */
async function findDoubtful(talk: Talk, since: Date): Promise<Spoken | null> {
  const { published_id: id, published_url: url } = talk.step.publication;
  if (id && url !== null && (await talk.publishing.look(talk.lane.access, id))) return { id, url };
  return findOwn(talk, since);
}

async function lookForPost(talk: Talk): Promise<Result['outcome']> {
  const { lane, step, publishing } = talk;
  const { published_id: id, published_url: url, doubtful_at: doubtfulAt, state_at: since } = step.publication;
  if (id && url !== null && (await publishing.look(lane.access, id))) return { seen: { id, url } };
  // The answer may have been to another try than the one that is there.
  const isDoubtful = !id || step.publication.state === 'unknown';
  return { seen: isDoubtful ? await findOwn(talk, doubtfulAt ?? since) : null };
}

/** Done where it stands as it should already; else done, and looked at. Twice does no harm. */
async function changePost(talk: Talk): Promise<Result['outcome']> {
  const { publishing, step } = talk;
  const { change_act: act, change_attempts: attempts } = step.publication;
  const isPossible = act === 'edit' ? publishing.edit : publishing.remove;
  if (!isPossible) return { failure: new NetworkFailure('refused', 'В этой сети Отклик этого не умеет') };
  if (attempts > 1 && (await standsAsWanted(talk))) return 'done';
  await (act === 'edit' ? editPost(talk) : removePost(talk));
  if (await standsAsWanted(talk)) return 'done';
  const words =
    act === 'edit'
      ? 'Сеть ответила, что исправила запись, но показывает прежнюю'
      : 'Сеть ответила, что удалила запись, но она ещё видна';
  return { failure: new NetworkFailure('unknown', words) };
}

async function editPost(talk: Talk): Promise<void> {
  const { lane, step, publishing } = talk;
  const { published_id: id, change_text: text } = step.publication;
  // What stands in a post keeps its name.
  const pictures = await uploadPictures(talk, Number.POSITIVE_INFINITY);
  await publishing.edit?.(lane.access, id ?? '', { text: text ?? '', pictures });
}

async function removePost({ lane, step, publishing }: Talk): Promise<void> {
  try {
    await publishing.remove?.(lane.access, step.publication.published_id ?? '');
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.trouble !== 'missing') throw error;
  }
}

async function standsAsWanted({ lane, step, publishing }: Talk): Promise<boolean> {
  const { published_id: id, change_act: act, change_text: edited, text } = step.publication;
  const shown = await publishing.look(lane.access, id ?? '');
  if (act === 'remove') return shown === null;
  if (shown === null) throw new NetworkFailure('missing', 'Записи в сети уже нет');
  return readsAsEdited(shown.text, text, edited ?? '');
}
