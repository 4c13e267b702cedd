import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import pg from 'pg';

export interface PacedLoad {
  port: number;
  databaseUrl: string;
  /** Messages a second, evenly. */
  rate: number;
  seconds: number;
}

/** Sends messages at an even pace and looks at those still unread. Returns the age of the oldest seen, s. */
export async function measureReadingLag({ port, databaseUrl, rate, seconds }: PacedLoad): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const started = performance.now();
  const replies: Promise<void>[] = [];
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - started) / 1000) * rate);
    while (replies.length < due) replies.push(post(agent, port, replies.length));
  }, 5);
  let worst = 0;
  try {
    while (performance.now() - started < seconds * 1000) {
      await new Promise((done) => setTimeout(done, 200));
      const { rows } = await client.query(
        `SELECT coalesce(extract(epoch FROM now() - min(registered_at)), 0)::float8 AS age
         FROM cases.unread JOIN cases.case_file ON id = case_id`,
      );
      worst = Math.max(worst, rows[0].age);
    }
  } finally {
    clearInterval(timer);
    await client.end();
  }
  await Promise.all(replies);
  agent.destroy();
  return worst;
}

function post(agent: Agent, port: number, index: number): Promise<void> {
  const body = JSON.stringify({
    clientKey: randomUUID(),
    text: `Яма на проезжей части улицы Ленина, 14, вчера пробил колесо (${index})`,
    phone: `+7900${1_000_000 + index}`,
    consent: true,
    consentVersion: '3',
    publish: false,
  });
  const headers = {
    'content-type': 'application/json',
    'x-otklik': '1',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, port, method: 'POST', path: '/api/messages', headers }, (reply) => {
      reply.resume();
      if (reply.statusCode === 200) reply.on('end', resolve);
      else reject(new Error(`Отказ под нагрузкой: ${reply.statusCode}`));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
