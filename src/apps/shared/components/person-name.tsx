import { nameWords, personStandings, personWords, type PersonLabel } from '../../../domain/person-label.ts'
import type { Bilingual } from '../../../domain/words.ts'
import { useSay } from '../i18n/language.tsx'
import type { Column } from './data-table.tsx'

/**
 * A person everywhere people appear: the name, the organisation quietly beside or below it; the username, and that an account is
 * disabled, only on pointing at it.
 */
export function PersonName({ person, brief = false }: { readonly person: PersonLabel; readonly brief?: boolean }) {
  const say = useSay()
  const more = [person.organisation, person.username, standingOf(person, say)].filter(part => part !== undefined)
  return (
    <span className="person" title={more.length === 0 ? undefined : more.join(' · ')}>
      <span className="person-name">{say(nameWords(person))}</span>
      {brief || person.organisation === undefined ? null : (
        <span className="person-organisation">{person.organisation}</span>
      )}
    </span>
  )
}

/** Only where it says more than the name does. */
function standingOf({ standing }: PersonLabel, say: (text: Bilingual) => string): string | undefined {
  return standing === 'disabled' ? say(personStandings.disabled) : undefined
}

/**
 * A column of people; files that leave the page hold name and organisation.
 *
 * @example personColumn({ key: 'by', title: say(words.by), person: row => row.by }, say)
 */
export function personColumn<Row>(
  column: Omit<Column<Row>, 'value' | 'render'> & { readonly person: (row: Row) => PersonLabel | undefined },
  say: (text: Bilingual) => string,
): Column<Row> {
  const { person, ...rest } = column
  const of = (row: Row) => {
    const label = person(row)
    return label === undefined ? undefined : say(personWords(label))
  }
  return {
    width: 170,
    ...rest,
    value: of,
    render: row => {
      const label = person(row)
      return label === undefined ? null : <PersonName person={label} />
    },
  }
}
