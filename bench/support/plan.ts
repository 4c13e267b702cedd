import pg from 'pg';

export interface Statement {
  text: string;
  values: unknown[];
}

/** Notes every statement the process sends while `work` runs. */
export async function recordStatements(work: () => Promise<unknown>): Promise<Statement[]> {
  const recorded: Statement[] = [];
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function record(this: unknown, ...args: unknown[]) {
    const [first, second] = args as [string | { text: string; values?: unknown[] }, unknown];
    const text = typeof first === 'string' ? first : first.text;
    const values = Array.isArray(second) ? second : typeof first === 'object' ? (first.values ?? []) : [];
    if (/^\s*(select|with|insert|update|delete)/i.test(text)) recorded.push({ text, values });
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return recorded;
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: Node[];
}

export interface Plan {
  statement: Statement;
  ms: number;
  /** Pages of 8 KB touched, found in memory or not. */
  pages: number;
  indexes: string[];
  /** Relations read whole, with the rows read. */
  scans: { relation: string; rows: number }[];
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const inner of node.Plans ?? []) walk(inner, visit);
}

/** The plan a statement really had; what it wrote is taken back. */
export async function explain(client: pg.Client, statement: Statement): Promise<Plan> {
  await client.query('BEGIN');
  try {
    const { rows } = await client.query(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement.text}`,
      statement.values,
    );
    const [{ Plan: top, 'Execution Time': ms }] = rows[0]['QUERY PLAN'] as [
      { Plan: Node; 'Execution Time': number },
    ];
    const indexes = new Set<string>();
    const scans: Plan['scans'] = [];
    walk(top, (node) => {
      if (node['Index Name']) indexes.add(node['Index Name']);
      if (node['Node Type'] !== 'Seq Scan' || !node['Relation Name']) return;
      const loops = node['Actual Loops'] ?? 0;
      const read = ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * loops;
      scans.push({ relation: node['Relation Name'], rows: read });
    });
    const pages = (top['Shared Hit Blocks'] ?? 0) + (top['Shared Read Blocks'] ?? 0);
    return { statement, ms, pages, indexes: [...indexes], scans };
  } finally {
    await client.query('ROLLBACK');
  }
}
