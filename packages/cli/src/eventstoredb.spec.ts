import { readFileSync, writeFileSync } from 'node:fs'
import { startWireDouble, type WireDouble } from '@aftersale/wire-double'
import { interrupted, realCommand, runBeside } from './real-command.fixtures.js'

jest.setTimeout(300_000)

const command = realCommand()
afterAll(command.remove)

const SIMULATION = ['simulate', '--to', 'desk.ndjson', '--seed', '7', '--customers', '60']
const linesOf = (name: string): ReadonlyArray<string> => readFileSync(command.path(name), 'utf8').trimEnd().split('\n')

let double: WireDouble
let server: string

beforeAll(() => {
  expect(command.run(SIMULATION).code).toBe(0)
})
beforeEach(async () => {
  double = await startWireDouble()
  server = `esdb://127.0.0.1:${double.port}`
})
afterEach(() => double.stop())

const run = (...args: ReadonlyArray<string>) => runBeside(command, args)
const figuresOf = async (history: string): Promise<unknown> => {
  const { output } = await run('replay', history, '--format', 'json')
  const { history: _name, ...answer } = JSON.parse(output)
  return answer
}

describe('a history in EventStoreDB', () => {
  it('is copied there and back byte for byte, has no faults, and gives the same figures', async () => {
    const events = linesOf('desk.ndjson').length
    expect(await run('copy', 'desk.ndjson', double.connectionString)).toEqual({
      code: 0,
      output: '',
      messages: `${server}: ${events} events copied\n`,
    })
    const { code, output } = await run('verify', double.connectionString)
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(`${events} events`) })
    expect(await figuresOf(double.connectionString)).toEqual(await figuresOf('desk.ndjson'))
    expect((await run('copy', double.connectionString, 'back.ndjson')).messages).toBe(
      `back.ndjson: ${events} events copied\n`,
    )
    expect(readFileSync(command.path('back.ndjson'))).toEqual(readFileSync(command.path('desk.ndjson')))
    expect((await run('copy', double.connectionString, 'back.db')).messages).toBe(`back.db: ${events} events copied\n`)
  })

  it('is copied to the node that leads, and read there, where the string names another to ask (esdb+discover://)', async () => {
    const follower = await startWireDouble({
      log: double.log,
      members: () => [
        { port: follower.port, leads: false },
        { port: double.port, leads: true },
      ],
    })
    const cluster = `esdb+discover://127.0.0.1:${follower.port}`
    const events = linesOf('desk.ndjson').length
    expect(await run('copy', 'desk.ndjson', `${cluster}?tls=false`)).toEqual({
      code: 0,
      output: '',
      messages: `${cluster}: ${events} events copied\n`,
    })
    expect(await figuresOf(`${cluster}?tls=false`)).toEqual(await figuresOf('desk.ndjson'))
    expect(follower.calls()).toEqual({ gossip: 2 })
    expect(double.calls()['batch-append']).toBeGreaterThan(0)
    await follower.stop()
  })

  it('is gone on with where a copy was broken off', async () => {
    const lines = linesOf('desk.ndjson')
    double.misbehave({ does: 'delay', milliseconds: 100, call: 'batch-append', times: 'always' })
    const isUnderWay = () => (double.calls()['batch-append'] ?? 0) > 3
    const stopped = await interrupted(command, ['copy', 'desk.ndjson', double.connectionString], isUnderWay)
    expect(stopped.code).toBe(130)
    double.behave()
    const { messages } = await run('copy', 'desk.ndjson', double.connectionString)
    const [, copied, before] = /: (\d+) events copied, (\d+) were there before\n$/.exec(messages) ?? []
    expect(Number(before)).toBeGreaterThan(0)
    expect(Number(copied)).toBeGreaterThan(0)
    expect(Number(copied) + Number(before)).toBe(lines.length)
    expect((await run('copy', double.connectionString, 'resumed.ndjson')).code).toBe(0)
    expect(linesOf('resumed.ndjson')).toEqual(lines)
  })

  it('is added to from a part of it, and left alone by a copy of the whole that was there before', async () => {
    const lines = linesOf('desk.ndjson')
    writeFileSync(command.path('half.ndjson'), `${lines.slice(0, 100).join('\n')}\n`)
    expect((await run('copy', 'half.ndjson', double.connectionString)).messages).toBe(`${server}: 100 events copied\n`)
    expect((await run('copy', 'desk.ndjson', double.connectionString)).messages).toBe(
      `${server}: ${lines.length - 100} events copied, 100 were there before\n`,
    )
    expect((await run('copy', 'desk.ndjson', double.connectionString)).messages).toBe(
      `${server}: 0 events copied, ${lines.length} were there before\n`,
    )
  })

  it('is not mixed with another', async () => {
    writeFileSync(command.path('tail.ndjson'), `${linesOf('desk.ndjson').slice(0, 3).join('\n')}\n`)
    expect((await run('simulate', '--to', double.connectionString, '--seed', '8', '--customers', '3')).code).toBe(0)
    const { code, messages } = await run('copy', 'tail.ndjson', double.connectionString)
    expect({ code, messages }).toEqual({ code: 1, messages: expect.stringContaining('nothing was copied') })
    const again = await run('simulate', '--to', double.connectionString, '--seed', '8', '--customers', '3')
    expect(again).toEqual({
      code: 2,
      output: '',
      messages: expect.stringContaining(`${server}: holds a history already`),
    })
  })

  it('is told without its user and password, also where nobody answers or the string is wrong', async () => {
    const nobody = await run('replay', 'esdb://admin:s3cret@127.0.0.1:9?tls=false&maxDiscoverAttempts=1')
    expect(nobody).toEqual({
      code: 3,
      output: '',
      messages: expect.stringContaining("esdb://127.0.0.1:9: can't be used (unreachable"),
    })
    const wrong = await run('replay', 'esdb://admin:s3cret@127.0.0.1:9?wat=1')
    expect(wrong).toEqual({ code: 2, output: '', messages: expect.stringContaining('esdb://127.0.0.1:9: not a conn') })
    expect(nobody.messages + wrong.messages).not.toContain('s3cret')
    expect(nobody.messages + wrong.messages).not.toContain('admin')
  })
})
