import { once } from 'node:events'
import { type AddressInfo, createServer, type Server as Listener, type Socket } from 'node:net'
import { type Server, ServerCredentials } from '@grpc/grpc-js'

const LOOPBACK = '127.0.0.1'

const SENDING_MS = 25

/** Of the event loop, in each of which frames are written and, where the peer is in this process, read and handed on. */
const SENDING_TURNS = 20

/** Listens in front of a gRPC server, and holds every connection, so that it can be cut without a word. */
export class LoopbackListener {
  private readonly sockets = new Map<string, Socket>()
  private readonly inject: (socket: Socket) => void
  private listener: Listener | undefined

  constructor(server: Server) {
    const injector = server.createConnectionInjector(ServerCredentials.createInsecure())
    this.inject = (socket) => injector.injectConnection(socket)
  }

  /** Gives the port. */
  async listen(port: number): Promise<number> {
    const listener = createServer((socket) => {
      const peer = `${socket.remoteAddress}:${socket.remotePort}`
      this.sockets.set(peer, socket)
      socket.on('close', () => this.sockets.delete(peer))
      socket.on('error', () => undefined)
      socket.setNoDelay(true)
      this.inject(socket)
    })
    listener.listen(port, LOOPBACK)
    await once(listener, 'listening')
    this.listener = listener
    return (listener.address() as AddressInfo).port
  }

  /** Cuts the connection of a peer, `address:port`: at once, or when what was sent has gone. */
  cut(peer: string, when: 'at-once' | 'when-sent'): void {
    const socket = this.sockets.get(peer)
    if (when === 'at-once') socket?.resetAndDestroy()
    // HTTP/2 hands its frames to the socket in its own time, which on a busy machine may be none while a timer runs out.
    else setTimeout(() => afterTurns(SENDING_TURNS, () => socket?.destroySoon()), SENDING_MS).unref()
  }

  async close(): Promise<void> {
    const { listener } = this
    this.listener = undefined
    if (listener === undefined) return
    const closed = once(listener, 'close')
    listener.close()
    for (const socket of this.sockets.values()) socket.resetAndDestroy()
    await closed
  }
}

const afterTurns = (turns: number, run: () => void): void => {
  if (turns === 0) run()
  else setImmediate(() => afterTurns(turns - 1, run)).unref()
}
