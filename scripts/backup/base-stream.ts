import { PassThrough } from 'node:stream';
import pg from 'pg';

/** Speaks the replication protocol of PostgreSQL: «Streaming Replication Protocol», BASE_BACKUP of version 15 and later. */

export interface BaseStream {
  system: string;
  timeline: number;
  startPosition: string;
  /** The cluster as one tar; its WAL is in it. */
  tar: AsyncIterable<Uint8Array>;
  /** Bytes of the cluster, an estimate of the server. */
  expected: number;
  /** Position at which the copy ended; to be asked when `tar` is over. */
  stopPosition: () => string;
  close: () => Promise<void>;
}

interface CopyConnection {
  stream: { pause: () => void; resume: () => void };
}

/** The first byte of a message of the copy says which it is. */
const KIND = { archive: 0x6e, data: 0x64 };

/** Reads the answer of BASE_BACKUP: rows, then a copy, then rows. What comes faster than it is taken waits in the socket. */
class BaseBackupQuery extends pg.Query {
  readonly out = new PassThrough({ highWaterMark: 4 << 20 });
  archives = 0;
  isPaused = false;

  handleCopyData({ chunk }: { chunk: Buffer }, connection: CopyConnection): void {
    const kind = chunk[0];
    if (kind === KIND.archive) this.countArchive();
    if (kind !== KIND.data || this.out.destroyed) return;
    // Copied, for the reader of the protocol fills the same bytes again.
    const isFull = !this.out.write(Buffer.from(chunk.subarray(1)));
    // What the socket has given already still comes after a pause.
    if (!isFull || this.isPaused) return;
    this.isPaused = true;
    connection.stream.pause();
    this.out.once('drain', () => {
      this.isPaused = false;
      connection.stream.resume();
    });
  }

  private countArchive(): void {
    this.archives += 1;
    if (this.archives > 1)
      this.out.destroy(
        new Error('В базе есть табличные пространства, а Отклик их не делает: копировать не умею.'),
      );
  }
}

type Row = Record<string, unknown>;

const textOf = (row: Row | undefined, name: string): string => String(row?.[name] ?? '');

const KB_IN_MB = 1024;

/**
 * Begins a base backup. `url` is of an account that may replicate, `label` of letters, digits and dashes, `rate` the most megabytes a
 * second (1 to 1024) the server sends; null = as fast as they are taken.
 */
export async function openBaseStream(url: string, label: string, rate: number | null): Promise<BaseStream> {
  const client = new pg.Client({
    connectionString: `${url}?replication=true`,
    application_name: 'otklik backup',
  });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<Row>('IDENTIFY_SYSTEM');
    // What the copy needs to be whole is not thrown away while it lasts; the slot ends with the connection.
    await client.query(
      `CREATE_REPLICATION_SLOT otklik_backup_${process.pid} TEMPORARY PHYSICAL (RESERVE_WAL)`,
    );
    const answers: Row[] = [];
    const limit = rate === null ? '' : `, MAX_RATE ${rate * KB_IN_MB}`;
    const query = new BaseBackupQuery(
      `BASE_BACKUP (LABEL '${label}', PROGRESS, CHECKPOINT 'fast', WAIT false, WAL, MANIFEST 'no'${limit})`,
    );
    const begun = Promise.withResolvers<void>();
    query.on('row', (row: Row) => {
      answers.push(row);
      // The position, then the size of the cluster.
      if (answers.length === 2) begun.resolve();
    });
    query.on('error', (error: Error) => {
      begun.reject(error);
      query.out.destroy(error);
    });
    query.out.on('error', (error) => begun.reject(error));
    query.on('end', () => query.out.end());
    client.on('end', () => {
      if (!query.out.writableEnded) query.out.destroy(new Error('База данных прервала связь.'));
    });
    client.query(query);
    await begun.promise;
    return {
      system: textOf(rows[0], 'systemid'),
      timeline: Number(textOf(rows[0], 'timeline')),
      startPosition: textOf(answers[0], 'recptr'),
      tar: query.out,
      expected: Number(textOf(answers[1], 'size')) * 1024,
      stopPosition: () => textOf(answers.at(-1), 'recptr'),
      close: () => client.end(),
    };
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}
