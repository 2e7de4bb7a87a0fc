import { CheckOutlined } from '@ant-design/icons'
import { permissionIds, permissions } from '../../../domain/permissions.ts'
import { listRoles } from '../../../people/contract.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { ScrollArea } from '../../shared/components/scroll-area.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { levelWords, peopleWords as words } from './people-words.ts'

/** Roles across, rights down: who may do what, at one glance. */
export function RolesPanel() {
  const say = useSay()
  const roles = useAnswer(listRoles, {}, { staleMs: Infinity })
  const items = roles.data?.items ?? []
  return (
    <section className="panel">
      <p className="note-line roles-lead">{say(words.rolesLead)}</p>
      {roles.error === null ? null : <ProblemAlert error={roles.error} onRetry={roles.refetch} />}
      <ScrollArea label={say(words.tabRoles)}>
        <table className="roles-table">
          <thead>
            <tr>
              <th scope="col">{say(words.permission)}</th>
              {items.map(role => (
                <th scope="col" key={role.id}>
                  {say(role.name)}
                  <span className="quiet">{role.levels.map(level => say(levelWords[level])).join(' / ')}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {permissionIds.map(permission => (
              <tr key={permission}>
                <th scope="row">{say(permissions[permission])}</th>
                {items.map(role => (
                  <td key={role.id}>
                    <Held held={role.permissions.some(({ id }) => id === permission)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  )
}

function Held({ held }: { readonly held: boolean }) {
  const say = useSay()
  return (
    <>
      {held ? (
        <CheckOutlined className="held" />
      ) : (
        <span className="quiet" aria-hidden="true">
          ·
        </span>
      )}
      <span className="visually-hidden">{say(held ? words.allowed : words.notAllowed)}</span>
    </>
  )
}
