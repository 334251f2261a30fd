import { setTimeout as wait } from 'node:timers/promises'
import {
  appendsTaken,
  doublesOfThisSpec,
  idOf,
  impatient,
  left,
  livesThrough,
  note,
  notes,
  notesIn,
  right,
  ticket,
  until,
} from '../doubles.fixtures.js'
import { stoppedClock } from '../stopped-clock.fixtures.js'

const { connect, start, storeOn, storeOnDouble, storeWith } = doublesOfThisSpec()

const WHOLE_WAIT = impatient.timeoutMilliseconds

const stream = ticket(1)

describe('an append that gets no answer', () => {
  it('is found written where the connection was cut after it was carried out, and is there once', async () => {
    for (const expected of ['no-stream', 'any'] as const) {
      const { double, store } = await storeOnDouble()
      double.misbehave({ does: 'drop', when: 'after', call: 'batch-append' })
      expect(await right(store.append(stream, notes(1, 2), expected))).toMatchObject({ revision: 1 })
      expect(await notesIn(store, stream)).toEqual([1, 2])
    }
  })

  it('is sent again at its own revision where the connection was cut before it was carried out', async () => {
    const { double, store } = await storeOnDouble()
    await right(store.append(stream, notes(1, 2), 'no-stream'))
    double.misbehave({ does: 'drop', when: 'before', call: 'batch-append' })
    expect(await right(store.append(stream, notes(3, 2), 1))).toMatchObject({ revision: 3 })
    expect(await notesIn(store, stream)).toEqual([1, 2, 3, 4])
  })

  it('is found written where the server kept silent about it, and gives the position that it has', async () => {
    const clock = stoppedClock()
    const { double, store } = await storeOnDouble(impatient)
    double.misbehave({ does: 'silence', carriedOut: true, call: 'batch-append' })
    const appending = right(store.append(stream, notes(1, 2), 'no-stream'))
    await appendsTaken(double, 1)
    clock.passes(WHOLE_WAIT)
    const appended = await appending
    const { events } = await right(store.readStream(stream))
    expect(appended).toEqual({ revision: 1, position: events[1]?.position })
    expect(events.length).toBe(2)
  })

  it('is found written in a stream that keeps fewer events than it has, by the last of them', async () => {
    const clock = stoppedClock()
    const { double, store } = await storeOnDouble(impatient)
    await right(store.append(stream, notes(1, 1), 'no-stream'))
    await connect(double.connectionString).setStreamMetadata(stream, { maxCount: 1 })
    double.misbehave({ does: 'silence', carriedOut: true, call: 'batch-append' })
    const { 'batch-append': before = 0 } = double.calls()
    const appending = right(store.append(stream, notes(2, 2), 0))
    await appendsTaken(double, before + 1)
    clock.passes(WHOLE_WAIT)
    expect(await appending).toMatchObject({ revision: 2 })
    expect(await notesIn(store, stream)).toEqual([3])
  })

  it('is written where the server kept silent and had not done it', async () => {
    const clock = stoppedClock()
    const { double, store } = await storeOnDouble(impatient)
    double.misbehave({ does: 'silence', carriedOut: false, call: 'batch-append' })
    const appending = right(store.append(stream, notes(1, 2), 'no-stream'))
    await appendsTaken(double, 1)
    clock.passes(WHOLE_WAIT)
    expect(await appending).toMatchObject({ revision: 1 })
    expect(await notesIn(store, stream)).toEqual([1, 2])
  })

  it('is written where the server ended the call without an answer', async () => {
    const { double, store } = await storeOnDouble()
    double.misbehave({ does: 'end', call: 'batch-append' })
    expect(await right(store.append(stream, notes(1, 2), 'no-stream'))).toMatchObject({ revision: 1 })
    expect(await notesIn(store, stream)).toEqual([1, 2])
  })

  it('is StreamMovedOn where another was written at its place meanwhile', async () => {
    const clock = stoppedClock()
    const { double, store } = await storeOnDouble(impatient)
    const other = storeOn(double.connectionString)
    await right(store.append(stream, notes(1, 1), 'no-stream'))
    double.misbehave({ does: 'silence', carriedOut: false, call: 'batch-append' })
    const appending = left(store.append(stream, notes(2, 1), 0))
    await appendsTaken(double, 2)
    await right(other.append(stream, notes(3, 1), 0))
    clock.passes(WHOLE_WAIT)
    expect(await appending).toEqual({ failure: 'StreamMovedOn', stream, expected: 0, actual: 1 })
    expect(await notesIn(store, stream)).toEqual([1, 3])
  })

  it('goes after the other where it named no revision', async () => {
    const clock = stoppedClock()
    const { double, store } = await storeOnDouble(impatient)
    const other = storeOn(double.connectionString)
    await right(store.append(stream, notes(1, 1), 'no-stream'))
    double.misbehave({ does: 'silence', carriedOut: false, call: 'batch-append' })
    const appending = right(store.append(stream, notes(2, 1), 'any'))
    await appendsTaken(double, 2)
    await right(other.append(stream, notes(3, 1), 0))
    clock.passes(WHOLE_WAIT)
    expect(await appending).toMatchObject({ revision: 2 })
    expect(await notesIn(store, stream)).toEqual([1, 3, 2])
  })

  it('is OutcomeUnknown, with its event ids, where the server never speaks again', async () => {
    const clock = stoppedClock()
    const { double, store } = await storeOnDouble(impatient)
    await right(store.append(stream, notes(1, 1), 'no-stream'))
    double.misbehave({ does: 'silence', carriedOut: false, call: 'any', times: 'always' })
    expect(await clock.passesDuring(left(store.append(stream, notes(2, 2), 0)))).toEqual({
      failure: 'OutcomeUnknown',
      stream,
      eventIds: [idOf(2), idOf(3)],
      why: 'the server gave no answer within 400 ms',
    })
    double.behave()
    expect(await right(store.append(stream, notes(2, 2), 0))).toMatchObject({ revision: 2 })
    expect(await notesIn(store, stream)).toEqual([1, 2, 3])
  })

  it('is found by reading where the server answers reads alone, and is OutcomeUnknown where it is not there', async () => {
    const clock = stoppedClock()
    const { double, store } = await storeOnDouble(impatient)
    await right(store.append(stream, notes(1, 1), 'no-stream'))
    double.misbehave({ does: 'silence', carriedOut: true, call: 'batch-append', times: 'always' })
    const appending = right(store.append(stream, notes(2, 2), 0))
    await appendsTaken(double, 2)
    clock.passes(WHOLE_WAIT)
    expect(await appending).toMatchObject({ revision: 2 })
    expect(double.calls()['batch-append']).toBe(2)
    double.behave()
    double.misbehave({ does: 'silence', carriedOut: false, call: 'batch-append', times: 'always' })
    expect(await clock.passesDuring(left(store.append(stream, notes(4, 1), 2)))).toMatchObject({
      failure: 'OutcomeUnknown',
    })
    double.behave()
    expect(await notesIn(store, stream)).toEqual([1, 2, 3])
  })

  it('is looked for until the server is back', async () => {
    let looks = 0
    const backoffMilliseconds = () => {
      looks += 1
      return 10
    }
    const { double, store } = await storeOnDouble({ backoffMilliseconds })
    await right(store.append(stream, notes(1, 1), 'no-stream'))
    double.misbehave({ does: 'silence', carriedOut: true, call: 'batch-append' })
    const appending = right(store.append(stream, notes(2, 1), 0))
    await appendsTaken(double, 2)
    await double.kill()
    await until(() => looks >= 5)
    await double.start()
    expect(await appending).toMatchObject({ revision: 1 })
    expect(await notesIn(store, stream)).toEqual([1, 2])
  })

  it('is OutcomeUnknown at once when the store is closed meanwhile', async () => {
    const clock = stoppedClock()
    const { double, store } = await storeOnDouble(impatient)
    await right(store.append(stream, notes(1, 1), 'no-stream'))
    double.misbehave({ does: 'silence', carriedOut: false, call: 'any', times: 'always' })
    const appending = left(store.append(stream, notes(2, 1), 0))
    await appendsTaken(double, 2)
    const closing = store.close()
    clock.passes(WHOLE_WAIT)
    await closing
    expect(await appending).toMatchObject({ failure: 'OutcomeUnknown', eventIds: [idOf(2)] })
  })

  it('is not taken for unwritten by an answer that comes late: the process lives on, and it is there once', async () => {
    const clock = stoppedClock()
    const { double, store } = await storeOnDouble(impatient)
    await right(store.append(ticket(2), notes(9, 1), 'no-stream'))
    await livesThrough(async () => {
      double.misbehave({ does: 'delay', milliseconds: 300, call: 'batch-append' })
      const appending = right(store.append(stream, notes(1, 2), 'no-stream'))
      await appendsTaken(double, 2)
      clock.passes(WHOLE_WAIT)
      expect(await appending).toMatchObject({ revision: 1 })
      await wait(300)
    })
    expect(await notesIn(store, stream)).toEqual([1, 2])
  })
})

