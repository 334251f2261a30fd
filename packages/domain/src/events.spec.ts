import type { NonEmptyText, PositiveInteger } from '@aftersale/messages'
import * as t from 'io-ts'
import { Instant } from './calendar/index.js'
import { type DomainEvent, domainEventCatalogue, domainEvents, occurredAtOf, policyRefsOf } from './events.js'
import { ServiceTicketEvent, serviceTicketEvents } from './service-ticket/events.js'

/** Instants that are not when the event happened: they tell of the future, or of what it speaks of. */
const otherInstants = ['dueAt', 'newDueAt', 'previousDueAt', 'expectedAt', 'noticeDueAt', 'performedAt']

/** Fields of the data whose name ends in `At` and that hold an instant; of several, those that are when it happened. */
const instantsOf = (event: (typeof domainEvents)[number]): ReadonlyArray<string> => {
  const instants = Object.entries(event.data.fields)
    .filter(([name, codec]) => name.endsWith('At') && codec === Instant)
    .map(([name]) => name)
  return instants.length === 1 ? instants : instants.filter((name) => !otherInstants.includes(name))
}

it.each(domainEvents)('$messageType happened at the one instant its data has', (event) => {
  const [instant = '', ...others] = instantsOf(event)
  expect(others).toEqual([])
  const data = { [instant]: '2025-06-02T07:00:00.000Z' }
  expect(occurredAtOf({ type: event.messageType, data } as unknown as DomainEvent)).toBe('2025-06-02T07:00:00.000Z')
})

it('lists every event of the union once, in the catalogue too', () => {
  const types = domainEvents.map(({ messageType }) => messageType)
  expect(new Set(types).size).toBe(types.length)
  expect(domainEventCatalogue.codecs.map(({ messageType }) => messageType)).toEqual(types)
  expect(ServiceTicketEvent).toBeInstanceOf(t.UnionType)
  expect(ServiceTicketEvent.types).toEqual(serviceTicketEvents)
})

describe('the policies an event was decided under', () => {
  const desk = { policyId: 'desk' as NonEmptyText, version: 2 as PositiveInteger }
  const hours = { policyId: 'hours' as NonEmptyText, version: 1 as PositiveInteger }
  const event = (type: string, data: object) => ({ type, data }) as unknown as DomainEvent

  it('are the service level and the calendar of an opening, and of a change the new ones', () => {
    expect(policyRefsOf(event('ServiceTicketOpened', { serviceLevelRef: desk, calendarRef: hours }))).toEqual([
      desk,
      hours,
    ])
    const changed = event('ServiceLevelChanged', { from: { ...desk, version: 1 }, to: desk, calendarRef: hours })
    expect(policyRefsOf(changed)).toEqual([desk, hours])
  })

  it('are those of its trace', () => {
    const applied = { ruleId: 'due', facts: {}, outcome: 'running' }
    const trace = [{ ...applied, policyRef: hours }, applied, { ...applied, policyRef: hours }]
    expect(policyRefsOf(event('SlaClockStarted', { trace }))).toEqual([hours])
  })

  it('are none where no rule was applied', () => {
    expect(policyRefsOf(event('NoteAdded', { noteId: 'n-1' }))).toEqual([])
  })
})
