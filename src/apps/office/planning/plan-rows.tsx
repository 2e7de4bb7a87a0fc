import { Button, Form } from 'antd'
import type { ReactNode } from 'react'
import { useSay } from '../../shared/i18n/language.tsx'
import { planWords as words } from './plan-words.ts'

/** A list of rows that grows; each row ends with a button that takes it out. */
export function Rows(props: {
  readonly name: 'causes' | 'measures' | 'funding'
  readonly add: string
  readonly children: (index: number) => ReactNode
}) {
  const say = useSay()
  return (
    <Form.List name={props.name}>
      {(fields, { add, remove }) => (
        <div className="plan-rows">
          {fields.map(({ key, name }) => (
            <div key={key} className={`plan-row ${props.name}`}>
              {props.children(name)}
              <Button size="small" type="text" danger onClick={() => remove(name)}>
                {say(words.remove)}
              </Button>
            </div>
          ))}
          <Button onClick={() => add({})}>{props.add}</Button>
        </div>
      )}
    </Form.List>
  )
}
