import type { Bilingual } from '../../../domain/words.ts'
import type { GivenUpState } from '../../../platform/given-up-jobs/contract.ts'
import type { Words } from '../../shared/i18n/words.ts'

export const jobsWords = {
  title: { zh: '后台任务', en: 'Background jobs' },
  lead: {
    zh: '平台多次尝试仍没有完成的任务。先按日志查明并排除原因，再重新执行；确实不再需要的，写明理由、不再执行。',
    en: 'Jobs the platform tried many times and did not finish. Find and mend the cause by the log, then run them again; dismiss, with a reason, what is needed no more.',
  },
  open: { zh: '未处理', en: 'To see to' },
  settled: { zh: '已处理', en: 'Seen to' },
  noneOpen: { zh: '没有停下的任务', en: 'No job has stopped' },
  noneOpenHint: {
    zh: '失败的任务会自动重试约两小时，仍不成功才会出现在这里。',
    en: 'A job that fails is tried again for about two hours and comes here only if none of the tries succeeds.',
  },
  noneSettled: { zh: '还没有处理过', en: 'Nothing was seen to yet' },
  job: { zh: '任务', en: 'Job' },
  wokenBy: { zh: '由何引起', en: 'Asked for by' },
  link: (chain: string, sequence: number) => ({
    zh: `${chain} 链第 ${sequence} 条`,
    en: `chain ${chain}, entry ${sequence}`,
  }),
  region: { zh: '行政区划', en: 'Division' },
  gaveUpAt: { zh: '停下时间', en: 'Stopped at' },
  wokenAt: { zh: '发起时间', en: 'Asked for at' },
  tries: { zh: '尝试次数', en: 'Tries' },
  subject: { zh: '对象', en: 'Subject' },
  actions: { zh: '处理', en: 'See to it' },
  retry: { zh: '重新执行', en: 'Run again' },
  dismiss: { zh: '不再执行', en: 'Dismiss' },
  dismissTitle: (job: string) => ({ zh: `不再执行“${job}”？`, en: `Dismiss “${job}”?` }),
  dismissExplain: {
    zh: '它原本要做的事不会再做。请先确认其对象无需处理，或已用其他办法处理。',
    en: 'What it was to do will not be done. Make sure that its subject needs nothing, or was seen to in another way.',
  },
  askerMends: { zh: '等待上传人重试或放弃', en: 'Waits for the uploader' },
  askerMendsHint: {
    zh: '上传人在“排查导入”里看到原因，可以重试或放弃这次导入。',
    en: 'Whoever uploaded it reads why among the imports, and tries again or gives the import up.',
  },
  retried: (job: string) => ({ zh: `已重新执行：${job}`, en: `Running again: ${job}` }),
  dismissed: { zh: '已记录，不再执行', en: 'Dismissed and recorded' },
  outcome: { zh: '处理结果', en: 'Outcome' },
  settledAt: { zh: '处理时间', en: 'Seen to at' },
  settledBy: { zh: '处理人', en: 'By' },
  reason: { zh: '理由', en: 'Reason' },
} as const satisfies Words

export const givenUpStateWords = {
  open: { zh: '未处理', en: 'to see to' },
  retried: { zh: '已重新执行', en: 'run again' },
  dismissed: { zh: '不再执行', en: 'dismissed' },
} as const satisfies Record<GivenUpState, Bilingual>
