import { problemKind } from '../../domain/problems.ts'
import type { Bilingual } from '../../domain/words.ts'

export const scheduleNotFound = problemKind<{ id: string }>({
  code: 'progress.not-found',
  status: 404,
  title: { zh: '没有进度计划', en: 'No schedule' },
  say: ({ id }) => ({
    zh: `没有找到进度计划或措施 ${id}，或不在您的辖区内。请从“工程进度”重新打开；方案批复后还没有计划的，请先编制。`,
    en: `No schedule or measure ${id} in your jurisdiction. Open it again from the progress of works; where a plan was approved and nothing scheduled yet, make the schedule first.`,
  }),
})

export const planNotApproved = problemKind<Record<never, never>>({
  code: 'progress.plan-not-approved',
  status: 422,
  title: { zh: '方案尚未批复', en: 'No approved plan' },
  say: () => ({
    zh: '进度计划按已批复的一水一策方案编制，该水体本轮治理还没有已批复的方案。请先批复方案。',
    en: 'A schedule is made from the approved plan, and this water has none in its present cycle. Have the plan approved first.',
  }),
})

export const scheduleThere = problemKind<Record<never, never>>({
  code: 'progress.schedule-there',
  status: 409,
  title: { zh: '已有进度计划', en: 'There is a schedule already' },
  say: () => ({
    zh: '该水体本轮治理已有进度计划，本次没有保存。请打开现有计划，逐项调整并说明理由。',
    en: 'The works of this cycle have a schedule, and nothing was saved. Open it and adjust its measures with a reason.',
  }),
})

/** A measure of the plan by its number, and what is wrong with it. */
export type ScheduleFault = { readonly number: number; readonly words: Bilingual }

export const scheduleWrong = problemKind<{ faults: readonly ScheduleFault[] }>({
  code: 'progress.schedule-wrong',
  status: 422,
  title: { zh: '进度计划有误', en: 'The schedule cannot be right' },
  say: ({ faults }) => ({
    zh: `没有保存：${faults.map(({ number, words }) => `第 ${number} 项措施${words.zh}`).join('；')}。请改正后再保存。`,
    en: `Not saved: ${faults.map(({ number, words }) => `of measure ${number}, ${words.en}`).join('; ')}. Correct this and save again.`,
  }),
})

export const measureChangedMeanwhile = problemKind<{ seen: number; now: number }>({
  code: 'progress.changed-meanwhile',
  status: 409,
  title: { zh: '计划已被他人调整', en: 'The schedule was adjusted meanwhile' },
  say: ({ seen, now }) => ({
    zh: `您看到的是第 ${seen} 次调整后的计划，现在已是第 ${now} 次，本次没有保存。请刷新页面核对后再调整。`,
    en: `You saw version ${seen} of this measure; it is version ${now} by now, and nothing was saved. Load the page again, compare and go on.`,
  }),
})

export const measureDropped = problemKind<Record<never, never>>({
  code: 'progress.measure-dropped',
  status: 409,
  title: { zh: '措施已不再实施', en: 'The measure was dropped' },
  say: () => ({
    zh: '该措施已列为不再实施，不能上报进度。确需实施的，请先恢复该措施。',
    en: 'The measure was dropped, so nothing is reported of it. Take it up again first if it is carried out after all.',
  }),
})

export const worksNotRunning = problemKind<{ state: Bilingual }>({
  code: 'progress.not-running',
  status: 409,
  title: { zh: '不在施工期间', en: 'The works are not under way' },
  say: ({ state }) => ({
    zh: `该水体的工程“${state.zh}”，没有保存。上报进度须先开工；已完工的，先由验收退回。`,
    en: `The works of this water are ${state.en}, and nothing was saved. Start them first; where they are completed, acceptance has to send them back.`,
  }),
})

export const scheduleClosed = problemKind<{ state: Bilingual }>({
  code: 'progress.closed',
  status: 409,
  title: { zh: '计划不能再调整', en: 'The schedule can no longer be changed' },
  say: ({ state }) => ({
    zh: `该水体的工程“${state.zh}”，计划保持不变，没有保存。`,
    en: `The works of this water are ${state.en}: the schedule stands, and nothing was saved.`,
  }),
})

export const reportRefused = problemKind<Bilingual>({
  code: 'progress.report-refused',
  status: 422,
  title: { zh: '进度上报有误', en: 'The report cannot be right' },
  say: ({ zh, en }) => ({ zh, en }),
})

export const reportDiffers = problemKind<{ id: string }>({
  code: 'progress.report-differs',
  status: 409,
  title: { zh: '同一编号已有不同内容', en: 'Another report under this id' },
  say: ({ id }) => ({
    zh: `编号 ${id} 的进度已经上报，内容不同，原报保持不变。需要更正请另报一次并指明更正哪一次。`,
    en: `A report ${id} with other content is on record and stays. To correct it, make a new report that names it.`,
  }),
})

export const correctionWrong = problemKind<{ id: string }>({
  code: 'progress.correction-wrong',
  status: 422,
  title: { zh: '没有可更正的上报', en: 'Nothing to correct' },
  say: ({ id }) => ({
    zh: `上报 ${id} 不是该措施的有效上报，或已被更正过。请刷新页面，选择最新一次上报再更正。`,
    en: `Report ${id} is none of this measure that still counts. Load the page again and correct the one that does.`,
  }),
})

export const filesNotThere = problemKind<{ ids: readonly string[] }>({
  code: 'progress.files-not-there',
  status: 422,
  title: { zh: '附件未上传', en: 'Files are not there' },
  say: ({ ids }) => ({
    zh: `有 ${ids.length} 个文件不是该水体的附件，可能未传完或已移除。请重新上传后再提交。`,
    en: `${ids.length} of the files are not attachments of this water: not sent completely, or removed. Upload them again, then submit.`,
  }),
})

export const measuresOpen = problemKind<{ measures: readonly { readonly number: number; readonly name: Bilingual }[] }>(
  {
    code: 'progress.measures-open',
    status: 422,
    title: { zh: '还有措施没有完成', en: 'Measures are not done' },
    say: ({ measures }) => ({
      zh: `没有登记完工：${measures.map(({ number, name }) => `第 ${number} 项“${name.zh}”`).join('、')}尚未完成。请上报完成量，或列为不再实施并说明理由。`,
      en: `Completion was not recorded: ${measures.map(({ number, name }) => `measure ${number} (${name.en})`).join(', ')} not done. Report what is done, or drop the measure with a reason.`,
    }),
  },
)

export const completionUnexplained = problemKind<{ open: readonly Bilingual[] }>({
  code: 'progress.completion-unexplained',
  status: 422,
  title: { zh: '还有事项未办结', en: 'Something is still open' },
  say: ({ open }) => ({
    zh: `没有登记完工：${open.map(({ zh }) => zh).join('；')}。请先办结；确需先登记完工的，请写明理由，验收时仍须办结。`,
    en: `Completion was not recorded: ${open.map(({ en }) => en).join('; ')}. Settle this first, or give the reason why the works count as completed; acceptance asks for it all the same.`,
  }),
})

export const worksDayWrong = problemKind<Bilingual>({
  code: 'progress.day-wrong',
  status: 422,
  title: { zh: '日期有误', en: 'The day cannot be right' },
  say: ({ zh, en }) => ({ zh, en }),
})
