import { readConfig, type Config } from '../platform/config.ts'

type Said = {
  readonly data?: string | undefined
  readonly port?: string | undefined
  readonly host?: string | undefined
}

/**
 * The configuration of the surroundings, and instead of it what the options of a command say.
 *
 * @throws Problem `configuration.faulty` naming every fault at once
 * @example configOf({ data: './elsewhere' }).dataFolder // './elsewhere'
 */
export function configOf({ data, port, host }: Said): Config {
  return readConfig({
    ...process.env,
    ...(data === undefined ? {} : { JIUQING_DATA: data }),
    ...(port === undefined ? {} : { JIUQING_PORT: port }),
    ...(host === undefined ? {} : { JIUQING_HOST: host }),
  })
}
