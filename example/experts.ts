import { moment } from './calendar.ts'
import type { ExampleEvent } from './events.ts'
import { countyUsernames, invitedExpert, municipalOfficer } from './people.ts'
import type { ExampleWater } from './waters.ts'

/** All of it is invented and says so: who advised what in the programme is not published. */
const madeUp = '（示例）'
const assignedOn = '2026-03-10'
const wholeCounty = '500231'

/** How far the advice on each of the first waters under way has come: some is closed, some waits and is late by now. */
const outcomes = ['closed', 'answered', 'open', 'closed'] as const
type Outcome = (typeof outcomes)[number]

/** The city's expert helps one county as a whole and waters in works elsewhere, and leaves advice on some of them. */
export function expertEvents(waters: readonly ExampleWater[]): readonly ExampleEvent[] {
  const inWorks = waters.filter(({ countyCode, history: { treatment, relapse } }) => {
    const { startedOn, completedOn } = treatment
    return relapse === undefined && startedOn !== undefined && completedOn === undefined && countyCode !== wholeCounty
  })
  return [assignedToCounty(), ...inWorks.flatMap((water, index) => helped(water, outcomes[index]))]
}

function assignedToCounty(): ExampleEvent {
  return {
    kind: 'expert-assigned',
    expert: invitedExpert,
    to: { regionCode: `${wholeCounty}000000` },
    fromOn: assignedOn,
    reason: `全县水体一对一帮扶${madeUp}`,
    at: moment(assignedOn, 9),
    by: municipalOfficer,
    countyCode: wholeCounty,
  }
}

function helped(water: ExampleWater, outcome: Outcome | undefined): readonly ExampleEvent[] {
  const { id: waterId, countyCode } = water
  const officer = countyUsernames[countyCode]
  if (officer === undefined) throw new RangeError(`no officer in ${countyCode}`)
  const assigned: ExampleEvent = {
    kind: 'expert-assigned',
    expert: invitedExpert,
    to: { waterId },
    fromOn: assignedOn,
    reason: `治理中监督指导${madeUp}`,
    at: moment(assignedOn, 10),
    by: municipalOfficer,
    countyCode,
  }
  const given: ExampleEvent = {
    kind: 'advice-given',
    waterId,
    phase: 'during',
    text: `清淤前先完成沿岸散排口截污，清出的底泥检测后再处置，不要先清后截${madeUp}。`,
    at: moment('2026-03-24', 11),
    by: invitedExpert,
    countyCode,
  }
  const answered: ExampleEvent = {
    kind: 'advice-answered',
    waterId,
    adoption: 'adopted',
    reason: `意见符合现场情况${madeUp}`,
    deed: `已调整工序，散排口接管后再清淤${madeUp}。`,
    at: moment('2026-04-02', 16),
    by: officer,
    countyCode,
  }
  const closed: ExampleEvent = {
    kind: 'advice-closed',
    waterId,
    reason: `现场核对，工序已调整${madeUp}`,
    at: moment('2026-04-09', 10),
    by: invitedExpert,
    countyCode,
  }
  if (outcome === undefined) return [assigned]
  if (outcome === 'open') return [assigned, given]
  return outcome === 'answered' ? [assigned, given, answered] : [assigned, given, answered, closed]
}
