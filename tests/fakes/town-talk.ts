import { resolve } from 'node:path';
import { loadTaxonomies } from '../../server/base/taxonomy/pack.ts';
import { loadCityPack } from '../../server/base/territory/gazetteer/pack.ts';
import { chooseText, fillPlace } from '../../server/demo/world/message-text.ts';
import { makeResident } from '../../server/demo/world/people.ts';
import { openPlaces } from '../../server/demo/world/places.ts';
import { openRandom } from '../../server/demo/world/random.ts';

const packs = resolve(import.meta.dirname, '../../packs');
/** Numbers of residents in the network begin here. */
const FIRST_WRITER = 2000;
const thanks = ['Спасибо, ждём!', 'Спасибо за ответ. А когда точно?', 'Обещаете не первый раз, посмотрим.'];

interface Comment {
  id: number;
  from: number;
  replyTo: number | null;
}
interface Talk {
  posts: { id: number }[];
  comments: Comment[];
}

/**
 * Residents of a city who write under a post of the page of a stand-in of ВКонтакте, and go on when the page answers. Each call is a turn.
 * @param url of the stand-in.
 */
export function startTownTalk(url: string, city: string): () => Promise<string> {
  const facts = loadTaxonomies(resolve(packs, 'base/taxonomy')).at(-1)?.facts ?? [];
  const places = openPlaces(loadCityPack(resolve(packs, 'base/city', city)));
  const random = openRandom(`town talk ${Date.now()}`);
  const tell = async (verb: string, input: object = {}): Promise<unknown> => {
    const reply = await fetch(`${url}/_control/${verb}`, { method: 'POST', body: JSON.stringify(input) });
    if (!reply.ok) throw new Error(await reply.text());
    return reply.json();
  };
  const thanked = new Set<number>();
  let writers = 0;

  /** Somebody who has not written yet; their number in the network. */
  const comeForth = async (): Promise<number> => {
    writers += 1;
    const [last = '', first = ''] = makeResident(writers, random).fullName.split(' ');
    await tell('add-person', { id: FIRST_WRITER + writers, first, last });
    return FIRST_WRITER + writers;
  };

  /** What the page has said and nobody has answered yet. */
  const findUnheard = ({ comments }: Talk): { said: Comment; by: number } | null => {
    const said = comments.find(({ id, from, replyTo }) => from < 0 && replyTo !== null && !thanked.has(id));
    const asked = comments.find(({ id }) => id === said?.replyTo);
    return said && asked ? { said, by: asked.from } : null;
  };

  return async () => {
    const talk = (await tell('state')) as Talk;
    const unheard = findUnheard(talk);
    if (unheard) {
      thanked.add(unheard.said.id);
      const text = random.pick(thanks);
      await tell('add-comment', { replyTo: unheard.said.id, from: unheard.by, text });
      return text;
    }
    const post =
      talk.posts[0]?.id ??
      ((await tell('add-post', { text: 'Доброе утро, город! О чём рассказать?' })) as { id: number }).id;
    const fact = random.pick(facts);
    const place = places.house(random);
    const text = fillPlace(chooseText(random, fact, place), place);
    await tell('add-comment', { post, from: await comeForth(), text });
    return text;
  };
}
