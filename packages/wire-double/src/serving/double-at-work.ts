import type { ServiceError } from '@grpc/grpc-js'
import type { ServerLog } from '../log/server-log.js'
import type { Misbehaviours } from '../misbehaving.js'
import { notLeader, refused } from '../protocol/refusal.js'
import type { Misbehaviour, StruckCall } from '../wire-double.js'

/** What every service of a double works with. */
export interface DoubleAtWork {
  readonly log: ServerLog
  readonly misbehaviours: Misbehaviours
  readonly maxAppendSize: number
  readonly count: (call: string) => void
  /** Cuts the connection that a call came by: at once, or when what was sent has gone. */
  readonly cut: (call: { getPeer(): string }, when: 'at-once' | 'when-sent') => void
}

export const isRefusal = ({ does }: Misbehaviour): boolean => does === 'refuse' || does === 'leader-elsewhere'

/** The refusal that strikes a call that sends events, if one does. */
export const refusalOf = ({ misbehaviours }: DoubleAtWork, call: StruckCall): ServiceError | undefined => {
  const struck = misbehaviours.strike(call, isRefusal)
  return struck === undefined ? undefined : refusalIn(struck)
}

export const refusalIn = (struck: Misbehaviour): ServiceError | undefined => {
  if (struck.does === 'refuse') return refused(struck.code, struck.exception)
  return struck.does === 'leader-elsewhere' ? notLeader(struck.host, struck.port) : undefined
}
