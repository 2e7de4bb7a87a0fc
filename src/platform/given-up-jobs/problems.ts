import { problemKind } from '../../domain/problems.ts'

export const jobNotFound = problemKind<{ id: string }>({
  code: 'job.not-found',
  status: 404,
  title: { zh: '没有这项后台任务', en: 'No such job' },
  say: () => ({
    zh: '没有这项未完成的后台任务，或它不属于您的辖区。请刷新列表。',
    en: 'There is no such job that gave up in your jurisdiction. Reload the list.',
  }),
})

export const jobSettled = problemKind<{ id: string }>({
  code: 'job.settled',
  status: 409,
  title: { zh: '已有人处理', en: 'Already seen to' },
  say: () => ({
    zh: '这项后台任务已有人重新执行或注明不再执行。请刷新列表查看。',
    en: 'Somebody has already run this job again or dismissed it. Reload the list to see.',
  }),
})

export const jobNotKnown = problemKind<{ job: string }>({
  code: 'job.not-known',
  status: 409,
  title: { zh: '本版本没有这种任务', en: 'This version has no such job' },
  say: ({ job }) => ({
    zh: `当前版本已没有“${job}”这种任务，不能重新执行。请核对其对象，然后写明理由、不再执行。`,
    en: `This version has no job “${job}” any more, so it cannot be run again. Look at what it was about, then dismiss it with a reason.`,
  }),
})

export const jobNotYours = problemKind<{ id: string }>({
  code: 'job.asker-mends',
  status: 409,
  title: { zh: '由发起人重试', en: 'Whoever asked for it tries again' },
  say: () => ({
    zh: '这项任务由发起人在其页面上重试或放弃（如“排查导入”中的那次导入）。请通知发起人；不再需要的，可写明理由、不再执行。',
    en: 'Whoever asked for this tries it again or gives it up on the page where they asked (as the import among the imports). Tell them; if it is not needed any more, dismiss it with a reason.',
  }),
})
