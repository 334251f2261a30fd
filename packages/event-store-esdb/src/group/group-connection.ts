import { setTimeout as wait } from 'node:timers/promises'
import type { ReadResp } from '@eventstore/db-client/generated/persistent_pb.js'
import { type Drop, dropOf } from '../subscribing/dropped.js'
import { type Answer, answerOf, type GroupCall } from './group-call.js'
import { type SentEvent, sentEventIn } from './sent-event.js'

export interface GroupOver {
  readonly drop: Drop
  readonly thrown?: unknown
}

/** Nothing tells when the last answers have arrived: so the call is ended, and let go of a little later. */
const LAST_ANSWERS_MILLISECONDS = 250

/** One call that joined a group. The server sends no more than may be unanswered, so that what is held here has a bound. */
export class GroupConnection {
  private readonly sent: Array<SentEvent> = []
  private call: GroupCall | undefined
  private confirmed = false
  private ended: GroupOver | undefined
  private answeredAt = Number.NEGATIVE_INFINITY
  private wake: () => void = () => undefined
  private tellOver: () => void = () => undefined
  private readonly untilOver = new Promise<void>((resolve) => {
    this.tellOver = resolve
  })

  constructor(opening: Promise<GroupCall>) {
    opening.then(
      (call) => this.listen(call),
      (thrown: unknown) => this.end({ drop: dropOf(thrown), thrown }),
    )
  }

  get isConfirmed(): boolean {
    return this.confirmed
  }

  get over(): GroupOver | undefined {
    return this.ended
  }

  /** The next that was sent, as long as it can be answered. */
  take(): SentEvent | undefined {
    return this.ended === undefined ? this.sent.shift() : undefined
  }

  /** Calls once when something came, was confirmed, or is over. Gives the way to call it off. */
  onNews(wake: () => void): () => void {
    const nothing = (): void => undefined
    this.wake = () => {
      this.wake = nothing
      wake()
    }
    return () => {
      this.wake = nothing
    }
  }

  /** Resolves when the answer is on its way. One to a lost connection reaches nobody: the event comes again. */
  async answer({ id }: SentEvent, answer: Answer, why: string): Promise<void> {
    const { call } = this
    if (this.ended !== undefined || call === undefined) return
    this.answeredAt = performance.now()
    const written = new Promise<void>((resolve) => {
      call.write(answerOf(answer, id, why), () => resolve())
    })
    await Promise.race([written, this.untilOver])
  }

  /** Resolves when nothing more will come or go. */
  async close(): Promise<void> {
    const isLost = this.ended !== undefined
    this.end({ drop: { fault: 'ended', why: 'it was closed' } })
    const left = this.answeredAt + LAST_ANSWERS_MILLISECONDS - performance.now()
    if (!isLost && left > 0) await wait(left)
    this.call?.cancel()
  }

  private listen(call: GroupCall): void {
    this.call = call
    // Stays when the call is over: a cancelled call still says so.
    call.on('error', (thrown: unknown) => this.end({ drop: dropOf(thrown), thrown }))
    call.on('end', () => this.end({ drop: { fault: 'ended', why: 'the server ended the subscription' } }))
    call.on('data', (message: ReadResp) => {
      if (message.hasSubscriptionConfirmation()) this.confirmed = true
      const read = message.getEvent()
      const sent = read === undefined ? undefined : sentEventIn(read)
      if (sent !== undefined) this.sent.push(sent)
      this.wake()
    })
    if (this.ended !== undefined) {
      call.end()
      call.cancel()
    }
  }

  private end(over: GroupOver): void {
    if (this.ended !== undefined) return
    this.ended = over
    this.call?.end()
    this.tellOver()
    this.wake()
  }
}
