import { problemKind } from '../domain/problems.ts'
import type { Bilingual } from '../domain/words.ts'
import { wishKinds, type WishKind } from './best-bundle.ts'
import { yuanWords } from './bundle-reasons.ts'

export const noCandidates = problemKind<{ region: string }>({
  code: 'funding.no-candidates',
  status: 422,
  title: { zh: '没有可打捆的水体', en: 'No waters to bundle' },
  say: ({ region }) => ({
    zh: `${region}在所选清单和阶段内没有水体。请放宽清单、阶段或区划，或先将水体列入清单。`,
    en: `No water of ${region} is on the chosen lists and in the chosen stages. Widen lists, stages or division, or list waters first.`,
  }),
})

export const tooManyCandidates = problemKind<{ most: number }>({
  code: 'funding.too-many-candidates',
  status: 422,
  title: { zh: '备选水体过多', en: 'Too many candidates' },
  say: ({ most }) => ({
    zh: `备选水体超过 ${most} 个，一次无法测算。请按清单、阶段或区划缩小范围。`,
    en: `There are more than ${most} candidates, too many for one calculation. Narrow lists, stages or division.`,
  }),
})

export const notCandidates = problemKind<{ ids: readonly string[] }>({
  code: 'funding.not-candidates',
  status: 422,
  title: { zh: '指定的水体不在备选范围内', en: 'Not among the candidates' },
  say: ({ ids }) => ({
    zh: `这些水体不在备选范围内：${ids.join('、')}。请放宽清单、阶段或区划，或取消对它们的指定和填报。`,
    en: `These waters are not among the candidates: ${ids.join(', ')}. Widen lists, stages or division, or take back what was asked or entered for them.`,
  }),
})

export const wishContradicts = problemKind<{ names: readonly string[] }>({
  code: 'funding.wish-contradicts',
  status: 422,
  title: { zh: '要求互相矛盾', en: 'The wishes contradict each other' },
  say: ({ names }) => ({
    zh: `同时指定了纳入和不纳入：${names.join('、')}。请只保留一项。`,
    en: `Asked to be in and to be out: ${names.join(', ')}. Keep one of the two.`,
  }),
})

export const countiesContradict = problemKind<{ atLeast: number; atMost: number }>({
  code: 'funding.counties-contradict',
  status: 422,
  title: { zh: '区县数要求互相矛盾', en: 'The numbers of counties contradict each other' },
  say: ({ atLeast, atMost }) => ({
    zh: `最少 ${atLeast} 个区县多于最多 ${atMost} 个。请更正其中一项。`,
    en: `At least ${atLeast} counties is more than at most ${atMost}. Correct one of them.`,
  }),
})

export const wishAgainstRule = problemKind<{ names: readonly string[]; zh: string; en: string }>({
  code: 'funding.wish-against-rule',
  status: 422,
  title: { zh: '指定的水体不能纳入', en: 'A water that must be in cannot be' },
  say: ({ names, zh, en }) => ({
    zh: `指定纳入的水体不能纳入：${names.join('、')}（${zh}）。请取消指定，或更正资料。`,
    en: `Asked to be in but impossible: ${names.join(', ')} (${en}). Take the wish back, or correct the record.`,
  }),
})

export const nobodyEntered = problemKind<Record<never, never>>({
  code: 'funding.no-people-entered',
  status: 422,
  title: { zh: '没有填写受益人口', en: 'No people entered' },
  say: () => ({
    zh: '目标是受益人口最多，但没有一个备选水体填写了受益人口。请填写，或改选目标。',
    en: 'The goal is most people benefited, and no candidate has a number of people. Enter them, or choose another goal.',
  }),
})

export const wishesConflict = problemKind<{ wishes: readonly WishKind[]; neededOwnYuan?: number | undefined }>({
  code: 'funding.wishes-conflict',
  status: 422,
  title: { zh: '要求无法同时满足', en: 'The wishes cannot all be met' },
  say: ({ wishes, neededOwnYuan }) => {
    const names: readonly Bilingual[] = wishes.map(kind => wishKinds[kind])
    const money = neededOwnYuan === undefined ? undefined : yuanWords(neededOwnYuan)
    return {
      zh: `没有满足全部要求的组合。放宽其中一项即可：${names.map(({ zh }) => zh).join('、')}。${money === undefined ? '' : `保留其余要求时，自有资金至少需要 ${money.zh}。`}`,
      en: `No bundle meets every wish. Ease one of these: ${names.map(({ en }) => en).join(', ')}.${money === undefined ? '' : ` With the others kept, at least ${money.en} of own money are needed.`}`,
    }
  },
})

export const bundleNotFound = problemKind<{ id: string }>({
  code: 'funding.bundle-not-found',
  status: 404,
  title: { zh: '没有这个打捆方案', en: 'No such bundle' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的打捆方案，或已删除，或不在您的辖区内。请从方案列表重新打开。`,
    en: `No bundle ${id} in your jurisdiction, or it was removed. Open it again from the list of saved bundles.`,
  }),
})
