import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import postcss from 'postcss'
import { describe, expect, it } from 'vitest'
import { onlyUsedComponents, unusedComponents } from './component-styles.ts'

const apps = fileURLToPath(new URL('../src/apps', import.meta.url))

/** What the pages take from antd, types among it. */
function taken(): readonly string[] {
  return globSync(`${apps}/**/*.{ts,tsx}`).flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/import (?:type )?\{([^}]*)\} from 'antd'/g)].flatMap(([, names = '']) =>
      names.split(',').map(name => name.trim().split(' as ')[0]!),
    ),
  )
}

describe('the stylesheet of the components', () => {
  it('is whole for every component that a page has', () => {
    const names = taken()
    expect(names).toContain('Table')
    expect(names.filter(name => name in unusedComponents)).toEqual([])
  })

  it('loses what belongs to others, and keeps what stands beside it', async () => {
    const file = createRequire(import.meta.url).resolve('antd/dist/antd.css')
    const css =
      '.ant-steps-item,.ant-menu-item{margin:0}.ant-rate{color:red}.ant-listing{top:0}.css-var-_R_0_{--ant-blue:#1677FF}'
    const cleaned = await postcss([onlyUsedComponents()]).process(css, { from: file })
    expect(cleaned.css).toBe('.ant-menu-item{margin:0}.ant-listing{top:0}')
    const others = await postcss([onlyUsedComponents()]).process(css, { from: file.replace('antd.css', 'look.css') })
    expect(others.css).toBe(css)
  })

  it('names no class that antd does not have', () => {
    const whole = readFileSync(createRequire(import.meta.url).resolve('antd/dist/antd.css'), 'utf8')
    const strangers = Object.values(unusedComponents).filter(name => !whole.includes(`.ant-${name}`))
    expect(strangers).toEqual([])
  })
})
