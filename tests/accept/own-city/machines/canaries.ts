import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, signIn } from '../../../../bench/support/client.ts';
import { createRandom } from '../../../law/random.ts';

/** A card of the media that somebody asks to erase a little later. */
export interface Canary {
  id: string;
  /** When it was certainly there. */
  madeAt: number;
  /** Between these two moments it was erased; null = never. */
  erasing: { from: number; to: number } | null;
}

async function make(editor: Client, title: string): Promise<Canary & { version: number }> {
  const { body } = await editor.post<{ id: string; version: number }>('/api/media', {
    kind: 'smi',
    title,
    topics: ['roads'],
  });
  return { id: body.id, version: body.version, madeAt: Date.now(), erasing: null };
}

async function erase(port: number, chair: Client, canary: Canary & { version: number }): Promise<void> {
  const from = Date.now();
  const reply = await fetch(`http://127.0.0.1:${port}/api/media/${canary.id}?version=${canary.version}`, {
    method: 'DELETE',
    headers: { 'x-otklik': '1', cookie: chair.cookie() },
  });
  if (!reply.ok) throw new Error(`Канарейка не стёрта: ${reply.status} ${await reply.text()}`);
  canary.erasing = { from, to: Date.now() };
}

/** Makes a card every few seconds and erases most of them, each some time after. */
export async function startCanaries(
  port: number,
  seed: number,
): Promise<{ canaries: readonly Canary[]; stop: () => Promise<void> }> {
  const random = createRandom(seed, 77);
  const [editor, chair] = await Promise.all([signIn(port, 'editor'), signIn(port, 'chair')]);
  const canaries: (Canary & { version: number })[] = [];
  let isOver = false;
  const live = async (): Promise<void> => {
    for (let turn = 0; !isOver; turn += 1) {
      canaries.push(await make(editor, `Канарейка ${turn}`));
      const living = canaries.filter(({ erasing }) => erasing === null);
      if (living.length > 3) await erase(port, chair, random.pick(living));
      await sleep(random.int(1000, 5000));
    }
    editor.close();
    chair.close();
  };
  const life = live();
  return {
    canaries,
    stop: async () => {
      isOver = true;
      await life;
    },
  };
}
