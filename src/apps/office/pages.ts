import {
  AccountBookOutlined,
  ApartmentOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BookOutlined,
  BulbOutlined,
  CalendarOutlined,
  ClockCircleOutlined,
  ClusterOutlined,
  CompassOutlined,
  DashboardOutlined,
  DatabaseOutlined,
  ExperimentOutlined,
  FileDoneOutlined,
  FileExcelOutlined,
  FundOutlined,
  LineChartOutlined,
  NotificationOutlined,
  OrderedListOutlined,
  ProfileOutlined,
  QuestionCircleOutlined,
  ScheduleOutlined,
  SwapOutlined,
  SafetyCertificateOutlined,
  SolutionOutlined,
  TeamOutlined,
  ToolOutlined,
  UserOutlined,
  UsergroupAddOutlined,
} from '@ant-design/icons'
import { lazy, type ComponentType } from 'react'
import type { Permission } from '../../domain/permissions.ts'
import type { Bilingual } from '../../domain/words.ts'
import { UnreadMark } from './notices/unread-mark.tsx'
import type { Chapter } from './shell/shell-words.ts'

export type Page = {
  /** Below `/office`; `$name` is a part of the address, as in `/waters/$id`. */
  readonly path: string
  /** The menu's page it belongs to, where the address says another. */
  readonly under?: string
  /** Folder below `src/apps/office`; the name of the slice it belongs to. */
  readonly slice: string
  readonly permission: Permission | 'signed-in'
  readonly component: ComponentType
  /** Where it stands in the menu; pages reached from another page have none. */
  readonly menu?: {
    readonly chapter: Chapter
    readonly label: Bilingual
    readonly icon: ComponentType
    /** What waits there, as a number. */
    readonly mark?: ComponentType
  }
}

/**
 * Contents of the office: every page, in the order of the menu. A page is one folder and one entry here.
 *
 * @example { path: '/lists', slice: 'register', permission: 'water.read', component: lazy(() => import('./register/lists-page.tsx')),
 *   menu: { chapter: 'decide', label: { zh: '监管清单', en: 'Lists' }, icon: OrderedListOutlined } }
 */
