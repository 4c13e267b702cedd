/**
 * Deliberate faults of the program, each of which the walks must find: exact words of a source, which stand in it once, and what is
 * put in their place.
 */
import type { ActKind, Regime } from './oracle/facts.ts';

export interface Plant {
  id: string;
  title: string;
  /** Walks that aim at one of these come by it sooner than others. */
  acts: readonly ActKind[];
  regimes?: readonly Regime[];
  /** What the oracle says of it: found for another reason it is not found. */
  breaks: readonly string[];
  changes: readonly { file: string; find: string; put: string }[];
}

const messages: readonly Regime[] = ['pos_message', 'open_source', 'internal'];
const duties = 'server/base/regimes/duties.ts';
/** The one table lets an act through that it refuses. */
const allow = (act: string) => ({
  file: duties,
  find: 'if (rule.refused) return rule.refused;',
  put: `if (rule.refused && act !== '${act}') return rule.refused;`,
});

export const plants: readonly Plant[] = [
  {
    id: 'merge-stops-the-answer',
    title: 'office-D1: a merge stops the term and the answer of an appeal',
    acts: ['merge'],
    regimes: ['appeal_59fz'],
    breaks: ['an answer is owed'],
    changes: [allow('merge')],
  },
  {
    id: 'question-mends-a-breach',
    title: 'office-D2: asking the resident pauses a term that is broken already',
    acts: ['ask_author'],
    regimes: messages,
    breaks: ['nothing is left to pause', 'stands among the overdue'],
    changes: [
      {
        file: 'server/messages/cases/clocks/stage-clocks.ts',
        find: 'AND due_at >= ',
        put: 'AND due_at IS DISTINCT FROM ',
      },
    ],
  },
  {
    id: 'late-import-born-overdue',
    title: 'office-D6: what comes late is overdue by hours that passed before anybody could know',
    acts: ['late_import'],
    regimes: messages,
    breaks: ['not overdue at its acceptance'],
    changes: [
      {
        file: 'server/messages/cases/core/inbound.ts',
        find: 'const isLate = lateRule(rule, regime, receivedAt, ctx.now) !== null;',
        put: 'const isLate = [rule].length === 0;',
      },
    ],
  },
  {
    id: 'appeal-closed-without-an-answer',
    title: 'an appeal is closed by a press: «ответ не даётся»',
    acts: ['close', 'refuse', 'bulk'],
    regimes: ['appeal_59fz'],
    breaks: ['must be refused'],
    changes: [allow('reject')],
  },
  {
    id: 'silence-ends-an-appeal',
    title: 'an author who did not answer a question loses the appeal',
    acts: ['ask_author'],
    regimes: ['appeal_59fz'],
    breaks: ['an answer is owed'],
    changes: [allow('silence')],
  },
  {
    id: 'question-pauses-an-appeal',
    title: 'a question stops the term of an appeal',
    acts: ['ask_author'],
    regimes: ['appeal_59fz'],
    breaks: ['the term of an appeal runs', 'last day'],
    changes: [
      {
        file: 'server/messages/cases/clocks/stage-clocks.ts',
        find: "AND rule_id || '@' || rule_version = ANY(",
        put: "AND '' <> ALL(",
      },
    ],
  },
  {
    id: 'extension-untold',
    title: 'a term is extended and its author is not told',
    acts: ['extend'],
    regimes: ['appeal_59fz'],
    breaks: ['letter to the author'],
    changes: [
      {
        file: 'server/messages/cases/terms/extend-term.ts',
        find: "await tellStage(ctx, file.id, 'case-term-extended', { reason, from, to: dueAt });\n",
        put: '',
      },
    ],
  },
  {
    id: 'extension-after-the-end',
    title: 'a term that is over is extended, and a breach is gone',
    acts: ['extend'],
    regimes: ['appeal_59fz'],
    breaks: ['must be refused', 'stands among the overdue'],
    changes: [
      {
        file: 'server/messages/cases/terms/extend-term.ts',
        find: 'if (clock.due_at < ctx.now)',
        put: 'if (ctx === null)',
      },
    ],
  },
  {
    id: 'extension-without-limit',
    title: 'a term is extended by more than thirty days',
    acts: ['extend'],
    regimes: ['appeal_59fz'],
    breaks: ['must be refused'],
    changes: [
      {
        file: 'server/messages/cases/terms/extend-term.ts',
        find: 'if (dueOn > localDate(limit))',
        put: 'if (!limit)',
      },
    ],
  },
  {
    id: 'forward-untold',
    title: 'an appeal is forwarded and its author is not told',
    acts: ['forward'],
    regimes: ['appeal_59fz'],
    breaks: ['letter to the author'],
    changes: [
      {
        file: 'server/messages/cases/decisions/forwarding.ts',
        find: "await tellStage(ctx, file.id, 'case-forwarded', { notice });\n",
        put: '',
      },
    ],
  },
  {
    id: 'forward-to-the-complained-of',
    title: 'a complaint goes to the body it complains of',
    acts: ['forward'],
    regimes: ['appeal_59fz'],
    breaks: ['must be refused'],
    changes: [
      {
        file: 'server/messages/cases/card/complaint.ts',
        find: 'if (!subject) return;',
        put: 'if (ctx) return;',
      },
    ],
  },
  {
    id: 'retention-erases-the-open',
    title: 'the sweep of storage terms erases open appeals',
    acts: ['time_passes'],
    breaks: ['an open case keeps its words and author', 'a case is there'],
    changes: [
      {
        file: 'server/messages/cases/sweeps/retention.ts',
        find: "      .where('closed_at', '<', before)\n",
        put: "      .where('registered_at', '<', ctx.now)\n",
      },
      { file: 'server/messages/cases/sweeps/retention.ts', find: '      .where(owesNothing)\n', put: '' },
    ],
  },
  {
    id: 'undo-unsends-an-answer',
    title: 'an approval is taken back when its letters have gone',
    acts: ['undo'],
    regimes: messages,
    breaks: ['must be refused'],
    changes: [
      {
        file: 'server/messages/cases/answers/undo-approval.ts',
        find: 'if (gone > 0)',
        put: 'if (gone > 1_000_000)',
      },
    ],
  },
  {
    id: 'crowd-passes-a-refusal',
    title: 'what is refused of one case is done to marked ones',
    acts: ['bulk'],
    regimes: ['appeal_59fz'],
    breaks: ['must be refused'],
    changes: [
      { file: 'server/messages/cases/bulk/bulk-steps.ts', find: 'planReject(ctx, file);\n', put: '' },
      {
        file: 'server/messages/cases/card/move.ts',
        find: 'if (!act || file.parent_id !== null) return;',
        put: "if (!act || act === 'reject' || file.parent_id !== null) return;",
      },
    ],
  },
  {
    id: 'common-answer-counts-for-all',
    title: 'one answer to many: an appeal counts as answered without its own letter',
    acts: ['answer_many', 'approve_unsent'],
    regimes: ['appeal_59fz'],
    breaks: ['an answer is owed'],
    changes: [
      {
        file: 'server/messages/cases/answers/release.ts',
        find: 'const owes = owesLetter(file);',
        put: 'const owes = false;',
      },
      {
        file: 'server/messages/cases/answers/release.ts',
        find: "await stopClocks(ctx, file.id, 'Ответ дан', keptByLaw(file));",
        put: "await stopClocks(ctx, file.id, 'Ответ дан');",
      },
    ],
  },
  {
    id: 'unsigned-letter-answers',
    title: 'a letter nobody signed is sent as the answer',
    acts: ['answer'],
    regimes: ['appeal_59fz'],
    breaks: ['must be refused'],
    changes: [
      {
        file: 'server/messages/office/sending.ts',
        find: 'if (!row.signed_at) throw',
        put: 'if (!row) throw',
      },
    ],
  },
  {
    id: 'breach-forgotten',
    title: 'a breach is forgotten once the answer has gone',
    acts: ['answer'],
    breaks: ['broken by the k1', 'broken by the matrix'],
    changes: [
      {
        file: 'server/heatmap/indicators/sources.ts',
        find: 'const told = sql`(file.reopen_count > 0 OR file.breached_at IS NOT NULL)`;',
        put: 'const told = sql`(file.reopen_count > 0)`;',
      },
    ],
  },
  {
    id: 'part-has-a-new-term',
    title: 'a part of a split appeal gets its days anew',
    acts: ['split'],
    regimes: ['appeal_59fz'],
    breaks: ['a part has the order and the term of the whole'],
    changes: [
      {
        file: 'server/messages/cases/answers/split.ts',
        find: 'term: startTerm(rule, termFrom)',
        put: 'term: startTerm(rule, new Date(ctx.now.getTime() + 5 * 86_400_000))',
      },
    ],
  },
  {
    id: 'regime-without-a-ground',
    title: 'the order of a case is changed and nobody says why',
    acts: ['correct_regime'],
    breaks: ['must be refused'],
    changes: [
      {
        file: 'shared/contract/messages/cases-staff.ts',
        find: "ground: personText(1000).min(3, 'Назовите основание')",
        put: 'ground: personText(1000)',
      },
    ],
  },
];
