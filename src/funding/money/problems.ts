import { problemKind } from '../../domain/problems.ts'
import type { Bilingual } from '../../domain/words.ts'
import type { MoneyKind, MoneySource } from './balance.ts'
import { moneyKinds, moneySources } from './balance.ts'

const text = (yuan: number) => yuan.toLocaleString('en-US')
const decider = (by: 'city' | 'county') => ({ zh: by === 'city' ? '市级' : '区县级', en: by })

export const sourceNotInForce = problemKind<{ source: MoneySource; on: string }>({
  code: 'money.source-not-in-force',
  status: 422,
  title: { zh: '没有这一资金来源', en: 'No such source of money' },
  say: ({ source, on }) => ({
    zh: `按 ${on} 有效的政策，没有“${moneySources[source].zh}”这一资金来源，没有登记。请核对日期或另选来源。`,
    en: `The policy in force on ${on} has no source "${moneySources[source].en}"; nothing was recorded. Check the day or choose another source.`,
  }),
})

export const dayWrong = problemKind<{ on: string; earliestOn: string; today: string }>({
  code: 'money.day-wrong',
  status: 422,
  title: { zh: '日期不对', en: 'The day does not fit' },
  say: ({ on, earliestOn, today }) => ({
    zh: `日期 ${on} 应在 ${earliestOn} 至 ${today}（今天）之间，没有登记。请核对文件日期。`,
    en: `The day ${on} lies outside ${earliestOn} to ${today} (today); nothing was recorded. Check the date of the document.`,
  }),
})

export const fileNeeded = problemKind<{ kind: MoneyKind }>({
  code: 'money.file-needed',
  status: 422,
  title: { zh: '没有附文件', en: 'The document is missing' },
  say: ({ kind }) => ({
    zh: `登记“${moneyKinds[kind].zh}”须附文件扫描件，没有登记。请上传文件后再提交。`,
    en: `An entry "${moneyKinds[kind].en}" needs the file of its document; nothing was recorded. Attach it, then submit again.`,
  }),
})

export const fileNotThere = problemKind<{ attachmentId: string }>({
  code: 'money.file-not-there',
  status: 422,
  title: { zh: '文件不在该水体名下', en: 'The file is not there' },
  say: () => ({
    zh: '所附文件不是该水体的附件，可能未传完或已移除，没有登记。请重新上传后再提交。',
    en: 'The file is no attachment of this water: not sent completely, or removed. Nothing was recorded; upload it again, then submit.',
  }),
})

export const entryDiffers = problemKind<{ id: string }>({
  code: 'money.entry-differs',
  status: 409,
  title: { zh: '同一编号已有另一笔登记', en: 'Another entry has this id' },
  say: () => ({
    zh: '这笔登记的编号已被另一笔内容不同的登记使用，没有登记。请关闭后重新填写。',
    en: 'Another entry with other content has this id; nothing was recorded. Close the form and enter it anew.',
  }),
})

export const measureNotPlanned = problemKind<{ measureId: string }>({
  code: 'money.measure-not-planned',
  status: 422,
  title: { zh: '方案中没有这项措施', en: 'Not a measure of the plan' },
  say: () => ({
    zh: '水体本轮已批复的方案中没有这项措施，没有登记。请另选措施，或不填措施。',
    en: 'The approved plan of this cycle has no such measure; nothing was recorded. Choose another, or none.',
  }),
})

export const beyondAllotted = problemKind<{
  source: MoneySource
  allottedYuan: number
  exceptionYuan: number
  spentYuan: number
  yuan: number
  missingYuan: number
}>({
  code: 'money.beyond-allotted',
  status: 422,
  title: { zh: '支出超过下达', en: 'More than was allotted' },
  say: ({ source, allottedYuan, exceptionYuan, spentYuan, yuan, missingYuan }) => ({
    zh: `“${moneySources[source].zh}”已下达 ${text(allottedYuan)} 元${exceptionYuan === 0 ? '' : `、批准例外 ${text(exceptionYuan)} 元`}，已支出 ${text(spentYuan)} 元，再支出 ${text(yuan)} 元将超出 ${text(missingYuan)} 元，没有登记。请核对金额，先登记下达，或申请超支例外。`,
    en: `Of "${moneySources[source].en}" ${text(allottedYuan)} yuan are allotted${exceptionYuan === 0 ? '' : `, ${text(exceptionYuan)} excepted`} and ${text(spentYuan)} spent: ${text(yuan)} more go ${text(missingYuan)} beyond that, and nothing was recorded. Check the amount, record the allotment first, or ask for an exception.`,
  }),
})

