import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { type TcpProxy, tcpProxyTo } from './tcp-proxy.fixtures.js'

/** A server that says again what it is told, a proxy to it, and a way to talk through it. */
const echoed = async () => {
  const heard: Array<string> = []
  const listener = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      heard.push(chunk.toString('utf8'))
      socket.write(chunk)
    })
  })
  await new Promise<void>((resolve) => {
    listener.listen(0, '127.0.0.1', resolve)
  })
  const proxy = await tcpProxyTo((listener.address() as AddressInfo).port)
  const clients: Array<Socket> = []
  return {
    proxy,
    heard: () => heard.join(''),
    connected: () => clientOf(proxy, clients),
    close: async () => {
      for (const client of clients) client.destroy()
      await proxy.close()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

const clientOf = async (proxy: TcpProxy, clients: Array<Socket>) => {
  const socket = connect({ port: proxy.port, host: '127.0.0.1' })
  clients.push(socket)
  let told = ''
  socket.on('data', (chunk) => {
    told += chunk.toString('utf8')
  })
  const ended = new Promise<string>((resolve) => {
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'))
    socket.on('close', () => resolve('closed'))
  })
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve)
    // Refused so soon that it never was connected.
    socket.once('close', () => resolve())
  })
  return {
    say: (words: string) => socket.write(words),
    told: () => told,
    hears: async (words: string) => {
      while (told !== words) await new Promise((resolve) => setTimeout(resolve, 1))
    },
    ended,
  }
}

describe('the proxy of these tests', () => {
  let echo: Awaited<ReturnType<typeof echoed>>
  beforeEach(async () => {
    echo = await echoed()
  })
  afterEach(() => echo.close())

  it('forwards both ways', async () => {
    const client = await echo.connected()
    client.say('one')
    await client.hears('one')
    expect(echo.heard()).toBe('one')
  })

  it('cuts every connection, and takes new ones on the same port', async () => {
    const clients = [await echo.connected(), await echo.connected()]
    for (const client of clients) client.say('one')
    await Promise.all(clients.map((client) => client.hears('one')))
    echo.proxy.cut('reset')
    expect(await Promise.all(clients.map(({ ended }) => ended))).toEqual(['ECONNRESET', 'ECONNRESET'])
    const again = await echo.connected()
    again.say('two')
    await again.hears('two')
    echo.proxy.cut('goodbye')
    expect(await again.ended).toBe('closed')
    expect(echo.proxy.counts()).toEqual({ accepted: 3, cut: 3, refused: 0 })
  })

  it('cuts after so many bytes: a request arrives whole and its answer in part', async () => {
    const client = await echo.connected()
    echo.proxy.cutAfter({ way: 'to-client', bytes: 2 })
    client.say('three')
    await client.ended
    expect([echo.heard(), client.told()]).toEqual(['three', 'th'])
  })

  it('swallows one way of what is open, and lets new connections be', async () => {
    const [deaf, mute] = [await echo.connected(), await echo.connected()]
    echo.proxy.swallow('to-client')
    deaf.say('one')
    const fresh = await echo.connected()
    fresh.say('two')
    await fresh.hears('two')
    echo.proxy.swallow('to-server')
    mute.say('three')
    const last = await echo.connected()
    last.say('four')
    await last.hears('four')
    expect([echo.heard(), deaf.told(), mute.told()]).toEqual(['onetwofour', '', ''])
  })

  it('holds back, and releases in order', async () => {
    const client = await echo.connected()
    echo.proxy.hold('to-server')
    client.say('one')
    client.say('two')
    const fresh = await echo.connected()
    fresh.say('three')
    await fresh.hears('three')
    expect([echo.heard(), client.told()]).toEqual(['three', ''])
    echo.proxy.release()
    await client.hears('onetwo')
  })

  it('refuses until it accepts again', async () => {
    echo.proxy.refuse()
    const refused = await echo.connected()
    expect(await refused.ended).toBe('ECONNRESET')
    echo.proxy.accept()
    const taken = await echo.connected()
    taken.say('one')
    await taken.hears('one')
    expect(echo.proxy.counts()).toEqual({ accepted: 1, cut: 0, refused: 1 })
  })
})
