import { EventEmitter } from 'node:events'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import type { ReadCall } from '../wire/client-connection.js'
import { Connection } from './connection.js'

/** A call that remembers whether it is to go on. */
class FakeCall extends EventEmitter {
  isPaused = false
  isCancelled = false
  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
  cancel(): void {
    this.isCancelled = true
  }
  send(revision: number): void {
    const record = new streams.ReadResp.ReadEvent.RecordedEvent()
      .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from('quote-1')))
      .setStreamRevision(String(revision))
    this.emit('data', new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(record)))
  }
}

const connected = async (onFellBehind?: () => void) => {
  const call = new FakeCall()
  const connection = new Connection(Promise.resolve(call as unknown as ReadCall), onFellBehind)
  await Promise.resolve()
  return { call, connection }
}

const revisionOf = (connection: Connection): number | undefined => {
  const arrival = connection.take()
  return arrival?.kind === 'event' ? arrival.revision : undefined
}

describe('A connection', () => {
  it('holds a thousand arrivals and makes the server wait, until half of them are taken', async () => {
    const { call, connection } = await connected()
    for (let revision = 0; revision < 999; revision += 1) call.send(revision)
    expect(call.isPaused).toBe(false)
    call.send(999)
    expect(call.isPaused).toBe(true)
    for (let revision = 0; revision < 499; revision += 1) expect(revisionOf(connection)).toBe(revision)
    expect(call.isPaused).toBe(true)
    expect(revisionOf(connection)).toBe(499)
    expect(call.isPaused).toBe(false)
  })

  it('gives everything in the order in which it came, the marks between the events too', async () => {
    const { call, connection } = await connected()
    for (let revision = 0; revision < 2600; revision += 1) {
      call.send(revision)
      if (revision % 3 === 2) expect([revisionOf(connection), revisionOf(connection)]).toHaveLength(2)
    }
    call.emit('data', new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()))
    call.send(2600)
    const rest: Array<number | 'caught-up'> = []
    for (let arrival = connection.take(); arrival !== undefined; arrival = connection.take()) {
      rest.push(arrival.kind === 'event' ? arrival.revision : 'caught-up')
    }
    const first = 2 * 866
    expect(rest).toEqual([...Array.from({ length: 2600 - first }, (_, n) => first + n), 'caught-up', 2600])
  })

  it('tells at once that the server fell behind, and gives the mark in its place between the events', async () => {
    let told = 0
    const { call, connection } = await connected(() => {
      told += 1
    })
    call.send(0)
    call.emit('data', new streams.ReadResp().setFellBehind(new streams.ReadResp.FellBehind()))
    expect(told).toBe(1)
    call.send(1)
    expect([connection.take()?.kind, connection.take()?.kind, revisionOf(connection)]).toEqual([
      'event',
      'fell-behind',
      1,
    ])
  })

  it('lets be taken what came before it was over, and takes nothing up after it', async () => {
    const { call, connection } = await connected()
    call.send(0)
    call.emit('error', Object.assign(new Error('14 UNAVAILABLE: gone'), { code: 14, details: 'gone' }))
    call.send(1)
    expect(connection.over).toEqual({ fault: 'unreachable', why: 'gone' })
    expect([revisionOf(connection), revisionOf(connection)]).toEqual([0, undefined])
  })

  it('ends the call when it is closed, also where the call comes about later', async () => {
    const { call, connection } = await connected()
    connection.close()
    expect(call.isCancelled).toBe(true)
    const late = new FakeCall()
    const closed = new Connection(Promise.resolve(late as unknown as ReadCall))
    closed.close()
    await Promise.resolve()
    expect(late.isCancelled).toBe(true)
  })
})
