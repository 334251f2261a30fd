import type { ServerLog } from '../log/server-log.js'
import type { ConsumerGroup } from './consumer-group.js'

/** How often groups look for what was not answered in time, in milliseconds. */
const TICK_MS = 100

/** A double's persistent subscriptions. */
export class ConsumerGroups {
  private readonly groups = new Map<string, ConsumerGroup>()
  private readonly timer: NodeJS.Timeout
  private readonly callOff: () => void

  constructor(log: ServerLog) {
    this.timer = setInterval(() => this.each((group) => group.tick(Date.now())), TICK_MS)
    this.timer.unref()
    this.callOff = log.onWrite(() => this.each((group) => group.push()))
  }

  get(source: string, name: string): ConsumerGroup | undefined {
    return this.groups.get(`${source}::${name}`)
  }

  of(source: string | undefined): ReadonlyArray<ConsumerGroup> {
    return [...this.groups.values()].filter((group) => source === undefined || group.source.name === source)
  }

  add(group: ConsumerGroup): void {
    this.groups.set(`${group.source.name}::${group.name}`, group)
  }

  delete(group: ConsumerGroup): void {
    this.groups.delete(`${group.source.name}::${group.name}`)
    group.delete()
  }

  /** As after the server's restart: each goes on from its checkpoint. */
  restart(): void {
    this.each((group) => group.restart())
  }

  stop(): void {
    clearInterval(this.timer)
    this.callOff()
  }

  private each(act: (group: ConsumerGroup) => void): void {
    for (const group of this.groups.values()) act(group)
  }
}
