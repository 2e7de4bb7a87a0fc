import { chinaDate } from '../../domain/dates.ts'
import { placeDirectory } from '../../places/store.ts'
import { policyAt } from '../../policy/policy.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { ByteSink } from '../../platform/files/xlsx-writer.ts'
import type { ExportFormat, WaterFilter } from '../../waters/contract.ts'
import { eachWater } from '../../waters/store.ts'
import { registerFormats } from './formats.ts'

/**
 * Writes the register as a file: the annex-3 columns with the identity and version of each row, of what the actor may see.
 *
 * @param sink is ended when everything is written
 * @returns how many waters it holds
 * @example await reading(database, actor, tx => writeRegister(tx, { list: ['national'] }, 'xlsx', fileSink('out.xlsx')))
 */
export async function writeRegister(
  tx: Tx,
  filter: WaterFilter,
  { format, sink }: { readonly format: ExportFormat; readonly sink: ByteSink },
): Promise<number> {
  const wording = {
    directory: await placeDirectory(tx),
    causes: policyAt('causes', chinaDate(tx.at)).value.causes,
  }
  let written = 0
  async function* counted() {
    for await (const row of eachWater(tx, filter)) {
      written++
      yield row
    }
  }
  await registerFormats[format].write({ rows: counted(), wording, at: tx.at }, sink)
  return written
}
