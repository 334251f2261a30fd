import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { Patience } from '../patience.js'
import type { Turns } from '../turns.js'
import type { ClientConnection } from '../wire/client-connection.js'
import { readMessages } from '../wire/read-messages.js'
import { mayPass, type WireFault } from '../wire/wire-fault.js'

export interface StoreReadsSource {
  readonly connection: ClientConnection
  readonly patience: Patience
  readonly turns: Turns
  readonly onLost: () => void
}

export interface ReadOptions {
  /** Asks the leader, who alone knows what was just written. */
  readonly ofLeader?: boolean
  /** One attempt only: the caller has its own way of trying again. */
  readonly once?: boolean
}

/** A read that is cut again and again in its middle is given up in the end. */
const CUT_AT_MOST = 10

/** Reads to the end of what is asked, again where the connection breaks: what was read before then counts for nothing. */
export class StoreReads {
  constructor(private readonly source: StoreReadsSource) {}

  /** `begin` gives what takes up the messages of one attempt, and `gives` what came of it. */
  async read<Result>(
    request: ReadReq,
    begin: () => { readonly take: (message: ReadResp) => unknown; readonly result: () => Result },
    { ofLeader = false, once = false }: ReadOptions = {},
  ): Promise<{ readonly fault: WireFault } | { readonly result: Result }> {
    const { connection, patience, turns, onLost } = this.source
    let until = performance.now() + patience.timeoutMilliseconds
    for (let attempt = 1; ; attempt += 1) {
      const { take, result } = begin()
      let messages = 0
      const fault = await turns.take(() =>
        readMessages(connection, {
          request,
          requiresLeader: ofLeader,
          silenceMilliseconds: patience.timeoutMilliseconds,
          // What the leader is asked for is part of an append, which is brought to its end.
          ...(ofLeader ? {} : { signal: patience.signal }),
          onMessage: (message) => {
            messages += 1
            return take(message)
          },
        }),
      )
      if (fault === undefined) return { result: result() }
      if (fault.fault === 'unreachable' && !patience.isOver()) onLost()
      // The time is for a server that is away, not for reading what is long.
      if (messages > 0 && attempt < CUT_AT_MOST) until = performance.now() + patience.timeoutMilliseconds
      if (once || !mayPass(fault) || !(await patience.another(attempt, until))) return { fault }
    }
  }
}
