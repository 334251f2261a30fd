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

/** Reads to the end of what is asked, again where the connection breaks: what was read before then counts for nothing. */
export class StoreReads {
  constructor(private readonly source: StoreReadsSource) {}

  /** `begin` gives what takes up the messages of one attempt, and `gives` what came of it. */
  async read<Result>(
    request: ReadReq,
    begin: () => { readonly take: (message: ReadResp) => void; readonly result: () => Result },
    { ofLeader = false, once = false }: ReadOptions = {},
  ): Promise<{ readonly fault: WireFault } | { readonly result: Result }> {
    const { connection, patience, turns, onLost } = this.source
    const until = performance.now() + patience.timeoutMilliseconds
    for (let attempt = 1; ; attempt += 1) {
      const { take, result } = begin()
      const fault = await turns.take(() =>
        readMessages(connection, {
          request,
          requiresLeader: ofLeader,
          silenceMilliseconds: patience.timeoutMilliseconds,
          onMessage: take,
        }),
      )
      if (fault === undefined) return { result: result() }
      if (fault.fault === 'unreachable') onLost()
      if (once || !mayPass(fault) || !(await patience.another(attempt, until))) return { fault }
    }
  }
}
