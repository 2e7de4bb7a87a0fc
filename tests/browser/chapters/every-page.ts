import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { shellWords } from '../../../src/apps/office/shell/shell-words.ts'
import { signInWords } from '../../../src/apps/office/people/sign-in-words.ts'
import type { Office } from '../../support/desk.ts'
import { accessibilityFaults, lookAllRound, lookFromAllSides, overflowPx } from '../../support/looking.ts'
import { waterWithMoney } from './money-on-record.ts'
import { listedWater, waterNamed } from './water.ts'

type Known = {
  readonly as?: string
  /** The address below `/office`, where the path alone is none. */
  readonly address?: (office: Office) => Promise<string>
}

const oneWater = async (office: Office) => waterNamed(office, 'dianjiang', '水井大田水塘')

/** Id of the first item that a list of the platform answers to the officer of 垫江县. */
async function firstOf({ platform }: Office, path: string): Promise<string> {
  const { items } = (await platform.call(await platform.signIn('dianjiang'), 'GET', path)) as {
    items: { id: string }[]
  } // lists answer so
  const [first] = items
  if (first === undefined) throw new Error(`${path} holds nothing`)
  return first.id
}

/** Id of a visit that the officer of 垫江县 has just planned. */
async function plannedVisit(office: Office): Promise<string> {
  const { platform } = office
  const visitor = { organisation: '垫江县生态环境局' }
  const plan = { waterId: await oneWater(office), phase: 'after', role: 'county', visitor, dueOn: '2099-12-31' }
  const visit = await platform.call(await platform.signIn('dianjiang'), 'POST', '/api/works/visits', plan)
  return String((visit as { id: unknown }).id) // the contract's answer
}

/** Id of a notice that the city has just issued to 垫江县. */
async function noticeIssued({ platform }: Office): Promise<string> {
  const notice = {
    kind: 'notice',
    title: '关于开展冬季排查的通知',
    text: '请于期限前完成排查并回执。',
    divisions: ['500231000000'],
    replyBy: '2099-12-31',
  }
  const issued = await platform.call(await platform.signIn('municipal'), 'POST', '/api/notices', notice)
  return String((issued as { id: unknown }).id) // the contract's answer
}

/** Id of a plan that the city has just begun. */
async function planBegun(office: Office): Promise<string> {
  const { platform } = office
  const session = await platform.signIn('municipal')
  const path = `/api/planning/waters/${await listedWater(office)}/plan`
  const { plan } = (await platform.call(session, 'GET', path)) as { plan?: { id: string } } // the contract's answer
  if (plan !== undefined) return plan.id
  const content = { presentState: '水色发黑。', causes: [], measures: [], funding: [], persons: {} }
  return String(((await platform.call(session, 'PUT', path, { seenVersion: 0, content })) as { id: unknown }).id) // likewise
}

/** Id of the expert who helps most waters. */
async function busiestExpert({ platform }: Office): Promise<string> {
  const board = await platform.call(await platform.signIn('municipal'), 'GET', '/api/experts/board')
  const [first] = (board as { experts: { expert: { id: string } }[] }).experts // the contract's answer
  if (first === undefined) throw new Error('the example has no expert')
  return first.expert.id
}

/** Id of the annual work plan that the officer of 垫江县 has just drawn up; the same where one stands. */
async function annualPlanDrawn({ platform }: Office): Promise<string> {
  const session = await platform.signIn('dianjiang')
  const path = '/api/planning/annual-plans'
  const { items } = (await platform.call(session, 'GET', `${path}?year=2027`)) as { items: { id: string }[] } // lists answer so
  if (items[0] !== undefined) return items[0].id
  const drawn = await platform.call(session, 'POST', path, { regionCode: '500231000000', year: 2027 })
  return String((drawn as { id: unknown }).id) // the contract's answer
}

/**
 * Who looks at a page, and at which address, where that is not the municipal officer at the path itself. A new page with a
 * parameter needs a line here; without it the tests below fail.
 */
