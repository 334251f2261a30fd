import { inspect } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import { doublesOfThisSpec, impatient, left, notes, notesIn, patient, right, ticket } from '../doubles.fixtures.js'
import { stoppedClock } from '../stopped-clock.fixtures.js'
import { openEsdbEventStore } from './open-esdb-event-store.js'
import { describeOpenFailure } from './open-failures.js'

const { start } = doublesOfThisSpec()

/** Everything that is written to the console while `deed` runs. */
const printedBy = async (deed: () => Promise<unknown>): Promise<string> => {
  const printed: Array<unknown> = []
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    jest.spyOn(console, level).mockImplementation((...words: Array<unknown>) => {
      printed.push(...words)
    }),
  )
  await deed()
  for (const spy of spies) spy.mockRestore()
  return inspect(printed)
}

describe('opening by a connection string', () => {
  it('gives a store whose client is its own, and is disposed of when it is closed', async () => {
    const double = await start()
    const store = await right(openEsdbEventStore(double.connectionString, patient))
    await right(store.append(ticket(1), notes(1, 2), 'no-stream'))
    expect(await notesIn(store, ticket(1))).toEqual([1, 2])
    const dispose = jest.spyOn(store.client, 'dispose')
    await store.close()
    await store.close()
    expect(dispose).toHaveBeenCalledTimes(1)
    expect(await left(store.readAll())).toEqual({ failure: 'StoreClosed' })
  })

  it('closes though the client waits for ever for a call that the server has ended', async () => {
    const double = await start()
    const store = await right(openEsdbEventStore(double.connectionString, patient))
    const { client } = store
    const dispose = client.dispose
    jest.spyOn(client, 'dispose').mockImplementation(async () => {
      await dispose()
      await new Promise(() => undefined)
    })
    await store.close()
    expect(await left(store.readAll())).toEqual({ failure: 'StoreClosed' })
  })

  it('takes user and password where there is no TLS, which the client then leaves out', async () => {
    const double = await start()
    const store = await right(openEsdbEventStore(`esdb://admin:changeit@127.0.0.1:${double.port}?tls=false`, patient))
    await store.close()
  })

  it('has the server answer before it gives a store', async () => {
    const double = await start()
    await double.kill()
    expect(await left(openEsdbEventStore(double.connectionString, impatient))).toMatchObject({
      failure: 'StoreUnavailable',
      cause: 'unreachable',
    })
    await double.start()
    double.misbehave({ does: 'refuse', code: 16, call: 'read' })
    expect(await left(openEsdbEventStore(double.connectionString, patient))).toMatchObject({ cause: 'access-denied' })
    double.misbehave({ does: 'silence', carriedOut: false, call: 'read' })
    expect(await left(openEsdbEventStore(double.connectionString, impatient))).toMatchObject({ cause: 'unreachable' })
  })

  it('fails where no node of a cluster is to be found', async () => {
    const nobody = 'esdb://127.0.0.1:1,127.0.0.1:2?tls=false&maxDiscoverAttempts=1&gossipTimeout=1'
    const clock = stoppedClock()
    // The time is up before the second attempt.
    const backoffMilliseconds = () => {
      clock.passes(patient.timeoutMilliseconds)
      return 0
    }
    expect(
      await clock.passesDuring(left(openEsdbEventStore(nobody, { ...patient, backoffMilliseconds }))),
    ).toMatchObject({
      failure: 'StoreUnavailable',
      cause: 'unreachable',
      why: 'Failed to discover after 1 attempts.',
    })
  })

  it('throws where the tenant is none: that is a mistake in the program', () => {
    expect(() => openEsdbEventStore('esdb://127.0.0.1:2113', { tenant: 'Not a tenant' })).toThrow(TypeError)
  })

  it('says what is wrong with a string, and never holds the string or anything of it against anyone', async () => {
    const secret = 's3cr3t'
    const strings: ReadonlyArray<readonly [string, string]> = [
      ['', 'at position 0 it was to have esdb:// or esdb+discover://'],
      [`http://admin:${secret}@host:2113`, 'at position 0 it was to have esdb:// or esdb+discover://'],
      [`esdb://admin:${secret}@host:port`, 'at position 25 it was to have port number'],
      [`esdb://admin:${secret}#@host?tls=false`, 'unused'],
      [`esdb://admin:${secret}@${secret}@host`, 'an @ in a user, a password or an option is written %40'],
      [`esdb://admin:one@two?${secret}=1@host`, 'an @ in a user, a password or an option is written %40'],
      [`esdb://admin:${secret}@host?color=${secret}`, 'it has no option color'],
      [`esdb://admin:${secret}@host?${secret} x=1`, 'it names an option that there is not'],
      [
        `esdb://admin:${secret}@host?tlsVerifyCert=false`,
        'tlsVerifyCert=false is not supported by the client: name the authority with tlsCAFile',
      ],
      [`esdb://admin:${secret}@host?tls=perhaps`, 'at position 29 it was to have true or false'],
      [`esdb://admin:${secret}@host?keepAliveInterval=5`, 'keepAliveInterval is at least 10000 ms, or -1 for none'],
      [
        `esdb://admin:${secret}@host?defaultDeadline=-5`,
        'Invalid defaultDeadline "-5". Please provide a positive integer',
      ],
      [
        `esdb://admin:${secret}@host?tlsCAFile=/no/${secret}.crt`,
        'Failed to load certificate file. File was not found',
      ],
    ]
    const told: Array<string> = []
    const printed = await printedBy(async () => {
      for (const [string, why] of strings) {
        const opened = await openEsdbEventStore(string, { ...impatient, timeoutMilliseconds: 50 })()
        if (E.isRight(opened)) throw new Error(`${string} was opened`)
        if (why !== 'unused') expect(opened.left).toEqual({ failure: 'ConnectionStringNotUsable', why })
        told.push(inspect(opened.left), describeOpenFailure(opened.left))
      }
    })
    expect(told.join('\n')).not.toContain(secret)
    expect(printed).not.toContain(secret)
    expect(printed).toBe('[]')
  })
})
