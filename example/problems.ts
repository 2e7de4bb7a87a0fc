import { daysAfter, exampleDay } from './calendar.ts'
import { chance } from './chance.ts'
import type { ExampleEvent } from './events.ts'
import { inventedMark } from './facts.ts'
import { municipalOfficer } from './people.ts'
import { frame } from './treatment-events.ts'
import { paceOf } from './treatments.ts'
import type { ExampleWater } from './waters.ts'

/** What a visit during the works found, and what became of it; days from that on which the example stands. */
type Course = {
  /** Of the handbook. */
  readonly itemId: string
  readonly found: number
  readonly note: string
  readonly answered?: { readonly after: number; readonly deed: string }
  /** Checked and struck off by the city. */
  readonly closed?: { readonly after: number; readonly reason: string }
}

/** One put right and struck off first, then one in time, one late, one that waits to be checked, and another result. */
const courses: readonly Course[] = [
  {
    itemId: 'during-site-safe',
    found: -46,
    note: '沟边堆料处没有围挡，村民绕行便道被占。',
    answered: { after: 6, deed: '已设围挡和警示牌，恢复绕行便道。' },
    closed: { after: 9, reason: '现场复核，围挡、便道到位。' },
  },
  {
    itemId: 'during-quantities-match',
    found: -3,
    note: '报送的清淤量比现场测算多约一成。',
  },
  {
    itemId: 'during-sediment-disposal',
    found: -20,
    note: '清出的底泥临时堆在田坎上，没有去向记录。',
  },
  {
    itemId: 'during-odour-controlled',
    found: -12,
    note: '施工段下风向有明显臭味。',
    answered: { after: 9, deed: '清淤改在夜间分段进行，加盖运输，渗滤液引入调节池。' },
  },
  {
    itemId: 'during-quality-papers',
    found: -60,
    note: '截污管接口没有隐蔽工程检验记录。',
    answered: { after: 11, deed: '补做闭水试验，检验记录已归档。' },
    closed: { after: 13, reason: '抽查三处接口，记录齐全。' },
  },
]

/** Visits to works under way that found something, so that the lists of problems and of results hold some. */
export function problemEvents(seed: number, waters: readonly ExampleWater[]): readonly ExampleEvent[] {
  const random = chance(seed)
  const open = waters.filter(water => paceOf(water) !== undefined)
  return open.flatMap((water, index) => {
    const course = courses[index % courses.length]! // within the list
    const day = exampleDay(course.found)
    if ((water.history.treatment.startedOn ?? day) >= day) return []
    const { itemId, note, answered, closed } = course
    const finding = { itemId, note: `${note}${inventedMark}`, owner: `建设公司${inventedMark}` }
    const after = (days: number, hour: number, by?: string) => frame(water, daysAfter(day, days), hour, by)
    const about = { waterId: water.id }
    const pictured = (told: { readonly at: Date }) => [random.id(told.at)]
    const found = after(0, 10)
    const events: ExampleEvent[] = [
      { kind: 'visited', phase: 'during', photoIds: pictured(found), finding, ...about, ...found },
    ]
    if (answered !== undefined) {
      const told = after(answered.after, 10)
      const reason = `${answered.deed}${inventedMark}`
      events.push({ kind: 'problem-answered', reason, photoIds: pictured(told), ...about, ...told })
    }
    if (closed !== undefined) {
      const told = after(closed.after, 15, municipalOfficer)
      events.push({ kind: 'problem-closed', reason: `${closed.reason}${inventedMark}`, ...about, ...told })
    }
    return events
  })
}