export const entryNotFound = problemKind<{ id: string }>({
  code: 'money.entry-not-found',
  status: 404,
  title: { zh: '没有这笔登记', en: 'No such entry' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的资金登记，或不在您的辖区内。请从资金页面重新打开。`,
    en: `No entry ${id} in your jurisdiction. Open it again from the money page.`,
  }),
})

export const entryReversed = problemKind<{ isReversal: boolean }>({
  code: 'money.entry-reversed',
  status: 409,
  title: { zh: '不能冲销', en: 'Cannot be reversed' },
  say: ({ isReversal }) =>
    isReversal
      ? {
          zh: '这笔登记本身是冲销，不能再冲销。需要恢复时，请重新登记原来的金额。',
          en: 'This entry is a reversal itself. To bring the money back, enter it anew.',
        }
      : {
          zh: '这笔登记已经冲销过，没有重复冲销。请刷新后查看。',
          en: 'This entry was reversed already; nothing was done. Reload and look again.',
        },
})

export const spentAlready = problemKind<{ source: MoneySource; missingYuan: number }>({
  code: 'money.spent-already',
  status: 409,
  title: { zh: '这笔资金已经支出', en: 'The money is spent' },
  say: ({ source, missingYuan }) => ({
    zh: `冲销后“${moneySources[source].zh}”的支出将超出下达 ${text(missingYuan)} 元，没有冲销。请先冲销相应支出，或登记新的下达。`,
    en: `Without it, ${text(missingYuan)} yuan more of "${moneySources[source].en}" would be spent than allotted; nothing was reversed. Reverse the spending first, or record another allotment.`,
  }),
})

export const approverElsewhere = problemKind<{ by: 'city' | 'county' }>({
  code: 'money.approver-elsewhere',
  status: 403,
  title: { zh: '应由上级批准', en: 'Others grant exceptions' },
  say: ({ by }) => ({
    zh: `按现行政策，超支例外由${decider(by).zh}批准和撤回。请报送申请，或先登记下达。`,
    en: `By the policy in force exceptions are granted and taken back by the ${decider(by).en}. Ask there, or record an allotment first.`,
  }),
})

export const rewardNotFound = problemKind<{ id: string }>({
  code: 'reward.not-found',
  status: 404,
  title: { zh: '没有这笔奖补', en: 'No such reward' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的奖补，或不在您的辖区内。请从资金页面重新打开。`,
    en: `No reward ${id} in your jurisdiction. Open it again from the money page.`,
  }),
})

export const rewardNotDue = problemKind<{ reason: Bilingual }>({
  code: 'reward.not-due',
  status: 422,
  title: { zh: '不能预留奖补', en: 'No reward can be earmarked' },
  say: ({ reason }) => ({ zh: `没有预留奖补：${reason.zh}`, en: `No reward was earmarked: ${reason.en}` }),
})

export const rewardExists = problemKind<Record<never, never>>({
  code: 'reward.exists',
  status: 409,
  title: { zh: '已有奖补', en: 'There is a reward already' },
  say: () => ({
    zh: '该水体已有未收回的奖补，没有另行预留。返黑返臭后须先收回，再按新一轮预留。',
    en: 'The water has a reward that was not taken back; no other was earmarked. After a relapse take it back first.',
  }),
})

export const rewardHeldBack = problemKind<{ reasons: readonly Bilingual[] }>({
  code: 'reward.held-back',
  status: 422,
  title: { zh: '还不能兑现', en: 'Not to be released yet' },
  say: ({ reasons }) => ({
    zh: `奖补没有兑现，须待成效核实：${reasons.map(({ zh }) => zh).join('')}`,
    en: `Nothing was released; a reward waits for its verified result: ${reasons.map(({ en }) => en).join(' ')}`,
  }),
})

export const rewardStands = problemKind<{ reason: Bilingual }>({
  code: 'reward.stands',
  status: 409,
  title: { zh: '不能收回', en: 'Not to be taken back' },
  say: ({ reason }) => ({ zh: `没有收回奖补：${reason.zh}`, en: `Nothing was taken back: ${reason.en}` }),
})

export const rewardReleased = problemKind<Record<never, never>>({
  code: 'reward.released-already',
  status: 409,
  title: { zh: '不能撤销', en: 'Cannot be cancelled' },
  say: () => ({
    zh: '该奖补已兑现、收回或撤销，不能撤销预留。返黑返臭时请收回。',
    en: 'The reward was released, taken back or cancelled already. After a relapse take it back instead.',
  }),
})

export const rewardDecidedElsewhere = problemKind<{ by: 'city' | 'county' }>({
  code: 'reward.decided-elsewhere',
  status: 403,
  title: { zh: '应由上级决定', en: 'Others decide about rewards' },
  say: ({ by }) => ({
    zh: `按现行政策，奖补由${decider(by).zh}决定。请报送材料，等待决定。`,
    en: `By the policy in force rewards are decided by the ${decider(by).en}. Send the papers there and wait.`,
  }),
})
