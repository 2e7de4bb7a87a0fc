import { beginCase, stepCase } from '../src/planning/cases/writing.ts'
import type { CaseContent } from '../src/planning/cases/contract.ts'
import { atomically, type Database } from '../src/platform/db/database.ts'
import type { Actor } from '../src/platform/actor.ts'
import { attachmentsOf, findWater } from '../src/waters/store.ts'
import { outcomesOf } from '../src/planning/cases/solved-waters-store.ts'
import { namedWaters, programmeFacts, type NamedWater } from './facts.ts'
import type { ExampleWater } from './waters.ts'

/** What the published account tells of one named water, and nothing more; measures that the catalogue does not have stand in the words. */
type Story = Pick<CaseContent, 'title' | 'presentState' | 'measures' | 'lessons'> & { readonly outcomeText: string }

const source = {
  title: '重庆市农村黑臭水体治理（2020—2022年）公开材料及典型案例',
  confidence: 'published',
} as const
const illustrative = '治好日期、面积以外的数值和图片为示意。'

const stories: Readonly<Record<string, Story>> = {
  宝峰河: {
    title: '永川区宝峰河：列入典型案例，做法来源未载',
    presentState: '来源只点名为典型治理水体，治理前的状况未载明。',
    measures: [],
    outcomeText: `来源作为治理成功的水体点名，指标未载明。${illustrative}`,
    lessons: '来源未载经验。查到原始案例后，请补充并重新入编。',
  },
  大肚子河: {
    title: '江津区李市镇大肚子河：场镇扩张快于管网，截污、搬迁与补水并举',
    presentState: '场镇扩张快于污水管网建设，生活污水进入河道。',
    measures: [{ measureId: 'sewer-pipe' }, { measureId: 'make-up-water' }],
    outcomeText: `黑臭消除，沿河建成滨河公园；指标未载明。${illustrative}`,
    lessons: '场镇建设要与污水管网同步；先补偿搬迁、建管网、箱涵截污，再生态补水，最后才是滨河公园。',
  },
  转龙小河: {
    title: '永川区朱沱镇转龙小河：清垃圾、清淤，水生植物配合生态浮岛',
    presentState: '河道内有垃圾和漂浮物，底泥淤积。',
    measures: [
      { measureId: 'rubbish-removal' },
      { measureId: 'debris-removal' },
      { measureId: 'dredging' },
      { measureId: 'aquatic-plants' },
      { measureId: 'floating-island' },
      { measureId: 'microbial-agent' },
    ],
    outcomeText: `黑臭消除；指标未载明。${illustrative}`,
    lessons: '水生植物按高低和颜色搭配；微生物菌剂只在清除垃圾、清淤之后作为配合，单独投加属于“撒药治污”。',
  },
  水井大田水塘: {
    title: '垫江县沙坪镇水井大田水塘：死鱼塘变Ⅲ类水',
    presentState: '水域面积 2,260 ㎡，曾出现死鱼。',
    measures: [{ measureId: 'outlet-closure' }, { measureId: 'dredging' }, { measureId: 'make-up-water' }],
    outcomeText: '现为地表水Ⅲ类。治好日期和图片为示意。',
    lessons:
      '先截污、清淤，再由附近的武安河和达标尾水补水：截污之后写明来源的补水是治理的一部分，没有截污的补水就是“调水冲污”。',
  },
}

type Publishing = {
  readonly database: Database
  readonly waters: readonly ExampleWater[]
  readonly officerOf: (countyCode: string) => Actor
  readonly municipal: Actor
}

/** The four named waters and the mechanism of the programme are the first cases of the compendium. */
export async function publishCases({ database, waters, officerOf, municipal }: Publishing): Promise<void> {
  for (const named of namedWaters) {
    const water = waters.find(({ values, invented }) => values.name === named.name && !invented)
    const story = stories[named.name]
    if (water === undefined || story === undefined) throw new RangeError(`no story of ${named.name}`)
    await atomically(database, officerOf(water.countyCode), async tx => {
      const pictures = await picturesFor(tx, water.id)
      const row = await findWater(tx, water.id)
      const solvedOn = (await outcomesOf(tx, [water.id])).get(water.id)?.solvedOn
      const content = { ...contentOf(named, story), pictures, regionCode: row?.region_code ?? named.regionCode }
      const id = await beginCase(tx, {
        waterId: water.id,
        content: { ...content, outcome: { ...content.outcome, ...(solvedOn === undefined ? {} : { solvedOn }) } },
      })
      await stepCase(tx, id, { step: 'publish', seenVersion: 1 })
    })
  }
  await atomically(database, municipal, async tx => {
    const id = await beginCase(tx, { content: mechanism })
    await stepCase(tx, id, { step: 'publish', seenVersion: 1 })
  })
}

function contentOf(named: NamedWater, story: Story): CaseContent {
  return {
    title: story.title,
    type: named.type,
    regionCode: named.regionCode,
    placeText: named.placeText,
    areaM2: named.areaM2,
    functions: [],
    presentState: story.presentState,
    causes: named.causes.map(causeId => ({ causeId })),
    causesText: `${named.causesText}。`,
    measures: [...story.measures],
    measuresText: `${named.measures}。`,
    outcome: { text: story.outcomeText },
    lessons: story.lessons,
    source,
    pictures: [],
  }
}

async function picturesFor(tx: Parameters<typeof attachmentsOf>[0], waterId: string): Promise<CaseContent['pictures']> {
  const photos = (await attachmentsOf(tx, waterId)).filter(({ kind }) => kind === 'photo')
  const times = { '治理前.jpg': 'before', '治理中.jpg': 'works', '治理后.jpg': 'after' } as const
  return photos.flatMap(({ id, name }) => {
    const when = Object.entries(times).find(([file]) => name.endsWith(file))?.[1]
    return when === undefined ? [] : [{ attachmentId: id, when, caption: '示例图片' }]
  })
}

const { villagesSurveyed, waters, areaM2, national, municipal, pilot, eliminated } = programmeFacts

const mechanism: CaseContent = {
  title: '重庆市：摸清底数、两级清单、同部署同标准同推进同评估',
  regionCode: '500000000000',
  placeText: '重庆市',
  functions: [],
  presentState: `排查涉农村（社区）${villagesSurveyed} 个（河、塘、沟渠），查出典型农村黑臭水体 ${waters} 个、${areaM2 / 10_000} 万㎡。`,
  causes: [],
  causesText: '',
  measures: [],
  measuresText: [
    `清单：国家监管清单 ${national} 个，市级监管清单 ${municipal} 个，两级清单同部署、同标准、同推进、同评估。`,
    '部署：每年制定工作方案，明确治理目标、实施原则、技术路径、整治措施和成效评估；市级给予补助；印发指南和案例汇编。',
    '分类：复杂水体系统治理，控源截污、清淤疏浚、生态修复、水体净化、水系连通；简单水体以管理和生态措施为主；防止大拆大建、过度硬化、损坏自然环境。',
    `资金：${pilot.counties} 个区县打捆 ${pilot.waters} 个水体申报国家试点，获中央奖补资金 1 亿元。`,
  ].join('\n'),
  outcome: {
    knownOn: eliminated.by,
    text: `截至 2022 年底，全市消除黑臭 ${eliminated.areaM2 / 10_000} 万㎡（来源误印为平方公里，已按平方米更正）。`,
  },
  lessons:
    '小水体不因不上国家清单而放松：同一套规则管两级清单。单位要核：来源把“万平方米”印成“万平方公里”，约为全市面积的四倍。',
  source,
  pictures: [],
}
