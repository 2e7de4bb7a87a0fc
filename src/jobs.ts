import { dutiesJobs } from './duties/jobs.ts'
import { identificationJobs } from './identification/jobs.ts'
import { moneyJobs } from './funding/money/jobs.ts'
import { monitoringJobs } from './monitoring/jobs.ts'
import type { JobsByFact } from './platform/jobs.ts'
import { planJobs } from './planning/plans/jobs.ts'
import { readWorkbook, writeWorkbook } from './survey/import/jobs.ts'
import { planningJobs } from './planning/jobs.ts'
import { registerJobs } from './register/jobs.ts'
import { surveyJobs } from './survey/jobs.ts'
import { progressJobs } from './works/progress/jobs.ts'
import { worksJobs } from './works/jobs.ts'
import { waterJobs } from './waters/jobs.ts'

/**
 * Which fact wakes which job: the only place where a stage of a water's life reacts to an earlier one.
 * A new kind of fact asks here for its answer.
 */
export const jobsByFact = {
  'session.opened': [],
  'session.refused': [],
  'session.closed': [],
  'organisation.created': [],
  'account.created': [],
  'account.changed': [],
  'account.disabled': [],
  'account.enabled': [],
  'account.handed-over': surveyJobs['account.handed-over'],
  'password.reset': [],
  'password.changed': [],
  'token.issued': [],
  'token.revoked': [],
  'places.imported': [],
  'place.alias-registered': [],
  'zone.registered': [...waterJobs['zone.registered'], ...surveyJobs['zone.registered']],
  'zone.changed': [...waterJobs['zone.changed'], ...surveyJobs['zone.changed']],
  'water.recorded': [],
  'water.corrected': [
    ...dutiesJobs['water.corrected'],
    ...monitoringJobs['water.corrected'],
    ...surveyJobs['water.corrected'],
    ...identificationJobs['water.corrected'],
    ...planJobs['water.corrected'],
    ...worksJobs['water.corrected'],
    ...planningJobs['water.corrected'],
    ...moneyJobs['water.corrected'],
    ...progressJobs['water.corrected'],
  ],
  'water.moved': [...planJobs['water.moved'], ...progressJobs['water.moved']],
  'water.number-added': [],
  'water.status-set': [],
  'water.classified': [],
  'source.recorded': [],
  'source.removed': [],
  'attachment.added': [],
  'attachment.removed': [],
  'duty.assigned': [],
  'duty.ended': [],
  'reading.recorded': [],
  'reading.imported': identificationJobs['reading.imported'],
  'survey.task-set': [],
  'survey.task-changed': [],
  'survey.village-reported': [],
  'survey.villages-reported': [],
  'survey.scope-decided': [],
  'survey.uploaded': [readWorkbook],
  'survey.import-corrected': [readWorkbook],
  'survey.import-confirmed': [writeWorkbook],
  'survey.import-cancelled': [],
  'survey.import-retried': [readWorkbook],
  'survey.imports-handed-over': [],
  'survey.imported': identificationJobs['survey.imported'],
  'survey.import-judged': registerJobs['survey.import-judged'],
  'survey.basis-recorded': [],
  'judgement.started': identificationJobs['judgement.started'],
  'verdict.given': [],
  'plan.saved': [],
  'plan.submitted': [],
  'plan.returned': [],
  'plan.approved': [],
  'plan.set-aside': [],
  'plan.commented': [],
  'list.changed': [],
  'works.visit-planned': [],
  'works.visit-recorded': [],
  'works.visit-cancelled': [],
  'works.rectification-opened': [],
  'works.rectification-moved': [],
  'works.sample-drawn': [],
  'progress.scheduled': [],
  'progress.adjusted': [],
  'progress.moved': [],
  'progress.reported': [],
  'progress.part-stepped': [],
  'bundle.saved': [],
  'bundle.removed': [],
  'money.entered': [],
  'money.exception-granted': [],
  'money.reversed': [],
  'money.reward-earmarked': [],
  'money.reward-released': [],
  'money.reward-taken-back': [],
  'money.reward-cancelled': [],
  'job.retried': [],
  'job.dismissed': [],
} satisfies JobsByFact
