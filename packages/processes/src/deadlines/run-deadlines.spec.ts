import { InMemoryEvents, inMemoryEventStore, type RecordedEvent } from '@aftersale/event-store'
import type { NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { parkedDeadlines } from './parked-deadlines.js'
import {
  at,
  doing,
  keeping,
  listIdOf,
  listOfReminders,
  ofReminders,
  runAt,
  rungIn,
  setReminders,
  slowToTell,
} from './reminders.fixtures.js'
import { letTimePass, virtualClock } from './virtual-clock.js'

const metadataOf = ({ metadata }: RecordedEvent) => metadata as Readonly<Record<string, string>>

describe('a deadline', () => {
  it('is fired once the clock has passed its instant, and not before', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('16:00')])
    const clock = virtualClock(at('09:00'))
    const run = keeping(events, clock)
    await run.settled()

    clock.setTo(at('15:59'))
    await run.settled()
    expect(rungIn(events)).toEqual([])
    expect(run.nextDueAt()).toBe(at('16:00'))

    clock.setTo(at('16:00'))
    await run.settled()
    expect(rungIn(events)).toEqual(['tea'])
    expect(run.nextDueAt()).toBeUndefined()
    expect(run.counts()).toEqual({ armed: 0, fired: 1, parked: 0 })
    await run.stop()
  })

  it('is cancelled by what happens before it', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('16:00')], [1, 'cake', at('17:00')])
    const clock = virtualClock(at('09:00'))
    const run = keeping(events, clock)
    await run.settled()

    await doing(events, 1, { type: 'CancelReminder', name: 'tea' }, at('15:00'))
    await letTimePass(clock, run, at('18:00'))

    expect(rungIn(events)).toEqual(['cake'])
    await run.stop()
  })

  it('is armed anew by what happens before it', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('16:00')])
    const clock = virtualClock(at('09:00'))
    const run = keeping(events, clock)
    await run.settled()

    await doing(events, 1, { type: 'SetReminder', reminder: { name: 'tea', dueAt: at('20:00') } }, at('15:00'))
    await letTimePass(clock, run, at('19:59'))
    expect(rungIn(events)).toEqual([])
    await letTimePass(clock, run, at('20:00'))
    expect(rungIn(events)).toEqual(['tea'])
    await run.stop()
  })

  it('that was fired is fired anew where it falls due once more in the same words', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('16:00')])
    await runAt(events, at('16:00'))
    await doing(events, 1, { type: 'SetReminder', reminder: { name: 'tea', dueAt: at('16:00') } }, at('16:30'))

    await runAt(events, at('17:00'))
    await runAt(events, at('18:00'), { from: 'beginning' })

    expect(rungIn(events)).toEqual(['tea', 'tea'])
  })

  it('is not fired where something happens at the last moment, even by an aggregate that would agree to it', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('16:00'), { fault: 'heedless' }])
    const store = inMemoryEventStore({ events })
    const later = { name: 'tea', dueAt: at('20:00'), fault: 'heedless' }
    let reads = 0
    const run = keeping(
      events,
      virtualClock(at('18:00')),
      {},
      {
        ...store,
        readStream: (stream, read) => async () => {
          if (stream.startsWith('reminders-')) reads += 1
          // The third is the command handler's own: before it the stream was looked at twice, to arm it and to fire.
          if (reads === 3) await doing(events, 1, { type: 'SetReminder', reminder: later }, at('18:00'))
          return store.readStream(stream, read)()
        },
      },
    )
    await run.settled()
    await run.stop()
    expect(reads).toBeGreaterThan(3)
    expect(rungIn(events)).toEqual([])
    expect(run.nextDueAt()).toBe(at('20:00'))
  })

  it('says who fired it, when it was due, when that was, and what it follows from', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('16:00')])
    await runAt(events, at('18:00'))

    const [set, rang] = ofReminders(events)
    if (set === undefined || rang === undefined) throw new Error('nothing rang')
    expect(metadataOf(rang)).toMatchObject({
      actor: { kind: 'system', id: 'deadlines' },
      occurredAt: at('16:00'),
      recordedAt: at('18:00'),
      commandId: expect.stringMatching(/^deadline:2025-06-02T16:00:00\.000Z:[0-9a-f-]{36}$/),
      correlationId: metadataOf(set)['correlationId'],
      causationId: metadataOf(set)['eventId'],
    })
  })
})

