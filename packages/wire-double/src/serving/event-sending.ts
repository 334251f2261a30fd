import { setTimeout as wait } from 'node:timers/promises'
import type { ServiceError } from '@grpc/grpc-js'
import type { LoggedEvent } from '../protocol/event-messages.js'
import type { Misbehaviour, StruckCall } from '../wire-double.js'
import { type DoubleAtWork, isRefusal } from './double-at-work.js'

/** A call of the server's that sends a stream, whatever it receives. */
interface SendingCall<Message> {
  readonly cancelled: boolean
  write(message: Message): boolean
  end(): unknown
  emit(event: 'error', error: ServiceError): boolean
  on(event: string, listener: () => void): unknown
  once(event: string, listener: () => void): unknown
  getPeer(): string
}

/** Sends a call's events one after another, and does wrong what it is told to. */
export class EventSending<Message> {
  private over = false
  private mute = false
  /** Each goes after the one that came next. */
  private held: ReadonlyArray<Message> = []
  private behind = false
  private readonly ends: Array<() => void> = []

  /** `fellBehind`: what a call says that can fall behind. */
  constructor(
    private readonly double: DoubleAtWork,
    private readonly kind: StruckCall,
    private readonly call: SendingCall<Message>,
    private readonly fellBehind?: Message,
  ) {
    call.on('cancelled', () => this.finish())
    call.on('close', () => this.finish())
  }

  isOver(): boolean {
    return this.over || this.call.cancelled
  }

  /** Whether it was told that it fell behind, and not yet that it caught up. */
  get isBehind(): boolean {
    return this.behind
  }

  /** Calls `end` when nothing can be sent any more. */
  onOver(end: () => void): void {
    if (this.isOver()) end()
    else this.ends.push(end)
  }

  /** Whether the call goes on at all: what is to strike it before anything is sent strikes here. */
  begin(): boolean {
    const struck = this.double.misbehaviours.strikeIfDue(
      this.kind,
      (misbehaviour) =>
        misbehaviour.does === 'silence' ||
        misbehaviour.does === 'end' ||
        (misbehaviour.does === 'drop' && misbehaviour.when === 'before'),
    )
    return struck === undefined || !this.stops(struck)
  }

  /** Sends something that is no event. */
  async sendNote(message: Message): Promise<void> {
    if (!this.mute) await this.write(message)
  }

  async sendCaughtUp(message: Message): Promise<void> {
    this.behind = false
    await this.sendNote(message)
  }

  async sendEvent(logged: LoggedEvent, messageOf: (event: LoggedEvent) => Message): Promise<void> {
    if (this.isOver() || this.mute) return
    const { fellBehind } = this
    const struck = this.double.misbehaviours.strike(
      this.kind,
      (misbehaviour) => !isRefusal(misbehaviour) && (misbehaviour.does !== 'fall-behind' || fellBehind !== undefined),
    )
    if (struck !== undefined && this.stops(struck)) return
    const message = messageOf(struck?.does === 'malformed' ? malformed(logged, struck.part) : logged)
    if (struck?.does === 'delay') await wait(struck.milliseconds)
    if (struck?.does === 'fall-behind' && fellBehind !== undefined) {
      this.behind = true
      await this.write(fellBehind)
    }
    if (struck?.does === 'reorder') {
      this.held = [message, ...this.held]
      return
    }
    await this.write(message)
    if (struck?.does === 'duplicate') await this.write(message)
    if (struck?.does === 'drop') return this.drop()
    await this.sendHeld()
  }

  async end(): Promise<void> {
    await this.sendHeld()
    if (this.isOver() || this.mute) return
    this.call.end()
    this.finish()
  }

  fail(error: ServiceError): void {
    if (this.isOver() || this.mute) return
    this.call.emit('error', error)
    this.finish()
  }

  private stops(struck: Misbehaviour): boolean {
    if (struck.does === 'silence') this.mute = true
    else if (struck.does === 'drop' && struck.when === 'before') this.drop()
    else if (struck.does === 'end') {
      this.call.end()
      this.finish()
    } else return false
    return true
  }

  private async sendHeld(): Promise<void> {
    const { held } = this
    this.held = []
    for (const message of held) await this.write(message)
  }

  private drop(): void {
    this.mute = true
    this.double.cut(this.call, 'when-sent')
  }

  private async write(message: Message): Promise<void> {
    if (this.isOver() || this.call.write(message)) return
    await new Promise<void>((resolve) => {
      this.call.once('drain', resolve)
      this.ends.push(resolve)
    })
  }

  private finish(): void {
    this.over = true
    for (const end of this.ends.splice(0)) end()
  }
}

const NO_JSON = Buffer.from('{"this is": no JSON')

const malformed = ({ event, link }: LoggedEvent, part: 'data' | 'metadata'): LoggedEvent => ({
  event: event === undefined ? undefined : { ...event, isJson: true, [part]: NO_JSON },
  ...(link === undefined ? {} : { link }),
})
