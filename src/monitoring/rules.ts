import { parameterIds, parameters, type Sample } from '../domain/parameters.ts'
import type { Finding } from '../waters/contract.ts'
import { unitText } from '../standards/wording.ts'

/** A reading may be dated this far ahead of the platform's clock: phones are not exact. */
export const clockSlackMs = 10 * 60 * 1000

/**
 * What is impossible about a reading: a value outside what can be (`domain/parameters.ts`), or a time to come. Unusual values are
 * kept as they are: they may be the finding.
 */
export function impossibleIn(
  reading: { readonly sample: Sample; readonly takenAt: Date },
  now: Date,
): readonly Finding[] {
  return [...impossibleValues(reading.sample), ...(isToCome(reading.takenAt, now) ? [toCome(reading.takenAt)] : [])]
}

function impossibleValues(sample: Sample): readonly Finding[] {
  return parameterIds.flatMap(id => {
    const measurement = sample[id]
    const { name, unit, plausible } = parameters[id]
    const [low, high] = plausible
    if (measurement === undefined || (measurement.value >= low && measurement.value <= high)) return []
    const shown = `${measurement.value}${unitText(unit)}`
    return [
      {
        field: `sample.${id}`,
        code: 'value.impossible',
        zh: `${name.zh}为 ${shown}，超出可能范围（${low} 至 ${high}）。请核对数值和单位。`,
        en: `${name.en} of ${shown} is outside what can be (${low} to ${high}). Check value and unit.`,
      },
    ]
  })
}

function isToCome(takenAt: Date, now: Date): boolean {
  return takenAt.getTime() > now.getTime() + clockSlackMs
}

function toCome(takenAt: Date): Finding {
  const time = takenAt.toISOString()
  return {
    field: 'takenAt',
    code: 'time.to-come',
    zh: `采样时间 ${time} 晚于当前时间。请核对日期和时间。`,
    en: `The time of sampling, ${time}, is yet to come. Check date and time.`,
  }
}