describe('after downtime', () => {
  it('what was missed is fired in the order in which it was due, over all streams', async () => {
    const events = new InMemoryEvents()
    await setReminders(
      events,
      [1, 'third', at('16:00', 4)],
      [2, 'first', at('16:00', 2)],
      [3, 'fourth', at('16:00', 9)],
      [1, 'second', at('16:00', 3)],
      [2, 'fifth', at('16:00', 10)],
      [3, 'not yet', at('16:00', 29)],
    )
    const run = await runAt(events, at('12:00', 28))
    expect(rungIn(events)).toEqual(['first', 'second', 'third', 'fourth', 'fifth'])
    expect(run.counts()).toMatchObject({ armed: 1, fired: 5 })
  })

  it('what is armed by one that is fired has its turn before whatever is due after it', async () => {
    const events = new InMemoryEvents()
    await setReminders(
      events,
      [1, 'first', at('10:00'), { next: { name: 'second', dueAt: at('11:00') } }],
      [2, 'third', at('12:00')],
      [3, 'fourth', at('13:00')],
    )
    await runAt(events, at('12:00', 28))
    expect(rungIn(events)).toEqual(['first', 'second', 'third', 'fourth'])
  })

  it('the order holds where the store is slow to tell of what was recorded', async () => {
    const events = new InMemoryEvents()
    await setReminders(
      events,
      [1, 'second', at('10:00'), { next: { name: 'third', dueAt: at('11:00') } }],
      [2, 'first', at('09:00')],
      [3, 'fifth', at('09:30')],
      [2, 'fourth', at('12:00')],
    )
    const clock = virtualClock(at('08:30'))
    const { store, letGo } = slowToTell(events)
    const run = keeping(events, clock, {}, store)
    await run.settled()
    await doing(events, 3, { type: 'SetReminder', reminder: { name: 'fifth', dueAt: at('13:00') } }, at('08:45'))
    clock.setTo(at('18:00'))
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate)
    expect(rungIn(events)).toEqual(['first', 'second', 'third', 'fourth', 'fifth'])
    letGo()
    await run.settled()
    await run.stop()
  })

  it('what happened meanwhile counts: a reminder that was cancelled late does not ring', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('16:00')])
    await runAt(events, at('09:00'))
    await doing(events, 1, { type: 'CancelReminder', name: 'tea' }, at('17:00'))
    await runAt(events, at('18:00'))
    expect(rungIn(events)).toEqual([])
  })

  it('is fired nothing before all events were heard of', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('16:00')])
    await doing(events, 1, { type: 'CancelReminder', name: 'tea' }, at('15:00'))
    await setReminders(events, [2, 'cake', at('17:00')])
    const store = inMemoryEventStore({ events })
    const asked: Array<string> = []
    /** The store as it was before the last event, until the end is reached. */
    const run = keeping(
      events,
      virtualClock(at('18:00')),
      { from: 'beginning' },
      {
        ...store,
        readStream: (stream, read) => {
          asked.push(`${stream} ${run.state().status}`)
          return store.readStream(stream, read)
        },
      },
    )
    expect(run.state()).toEqual({ status: 'arming' })
    await run.settled()
    expect(rungIn(events)).toEqual(['cake'])
    expect(asked.filter((one) => one.endsWith('arming'))).toEqual([])
    await run.stop()
  })
})

