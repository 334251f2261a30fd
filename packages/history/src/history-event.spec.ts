import { canonicalLine } from './history-event.js'

const line =
  '{"stream":"serviceTicket-1","revision":4,"type":"ServiceTicketAssigned","data":{"agentId":"a","team":{"b":[{"c":1,"d":2}],"e":3}},' +
  '"metadata":{"eventId":"e","schemaVersion":1,"occurredAt":"o","recordedAt":"r","actor":{"kind":"agent","id":"i"},"channel":"web",' +
  '"commandId":"c","correlationId":"k","causationId":"u","commandHash":"h","tenantId":"t",' +
  '"policyRefs":[{"policyId":"p","version":1}],"alien":{"x":1,"y":2},"zone":"z"}}'

/** The same value with the keys of every object turned round. */
const turnedRound = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turnedRound)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, field]) => [name, turnedRound(field)]),
  )
}

describe('the canonical line of an event', () => {
  it('is the same whatever the order of the keys was', () => {
    expect(canonicalLine(JSON.parse(line))).toBe(line)
    expect(canonicalLine(turnedRound(JSON.parse(line)) as Parameters<typeof canonicalLine>[0])).toBe(line)
  })

  it('keeps what is not an object where one is expected', () => {
    const odd = { stream: 's', revision: 0, type: 't', data: null, metadata: [{ b: 1, a: 2 }] }
    expect(canonicalLine(odd)).toBe('{"stream":"s","revision":0,"type":"t","data":null,"metadata":[{"a":2,"b":1}]}')
  })
})
