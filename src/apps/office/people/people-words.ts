import { many } from '../../../domain/many.ts'
import type { Words } from '../../shared/i18n/words.ts'

export const peopleWords = {
  title: { zh: '人员与账号', en: 'People' },
  tabAccounts: { zh: '账号', en: 'Accounts' },
  tabOrganisations: { zh: '单位', en: 'Organisations' },
  tabRoles: { zh: '角色与权限', en: 'Roles' },
  importAccounts: { zh: '从 Excel 批量新增', en: 'Add from Excel' },
  newAccount: { zh: '新增账号', en: 'New account' },

  searchAccounts: { zh: '姓名、用户名或电话', en: 'Name, username or telephone' },
  anyRole: { zh: '全部角色', en: 'Any role' },
  anyRegion: { zh: '全部辖区', en: 'Any division' },
  anyState: { zh: '在用和停用', en: 'In use and disabled' },
  inUse: { zh: '在用', en: 'in use' },
  disabled: { zh: '已停用', en: 'disabled' },
  locked: { zh: '已锁定', en: 'locked' },
  mustChange: { zh: '待首次登录改密', en: 'password to be changed' },

  name: { zh: '姓名', en: 'Name' },
  username: { zh: '用户名', en: 'Username' },
  role: { zh: '角色', en: 'Role' },
  organisation: { zh: '单位', en: 'Organisation' },
  region: { zh: '辖区', en: 'Jurisdiction' },
  phone: { zh: '电话', en: 'Telephone' },
  email: { zh: '电子邮箱', en: 'E-mail' },
  state: { zh: '状态', en: 'State' },
  lastSignIn: { zh: '最近登录', en: 'Last signed in' },
  created: { zh: '创建时间', en: 'Created' },
  never: { zh: '从未登录', en: 'never' },
  wholeCountry: { zh: '全国', en: 'whole country' },

  accountsEmpty: { zh: '没有符合条件的账号', en: 'No account matches' },
  accountsEmptyHint: { zh: '放宽条件，或新增账号。', en: 'Widen the filters, or create an account.' },

  needed: { zh: '请填写', en: 'Fill this in' },
  usernameRule: {
    zh: '2 至 32 位小写字母、数字、点、下划线或连字符，以字母或数字开头。登录时使用，以后不能更改。',
    en: '2 to 32 lower-case letters, digits, dots, underscores or hyphens, beginning with a letter or digit. It cannot be changed later.',
  },
  usernameWrong: { zh: '用户名不符合规则', en: 'This is not a username' },
  phoneWrong: { zh: '电话只含数字、空格和连字符', en: 'Digits, blanks and hyphens only' },
  emailWrong: { zh: '请填写有效的电子邮箱', en: 'Give a valid e-mail address' },
  roleHint: (levels: string) => ({ zh: `该角色的辖区级别：${levels}`, en: `Held at the level of: ${levels}` }),
  organisationHint: { zh: '没有所在单位？先在“单位”页新增。', en: 'Not there? Add it under "Organisations" first.' },
  create: { zh: '创建账号', en: 'Create the account' },
  editTitle: { zh: '修改账号', en: 'Change the account' },

  edit: { zh: '修改', en: 'Change' },
  reset: { zh: '重置密码', en: 'Reset password' },
  resetConfirm: (name: string) => ({
    zh: `为“${name}”生成一次性密码，原密码立即失效，锁定同时解除。`,
    en: `"${name}" gets a one-time password; the old one ends at once, and so does a lock.`,
  }),
  disable: { zh: '停用', en: 'Disable' },
  disableExplain: {
    zh: '停用后不能登录，已有的登录立即退出；以往的操作记录保留。',
    en: 'Nobody signs in with it any more and open sessions end. What was done stays on record.',
  },
  enable: { zh: '启用', en: 'Enable' },
  enableExplain: { zh: '启用后可用原密码登录。', en: 'The old password works again.' },
  handOver: { zh: '工作移交', en: 'Hand over' },
  handOverExplain: {
    zh: '归个人经办的未完成工作转给接收人；已经做过的仍记在移交人名下。排查任务、待识别和待判定的水体归辖区，不归个人，接收人在自己的页面上本来就能看到；接口令牌不移交。',
    en: 'What somebody has open in person passes to the other; what was done stays with whoever did it. Survey tasks and waters to decide on belong to the division, not to a person, so the receiver sees them anyway; API tokens do not pass on.',
  },
  handOverTo: { zh: '接收人', en: 'To' },
  handOverToHint: {
    zh: '须是在用账号，辖区包含移交人的辖区，权限不少于移交人。',
    en: 'An account in use, for an area that holds this one, with no fewer rights.',
  },
  handOverToNeeded: { zh: '请选择接收人', en: 'Choose who takes over' },
  noReceiver: { zh: '没有找到这样的账号', en: 'No such account' },
  searching: { zh: '正在查找', en: 'Searching' },
  handOverDisable: { zh: '移交后停用原账号（人员离岗）', en: 'Disable the old account afterwards (left the post)' },
  handOverWork: { zh: '将移交的工作', en: 'What passes on' },
  handOverCounting: { zh: '正在清点', en: 'Counting' },
  handOverNothing: {
    zh: '没有归个人经办的未完成工作。',
    en: 'Nothing is open in person.',
  },
  handOverImports: (count: number) => ({
    zh: `未完成的导入 ${count} 个，转给接收人`,
    en: `${many(count, 'unfinished import passes', 'unfinished imports pass')} to the receiver`,
  }),
  handOverOwnImports: (count: number) => ({
    zh: `未完成的导入 ${count} 个`,
    en: many(count, 'unfinished import', 'unfinished imports'),
  }),
  handOverStays: (count: number) => ({
    zh: `另有 ${count} 个未完成的导入不在接收人的辖区，不移交`,
    en: `${count} more unfinished ${count === 1 ? 'import lies' : 'imports lie'} outside the receiver’s area and ${count === 1 ? 'stays' : 'stay'}`,
  }),
  handedOver: (name: string, imports: number) => ({
    zh: imports === 0 ? `已移交给${name}；没有需要转移的导入` : `已移交给${name}；${imports} 个未完成的导入已转给对方`,
    en:
      imports === 0
        ? `Handed over to ${name}; there was no import to pass on`
        : `Handed over to ${name}; ${many(imports, 'unfinished import', 'unfinished imports')} passed on`,
  }),
  handOverFollows: (name: string, moved: number, waiting: number) => ({
    zh: `已移交给${name}；${moved} 个导入已转给对方，还有 ${waiting} 个正在转移，稍后自动完成`,
    en: `Handed over to ${name}; ${moved} imports passed on, ${waiting} more follow by themselves shortly`,
  }),
  saved: { zh: '已保存', en: 'Saved' },
  ownAccount: {
    zh: '这是您自己的账号：停用和重置密码须由另一名管理员办理，修改密码请到“我的账号”。',
    en: 'This is your own account: another administrator disables or resets it; change your password under "My account".',
  },
  notManageable: {
    zh: '这个账号由上级或其他管理员管理，您只能查看。',
    en: 'Another administrator manages this account; you may only see it.',
  },

  passwordTitle: { zh: '一次性密码', en: 'One-time password' },
  passwordOnce: {
    zh: '只显示这一次。请当面或通过可靠渠道交给本人，首次登录时必须修改。',
    en: 'Shown this once. Hand it over in person or by a safe way; it must be changed at the first sign-in.',
  },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  keptIt: { zh: '已记下', en: 'I have it' },
  downloadPasswords: { zh: '下载账号和一次性密码', en: 'Download accounts and passwords' },

  searchOrganisations: { zh: '单位名称', en: 'Name of the organisation' },
  anyKind: { zh: '全部类别', en: 'Any kind' },
  kind: { zh: '类别', en: 'Kind' },
  accountsIn: { zh: '在用账号', en: 'Accounts in use' },
  newOrganisation: { zh: '新增单位', en: 'New organisation' },
  organisationsEmpty: { zh: '没有符合条件的单位', en: 'No organisation matches' },

  rolesLead: {
    zh: '权限随角色确定。系统管理员不能处理水体业务，督查审计人员只读（GB/T 22239-2019 二级：管理与审计分离）。',
    en: 'Rights come with the role. The administrator cannot decide about waters, and the auditor changes nothing (GB/T 22239-2019, level 2: separated administrator and auditor).',
  },
  permission: { zh: '权限', en: 'Right' },
  levels: { zh: '辖区级别', en: 'Levels' },
  allowed: { zh: '有', en: 'yes' },
  notAllowed: { zh: '无', en: 'no' },

  importTitle: { zh: '批量新增账号', en: 'Add accounts from Excel' },
  importLead: {
    zh: '全部无误才会创建：有一处问题，一个账号也不建。',
    en: 'All or nothing: with one problem, nobody is created.',
  },
  template: { zh: '下载空白模板', en: 'Blank template' },
  dropAccounts: { zh: '选择账号名单（.xlsx），或拖到这里', en: 'Choose the list of accounts (.xlsx), or drop it here' },
  dropAccountsHint: { zh: '先核查，不会立即创建', en: 'It is checked first; nothing is created yet' },
  checked: (rows: number) => ({ zh: `${rows} 人，核查无误`, en: `${rows} people, all sound` }),
  checkedProblems: (rows: number, problems: number) => ({
    zh: `读取 ${rows} 人，${problems} 处需要更正`,
    en: `${rows} people read, ${problems} to correct`,
  }),
  fixAndRetry: {
    zh: '请在 Excel 中改好后重新选择文件。',
    en: 'Correct them in Excel and choose the file again.',
  },
  createAll: (rows: number) => ({ zh: `创建 ${rows} 个账号`, en: `Create ${rows} accounts` }),
  createdAll: (rows: number) => ({ zh: `已创建 ${rows} 个账号`, en: `${rows} accounts created` }),
  newOrganisations: (names: string) => ({
    zh: `将同时新增单位：${names}`,
    en: `Organisations created with it: ${names}`,
  }),
  sheet: { zh: '工作表', en: 'Sheet' },
  cell: { zh: '单元格', en: 'Cell' },
  problem: { zh: '问题', en: 'Problem' },
  row: { zh: '行', en: 'Row' },
  password: { zh: '一次性密码', en: 'One-time password' },

  mine: { zh: '我的账号', en: 'My account' },
  mineAccount: { zh: '账号', en: 'Account' },
  minePassword: { zh: '修改密码', en: 'Change password' },
  minePasswordDone: { zh: '密码已修改，其他设备上的登录已退出', en: 'Password changed; other sessions have ended' },
  mineRights: { zh: '我的权限', en: 'What I may do' },
  tokens: { zh: '接口令牌', en: 'API tokens' },
  tokensLead: {
    zh: '供本单位其他系统调用接口。令牌以您的名义、在您的权限之内操作。',
    en: 'For other systems that call the API: a token acts in your name and within your rights.',
  },
  tokensEmpty: { zh: '没有接口令牌', en: 'No API tokens' },
  newToken: { zh: '签发令牌', en: 'Issue a token' },
  label: { zh: '用途', en: 'What for' },
  labelHint: { zh: '如：县大数据平台每日取数', en: 'e.g. nightly export to the county platform' },
  rights: { zh: '权限', en: 'Rights' },
  rightsHint: { zh: '只给用得着的权限', en: 'Only what it needs' },
  rightsNeeded: { zh: '至少选一项权限', en: 'Choose at least one right' },
  days: { zh: '有效天数', en: 'Valid for (days)' },
  daysHint: (most: number) => ({
    zh: `最长 ${most} 天，到期前重新签发`,
    en: `${most} at most; issue a new one before it ends`,
  }),
  issueIt: { zh: '签发', en: 'Issue' },
  expires: { zh: '到期', en: 'Expires' },
  expired: { zh: '已过期', en: 'expired' },
  lastUsed: { zh: '最近使用', en: 'Last used' },
  unused: { zh: '未使用', en: 'never' },
  owner: { zh: '账号', en: 'Account' },
  revoke: { zh: '吊销', en: 'Revoke' },
  revokeTitle: { zh: '吊销令牌', en: 'Revoke the token' },
  revoked: (label: string) => ({ zh: `已吊销“${label}”`, en: `"${label}" is revoked` }),
  revokeConfirm: (label: string) => ({
    zh: `吊销后，使用“${label}”的系统立即无法调用接口，且不能恢复。`,
    en: `Systems using "${label}" lose access at once, for good.`,
  }),
  secretTitle: { zh: '令牌已签发', en: 'Token issued' },
  secretOnce: {
    zh: '只显示这一次，平台不保存原文。请立即存入对方系统的配置。',
    en: 'Shown this once; the platform keeps only its hash. Store it in the other system now.',
  },
  secretUse: { zh: '对方系统每次调用时带上请求头', en: 'The other system sends this header with every call:' },
  apiPage: { zh: '接口说明', en: 'API description' },
  copyByHand: {
    zh: '浏览器不允许自动复制。已替您选中，请直接复制',
    en: 'This browser does not let pages copy. It is selected: copy it yourself',
  },
} as const satisfies Words

export const levelWords = {
  province: { zh: '省级', en: 'province' },
  city: { zh: '市级', en: 'city' },
  county: { zh: '区县级', en: 'county' },
  town: { zh: '乡镇级', en: 'town' },
  village: { zh: '村级', en: 'village' },
} as const satisfies Words