describe('a deadline that its own aggregate refuses', () => {
  it.each([
    ['stubborn', 'NotToday', 0],
    ['silent', 'nothing was to be recorded, and it is due all the same', 0],
    ['broken', 'a rule threw TypeError', 0],
    ['endless', 'it was carried out before, and is due all the same', 1],
  ])('is parked, told once, and keeps no other from its turn: %s', async (fault, why, times) => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, fault, at('10:00'), { fault }], [2, 'tea', at('11:00')], [1, 'cake', at('12:00')])
    const told: Array<string> = []
    const onParked = ({ why: because }: { readonly why: string }) => told.push(because)

    await runAt(events, at('18:00'), { onParked })
    await runAt(events, at('19:00'), { onParked })

    expect(rungIn(events)).toEqual([...Array.from({ length: times }, () => fault), 'tea', 'cake'])
    // Once as it was, and once more after the cake rang on the same list.
    expect(told).toEqual([why, why])
  })

  it('is not tried again before something else happens to its stream', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'alarm', at('10:00'), { fault: 'stubborn' }])
    const clock = virtualClock(at('11:00'))
    const run = keeping(events, clock)
    await run.settled()
    await letTimePass(clock, run, at('12:00'))
    expect(run.counts()).toEqual({ armed: 0, fired: 0, parked: 1 })

    await doing(events, 1, { type: 'SetReminder', reminder: { name: 'alarm', dueAt: at('10:00') } }, at('13:00'))
    await run.settled()
    expect(rungIn(events)).toEqual(['alarm'])
    await run.stop()
  })

  it('is listed for as long as it is due', async () => {
    const events = new InMemoryEvents()
    const store = inMemoryEventStore({ events })
    await setReminders(
      events,
      [1, 'alarm', at('10:00'), { fault: 'stubborn' }],
      [2, 'siren', at('10:30'), { fault: 'endless' }],
    )
    await runAt(events, at('11:00'))
    await doing(events, 1, { type: 'CancelReminder', name: 'nothing of this name' }, at('11:30'))
    await runAt(events, at('12:00'))

    const parked = await parkedDeadlines(store, [listOfReminders])
    expect(E.isRight(parked) ? parked.right : parked).toMatchObject([
      { stream: `reminders-${listIdOf(1)}`, revision: 0, dueAt: at('10:00'), commandType: 'Ring', why: 'NotToday' },
      { stream: `reminders-${listIdOf(2)}`, revision: 1, dueAt: at('10:30'), commandType: 'Ring' },
    ])

    await doing(events, 1, { type: 'CancelReminder', name: 'alarm' }, at('13:00'))
    expect(await parkedDeadlines(store, [listOfReminders])).toMatchObject(E.right([{ revision: 1 }]))
  })

  it('is parked as well where its stream cannot be read', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('10:00')], [2, 'cake', at('10:00')])
    const [first] = events.all
    await inMemoryEventStore({ events }).append(
      `reminders-${listIdOf(1)}`,
      [
        {
          type: 'ReminderForgotten',
          data: {},
          metadata: { ...metadataOf(first as RecordedEvent), eventId: listIdOf(7) } as never,
        },
      ],
      'any',
    )()
    const told: Array<object> = []
    await runAt(events, at('18:00'), { onParked: (parked) => told.push(parked) })

    expect(rungIn(events)).toEqual(['cake'])
    expect(told).toEqual([
      {
        stream: `reminders-${listIdOf(1)}`,
        revision: 1,
        why: "event 1 can't be read: UnknownEventType (ReminderForgotten)",
        parkedAt: at('18:00'),
      },
    ])
  })
})

describe('a run', () => {
  it('ends when its store is closed', async () => {
    const events = new InMemoryEvents()
    const store = inMemoryEventStore({ events })
    const run = keeping(events, virtualClock(at('09:00')), {}, store)
    await run.settled()
    await store.close()
    await run.over
    expect(run.state()).toMatchObject({ status: 'failed' })
  })

  it('keeps the deadlines of its tenant alone', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('10:00')])
    const tenant = 'acme' as NonEmptyText
    const run = keeping(events, virtualClock(at('18:00')), { tenant }, inMemoryEventStore({ events, tenant }))
    await run.settled()
    await run.stop()
    expect(rungIn(events)).toEqual([])
  })

  it('goes on without a stream that was closed for good', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('10:00')], [2, 'cake', at('11:00')])
    const closed = `reminders-${listIdOf(1)}`
    const store = inMemoryEventStore({ events })
    const readStream: typeof store.readStream = (stream, read) =>
      stream === closed ? async () => E.left({ failure: 'StreamDeleted', stream }) : store.readStream(stream, read)
    const run = keeping(events, virtualClock(at('18:00')), {}, { ...store, readStream })
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate)
    await run.stop()
    expect(rungIn(events)).toEqual(['cake'])
    expect(run.counts()).toEqual({ armed: 0, fired: 1, parked: 0 })
  })

  it('follows no stream of another category', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('10:00')])
    await runAt(events, at('18:00'), { aggregates: [{ ...listOfReminders, category: 'notes' }] })
    expect(rungIn(events)).toEqual([])
  })
})
