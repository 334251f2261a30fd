import type { ServerLog } from './log/server-log.js'

export interface WireDoubleOptions {
  /** What it serves, and keeps across a restart; its own where it is absent. Two doubles on one log are two nodes. */
  readonly log?: ServerLog
  /** The port on 127.0.0.1; a free one where it is absent. */
  readonly port?: number
  /** The most bytes of data in one append, which is all that the server counts; 1 MiB where it is absent. */
  readonly maxAppendSize?: number
  /** Who the members of its cluster are, when it is asked by gossip; itself, leading, where it is absent. */
  readonly members?: () => ReadonlyArray<{ readonly port: number; readonly leads: boolean }>
}

/** Calls that can be struck: `persistent` is reading a persistent subscription. */
export type StruckCall = 'append' | 'batch-append' | 'read' | 'subscribe' | 'persistent'

/** Which calls a misbehaviour strikes, and when. */
export interface Strike {
  readonly call: StruckCall | 'any'
  /**
   * After so many went well; 0 where it is absent. Appends are counted one by one, wherever they are sent. Of reads and
   * subscriptions, `refuse` and `leader-elsewhere` count calls, all others the events sent. What drops, silences or ends
   * such a call at 0 does so before anything is sent.
   */
  readonly after?: number
  /** How often; once where it is absent. */
  readonly times?: number | 'always'
}

export type Misbehaviour =
  /** The connection is cut: `before` the append is carried out or the event sent, or `after`, without an answer. */
  | ({ readonly does: 'drop'; readonly when: 'before' | 'after' } & Strike)
  /** Answers, or sends an event, late. */
  | ({ readonly does: 'delay'; readonly milliseconds: number } & Strike)
  /** Never answers, or sends nothing more; `carriedOut` says whether an append is written all the same. */
  | ({ readonly does: 'silence'; readonly carriedOut: boolean } & Strike)
  /** Sends an event, or an answer to a batch append, twice. */
  | ({ readonly does: 'duplicate' } & Strike)
  /** Sends an event, or an answer to a batch append, after the next one. */
  | ({ readonly does: 'reorder' } & Strike)
  /** Refuses with this status and this `exception` of the protocol; a batch append, by the details of its answer. */
  | ({ readonly does: 'refuse'; readonly code: number; readonly exception?: string } & Strike)
  /** Says that another node leads. */
  | ({ readonly does: 'leader-elsewhere'; readonly host: string; readonly port: number } & Strike)
  /** Sends data or metadata that is no JSON, of an event that claims to be. */
  | ({ readonly does: 'malformed'; readonly part: 'data' | 'metadata' } & Strike)
  /** Tells a subscription that it fell behind, then sends the event and what there is behind it, and `caughtUp`. */
  | ({ readonly does: 'fall-behind' } & Strike)
  /** Ends a call gracefully, without the rest or the answer. */
  | ({ readonly does: 'end' } & Strike)

/** A server on the loopback address that speaks the wire protocol over a log in memory. */
export interface WireDouble {
  /** `esdb://127.0.0.1:<port>?tls=false` */
  readonly connectionString: string
  readonly port: number
  readonly log: ServerLog
  readonly misbehave: (misbehaviour: Misbehaviour) => void
  /** Back to good behaviour, for all that is to come. */
  readonly behave: () => void
  /** How many calls of each kind it has taken; of `batch-append`, how many appends. */
  readonly calls: () => Readonly<Record<string, number>>
  /** Cuts every connection, without a word, and takes none until `start`: what it holds, it keeps. */
  readonly kill: () => Promise<void>
  /** Listens again, on the same port. */
  readonly start: () => Promise<void>
  /** For good. */
  readonly stop: () => Promise<void>
}
