import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type Way = 'to-server' | 'to-client'

/** Where a connection is cut by the bytes that passed: in the middle of a message, between a request and its answer. */
export interface CutAfter {
  readonly way: Way
  readonly bytes: number
}

/**
 * Forwards what comes to its port to a server's, and misbehaves as networks do. Its own port stays the same, so that
 * clients find it again.
 */
export interface TcpProxy {
  readonly port: number
  /** Ends every connection, to both sides: with a reset, or as if the other side had said goodbye. */
  readonly cut: (how: 'reset' | 'goodbye') => void
  /** Resets the next connection over which so many further bytes went. Of several orders the last counts. */
  readonly cutAfter: (order: CutAfter) => void
  /** Connections that are open now let nothing more through this way, and say nothing of it: half-open. */
  readonly swallow: (way: Way) => void
  /** Connections that are open now keep what comes this way, until `release`. */
  readonly hold: (way: Way) => void
  /** What was held goes on its way. */
  readonly release: () => void
  /** New connections are reset at once, until `accept`. */
  readonly refuse: () => void
  readonly accept: () => void
  /** What came about since it was started. `cut`: connections that it ended while they were open to both sides. */
  readonly counts: () => { readonly accepted: number; readonly cut: number; readonly refused: number }
  readonly close: () => Promise<void>
}

export const tcpProxyTo = async (serverPort: number): Promise<TcpProxy> => {
  const links = new Set<Link>()
  const counts = { accepted: 0, cut: 0, refused: 0 }
  let refuses = false
  let order: CutAfter | undefined

  const end = (link: Link, how: 'reset' | 'goodbye'): void => {
    if (!links.delete(link)) return
    counts.cut += 1
    for (const socket of [link.client, link.server]) {
      if (how === 'reset') socket.resetAndDestroy()
      else socket.destroy()
    }
  }

  const pass = (link: Link, way: Way, chunk: Buffer): void => {
    const to = way === 'to-server' ? link.server : link.client
    if (link.swallows.has(way)) return
    const held = link.held.get(way)
    if (held !== undefined) {
      held.push(chunk)
      return
    }
    if (order?.way === way) {
      if (chunk.length > order.bytes) {
        to.write(chunk.subarray(0, order.bytes), () => end(link, 'reset'))
        link.swallows.add('to-server').add('to-client')
        order = undefined
        return
      }
      order = { way, bytes: order.bytes - chunk.length }
    }
    const from = way === 'to-server' ? link.client : link.server
    if (!to.write(chunk)) {
      from.pause()
      to.once('drain', () => from.resume())
    }
  }

  const listener = createServer({ noDelay: true }, (client) => {
    client.on('error', () => undefined)
    if (refuses) {
      counts.refused += 1
      client.resetAndDestroy()
      return
    }
    counts.accepted += 1
    const server = connect({ port: serverPort, host: '127.0.0.1', noDelay: true })
    const link: Link = { client, server, swallows: new Set(), held: new Map() }
    links.add(link)
    client.on('data', (chunk) => pass(link, 'to-server', chunk))
    server.on('data', (chunk) => pass(link, 'to-client', chunk))
    server.on('error', () => undefined)
    // What one side ends is ended for the other, unless the network is to look as if nobody had.
    client.on('close', () => {
      links.delete(link)
      server.destroy()
    })
    server.on('close', () => {
      links.delete(link)
      client.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(0, '127.0.0.1', resolve)
  })

  return {
    port: (listener.address() as AddressInfo).port,
    cut: (how) => {
      order = undefined
      for (const link of links) end(link, how)
    },
    cutAfter: (asked) => {
      order = asked
    },
    swallow: (way) => {
      for (const link of links) link.swallows.add(way)
    },
    hold: (way) => {
      for (const link of links) if (!link.held.has(way)) link.held.set(way, [])
    },
    release: () => {
      for (const link of links) {
        const ways = [...link.held]
        link.held.clear()
        for (const [way, chunks] of ways) for (const chunk of chunks) pass(link, way, chunk)
      }
    },
    refuse: () => {
      refuses = true
    },
    accept: () => {
      refuses = false
    },
    counts: () => ({ ...counts }),
    close: () =>
      new Promise((resolve) => {
        for (const link of links) end(link, 'reset')
        listener.close(() => resolve())
      }),
  }
}

interface Link {
  readonly client: Socket
  readonly server: Socket
  readonly swallows: Set<Way>
  /** What is kept back, by its way; a way that isn't held is absent. */
  readonly held: Map<Way, Array<Buffer>>
}
