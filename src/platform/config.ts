import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { Problem, problemKind } from '../domain/problems.ts'

const faultyConfiguration = problemKind<{ faults: readonly string[] }>({
  code: 'configuration.faulty',
  status: 500,
  title: { zh: '配置有误', en: 'Faulty configuration' },
  say: ({ faults }) => ({
    zh: `环境变量配置有误，请改正后重新启动：\n${faults.join('\n')}`,
    en: `Environment variables are wrong; correct them and start again:\n${faults.join('\n')}`,
  }),
})

const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value)

const schema = z.object({
  DATABASE_URL: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
      .optional(),
  ),
  JIUQING_PORT: z.preprocess(blankIsAbsent, z.coerce.number().int().min(0).max(65_535).default(8080)),
  JIUQING_HOST: z.preprocess(blankIsAbsent, z.string().default('127.0.0.1')),
  JIUQING_DATA: z.preprocess(blankIsAbsent, z.string().optional()),
  JIUQING_PUBLIC_URL: z.preprocess(blankIsAbsent, z.url().optional()),
  JIUQING_ADMIN_PASSWORD: z.preprocess(blankIsAbsent, z.string().min(8, 'needs at least 8 characters').optional()),
  JIUQING_TIANDITU_KEY: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^[0-9a-zA-Z]+$/, 'holds letters and digits only')
      .optional(),
  ),
  JIUQING_DATABASE_MEMORY_MB: z.preprocess(blankIsAbsent, z.coerce.number().int().min(16).max(65_536).optional()),
  JIUQING_METRICS_TOKEN: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^[\x21-\x7e]{16,}$/, 'needs at least 16 characters, without spaces')
      .optional(),
  ),
  JIUQING_LOG_LEVEL: z.preprocess(
    blankIsAbsent,
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ),
})

/** Where the embedded database lies, and what it may take. */
export type EmbeddedPlace = Pick<Config, 'dataFolder' | 'databaseMemoryMb'>

export type Config = {
  /** An outside PostgreSQL; the embedded one where absent. */
  readonly databaseUrl?: string | undefined
  /** Memory for the pages of the embedded database in MB; an eighth of the machine's, 128 to 4,096, where absent. */
  readonly databaseMemoryMb?: number | undefined
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  /** Address under which people reach the platform, where it stands behind a proxy. */
  readonly publicUrl?: string | undefined
  readonly adminPassword?: string | undefined
  readonly tiandituKey?: string | undefined
  /** With it a monitoring system on another machine reads `/metrics`. */
  readonly metricsToken?: string | undefined
  readonly logLevel: string
}

/**
 * `./data`; but below a folder that only root may enter, as `/root`, a root user's database (which runs under an ordinary
 * account) could not reach it: there it is `/var/lib/jiuqing`.
 */
export function defaultDataFolder(workingFolder: string, isRoot: boolean): string {
  if (!isRoot) return './data'
  for (let at = workingFolder; at !== dirname(at); at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return '/var/lib/jiuqing'
  }
  return './data'
}

/**
 * Reads the whole configuration from environment variables; the only place that does.
 *
 * @throws Problem `configuration.faulty` naming every fault at once
 */
export function readConfig(environment: NodeJS.ProcessEnv, overrides: Partial<Config> = {}): Config {
  const parsed = schema.safeParse(environment)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
    throw new Problem(faultyConfiguration, { faults })
  }
  const value = parsed.data
  return {
    databaseUrl: value.DATABASE_URL,
    databaseMemoryMb: value.JIUQING_DATABASE_MEMORY_MB,
    port: value.JIUQING_PORT,
    host: value.JIUQING_HOST,
    dataFolder: value.JIUQING_DATA ?? defaultDataFolder(process.cwd(), process.getuid?.() === 0),
    publicUrl: value.JIUQING_PUBLIC_URL,
    adminPassword: value.JIUQING_ADMIN_PASSWORD,
    tiandituKey: value.JIUQING_TIANDITU_KEY,
    metricsToken: value.JIUQING_METRICS_TOKEN,
    logLevel: value.JIUQING_LOG_LEVEL,
    ...overrides,
  }
}