describe('several clients of one process', () => {
  it('do not answer for each other: a connection that breaks is nothing to the appends of another', async () => {
    const [broken, sound] = [await start(), await start()]
    const ofBroken = storeOn(broken.connectionString)
    const ofSound = storeOn(sound.connectionString)
    await right(ofBroken.append(stream, notes(1, 1), 'no-stream'))
    await right(ofSound.append(stream, notes(1, 1), 'no-stream'))
    await livesThrough(async () => {
      sound.misbehave({ does: 'delay', milliseconds: 150, call: 'batch-append' })
      const appending = right(ofSound.append(stream, notes(2, 1), 0))
      await appendsTaken(sound, 2)
      broken.misbehave({ does: 'drop', when: 'before', call: 'batch-append' })
      await right(ofBroken.append(stream, notes(2, 1), 0))
      expect(await appending).toMatchObject({ revision: 1 })
      expect(sound.calls()['batch-append']).toBe(2)
    })
  })

  it('are safe from the bare client beside them, whose connection breaks with an append in flight', async () => {
    const { double, store } = await storeOnDouble()
    const bare = connect(double.connectionString)
    await right(store.append(stream, notes(1, 1), 'no-stream'))
    const ours = right(store.append(stream, notes(2, 20), 0))
    await bare.dispose()
    expect(await ours).toMatchObject({ revision: 20 })
  })
})

