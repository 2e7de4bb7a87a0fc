import { pino, type Logger } from 'pino'

export type Log = Logger

/** Structured log lines (JSON) on standard error: standard output belongs to what commands print. Passwords and cookies are cut out. */
export function openLog(level: string): Log {
  return pino(
    {
      level,
      base: { service: 'jiuqing' },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['req.headers.cookie', 'req.headers.authorization', 'password', '*.password'], remove: true },
    },
    pino.destination(2),
  )
}