export const pages: readonly Page[] = [
  {
    path: '/',
    slice: 'overview',
    permission: 'water.read',
    component: lazy(() => import('./overview/overview-page.tsx')),
    menu: { chapter: 'desk', label: { zh: '总览', en: 'Overview' }, icon: DashboardOutlined },
  },
  {
    path: '/notices',
    slice: 'notices',
    permission: 'signed-in',
    component: lazy(() => import('./notices/notices-page.tsx')),
    menu: {
      chapter: 'desk',
      label: { zh: '通知与指南', en: 'Notices' },
      icon: NotificationOutlined,
      mark: UnreadMark,
    },
  },
  {
    path: '/notices/$id',
    slice: 'notices',
    permission: 'signed-in',
    component: lazy(() => import('./notices/notice-page.tsx')),
  },
  {
    path: '/waters',
    slice: 'waters',
    permission: 'water.read',
    component: lazy(() => import('./waters/waters-page.tsx')),
    menu: { chapter: 'desk', label: { zh: '水体台账', en: 'Waters' }, icon: DatabaseOutlined },
  },
  {
    path: '/waters/new',
    slice: 'waters',
    permission: 'water.write',
    component: lazy(() => import('./waters/new-water-page.tsx')),
  },
  {
    path: '/waters/$id',
    slice: 'waters',
    permission: 'water.read',
    component: lazy(() => import('./waters/water-page.tsx')),
  },
  {
    path: '/import',
    slice: 'survey',
    permission: 'water.import',
    component: lazy(() => import('./survey/imports-page.tsx')),
    menu: { chapter: 'find', label: { zh: '排查导入', en: 'Import' }, icon: FileExcelOutlined },
  },
  {
    path: '/import/$id',
    slice: 'survey',
    permission: 'water.import',
    component: lazy(() => import('./survey/import-page.tsx')),
  },
  {
    path: '/readings/import',
    slice: 'monitoring',
    permission: 'reading.record',
    component: lazy(() => import('./monitoring/readings-import-page.tsx')),
    menu: { chapter: 'find', label: { zh: '监测数据导入', en: 'Import readings' }, icon: LineChartOutlined },
  },
  {
    path: '/people',
    slice: 'people',
    permission: 'people.read',
    component: lazy(() => import('./people/people-page.tsx')),
    menu: { chapter: 'foundation', label: { zh: '人员与账号', en: 'People' }, icon: TeamOutlined },
  },
  {
    path: '/people/import',
    slice: 'people',
    permission: 'people.manage',
    component: lazy(() => import('./people/accounts-import-page.tsx')),
  },
  {
    path: '/my-account',
    slice: 'people',
    permission: 'signed-in',
    component: lazy(() => import('./people/my-account-page.tsx')),
    menu: { chapter: 'foundation', label: { zh: '我的账号', en: 'My account' }, icon: UserOutlined },
  },
  {
    path: '/survey',
    slice: 'survey',
    permission: 'water.read',
    component: lazy(() => import('./survey/survey-page.tsx')),
    menu: { chapter: 'find', label: { zh: '排查进度', en: 'Survey' }, icon: CompassOutlined },
  },
  {
    path: '/survey/tasks/$id',
    slice: 'survey',
    permission: 'water.read',
    component: lazy(() => import('./survey/task-page.tsx')),
  },
  {
    path: '/survey/candidates',
    slice: 'survey',
    permission: 'water.read',
    component: lazy(() => import('./survey/candidates-page.tsx')),
    menu: { chapter: 'find', label: { zh: '疑似水体', en: 'Suspected waters' }, icon: QuestionCircleOutlined },
  },
  {
    path: '/survey/waters/$id',
    under: '/survey/candidates',
    slice: 'survey',
    permission: 'water.read',
    component: lazy(() => import('./survey/bases-page.tsx')),
  },
  {
    path: '/identification',
    slice: 'identification',
    permission: 'water.read',
    component: lazy(() => import('./identification/identification-page.tsx')),
    menu: { chapter: 'decide', label: { zh: '识别判定', en: 'Identification' }, icon: ExperimentOutlined },
  },
  {
    path: '/identification/trial',
    slice: 'identification',
    permission: 'water.read',
    component: lazy(() => import('./identification/trial-page.tsx')),
  },
  {
    path: '/identification/verdicts/$id',
    slice: 'identification',
    permission: 'water.read',
    component: lazy(() => import('./identification/verdict-page.tsx')),
  },
  {
    path: '/lists',
    slice: 'register',
    permission: 'water.read',
    component: lazy(() => import('./register/lists-page.tsx')),
    menu: { chapter: 'decide', label: { zh: '监管清单', en: 'Lists' }, icon: OrderedListOutlined },
  },
  {
    path: '/plans',
    slice: 'planning',
    permission: 'water.read',
    component: lazy(() => import('./planning/plans-page.tsx')),
    menu: { chapter: 'plan', label: { zh: '一水一策', en: 'Plans' }, icon: ProfileOutlined },
  },
  {
    path: '/plans/$id',
    slice: 'planning',
    permission: 'water.read',
    component: lazy(() => import('./planning/plan-page.tsx')),
  },
  {
    path: '/waters/$id/plan',
    under: '/plans',
    slice: 'planning',
    permission: 'plan.write',
    component: lazy(() => import('./planning/new-plan-page.tsx')),
  },
  {
    path: '/cases',
    slice: 'planning',
    permission: 'water.read',
    component: lazy(() => import('./planning/cases-page.tsx')),
    menu: { chapter: 'plan', label: { zh: '治理案例', en: 'Cases' }, icon: BulbOutlined },
  },
  {
    path: '/cases/new',
    slice: 'planning',
    permission: 'plan.write',
    component: lazy(() => import('./planning/new-case-page.tsx')),
  },
  {
    path: '/cases/$id',
    slice: 'planning',
    permission: 'water.read',
    component: lazy(() => import('./planning/case-page.tsx')),
  },
  {
    path: '/measures',
    slice: 'planning',
    permission: 'water.read',
    component: lazy(() => import('./planning/measures-page.tsx')),
    menu: { chapter: 'plan', label: { zh: '措施目录', en: 'Measures' }, icon: AppstoreOutlined },
  },
  {
    path: '/waters/$id/measures',
    under: '/measures',
    slice: 'planning',
    permission: 'water.read',
    component: lazy(() => import('./planning/measure-review-page.tsx')),
  },
  {
    path: '/annual-plans',
    slice: 'planning',
    permission: 'water.read',
    component: lazy(() => import('./planning/annual-plans-page.tsx')),
    menu: { chapter: 'plan', label: { zh: '年度工作方案', en: 'Annual plans' }, icon: CalendarOutlined },
  },
  {
    path: '/annual-plans/$id',
    slice: 'planning',
    permission: 'water.read',
    component: lazy(() => import('./planning/annual-plan-page.tsx')),
  },
  {
    path: '/surroundings',
    slice: 'surroundings',
    permission: 'water.read',
    component: lazy(() => import('./surroundings/surroundings-page.tsx')),
    menu: { chapter: 'treat', label: { zh: '设施与聚居点', en: 'Sewage works' }, icon: ClusterOutlined },
  },
  {
    path: '/surroundings/import',
    slice: 'surroundings',
    permission: 'water.write',
    component: lazy(() => import('./surroundings/surroundings-import-page.tsx')),
  },
  {
    path: '/duties',
    slice: 'duties',
    permission: 'water.read',
    component: lazy(() => import('./duties/duties-page.tsx')),
    menu: { chapter: 'treat', label: { zh: '责任人', en: 'Duties' }, icon: SolutionOutlined },
  },
  {
    path: '/duties/import',
    slice: 'duties',
    permission: 'duties.assign',
    component: lazy(() => import('./duties/duties-import-page.tsx')),
  },
  {
    path: '/verification',
    slice: 'works',
    permission: 'water.read',
    component: lazy(() => import('./works/verification-page.tsx')),
    menu: { chapter: 'treat', label: { zh: '现场核查', en: 'Verification' }, icon: FileDoneOutlined },
  },
  {
    path: '/verification/visits/$id',
    slice: 'works',
    permission: 'water.read',
    component: lazy(() => import('./works/visit-page.tsx')),
  },
  {
    path: '/verification/problems',
    slice: 'works',
    permission: 'water.read',
    component: lazy(() => import('./works/problems-page.tsx')),
    menu: { chapter: 'treat', label: { zh: '问题与成效', en: 'Problems' }, icon: ToolOutlined },
  },
  {
    path: '/progress',
    slice: 'works',
    permission: 'water.read',
    component: lazy(() => import('./works/progress-page.tsx')),
    menu: { chapter: 'treat', label: { zh: '工程进度', en: 'Progress of works' }, icon: ScheduleOutlined },
  },
  {
    path: '/waters/$id/progress',
    under: '/progress',
    slice: 'works',
    permission: 'water.read',
    component: lazy(() => import('./works/water-progress-page.tsx')),
  },
  {
    path: '/acceptance',
    slice: 'acceptance',
    permission: 'water.read',
    component: lazy(() => import('./acceptance/acceptance-page.tsx')),
    menu: { chapter: 'treat', label: { zh: '验收销号', en: 'Acceptance' }, icon: SafetyCertificateOutlined },
  },
  {
    path: '/waters/$id/acceptance',
    under: '/acceptance',
    slice: 'acceptance',
    permission: 'water.read',
    component: lazy(() => import('./acceptance/water-acceptance-page.tsx')),
  },
  {
    path: '/experts',
    slice: 'experts',
    permission: 'water.read',
    component: lazy(() => import('./experts/experts-page.tsx')),
    menu: { chapter: 'treat', label: { zh: '专家一对一', en: 'Experts' }, icon: UsergroupAddOutlined },
  },
  {
    path: '/experts/$id',
    slice: 'experts',
    permission: 'water.read',
    component: lazy(() => import('./experts/expert-page.tsx')),
  },
  {
    path: '/bundles',
    slice: 'funding',
    permission: 'water.read',
    component: lazy(() => import('./funding/bundles-page.tsx')),
    menu: { chapter: 'plan', label: { zh: '试点打捆', en: 'Pilot bundle' }, icon: FundOutlined },
  },
  {
    path: '/money',
    slice: 'funding',
    permission: 'water.read',
    component: lazy(() => import('./funding/money-page.tsx')),
    menu: { chapter: 'plan', label: { zh: '治理资金', en: 'Money' }, icon: AccountBookOutlined },
  },
  {
    path: '/money/entries',
    slice: 'funding',
    permission: 'water.read',
    component: lazy(() => import('./funding/money-entries-page.tsx')),
  },
  {
    path: '/waters/$id/money',
    under: '/money',
    slice: 'funding',
    permission: 'water.read',
    component: lazy(() => import('./funding/water-money-page.tsx')),
  },
  {
    path: '/four-sames',
    slice: 'four-sames',
    permission: 'water.read',
    component: lazy(() => import('./four-sames/four-sames-page.tsx')),
    menu: { chapter: 'treat', label: { zh: '四同对比', en: 'Four sames' }, icon: SwapOutlined },
  },
  {
    path: '/four-sames/waters',
    slice: 'four-sames',
    permission: 'water.read',
    component: lazy(() => import('./four-sames/waters-behind-page.tsx')),
  },
  {
    path: '/standards',
    slice: 'standards',
    permission: 'signed-in',
    component: lazy(() => import('./standards/standards-page.tsx')),
    menu: { chapter: 'foundation', label: { zh: '标准与政策', en: 'Standards' }, icon: BookOutlined },
  },
  {
    path: '/ledger',
    slice: 'ledger',
    permission: 'facts.read',
    component: lazy(() => import('./ledger/ledger-page.tsx')),
    menu: { chapter: 'oversight', label: { zh: '操作记录', en: 'Ledger' }, icon: AuditOutlined },
  },
  {
    path: '/jobs',
    slice: 'jobs',
    permission: 'jobs.manage',
    component: lazy(() => import('./jobs/jobs-page.tsx')),
    menu: { chapter: 'oversight', label: { zh: '后台任务', en: 'Background jobs' }, icon: ClockCircleOutlined },
  },
  {
    path: '/places',
    slice: 'places',
    permission: 'signed-in',
    component: lazy(() => import('./places/places-page.tsx')),
    menu: { chapter: 'foundation', label: { zh: '行政区划', en: 'Places' }, icon: ApartmentOutlined },
  },
]
