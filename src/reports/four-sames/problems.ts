import { problemKind } from '../../domain/problems.ts'

export const figureUnknown = problemKind<{ figure: string }>({
  code: 'four-sames.figure-unknown',
  status: 422,
  title: { zh: '没有这个指标', en: 'No such figure' },
  say: ({ figure }) => ({
    zh: `四同对比没有指标“${figure}”，或者少了种类（kind）。请从四同对比页面打开明细。`,
    en: `The four sames have no figure "${figure}", or its kind is missing. Open the waters from the page of the four sames.`,
  }),
})
