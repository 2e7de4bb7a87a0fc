import type { Part } from '../../../works/progress/parts/contract.ts'
import { Num } from '../../shared/components/numbers.tsx'
import { FileLinks } from './files-field.tsx'

/** What the department filled in, as it is signed. */
export function PartText({ part }: { readonly part: Part }) {
  if (part.content === undefined) return null
  const { text, quantities, attachments } = part.content
  return (
    <div className="part-content">
      <p className="long-name">{text}</p>
      {quantities.length === 0 ? null : (
        <p className="measure-line">
          {quantities.map(({ name, value, unit }) => (
            <span key={`${name} ${value} ${unit}`}>
              {name} <Num value={value} unit={unit} digits={2} />
            </span>
          ))}
        </p>
      )}
      {attachments.length === 0 ? null : <FileLinks waterId={part.water.id} files={attachments} />}
    </div>
  )
}
