import { EventStoreDBClient } from '@eventstore/db-client'
import * as E from 'fp-ts/lib/Either.js'
import type { ConnectionStringNotUsable } from './open-failures.js'

/** As the client flattens them: case, `-` and `_` do not count. */
const OPTIONS: ReadonlySet<string> = new Set(
  [
    'userCertFile',
    'userKeyFile',
    'maxDiscoverAttempts',
    'connectionName',
    'defaultDeadline',
    'discoveryInterval',
    'gossipTimeout',
    'nodePreference',
    'tls',
    'tlsVerifyCert',
    'tlsCAFile',
    'throwOnAppendFailure',
    'keepAliveInterval',
    'keepAliveTimeout',
  ].map((option) => option.toLowerCase()),
)

const flattened = (option: string): string => option.trim().toLowerCase().replaceAll(/[-_]/g, '')

/** The client of a connection string, not connected yet. Nothing that the string holds is told or printed. */
export const clientOf = (connectionString: string): E.Either<ConnectionStringNotUsable, EventStoreDBClient> => {
  const why = faultOf(connectionString)
  if (why !== undefined) return notUsable(why)
  try {
    return E.right(EventStoreDBClient.connectionString(connectionString.trim()))
  } catch (thrown) {
    return notUsable(whyOf(thrown))
  }
}

/** What the client would only warn of, printing the whole string as it does so. */
const faultOf = (connectionString: string): string | undefined => {
  // As the client has it: user and password end at the first @.
  const behindUser = connectionString.slice(connectionString.indexOf('@') + 1)
  // Also behind a question mark, which may be one of the password.
  if (behindUser.includes('@')) return 'an @ in a user, a password or an option is written %40'
  for (const [, option = '', value = ''] of behindUser.matchAll(/[?&]([^=&?]*)=?([^&?]*)/g)) {
    const name = flattened(option)
    if (name === '') continue
    if (!OPTIONS.has(name)) {
      return /^\w{1,30}$/.test(option) ? `it has no option ${option}` : 'it names an option that there is not'
    }
    if (name === 'tlsverifycert' && value.trim() === 'false') {
      return 'tlsVerifyCert=false is not supported by the client: name the authority with tlsCAFile'
    }
    if (name === 'keepaliveinterval' && Number(value) > -1 && Number(value) < 10_000) {
      return 'keepAliveInterval is at least 10000 ms, or -1 for none'
    }
  }
  return undefined
}

/** The client's parser tells what it found there, which may be a part of a password: only the place is told on. */
const whyOf = (thrown: unknown): string => {
  const { location, message } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as {
    readonly location?: ReadonlyArray<unknown>
    readonly message?: unknown
  }
  const told = typeof message === 'string' ? message : ''
  if (Array.isArray(location)) {
    const expected = /, expected ([^"]*)\.$/.exec(told)?.[1] ?? 'something else'
    return `at position ${String(location[0])} it was to have ${expected}`
  }
  // The client's own sentences about certificates and numbers; they quote nothing but a number.
  const isHarmless =
    /^(Failed to load certificate|userCertFile must be given|Invalid (keepAlive|defaultDeadline))/.test(told)
  return isHarmless ? told.replace(/\.$/, '') : 'the client does not take it'
}

const notUsable = (why: string): E.Either<ConnectionStringNotUsable, never> =>
  E.left({ failure: 'ConnectionStringNotUsable', why })
