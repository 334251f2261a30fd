import { replay } from '@aftersale/decider'
import { domainEventCatalogue, isServiceTicketEvent, type ServiceTicketEvent, serviceTicket } from '@aftersale/domain'
import type { EventMetadata, StoredEvent } from '@aftersale/messages'
import { afterSalesFacts } from '@aftersale/read-models'
import * as E from 'fp-ts/lib/Either.js'
import { type Speed, sideBySide } from './side-by-side.js'
import { typicalEvents } from './typical-events.js'

const TICKETS = 50_000

/** Decoded events a second, folded into the states of their aggregates, and into the facts that figures are counted from. */
export const foldingSpeeds = (): Promise<ReadonlyArray<Speed>> => {
  const tickets = Array.from({ length: TICKETS }, (_, index) => ticket(index))
  return sideBySide({
    'into ticket states': () => {
      for (const { history } of tickets) {
        if (replay(serviceTicket, history).status !== 'resolved') throw new Error('A ticket is not resolved')
      }
      return TICKETS * typicalEvents.length
    },
    'into facts': () => {
      const facts = afterSalesFacts()
      for (const { history, metadata } of tickets) {
        for (const [revision, event] of history.entries()) {
          const known = metadata[revision]
          if (known !== undefined) facts.record({ event, metadata: known })
        }
      }
      if (facts.facts().issues.length !== TICKETS) throw new Error('An issue is missing')
      return TICKETS * typicalEvents.length
    },
  })
}

interface DecodedTicket {
  readonly history: ReadonlyArray<ServiceTicketEvent>
  readonly metadata: ReadonlyArray<EventMetadata>
}

/** The typical events of a ticket, an issue and a customer of their own. */
const ticket = (index: number): DecodedTicket => {
  const suffix = index.toString(16).padStart(5, '0')
  const decoded = typicalEvents.map((text) => {
    const own = text
      .replaceAll('00000000a001', `0000${suffix}001`)
      .replaceAll('00000000b001', `0000${suffix}002`)
      .replaceAll('00000000c001', `0000${suffix}003`)
      .replaceAll('mail-1', `mail-${suffix}`)
    const event = domainEventCatalogue.decode(JSON.parse(own) as StoredEvent)
    if (E.isLeft(event)) throw new Error(event.left.failure)
    return event.right
  })
  return {
    history: decoded.map(({ event }) => event).filter(isServiceTicketEvent),
    metadata: decoded.map(({ metadata }) => metadata),
  }
}
