import { randomUUID } from 'node:crypto'
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js'
import { type AppendAnswer, answerOf } from './append-answer.js'
import { requestsOf, type WireAppend } from './append-request.js'
import type { AppendsCall, ClientConnection } from './client-connection.js'
import { uuidOf } from './wire-event.js'
import { type WireFault, wireFaultOf } from './wire-fault.js'

interface Settings {
  readonly timeoutMilliseconds: number
  /** A connection was lost: what was known of the server may be of another life of it. */
  readonly onLost: () => void
}

/** Connecting takes no longer than this, so that a server that is back is found soon. */
const CONNECT_WITHIN_MILLISECONDS = 3000

/** Appends over one call that stays open. What is in flight belongs to that call alone; answers that come late are let go. */
export class AppendWire {
  private open: Promise<OpenAppends> | undefined

  constructor(
    private readonly connection: ClientConnection,
    private readonly settings: Settings,
  ) {}

  async append(append: WireAppend): Promise<AppendAnswer> {
    const { timeoutMilliseconds } = this.settings
    const opening = (this.open ??= this.opened())
    let appends: OpenAppends
    try {
      appends = await opening
    } catch (thrown) {
      this.leave(opening)
      return { answer: 'not-taken', fault: wireFaultOf(thrown) }
    }
    if (appends.isOver()) {
      this.leave(opening)
      return { answer: 'not-taken', fault: { fault: 'unreachable', why: 'the connection was cut' } }
    }
    const answer = await appends.send(append, timeoutMilliseconds)
    // Maybe it is this call that the server has forgotten: the next append goes by another.
    if (answer.answer === 'unknown') this.leave(opening)
    return answer
  }

  async close(): Promise<void> {
    const { open } = this
    this.open = undefined
    const appends = await open?.catch(() => undefined)
    appends?.retire()
  }

  private async opened(): Promise<OpenAppends> {
    const within = Math.min(CONNECT_WITHIN_MILLISECONDS, this.settings.timeoutMilliseconds)
    return new OpenAppends(await this.connection.openAppends(within), this.settings.onLost)
  }

  private leave(opening: Promise<OpenAppends>): void {
    if (this.open === opening) this.open = undefined
    opening.then(
      (appends) => appends.retire(),
      () => undefined,
    )
  }
}

type Settle = (answer: AppendAnswer) => void

class OpenAppends {
  private readonly inFlight = new Map<string, Settle>()
  private over = false
  private retired = false
  private answered = false

  constructor(
    private readonly call: AppendsCall,
    private readonly onLost: () => void,
  ) {
    call.on('data', (response: BatchAppendResp) => this.heard(response))
    call.on('error', (thrown: unknown) => this.ended(wireFaultOf(thrown)))
    call.on('end', () => {
      this.ended({ fault: 'unreachable', why: 'the server ended the call' })
      // Else the client would wait for our end of it when it is disposed of.
      call.end()
    })
  }

  isOver(): boolean {
    return this.over || this.retired
  }

  send(append: WireAppend, withinMilliseconds: number): Promise<AppendAnswer> {
    return new Promise((resolve) => {
      const correlationId = randomUUID()
      const timer = setTimeout(
        () => settle({ answer: 'unknown', why: `the server gave no answer within ${withinMilliseconds} ms` }),
        withinMilliseconds,
      )
      const settle: Settle = (answer) => {
        clearTimeout(timer)
        this.inFlight.delete(correlationId)
        if (this.retired && this.inFlight.size === 0) this.call.cancel()
        resolve(answer)
      }
      this.inFlight.set(correlationId, settle)
      for (const request of requestsOf(append, correlationId)) this.call.write(request)
    })
  }

  /** Takes no more appends; ends when those in flight have their answers. */
  retire(): void {
    if (this.retired) return
    this.retired = true
    if (this.inFlight.size === 0 && !this.over) this.call.cancel()
  }

  private heard(response: BatchAppendResp): void {
    this.answered = true
    const correlationId = response.getCorrelationId()
    const settle = correlationId === undefined ? undefined : this.inFlight.get(uuidOf(correlationId))
    settle?.(answerOf(response))
  }

  private ended(fault: WireFault): void {
    if (this.over) return
    this.over = true
    if (!this.retired) this.onLost()
    // Who may not call at all is told so before anything is taken; later, it may be the fault of one append among many.
    const refused = fault.fault === 'access-denied' && !this.answered
    const answer: AppendAnswer = refused ? { answer: 'refused', fault } : { answer: 'unknown', why: fault.why }
    for (const settle of this.inFlight.values()) settle(answer)
  }
}
