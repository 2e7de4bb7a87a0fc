import { Checkbox, Input, Select } from 'antd'
import type { CaseContent } from '../../../planning/cases/contract.ts'
import { pictureTimeIds, pictureTimes } from '../../../planning/cases/rules.ts'
import { getAttachment, getWater } from '../../../waters/contract.ts'
import { addressOf } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { caseWords as words } from './case-words.ts'

type Picture = CaseContent['pictures'][number]

/** The photos of a water, each to be taken into its case with when it was taken. A form control. */
export function CasePictures(props: {
  readonly waterId: string
  readonly value?: readonly Picture[]
  readonly onChange?: (pictures: readonly Picture[]) => void
}) {
  const say = useSay()
  const { waterId, value = [] } = props
  const water = useAnswer(getWater, { params: { id: waterId } })
  if (water.error !== null) return <ProblemAlert error={water.error} onRetry={water.refetch} />
  const photos = water.data?.attachments.filter(({ kind }) => kind === 'photo') ?? []
  if (water.data !== undefined && photos.length === 0) return <p className="quiet">{say(words.noPhotos)}</p>
  const put = (picture: Picture) =>
    props.onChange?.([...value.filter(one => one.attachmentId !== picture.attachmentId), picture])
  return (
    <div className="case-pictures">
      {photos.map(({ id, name, caption }) => {
        const chosen = value.find(({ attachmentId }) => attachmentId === id)
        const take = (checked: boolean) =>
          checked
            ? put({ attachmentId: id, when: 'after', caption: caption ?? '' })
            : props.onChange?.(value.filter(({ attachmentId }) => attachmentId !== id))
        return (
          <figure key={id}>
            <img
              alt={caption ?? name}
              loading="lazy"
              src={addressOf(getAttachment, { params: { id: waterId, attachmentId: id }, query: { as: 'thumbnail' } })}
            />
            <figcaption className="case-picture-fields">
              <Checkbox checked={chosen !== undefined} onChange={({ target }) => take(target.checked)}>
                {caption ?? name}
              </Checkbox>
              {chosen === undefined ? null : (
                <>
                  <Select
                    size="small"
                    aria-label={say(words.when)}
                    value={chosen.when}
                    options={pictureTimeIds.map(value => ({ value, label: say(pictureTimes[value]) }))}
                    onChange={when => put({ ...chosen, when })}
                  />
                  <Input
                    size="small"
                    maxLength={200}
                    aria-label={say(words.caption)}
                    placeholder={say(words.caption)}
                    value={chosen.caption}
                    onChange={({ target }) => put({ ...chosen, caption: target.value })}
                  />
                </>
              )}
            </figcaption>
          </figure>
        )
      })}
    </div>
  )
}
