import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { EventMetadata } from './metadata.js'
import { RecognisedMetadata, recognisedMetadata } from './recognised-metadata.js'
import { metadataAt } from './some-events.fixtures.js'

const metadata = metadataAt(3)
const inOrder = ({ eventId, schemaVersion, occurredAt, recordedAt, actor, ...others }: EventMetadata): string => {
  const { channel, commandId, correlationId, causationId, commandHash, tenantId, policyRefs } = others
  const parts = { channel, commandId, correlationId, causationId, commandHash, tenantId, policyRefs }
  const { kind, id } = actor
  return JSON.stringify({ eventId, schemaVersion, occurredAt, recordedAt, actor: { kind, id }, ...parts })
}
const text = inOrder(metadata)

it('is found where it begins, with where it ends', () => {
  const { eventId, recordedAt } = metadata
  expect(recognisedMetadata(`{"metadata":${text}}`, 12)).toEqual({
    metadata: new RecognisedMetadata(eventId, 3, recordedAt),
    end: 12 + text.length,
  })
})

it('is not found anywhere else', () => {
  expect(recognisedMetadata(`{"metadata":${text}}`, 11)).toBeUndefined()
  expect(recognisedMetadata(`{"metadata":${text}}`, 13)).toBeUndefined()
  expect(recognisedMetadata('', 0)).toBeUndefined()
})

it.each([
  ['with a field that it does not know', text.replace('}', ',"extra":1}')],
  ['with a field missing', text.replace(/"commandId":"[^"]*",/, '')],
  ['in another order', text.replace(/^\{("eventId":"[^"]*"),("schemaVersion":3),/, '{$2,$1,')],
  ['with white space', text.replace('{', '{ ')],
  ['with a version that is none', text.replace('"schemaVersion":3', '"schemaVersion":0')],
  ['cut short', text.slice(0, -1)],
])('is not recognised %s', (_what, other) => {
  expect(other).not.toBe(text)
  expect(recognisedMetadata(other, 0)?.end).not.toBe(other.length)
})

it('says what decoding says, whatever is changed in the text', () => {
  const change = fc.record({
    at: fc.nat(text.length),
    gone: fc.nat(3),
    put: fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('"', '\\', '0', '9', 'f', 'g', ',', '}', '{', 'T', '-')),
  })
  let recognised = 0
  fc.assert(
    fc.property(fc.array(change, { maxLength: 2 }), (changes) => {
      const changed = changes.reduce(
        (before, { at, gone, put }) => before.slice(0, at) + put + before.slice(at + gone),
        text,
      )
      const found = recognisedMetadata(changed, 0)
      if (found?.end !== changed.length) return
      recognised += 1
      const decoded = EventMetadata.decode(JSON.parse(changed))
      const { eventId, schemaVersion, recordedAt } = E.getOrElseW(() => ({}) as Partial<EventMetadata>)(decoded)
      expect(found.metadata).toEqual({ eventId, schemaVersion, recordedAt })
    }),
    { numRuns: 1000 },
  )
  expect(recognised).toBeGreaterThan(100)
})
