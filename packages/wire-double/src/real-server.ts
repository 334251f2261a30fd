import { setTimeout as wait } from 'node:timers/promises'

/** A real server that may be emptied: it keeps nothing, and something starts it again whenever it ends. */
export interface RealServer {
  readonly connectionString: string
  /** `EventStoreDB at <host>:<port>` */
  readonly name: string
  /** Ends it and waits until it is back, empty. */
  readonly emptied: () => Promise<void>
}

/** How long a server may take to come back. */
const BACK_WITHIN_MILLISECONDS = 120_000

const { EVENTSTORE_URL, EVENTSTORE_DISPOSABLE } = process.env

/** The server at EVENTSTORE_URL, only where EVENTSTORE_DISPOSABLE=yes says that what it holds may be lost. */
export const realServer = (): RealServer | undefined => {
  if (EVENTSTORE_URL === undefined || EVENTSTORE_DISPOSABLE !== 'yes') return undefined
  const host = /^esdb:\/\/(?:[^?]*@)?([^@/?,]+)/.exec(EVENTSTORE_URL)?.[1]
  if (host === undefined) throw new Error('EVENTSTORE_URL is to name one server: esdb://<host>:<port>?…')
  const http = `${/[?&]tls=false/.test(EVENTSTORE_URL) ? 'http' : 'https'}://${host}`

  const state = async (): Promise<string | undefined> => {
    try {
      const info = (await (await fetch(`${http}/info`)).json()) as { readonly state?: string }
      return info.state
    } catch {
      return undefined
    }
  }

  return {
    connectionString: EVENTSTORE_URL,
    name: `EventStoreDB at ${host}`,
    emptied: async () => {
      await fetch(`${http}/admin/shutdown`, { method: 'POST' }).catch(() => undefined)
      const until = Date.now() + BACK_WITHIN_MILLISECONDS
      for (let wasAway = false; ; ) {
        const found = await state()
        wasAway ||= found === undefined
        if (wasAway && found === 'leader') return
        if (Date.now() > until) throw new Error(`${host} ${wasAway ? 'did not come back' : 'does not end'}`)
        await wait(25)
      }
    },
  }
}
