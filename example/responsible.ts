import { dutyLevelIds, type DutyLevel } from '../src/domain/duties.ts'
import type { Assignment } from '../src/duties/store.ts'
import { inventedMark, namedWaters } from './facts.ts'

const names = {
  town: ['周大川', '江平', '朱长河', '周大川'],
  village: ['丁峰', '李岸', '唐转龙', '吴前'],
  site: ['罗勤', '何清', '杜小溪', '罗勤'],
} as const satisfies Record<DutyLevel, readonly string[]>

const organisations = { town: '镇人民政府', village: '村民委员会', site: '水环境运行维护站' } as const satisfies Record<
  DutyLevel,
  string
>

/** Persons for a named water, from the day its plan was approved. All of them are invented and say so; so are their numbers. */
export function responsibleFor(waterName: string, fromOn: string): readonly Assignment[] {
  const index = namedWaters.findIndex(({ name }) => name === waterName)
  if (index < 0) return []
  return dutyLevelIds.map((level, at) => ({
    level,
    fromOn,
    holder: {
      name: `${names[level][index] ?? ''}${inventedMark}`,
      organisation: `${waterName}所在${organisations[level]}${inventedMark}`,
      officePhone: `023-0000${index}00${at}`,
    },
  }))
}
