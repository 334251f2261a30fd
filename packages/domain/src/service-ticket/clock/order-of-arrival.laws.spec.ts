import { instantOf } from '@aftersale/messages'
import * as fc from 'fast-check'
import type { ServiceTicketCommand } from '../commands.js'
import { after, contact, monday, openTicket, reply, text } from '../service-ticket.fixtures.js'

const opened = Date.parse(monday('09:00'))
const at = (minute: number) => instantOf(opened + minute * 60_000)

/** Minutes after the opening, each its own: two replies, and a request before, between or after them. */
const anyMinutes = fc.uniqueArray(fc.integer({ min: 1, max: 470 }), { minLength: 3, maxLength: 3 })

const saidAt = ([first, second, third]: ReadonlyArray<number>): ReadonlyArray<ServiceTicketCommand> => [
  reply({ messageId: text('message-1'), repliedAt: at(first ?? 0) }),
  reply({ messageId: text('message-2'), repliedAt: at(second ?? 0) }),
  contact({ contactId: text('contact-2'), contactedAt: at(third ?? 0) }),
]

/** What was last said of each response clock, by kind: its verdict, or none. */
const verdicts = (said: ReadonlyArray<ServiceTicketCommand>): ReadonlyArray<string> => {
  const last = new Map<string, string>()
  for (const { type, data } of after(openTicket(), ...said)) {
    if (!('clockId' in data) || data.clockId === 'resolution-1') continue
    last.set(data.clockId, type === 'SlaMet' || type === 'SlaMissed' || type === 'SlaClockWithdrawn' ? type : 'open')
  }
  return [...last].map(([clockId, verdict]) => `${clockId} ${verdict}`).sort()
}

const instantOfSaid = ({ data }: ServiceTicketCommand): string =>
  'repliedAt' in data ? data.repliedAt : 'contactedAt' in data ? data.contactedAt : ''

describe('the verdicts on two replies and a request', () => {
  it('are the same in whatever order they are heard of', () => {
    fc.assert(
      fc.property(anyMinutes, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (minutes, order) => {
        const said = saidAt(minutes)
        const shuffled = order.flatMap((index) => said.slice(index, index + 1))
        const inTime = [...said].sort((left, right) => (instantOfSaid(left) < instantOfSaid(right) ? -1 : 1))
        expect(verdicts(shuffled)).toStrictEqual(verdicts(inTime))
      }),
      { numRuns: 300 },
    )
  })
})