const known: Readonly<Record<string, Known>> = {
  '/waters/$id': { as: 'dianjiang', address: async office => `/waters/${await oneWater(office)}` },
  '/survey/tasks/$id': {
    as: 'dianjiang',
    address: async office => `/survey/tasks/${await firstOf(office, '/api/survey/tasks')}`,
  },
  '/survey/waters/$id': { as: 'dianjiang', address: async office => `/survey/waters/${await oneWater(office)}` },
  '/identification/verdicts/$id': {
    as: 'dianjiang',
    address: async office => `/identification/verdicts/${await firstOf(office, '/api/identification/verdicts')}`,
  },
  '/notices/$id': { address: async office => `/notices/${await noticeIssued(office)}` },
  '/cases/$id': { address: async office => `/cases/${await firstOf(office, '/api/planning/cases')}` },
  '/waters/$id/measures': { as: 'dianjiang', address: async office => `/waters/${await oneWater(office)}/measures` },
  '/plans/$id': { address: async office => `/plans/${await planBegun(office)}` },
  '/waters/$id/plan': { address: async office => `/waters/${await listedWater(office, 1)}/plan` },
  '/annual-plans/$id': { as: 'dianjiang', address: async office => `/annual-plans/${await annualPlanDrawn(office)}` },
  '/verification/visits/$id': {
    as: 'dianjiang',
    address: async office => `/verification/visits/${await plannedVisit(office)}`,
  },
  '/money': {
    address: async office => {
      await waterWithMoney(office)
      return '/money'
    },
  },
  '/waters/$id/money': { address: async office => `/waters/${await waterWithMoney(office)}/money` },
  '/waters/$id/acceptance': {
    as: 'dianjiang',
    address: async office => `/waters/${await oneWater(office)}/acceptance`,
  },
  '/experts/$id': { as: 'expert', address: async office => `/experts/${await busiestExpert(office)}` },
  '/waters/$id/progress': { address: async office => `/waters/${await listedWater(office, 3)}/progress` },
  '/people': { as: 'dianjiang-admin' },
  '/people/import': { as: 'dianjiang-admin' },
  '/jobs': { as: 'dianjiang-admin' },
}

/** Pages with a parameter that other chapters look at, in the states that matter. */
const lookedAtElsewhere = ['/import/$id']

/** The paths in the office's list of pages; read as text, because the list itself loads pages for a browser. */
function pagePaths(): readonly string[] {
  const list = readFileSync(new URL('../../../src/apps/office/pages.ts', import.meta.url), 'utf8')
  return [...list.matchAll(/^\s+path: '([^']+)'/gm)].map(([, path = '']) => path)
}

export function testEveryPage(office: () => Office): void {
  describe('every page, in both languages, at the desk and on a phone', () => {
    const paths = pagePaths().filter(path => !lookedAtElsewhere.includes(path))
    it.each(paths)('%s is open to everybody: axe finds nothing serious, nothing runs out of the side', async path => {
      const { as = 'municipal', address } = known[path] ?? {}
      if (path.includes('$') && address === undefined) throw new Error(`no example of ${path} is known here`)
      const desk = await office().open({ as, path: address === undefined ? path : await address(office()) })
      await desk.page.getByRole('heading', { level: 1 }).waitFor()
      expect(await desk.page.getByText(shellWords.notAllowedTitle.zh).count()).toBe(0)
      await lookFromAllSides(desk, path === '/' ? 'overview' : path.slice(1).replaceAll(/\W+/g, '-'))
      expect(await desk.close()).toEqual([])
    })

    it('the sign-in page too', async () => {
      const desk = await office().open({ path: '/', expected: [/^401 \/api\/session$/] })
      await desk.page.getByRole('heading', { name: signInWords.title.zh }).waitFor()
      await lookAllRound(desk, 'sign-in')
      expect(await desk.close()).toEqual([])
    })

    it('and a page that keeps people out would be found: a picture without words, pale writing, a line that is too long', async () => {
      const desk = await office().open({ as: 'municipal', path: '/no-such-page' })
      await desk.page.getByText(shellWords.notFoundTitle.zh).waitFor()
      await desk.page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend',
        '<img src="data:,"><p style="color:#ddd;background:#fff;width:3000px">浅色长行</p>')`)
      const faults = await accessibilityFaults(desk.page)
      expect(faults.map(fault => fault.split(':')[0])).toEqual(['color-contrast', 'image-alt'])
      expect(await overflowPx(desk.page)).toBeGreaterThan(1000)
      await desk.close()
    })

    it('a page that does not exist too', async () => {
      const desk = await office().open({ as: 'municipal', path: '/no-such-page' })
      await desk.page.getByText(shellWords.notFoundTitle.zh).waitFor()
      await lookAllRound(desk, 'not-found')
      expect(await desk.close()).toEqual([])
    })
  })
}
