import type { InMemoryEvents } from '@aftersale/event-store'

export interface WireDoubleOptions {
  /** What it serves, and keeps across a restart; its own where it is absent. */
  readonly events?: InMemoryEvents
  /** The port on 127.0.0.1; a free one where it is absent. */
  readonly port?: number
  /** The most bytes of one append, as the server counts them; 1 MiB where it is absent. */
  readonly maxAppendSize?: number
}

/** Which calls a misbehaviour strikes. */
export interface Strike {
  readonly call: 'append' | 'batch-append' | 'read' | 'subscribe' | 'persistent' | 'any'
  /** After so many such calls (or messages of such a call) went well; 0 where it is absent. */
  readonly after?: number
  /** How often; once where it is absent. */
  readonly times?: number | 'always'
}

export type Misbehaviour =
  /** The connection's stream is cut: `before` the request is carried out, or `after` it was and before it is answered. */
  | ({ readonly does: 'drop'; readonly when: 'before' | 'after' } & Strike)
  /** Answers late. */
  | ({ readonly does: 'delay'; readonly milliseconds: number } & Strike)
  /** Never answers; `carriedOut` says whether it did what was asked. */
  | ({ readonly does: 'silence'; readonly carriedOut: boolean } & Strike)
  /** Sends a message twice. */
  | ({ readonly does: 'duplicate' } & Strike)
  /** Sends two neighbouring messages in the wrong order. */
  | ({ readonly does: 'reorder' } & Strike)
  /** Refuses with this status and these trailers of the protocol. */
  | ({ readonly does: 'refuse'; readonly code: number; readonly exception?: string } & Strike)
  /** Says that another node leads. */
  | ({ readonly does: 'leader-elsewhere'; readonly host: string; readonly port: number } & Strike)
  /** Sends data or metadata that is no JSON. */
  | ({ readonly does: 'malformed'; readonly part: 'data' | 'metadata' } & Strike)
  /** Ends a call gracefully in the middle. */
  | ({ readonly does: 'end' } & Strike)

/** A server on the loopback address that speaks the wire protocol over the in-memory store. */
export interface WireDouble {
  /** `esdb://127.0.0.1:<port>?tls=false` */
  readonly connectionString: string
  readonly port: number
  readonly events: InMemoryEvents
  readonly misbehave: (misbehaviour: Misbehaviour) => void
  /** Back to good behaviour. */
  readonly behave: () => void
  /** How many calls of each kind it has taken since it was started. */
  readonly calls: () => Readonly<Record<string, number>>
  /** Cuts every connection, without a word, and takes none until `start`: what it holds, it keeps. */
  readonly kill: () => Promise<void>
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}
