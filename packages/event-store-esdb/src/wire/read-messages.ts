import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { ClientConnection, ReadCall } from './client-connection.js'
import { type WireFault, wireFaultOf } from './wire-fault.js'

export interface ReadMessages {
  readonly request: ReadReq
  readonly requiresLeader: boolean
  /** How long the server may keep silent between two messages; the client has no such limit of its own. */
  readonly silenceMilliseconds: number
  /** `enough` where no more is wanted. */
  readonly onMessage: (message: ReadResp) => unknown
  /** Whoever asked is gone: nothing more is waited for. */
  readonly signal?: AbortSignal
}

/** Reads one call to its end. Gives the fault where it did not come to it; never rejects. */
export const readMessages = (
  connection: ClientConnection,
  { request, requiresLeader, silenceMilliseconds, onMessage, signal }: ReadMessages,
): Promise<WireFault | undefined> =>
  new Promise((resolve) => {
    let call: ReadCall | undefined
    let over = false
    let heardAt = performance.now()
    let timer: NodeJS.Timeout

    const end = (fault: WireFault | undefined, isAtEnd = false): void => {
      if (over) return
      over = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', abandon)
      if (!isAtEnd) call?.cancel()
      resolve(fault)
    }
    const watch = (milliseconds: number): void => {
      timer = setTimeout(() => {
        const left = heardAt + silenceMilliseconds - performance.now()
        if (left > 0) watch(left)
        else end({ fault: 'no-answer', why: `the server gave no answer within ${silenceMilliseconds} ms` })
      }, milliseconds)
    }
    watch(silenceMilliseconds)
    const abandon = (): void => end({ fault: 'unreachable', why: 'it was closed' })
    if (signal?.aborted === true) return abandon()
    signal?.addEventListener('abort', abandon)

    connection.read(request, requiresLeader).then(
      (opened) => {
        call = opened
        // Stays when the call is over: a cancelled call still says so.
        opened.on('error', (thrown: unknown) => end(wireFaultOf(thrown)))
        opened.on('data', (message: ReadResp) => {
          if (over) return
          heardAt = performance.now()
          try {
            if (onMessage(message) === 'enough') end(undefined)
          } catch (thrown) {
            end({ fault: 'failed', why: `an event cannot be read: ${wireFaultOf(thrown).why}` })
          }
        })
        opened.on('end', () => end(undefined, true))
        if (over) opened.cancel()
      },
      (thrown: unknown) => end(wireFaultOf(thrown)),
    )
  })
