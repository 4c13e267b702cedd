import { matchesGlob } from 'node:path';

interface Rule {
  /** Why these files are tried. */
  why: string;
  /** By name, wherever the folders stand. */
  files: readonly string[];
}

/** Files that hold rules: what may be done, by whom, by when, and what may be seen. Tables of the house first. */
export const rules: readonly Rule[] = [
  {
    why: 'which moves a case, an assignment, a meeting, a problem may make, and who makes them',
    files: ['server/**/workflow.ts', 'server/**/*-workflow.ts'],
  },
  {
    why: 'from when on something is wrong with an installation',
    files: ['server/base/health/{machine,database}-judge.ts', 'server/base/clocks/judge-roster.ts'],
  },
  { why: 'which cases one may read and act on', files: ['server/**/reach.ts', 'server/**/scope.ts'] },
  {
    why: 'what of a resident is masked',
    files: ['server/**/mask-text.ts', 'server/**/personal-numbers.ts', 'server/**/personal-span.ts'],
  },
  { why: 'when personal data are erased, and which', files: ['server/**/retention.ts'] },
  {
    why: 'who votes, who presides, what is accepted',
    files: ['server/**/{votes,presiding}.ts', 'server/**/working-group/rules/{outcome,fate}.ts'],
  },
  {
    why: 'how well a resident must be known, and what becomes of a message of who is not',
    files: ['server/**/identity/levels/{level,level-of,lawful}.ts'],
  },
  {
    why: 'what may be taken into account where, and what of few people everybody reads',
    files: ['server/**/counted/rules.ts'],
  },
  {
    why: 'which number of the document system a paper gets, and which is refused',
    files: ['server/**/city-numbers/{number-rules,reconcile}.ts'],
  },
  {
    why: 'which signatures hold',
    files: ['server/**/signatures/**/{cms,verify,sign,attach,record,outside-check,algorithms}.ts'],
  },
  {
    why: 'what of the record is believed, and what of it is told to differ',
    files: ['server/**/audit/{commitments,day-sheet,walk,verify-record,whole}.ts'],
  },
  {
    why: 'when a place is a red zone and when it no longer is',
    files: ['server/**/zones/**/{work,watch,score,scores,facts,atoms,places,raise,open-cases,points}.ts'],
  },
  {
    why: 'deadlines, calendars, steps of a clock',
    files: [
      'server/**/deadlines/**/{calendar,calendar-alarm,counting,day,engine,explain-days,ladder,office-hours}.ts',
      'server/**/deadlines/**/{pauses,remaining,rules,schedule,stage-terms,stages,store,terms,zone}.ts',
    ],
  },
  {
    why: 'which law a message is under and what is owed',
    files: ['server/**/regimes/**/{duties,resolve,lawful,current}.ts'],
  },
  {
    why: 'what the head is asked to decide first',
    files: ['server/**/head-reports/sheet/{matters,near,sheet,tiles}.ts'],
  },
  {
    why: 'what of the networks becomes an incident, what may be done with it, by whom, what its evidence is',
    files: [
      'server/**/incidents/{workflow,open,terms,merging,rows,picture-access}.ts',
      'server/**/incidents/{clock-subject,convert,likeness,sorting}.ts',
      'server/**/incidents/replies/{replies,said,unknown-replies}.ts',
      'server/**/incidents/shifts/{course,handover}.ts',
      'server/monitoring/federal/{moments,pack,policy,rows}.ts',
      'server/monitoring/training/judge.ts',
      'server/**/posts/{evidence,capture,forget,hold,name-authors,own-posts,pictures,talk}.ts',
    ],
  },
  {
    why: 'what a number counts of the networks, and which incidents stand behind it',
    files: [
      'server/**/incidents/counted.ts',
      'server/**/figures/networks/{count-incidents,incident-places}.ts',
      'shared/text/heatmap/heat-sources.ts',
    ],
  },
  {
    why: 'which terms stand on the desk of terms, late or not, told of or not',
    files: ['server/**/control-desk/{term-rows,list-terms}.ts'],
  },
  {
    why: 'when a post of a page is tried again, believed, given to a person',
    files: ['server/base/networks/publications/progress.ts'],
  },
  {
    why: 'what may be taken off a page, by whom, and what keeps critics heard',
    files: [
      'server/**/moderation/{outcome,safeguards,workflow}.ts',
      'server/**/moderation/{appeals,clock-subject,forget,heard,hide,pages,rules,settle,talk}.ts',
    ],
  },
  {
    why: 'what of people a register of media may hold, and how long',
    files: ['server/**/media/{clock-subject,erasing,limits,rows}.ts'],
  },
  {
    why: 'which houses an outage covers, what it is of, where it stands, what a row of a table does to it',
    files: ['server/**/outages/{house-ranges,coverage,matter,states,table-rows}.ts'],
  },
  {
    why: 'how old cases are, week by week',
    files: ['server/**/analysis/ageing-rule.ts'],
  },
  {
    why: 'what becomes of terms once the order of a case or its receipt is put right',
    files: ['server/**/decisions/change-regime.ts', 'server/**/law/{recount,statutory-start}.ts'],
  },
  { why: 'what of a case is published', files: ['server/**/publication.ts'] },
  {
    why: 'who is let in as a network, what makes two deliveries one, what is never said twice',
    files: [
      'server/connectors/kit/{ask-network,look,pace}.ts',
      'server/connectors/vk/vk-{errors,events,say,seen}.ts',
      'server/connectors/max/max-{events,say,seen}.ts',
      'server/connectors/ok/ok-{door,errors,say,seen,sign}.ts',
    ],
  },
  {
    why: 'who has which right',
    files: [
      'server/**/access.ts',
      'server/**/identity/**/{grant,self-grant,level-rules,level,administrators}.ts',
    ],
  },
  {
    why: 'by when Roskomnadzor is told of a breach of personal data, and what may be done with one',
    files: ['server/base/breaches/{policy,terms}.ts'],
  },
  {
    why: 'what is asked in a poll, who may answer or propose, what stands in the way of an act, what is a reason',
    files: [
      'shared/text/participation/{questions,budget,eligibility,design-notes,raking,sample}.ts',
      'shared/text/participation/{reasons,discussion-notes,proposal-levels}.ts',
      'server/participation/ballots/{blind-sign,judge}.ts',
      'shared/ballots/{blind-rsa,pss,ballot,envelope-size}.ts',
      'server/participation/{polls,discussions,initiatives}/policy.ts',
      'server/participation/widgets/{hosts,policy}.ts',
      'server/participation/initiatives/districts.ts',
      'server/participation/polls/results/{tally,hide,figures,weigh}.ts',
      'shared/text/participation/paper-sums.ts',
      'server/participation/polls/results/tally-paper.ts',
      'server/participation/polls/paper/{marks,codes,kiosks}.ts',
      'server/participation/polls/signs/{exact,find-signs,net}.ts',
    ],
  },
  {
    why: 'small numbers that would name a person',
    files: ['server/lib/suppress/{table,rounds,suppress}.ts', 'server/**/open/{month,compose,open-set}.ts'],
  },
  {
    why: 'when a ratio does not tell and how bad it is, how many live where, which field a case lacks',
    files: [
      'shared/charts/ratio-heat.ts',
      'server/**/figures/residents.ts',
      'server/**/gazetteer/residents.ts',
      'server/**/lists/fields.ts',
    ],
  },
  {
    why: 'what is an early signal of a conflict, and what two official answers contradict each other in',
    files: [
      'server/monitoring/conflicts/rules/{anger,error-trend,find-clash,page-chains,promise,time}.ts',
      'server/base/promises/words/{claim,clash-of-days,official-days,read-claims,subject}.ts',
      'server/monitoring/conflicts/signals/{around,promises,raise,statements,watch-anger,watch-gone,watch-official,watch-time}.ts',
    ],
  },
  {
    why: 'which messages everybody finds and by which words, what an open set tells of what was added, changed and withdrawn, and when a file is not sent again',
    files: [
      'server/base/open-data/judge-records.ts',
      'server/lib/http/is-fresh.ts',
      'server/**/publication/{public-cases,public-words}.ts',
      'server/messages/follows/digest.ts',
    ],
  },
  {
    why: 'when a promise of the city is kept, broken or moved, and which of them everybody reads',
    files: [
      'server/base/promises/rules/{judge-word,keep-word,weeks}.ts',
      'server/base/promises/ledger/read-ledger.ts',
      'server/**/publication/{open-promises,promise-chains}.ts',
      'server/messages/outages/promises.ts',
      'server/group/assignments/promises.ts',
      'server/monitoring/conflicts/page-promises.ts',
      'shared/text/city-promises.ts',
    ],
  },
  {
    why: 'which day in a publication differs from what was said before, which days are ideas, what is asked under like posts',
    files: [
      'server/monitoring/posts/alike.ts',
      'server/pages/publications/facts/find-dissent.ts',
      'server/pages/publications/dates/days-ahead.ts',
    ],
  },
  {
    why: 'who is called to a conflict, by when it is settled, what its course counts',
    files: ['server/monitoring/conflicts/{call-duty,clock-subject,course,rows,told}.ts'],
  },
  {
    why: 'what a rule of monitoring catches, and what it may not look for',
    files: [
      'server/monitoring/rules/{filters,judge-post,limits,post-judge,post-places}.ts',
      'server/monitoring/rules/language/{parse-rule,scan-rule,wide}.ts',
      'server/monitoring/rules/matching/{anchors,atom-table,match-node,rule-matcher,sentences,smooth-text}.ts',
    ],
  },
  {
    why: 'which letters and articles are taken, and whom a machine answers',
    files: [
      'server/connectors/email/{auto-answer,letters,mail-cursor}.ts',
      'server/connectors/rss/{ask-feed,feed-cursor,feed-items,feed-text,plain-words}.ts',
      'server/lib/outbound/guarded-host.ts',
    ],
  },
  {
    why: 'when a week of an official page is met, what proves a check, which step a verification takes',
    files: [
      'server/pages/register/{open,rows,store,tree}.ts',
      'server/pages/register/acts/{pages,proof}.ts',
      'server/pages/register/figures/{followers,merge-days}.ts',
      'server/pages/register/reading/{contacts-in,judge-profile,keep-readings,read-pages,same-words}.ts',
      'server/pages/register/proof/{findings,fixes,judge-checks,look,opening,read-proof,verify}.ts',
      'server/pages/register/week/{judge-week,read-weeks}.ts',
      'server/pages/register/region/{columns,plan-import,read-rows}.ts',
    ],
  },
  {
    why: 'who lets a publication out, what may go out, what becomes of it and of its corrections',
    files: [
      'server/pages/publications/{approvals,called-back,heard,preflight,priorities,release,settle-approval}.ts',
      'server/pages/publications/outside/{ask,page}.ts',
      'server/pages/publications/acts/{agree,changes,variants,write}.ts',
      'server/pages/publications/calendar/norm.ts',
      'server/pages/publications/effect/judge-flow.ts',
      'shared/text/pages/preflight.ts',
    ],
  },
  {
    why: 'what of a request for placement is owed and allowed, when a page is overloaded, what a mark of a page is made of',
    files: [
      'server/pages/gospubliki/cabinet/access.ts',
      'server/pages/gospubliki/load/judge-load.ts',
      'server/pages/gospubliki/reposts/judge-answer.ts',
      'server/pages/gospubliki/rating/{month-facts,score}.ts',
      'server/pages/gospubliki/requests/{course,decide,decisions,record,terms,workflow}.ts',
    ],
  },
  {
    why: 'which version of a pack holds on a day, and what it says of this place, page, resource',
    files: [
      'server/lib/{dated,dated-pack}.ts',
      'server/heatmap/zones/pack.ts',
      'server/messages/outages/pack.ts',
      'server/messages/reconcile/pack.ts',
      'server/monitoring/rules/rule-pack.ts',
      'server/pages/register/pack.ts',
      'server/pages/publications/pack.ts',
      'server/pages/gospubliki/pack.ts',
      'server/base/regimes/pack.ts',
      'server/base/deadlines/calendar/calendar-pack.ts',
    ],
  },
  {
    why: 'what of the copies is wrong, and what is erased once more after a return',
    files: ['server/base/backups/{erase-again,judge}.ts', 'server/messages/cases/resident/withdraw.ts'],
  },
  {
    why: 'which company manages which house',
    files: [
      'server/messages/cases/house-list/house-rows.ts',
      'server/base/territory/gazetteer/listed-houses.ts',
    ],
  },
  {
    why: 'how the indicators are counted',
    files: [
      'server/**/indicators/**/{count,interval,networks,outer-count,performance,sketch,slice,values}.ts',
      'server/**/indicators/**/definitions/{answers,outer,records}.ts',
    ],
  },
];

const globs = rules.flatMap(({ files }) => files);

export const isRuleFile = (path: string): boolean =>
  globs.some((glob) => matchesGlob(path, glob)) && !path.includes('.test.');