describe('a server that is not there', () => {
  it('has nothing sent to it: the append fails as StoreUnavailable, and is surely not written', async () => {
    const { double, store } = await storeOnDouble()
    await double.kill()
    const failure = await left(storeWith(store.client, impatient).append(stream, [note(1)], 'no-stream'))
    expect(failure).toMatchObject({ failure: 'StoreUnavailable', cause: 'unreachable' })
    await double.start()
    expect(await right(store.append(stream, [note(2)], 'no-stream'))).toMatchObject({ revision: 0 })
    expect(await notesIn(store, stream)).toEqual([2])
  })

  it('is waited for, within the time that an answer is waited for', async () => {
    let attempts = 0
    const backoffMilliseconds = () => {
      attempts += 1
      return 50
    }
    const { double, store } = await storeOnDouble({ backoffMilliseconds })
    await right(store.append(stream, [note(1)], 'no-stream'))
    await double.kill()
    const [appending, reading] = [right(store.append(stream, [note(2)], 0)), right(store.readAll())]
    await until(() => attempts >= 6)
    await double.start()
    expect(await appending).toMatchObject({ revision: 1 })
    expect((await reading).events.length).toBeGreaterThan(0)
    expect(await notesIn(store, stream)).toEqual([1, 2])
  })

  it('keeps no read waiting beyond that time', async () => {
    const { double, store } = await storeOnDouble(impatient)
    double.misbehave({ does: 'silence', carriedOut: false, call: 'read', times: 'always' })
    const failure = {
      failure: 'StoreUnavailable',
      cause: 'unreachable',
      why: 'the server gave no answer within 400 ms',
    }
    expect(await left(store.readStream(stream))).toEqual(failure)
    expect(await left(store.readAll())).toEqual(failure)
  })
})
