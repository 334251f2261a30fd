import type { ServerLog } from '../log/server-log.js'

/** Tells when something was written since it was last asked. */
export class NextWrite {
  private wrote = false
  private wake: (() => void) | undefined
  private readonly callOff: () => void

  constructor(log: ServerLog) {
    this.callOff = log.onWrite(() => this.notice())
  }

  /** Resolves at once where something was written meanwhile. */
  async happened(): Promise<void> {
    if (!this.wrote) await new Promise<void>((resolve) => (this.wake = resolve))
    this.wrote = false
  }

  stop(): void {
    this.callOff()
    this.notice()
  }

  private notice(): void {
    this.wrote = true
    this.wake?.()
    this.wake = undefined
  }
}
